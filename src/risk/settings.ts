import type { EncodedColumn, EncodedTable } from './encoded.ts'
import { defaultMaxSize, MAX_COLUMNS } from './lattice-plan.ts'

/**
 * Five: the smallest class that health and statistics bodies commonly let out (El Emam & Dankar 2008, JAMIA 15:627).
 * A smaller default would call tables safe in which four people share a row; a larger one costs detail.
 */
export const DEFAULT_K = 5
/**
 * One: the table is taken to hold everybody it is about, as a register does. Any other guess would make people look
 * safer than they are.
 */
export const DEFAULT_SAMPLING_FRACTION = 1
/** One row in a hundred may be suppressed to reach k: more would distort what is published. */
export const DEFAULT_MAX_SUPPRESSED_SHARE = 0.01
export type MeasureOptions = Readonly<{
  /** Key columns, by name or position; by default all that are not sensitive. */
  quasiIdentifiers?: readonly (string | number)[] | undefined
  /** Columns whose values would harm if learnt, by name or position. */
  sensitive?: readonly (string | number)[] | undefined
  k?: number | undefined
  /** Largest sets measured; by default all up to 8 columns, 4 of 12, 3 of 22, 2 beyond. */
  maxSize?: number | undefined
  /** Rows / population, 0 < fraction <= 1. */
  samplingFraction?: number | undefined
  /** Whether records are scored (SUDA); true by default. */
  suda?: boolean | undefined
  /** Whether the cheapest generalisation is searched; true by default. */
  generalise?: boolean | undefined
  maxSuppressedShare?: number | undefined
  /** Worker threads; 0 is the calling thread. By default none under 50,000 rows, else one per processor. */
  workers?: number | undefined
  signal?: AbortSignal | undefined
}>

/** What was asked, with every default filled in and every column found. */
export type Setting = Readonly<{
  quasi: readonly EncodedColumn[]
  /** Positions in `quasi` of the columns that enter the lattice. */
  walked: readonly number[]
  sensitive: readonly EncodedColumn[]
  k: number
  maxSize: number
  samplingFraction: number
  suda: boolean
  generalise: boolean
  maxSuppressedShare: number
  workers: number | undefined
  signal: AbortSignal | undefined
}>

/** Fills in the defaults. Throws for a column that is not in the table, and for a number outside its bounds. */
export function settle(table: EncodedTable, options: MeasureOptions): Setting {
  const find = (key: string | number) => {
    const column = typeof key === 'number' ? table.columns[key] : table.columns.find(c => c.name === key)
    if (column === undefined) throw new Error('risk: a column asked for is not in the table')
    return column
  }
  const samplingFraction = options.samplingFraction ?? DEFAULT_SAMPLING_FRACTION
  if (!(samplingFraction > 0 && samplingFraction <= 1))
    throw new Error('risk: a sampling fraction lies above 0, up to 1')
  if (options.k !== undefined && !(options.k >= 1)) throw new Error('risk: k is 1 or more')
  const sensitive = (options.sensitive ?? []).map(find)
  const quasi = options.quasiIdentifiers?.map(find) ?? table.columns.filter(c => !sensitive.includes(c))
  const walked = [...quasi.keys()]
    .sort((a, b) => quasi[b].cardinality - quasi[a].cardinality || a - b)
    .slice(0, MAX_COLUMNS)
    .sort((a, b) => a - b)
  return {
    quasi,
    walked,
    sensitive,
    k: options.k ?? DEFAULT_K,
    maxSize: Math.max(1, Math.min(options.maxSize ?? defaultMaxSize(walked.length), walked.length)),
    samplingFraction,
    suda: options.suda ?? true,
    generalise: options.generalise ?? true,
    maxSuppressedShare: options.maxSuppressedShare ?? DEFAULT_MAX_SUPPRESSED_SHARE,
    workers: options.workers,
    signal: options.signal,
  }
}
