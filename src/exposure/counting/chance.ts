/**
 * How unlikely it is that so many fall where so many are to be expected: minus the natural logarithm of Chernoff's bound of a Poisson sum, 0 for no
 * more than those. SOURCE: P(X ≥ x) ≤ e^−μ (eμ)^x / x^x for x > μ; Mitzenmacher and Upfal, Probability and Computing, chapter 5.
 */
export function chanceAgainst(held: number, expected: number): number {
  return held <= expected ? 0 : held * Math.log(held / expected) - held + expected
}
