/**
 * Probability that a unique match is a correct one, for the file: pi n1 / (pi n1 + 2 (1 - pi) n2), with n1 uniques, n2
 * pairs and the sampling fraction pi (Skinner & Elliot 2002, JRSS-B 64:855). Null without uniques.
 */
export function fileDis(uniques: number, pairs: number, samplingFraction: number): number | null {
  if (uniques === 0) return null
  return (samplingFraction * uniques) / (samplingFraction * uniques + 2 * (1 - samplingFraction) * pairs)
}

/**
 * DIS-SUDA: shares the file's DIS out over the records by their SUDA score. `scores` says how many records have each
 * score; gives the function from a record's score to its probability, 0 for a record without a score.
 * 1 / (1 + (n1/DIS - n1) / (score^Q A)), Q = 1 + (8 - M)/20, A = sum of score^-Q over scored records
 * (Elliot & Manning 2003, as implemented in the public SUDA2 code of sdcMicro; M key variables).
 */
export function disOf(
  scores: ReadonlyMap<number, number>,
  uniques: number,
  dis: number | null,
  columns: number,
): (score: number) => number {
  if (dis === null) return () => 0
  const q = 1 + (8 - columns) / 20
  let a = 0
  for (const [score, records] of scores) if (score > 0) a += records * score ** -q
  return score => (score > 0 ? 1 / (1 + (uniques / dis - uniques) / (score ** q * a)) : 0)
}
