/** Counts of a yes-or-no question. */
export type Score = Readonly<{
  hits: number
  misses: number
  alarms: number
  rightly: number
  precision: number
  recall: number
  f1: number
}>

/** Scores pairs (true answer, given answer). Precision and recall are 1 where nothing was asked of them. */
export function scored(pairs: readonly (readonly [boolean, boolean])[]): Score {
  const count = (truth: boolean, answer: boolean): number =>
    pairs.filter(pair => pair[0] === truth && pair[1] === answer).length
  const [hits, misses, alarms, rightly] = [
    count(true, true),
    count(true, false),
    count(false, true),
    count(false, false),
  ]
  const precision = hits + alarms === 0 ? 1 : hits / (hits + alarms)
  const recall = hits + misses === 0 ? 1 : hits / (hits + misses)
  return {
    hits,
    misses,
    alarms,
    rightly,
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  }
}

/** `0.987` */
export const three = (n: number): string => n.toFixed(3)

/** One line of a table with columns of the given widths. */
export function line(cells: readonly (string | number)[], widths: readonly number[]): string {
  return cells
    .map((cell, at) =>
      typeof cell === 'number' ? String(cell).padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
    )
    .join('  ')
}
