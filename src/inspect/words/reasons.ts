import { DETECT_REASONS, type FactsIn, type FactType, type Reason } from '#detect'

/**
 * Every reason the product can give, with the facts its sentence takes. Rooms give codes and facts; the sentences live in
 * `en.ts` and `fr.ts`, which do not compile while a code is missing. Facts never hold a value from the data: a `word` is
 * taken from a header or a file name, a `column` is a column's name.
 *
 * Facts: `count` a whole number; `share` 0 to 1; `column` a column's name; `columns` names joined by ` + `;
 * `kind` a KindId; `word` a word of a header; `place` a path; `code` a word of a closed list.
 */
export const REASONS = {
  ...DETECT_REASONS,
  // the verdict
  'inspect/direct': { column: 'column', kind: 'kind' },
  'inspect/directs': { count: 'count' },
  'inspect/sensitive': { column: 'column', kind: 'kind', legal: 'code' },
  'inspect/unattached': { column: 'column', kind: 'kind', legal: 'code' },
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

export type { FactType }
export type ReasonCode = keyof typeof REASONS

/** The facts that the sentence of a code takes. */
export type FactsOf<C extends ReasonCode> = FactsIn<typeof REASONS, C>

/** Makes a reason whose facts are those of its code. */
export function because<C extends ReasonCode>(code: C, facts: FactsOf<C>): Reason {
  return Object.freeze({ code, facts: Object.freeze({ ...facts }) as Reason['facts'] })
}

/** Whether a code has a sentence. */
export function isReasonCode(code: string): code is ReasonCode {
  return Object.hasOwn(REASONS, code)
}
