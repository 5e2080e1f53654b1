/**
 * An expected no. Says the place, what kind of thing was seen, what was expected and the way out;
 * never a value from the data. Words for people are made from the code and the facts at the edge.
 */
export type Refusal = Readonly<{
  kind: 'refusal'
  /** `room/what`, e.g. `sources/unreadable`. */
  code: string
  /** Where: a path, a line, a column; never a value from the data. */
  at: string
  /** What was seen, as a kind of thing. */
  seen: string
  /** What was expected. */
  expected: string
  /** What the person can do next. */
  remedy: string
}>

/** Makes a refusal. */
export function refuse(code: string, facts: Omit<Refusal, 'kind' | 'code'>): Refusal {
  return Object.freeze({ kind: 'refusal', code, ...facts })
}

/** Whether an answer is a refusal. */
export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'refusal'
}
