/** The risk of one set of columns: exact, counted over every row. */
export type SetRisk = Readonly<{
  columns: readonly string[]
  /** Classes: different combinations of values. */
  classes: number
  /** Rows alone in their class. */
  uniques: number
  /** Rows in classes of fewer than `threshold` rows. */
  belowK: number
  /** Size of the smallest class; 0 where there is no row. */
  k: number
  /** Classes / rows. */
  distinction: number
  /** Share of pairs of rows that this set tells apart. */
  separation: number
}>

/** Which sets were measured. Those that were not are not in `sets`: nothing is estimated. */
export type Coverage = Readonly<{
  /** `all` sets of the columns, or those `up-to` `maxSize` columns (the whole set is always measured). */
  mode: 'all' | 'up-to'
  maxSize: number
  measured: number
  /** 2^columns - 1. */
  possible: number
  /** Quasi-identifiers beyond the bound on columns: only in the whole set, not in the others. */
  leftOut: readonly string[]
}>

/** How the SUDA scores of the records are spread. Quantiles are of all records, by rank (the value at ceil(q n)). */
export type SudaSummary = Readonly<{
  /** Largest set of columns searched for minimal sample uniques. */
  maxSize: number
  /** Sum of the scores of the file, highest score, records with a score. */
  total: number
  max: number
  scored: number
  quantiles: readonly Readonly<{ q: number; score: number; dis: number }>[]
  /** Highest record-level DIS-SUDA score: the intruder's confidence in a unique match, for the worst record. */
  maxDis: number
}>

/** How much a column weighs in making records findable. */
export type ColumnRisk = Readonly<{
  column: string
  /** Different values found, blank included where there is one. */
  cardinality: number
  /** Rows unique on this column alone. */
  uniquesAlone: number
  /** Rows unique on the whole set that would no longer be without this column. */
  uniquesPrevented: number
  /** Rows below k on the whole set that would no longer be without this column. */
  belowKPrevented: number
  /** Share (0..1) of the SUDA score of minimal uniques that hold this column; null where SUDA was not computed. */
  contribution: number | null
}>

/** What a class gives away of a sensitive column; the worst class over the whole set of quasi-identifiers. */
export type SensitiveRisk = Readonly<{
  column: string
  cardinality: number
  /** Fewest different values in a class. */
  distinctL: number
  /** exp of the smallest class entropy. */
  entropyL: number
  /** Smallest c for which recursive (c,2)-diversity would just fail; null where a class holds one value only (no c does). */
  recursiveC2: number | null
  /** Largest share of one value in a class: the alpha of (alpha,k)-anonymity. */
  alpha: number
  /** Rows in classes where everybody has the same value. */
  homogeneousRows: number
  tEqual: number
  /** Null where the values have no order. */
  tOrdered: number | null
  /** Null where no hierarchy of the values is known. */
  tHierarchical: number | null
  basicBeta: number
  /** Null where the enhanced bound does not apply (a single value). */
  enhancedBeta: number | null
  delta: number
}>

/** Prosecutor, journalist and marketer risk, each in 0..1. */
export type AttackerRisk = Readonly<{
  prosecutor: Readonly<{ highest: number; average: number; atRiskShare: number }>
  /** Against the sample scaled by the sampling fraction; `attackerRiskAgainst` takes a known population. */
  journalist: Readonly<{ highest: number; average: number }>
  marketer: number
}>

/** Estimated share (0..1) of the population unique on the whole set. An estimate, stated with its assumption. */
export type PopulationRisk = Readonly<{
  /** Sampling fraction assumed: rows / population. */
  samplingFraction: number
  /** Whether the fraction was given, or is the default. */
  assumed: boolean
  /** Shares of the population; null where the model has no valid solution. */
  zayatz: number | null
  pitman: number | null
  snb: number | null
  /** The decision rule of Dankar et al. and the model it took. */
  dankar: Readonly<{ share: number; model: 'zayatz' | 'pitman' | 'snb' | 'none' }>
  /** Share of sample uniques in rows. */
  sampleShare: number
}>

/** One step of a generalisation. */
export type GeneralisationStep = Readonly<{
  column: string
  /** Name of the rung (`year`), or `dropped`. */
  to: string
  /** 1 is the first rung above the data; the last is dropped. */
  level: number
}>

/** The cheapest way found to pass, computed on every row. */
export type Generalisation = Readonly<{
  /** Whether k is reached with no more than the allowed share of rows suppressed. */
  passes: boolean
  steps: readonly GeneralisationStep[]
  /** Rows to suppress after the steps. */
  suppressed: number
  suppressedShare: number
  maxSuppressedShare: number
  /** Smallest class that is left after suppression; 0 where nothing is left. */
  k: number
  /** Information loss in 0..1: mean over columns of 1 - entropy after / entropy before; a dropped column loses 1. */
  loss: number
  /** Combinations of rungs that were measured, and whether all cheaper ones were excluded. */
  tried: number
  optimal: boolean
}>

/** How easily the rows of one table can be tied to a person. Plain, frozen, holds no value from the data. */
export type RiskReport = Readonly<{
  kind: 'risk/report'
  version: 1
  rows: number
  quasiIdentifiers: readonly string[]
  /** Smallest class on the whole set of quasi-identifiers. */
  k: number
  /** The k asked for: rows in smaller classes are "below k". */
  threshold: number
  /** Rows alone in their class, classes, rows below k, on the whole set of quasi-identifiers. */
  uniques: number
  classes: number
  belowK: number
  coverage: Coverage
  /** Smallest sets first, then by the order of the quasi-identifiers. */
  sets: readonly SetRisk[]
  /** Minimal sample uniques by size of set; null where SUDA was not computed. */
  minimalUniques: readonly Readonly<{ size: number; count: number }>[] | null
  suda: SudaSummary | null
  /** Why there is no SUDA; null where there is. */
  sudaMissing: 'off' | 'memory' | 'no-columns' | null
  /** File-level DIS: probability that a unique match is a correct match; null where no row is unique. */
  dis: number | null
  /** Most harmful first. */
  columns: readonly ColumnRisk[]
  sensitive: readonly SensitiveRisk[]
  attackers: AttackerRisk
  population: PopulationRisk
  /** Null where there is nothing to generalise (no rows, no quasi-identifiers) or the search was off. */
  generalisation: Generalisation | null
  /** Blank counts as a value of its own: two blanks in a column are equal. */
  blanks: 'own-value'
  seconds: number
}>
