import type { Measure } from './words/words.ts'

/**
 * What each figure of the page is, and where its definition comes from. The same in every language.
 * n rows; J groups (classes) of rows equal on the columns; f their sizes; F the sizes of the same groups in the population;
 * pi the share of the population in the file; M columns; p, q the shares of a value in a group and in the file.
 */
export type Formula = Readonly<{ measures: readonly Measure[] | 'sensitive' | 'sets'; formula: string; source: string }>

export const FORMULAS: readonly Formula[] = [
  {
    measures: ['classes', 'k', 'uniques', 'belowK'],
    formula: 'k = min f; uniques = #{f = 1}; below k = Σ f where f < k',
    source: 'Samarati 2001, IEEE TKDE 13(6); Sweeney 2002, IJUFKS 10(5)',
  },
  {
    measures: 'sets',
    formula: 'distinction = J / n; separation = 1 − Σ f(f − 1) / (n(n − 1))',
    source: 'Motwani & Xu 2007, Efficient algorithms for masking and finding quasi-identifiers',
  },
  {
    measures: ['prosecutorMax', 'prosecutorMean', 'prosecutorAtRisk'],
    formula: 'highest = 1 / min f; average = J / n; at risk = share of rows with f < k',
    source:
      'El Emam & Dankar 2008, JAMIA 15(5); El Emam 2013, Guide to the De-Identification of Personal Health Information',
  },
  {
    measures: ['journalistMax', 'journalistMean', 'marketer'],
    formula: 'highest = max(1 / min F, J / Σ F); average = J / Σ F; marketer = (1 / n) Σ f / F',
    source: 'El Emam & Dankar 2008, JAMIA 15(5); El Emam 2013',
  },
  {
    measures: ['populationUniques'],
    formula: 'pi ≤ 0.1: Pitman, else Zayatz; pi > 0.1: min(Zayatz, SNB), Zayatz where SNB is invalid',
    source:
      'Dankar, El Emam, Neisa & Roffey 2012, BMC MIDM 12:66; Zayatz 1991; Hoshino 2001 (Pitman); Chen & Keller-McNulty 1998 (SNB)',
  },
  {
    measures: ['sudaMax'],
    formula: 'score of a row = Σ (M − s)! over its minimal unique combinations, s their size',
    source: 'Elliot, Manning & Ford 2002, IJUFKS 10:493; Manning, Haglin & Keane 2008, DMKD 16:165 (SUDA2)',
  },
  {
    measures: ['disFile', 'disMax'],
    formula: 'DIS = pi·n1 / (pi·n1 + 2(1 − pi)·n2), n1 groups of one row, n2 groups of two',
    source: 'Skinner & Elliot 2002, JRSS-B 64:855',
  },
  {
    measures: 'sensitive',
    formula: 'distinct l = least number of values; entropy l = exp(least entropy); t = ½ Σ |p − q|',
    source:
      'Machanavajjhala, Kifer, Gehrke & Venkitasubramaniam 2007, ACM TKDD 1(1); Li, Li & Venkatasubramanian 2007, ICDE (t-closeness)',
  },
  {
    measures: 'sensitive',
    formula: 'beta = max (p − q) / q; delta = max |ln(p / q)|',
    source: 'Cao & Karras 2012, PVLDB 5(11) (beta-likeness); Brickell & Shmatikov 2008, KDD (delta-disclosure)',
  },
]
