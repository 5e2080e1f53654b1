/** Whether an unknown value has a shape. Parsing at the edge: nothing behind it asks again. */
export type Shape<T> = (value: unknown) => value is T

/** A record with exactly these members. One more is refused: what nobody reads, nobody approved. */
export function record<T extends object>(members: { readonly [K in keyof T]: Shape<T[K]> }): Shape<T> {
  const names = Object.keys(members) as (keyof T & string)[]
  return (value): value is T =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === names.length &&
    names.every(name => Object.hasOwn(value, name) && members[name]((value as Record<string, unknown>)[name]))
}

/** A list of at least `min` and at most `max` of these. */
export function list<T>(of: Shape<T>, min: number, max: number): Shape<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length >= min && value.length <= max && value.every(of)
}

/** A text that the pattern matches whole. */
export function text(pattern: RegExp): Shape<string> {
  return (value): value is string => typeof value === 'string' && pattern.test(value)
}

/** A whole number from `min` up. */
export function whole(min: number): Shape<number> {
  return (value): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= min
}

/** One of these texts. */
export function oneOf<T extends string>(...choices: readonly T[]): Shape<T> {
  return (value): value is T => choices.some(choice => choice === value)
}

/** One shape or another. */
export function either<A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return (value): value is A | B => first(value) || second(value)
}

/** A moment as `Date.toISOString` writes it: UTC, milliseconds, one spelling for one moment. */
export const moment: Shape<string> = (value): value is string => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return false
  const at = new Date(value)
  return !Number.isNaN(at.getTime()) && at.toISOString() === value
}
