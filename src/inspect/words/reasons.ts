import type { KindId, Reason } from '#detect'

/**
 * Every reason the product can give, with the facts its sentence takes. Rooms give codes and facts; the sentences live in
 * `en.ts` and `fr.ts`, which do not compile while a code is missing. Facts never hold a value from the data: a `word` is
 * taken from a header or a file name, a `column` is a column's name.
 *
 * Facts: `count` a whole number; `share` 0 to 1; `column` a column's name; `columns` names joined by ` + `;
 * `kind` a KindId; `word` a word of a header; `place` a path; `code` a word of a closed list.
 */
export const REASONS = {
  // why a column holds a kind
  'detect/check-digit': { passed: 'count', tried: 'count', chance: 'share' },
  'detect/rule': { passed: 'count', tried: 'count' }, // a format with a rule but no check digit
  'detect/shape': { share: 'share' },
  'detect/header': { word: 'word' },
  'detect/header-hint': { word: 'word' },
  'detect/header-disagrees': { word: 'word' },
  'detect/closed-set': { covered: 'share' },
  'detect/lexicon': { share: 'share' },
  'detect/name-shape': { share: 'share' },
  'detect/address-shape': { share: 'share' },
  'detect/neighbour': { column: 'column', kind: 'kind' },
  'detect/cross-check': { column: 'column', share: 'share' },
  'detect/plausible-ages': { share: 'share' },
  'detect/dates': { share: 'share' },
  'detect/number-range': { share: 'share' },
  'detect/code-chapters': { chapters: 'count' },
  'detect/all-different': { share: 'share' },
  'detect/few-values': { distinct: 'count' },
  'detect/chance': { passed: 'count', tried: 'count' }, // could be chance
  'detect/in-text': { rows: 'count' },
  'detect/cue-in-text': { rows: 'count' },
  'detect/long-text': { share: 'share' },
  'detect/row-about-person': {},
  'detect/encodes-birth': {},
  'detect/sample-values': { rows: 'count' },
  'detect/excel-scientific': { rows: 'count' },
  'detect/excel-lost-zeros': { rows: 'count' },
  'detect/ambiguous': { kind: 'kind' },
  // what the rows of a table are about
  'detect/about-column': { column: 'column', kind: 'kind' },
  'detect/about-columns': { count: 'count' },
  'detect/about-words': { word: 'word' },
  'detect/about-aggregates': { count: 'count' },
  'detect/about-unknown': {},
  // the verdict
  'inspect/direct': { column: 'column', kind: 'kind' },
  'inspect/directs': { count: 'count' },
  'inspect/sensitive': { column: 'column', kind: 'kind', legal: 'code' },
  'inspect/alone': { columns: 'columns', share: 'share', rows: 'count' },
  'inspect/below-k': { rows: 'count', share: 'share', k: 'count' },
  'inspect/people': { low: 'count', high: 'count' },
  'inspect/indirect': { count: 'count' },
  'inspect/possible': { column: 'column', kind: 'kind' },
  'inspect/rare': { column: 'column', kind: 'kind', rows: 'count' },
  'inspect/unread': { places: 'count' },
  'inspect/no-table': {},
  'inspect/no-rows': {},
  'inspect/risk-not-measured': { cause: 'code' },
  'inspect/nothing': { columns: 'count', cells: 'count' },
  'inspect/table': { table: 'word', verdict: 'code' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FactType>>>>

export type FactType = 'count' | 'share' | 'column' | 'columns' | 'kind' | 'word' | 'place' | 'code'
export type ReasonCode = keyof typeof REASONS

type FactValue<T> = T extends 'count' | 'share' ? number : T extends 'kind' ? KindId : string
/** The facts that the sentence of a code takes. */
export type FactsOf<C extends ReasonCode> = {
  readonly [F in keyof (typeof REASONS)[C]]: FactValue<(typeof REASONS)[C][F]>
}

/** Makes a reason whose facts are those of its code. */
export function because<C extends ReasonCode>(code: C, facts: FactsOf<C>): Reason {
  return Object.freeze({ code, facts: Object.freeze({ ...facts }) as Reason['facts'] })
}

/** Whether a code has a sentence. */
export function isReasonCode(code: string): code is ReasonCode {
  return Object.hasOwn(REASONS, code)
}
