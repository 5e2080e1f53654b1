import type { Recogniser } from '../recogniser.ts'

/**
 * Which recognisers accept a mask, found with one regular expression for nearly all of them: a column of digests has a mask of
 * its own for each value, and a hundred tests for each would cost more than all the rest.
 */
export class MaskIndex {
  /** Each pattern as an optional group that takes part in the match when the pattern accepts. */
  readonly #together: RegExp
  /** Positions of the recognisers, in the order of the groups. */
  readonly #grouped: readonly number[]
  /** Patterns that refer back to a group of their own, which would be another group among all. */
  readonly #alone: readonly (readonly [position: number, mask: RegExp])[]

  constructor(recognisers: readonly Recogniser[]) {
    const positions = recognisers.map((recogniser, i) => [i, recogniser.mask] as const)
    this.#alone = positions.filter(([, mask]) => hasGroups(mask))
    const grouped = positions.filter(([, mask]) => !hasGroups(mask))
    this.#grouped = grouped.map(([i]) => i)
    this.#together = new RegExp(grouped.map(([, mask]) => `(?:(?=(?:${mask.source}))()|)`).join(''))
  }

  /** Positions of the recognisers whose mask accepts, ascending. */
  accepting(mask: string): number[] {
    const found: number[] = []
    const groups = this.#together.exec(mask)!
    for (let g = 1; g < groups.length; g++) if (groups[g] !== undefined) found.push(this.#grouped[g - 1])
    for (const [i, pattern] of this.#alone) if (pattern.test(mask)) found.push(i)
    return this.#alone.length > 0 ? found.sort((a, b) => a - b) : found
  }
}

/** A capturing group, or flags that the common expression has not. */
function hasGroups(mask: RegExp): boolean {
  return mask.flags !== '' || /\((?!\?)/.test(mask.source.replace(/\\.|\[[^\]]*\]/g, ''))
}
