import type { KindId } from './catalogue.ts'
import type { Reason } from './finding.ts'

/**
 * Every reason this room can give, with the facts its sentence takes. The sentences are the reader's (`inspect/words`).
 * Facts never hold a value from the data: a `word` is taken from a header, a `column` is a column's name.
 */
export const DETECT_REASONS = {
  // why a column holds a kind
  'detect/check-digit': { passed: 'count', tried: 'count', chance: 'share' },
  'detect/rule': { passed: 'count', tried: 'count' }, // a format with a rule but no check digit
  'detect/header': { word: 'word' },
  'detect/header-hint': { word: 'word' },
  'detect/header-disagrees': { word: 'word' },
  'detect/fits': {}, // the values are as the header announces
  'detect/closed-set': { covered: 'share' },
  'detect/lexicon': { share: 'share' },
  'detect/name-shape': { share: 'share' },
  'detect/address-shape': { share: 'share' },
  'detect/plausible-ages': { share: 'share' },
  'detect/dates': { share: 'share' },
  'detect/code-chapters': { chapters: 'count' },
  'detect/in-text': { rows: 'count' },
  'detect/in-name': {}, // a value where the name of a column was expected
  'detect/cue-in-text': { rows: 'count' },
  'detect/row-about-person': {},
  'detect/encodes-birth': {},
  'detect/sample-values': { rows: 'count' },
  'detect/excel-scientific': { rows: 'count' },
  'detect/excel-lost-zeros': { rows: 'count' },
  'detect/ambiguous': { kind: 'kind' },
  // what the rows of a table are about
  'detect/about-column': { column: 'column', kind: 'kind' },
  'detect/about-columns': { count: 'count' },
  'detect/about-aggregates': { count: 'count' },
  'detect/about-unknown': {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, FactType>>>>

/**
 * `count` a whole number; `share` 0 to 1; `column` a column's name; `columns` names joined by ` + `; `kind` a KindId;
 * `word` a word of a header; `place` a path; `code` a word of a closed list.
 */
export type FactType = 'count' | 'share' | 'column' | 'columns' | 'kind' | 'word' | 'place' | 'code'
export type FactValue<T> = T extends 'count' | 'share' ? number : T extends 'kind' ? KindId : string
export type ReasonTable = Readonly<Record<string, Readonly<Record<string, FactType>>>>
/** The facts that the sentence of a code takes. */
export type FactsIn<T extends ReasonTable, C extends keyof T> = { readonly [F in keyof T[C]]: FactValue<T[C][F]> }

/** Makes a reason of this room whose facts are those of its code. */
export function because<C extends keyof typeof DETECT_REASONS>(
  code: C,
  facts: FactsIn<typeof DETECT_REASONS, C>,
): Reason {
  return Object.freeze({ code, facts: Object.freeze({ ...facts }) as Reason['facts'] })
}
