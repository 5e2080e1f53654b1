import type { KindId } from './catalogue.ts'

/**
 * How one kind of value is recognised from the value alone.
 *
 * The *mask* of a value writes every ASCII digit as `9`, every letter (any alphabet, any case) as `A`, every run of blanks
 * as one space, and anything else as itself. Masks are few per column, so `mask` runs once per distinct mask and
 * `check` only on the values whose mask it accepts.
 */
export type Recogniser = Readonly<{
  kind: KindId
  /** Anchored at both ends. */
  mask: RegExp
  /**
   * The share of random values of the accepted masks that pass `check`: how much a pass is worth. 1 where there is no
   * check beyond the mask. Measured or derived; the source stands beside it.
   */
  chance: number
  /**
   * `compact` is upper-cased and without blanks, dots, dashes, slashes and parentheses; `raw` is the trimmed value.
   * Must not throw on any input.
   */
  check(compact: string, raw: string): boolean
  /** True when a pass names the kind only with a cue: a header word, a neighbour column. */
  needsCue: boolean
  /**
   * Finds candidates inside free text (global flag); the whole match goes through `check`. Null when the kind is not looked
   * for inside text. Must be linear: no nested quantifiers over the same characters.
   */
  text: RegExp | null
  /** The fewest digits of anything that `text` finds and `check` passes: a text with fewer need not be searched. 0 when absent. */
  textDigits?: number
  /** True for values that are published as samples (078-05-1120): reported as "sample value", never dropped. */
  isSample?(compact: string): boolean
}>
