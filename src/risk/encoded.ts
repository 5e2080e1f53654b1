/**
 * A table of key variables as integers, the shape in which risk is measured. `codes[r]` is the value of record r;
 * equal codes are equal values; 0 is blank. Codes lie on shared memory so that worker threads read them in place.
 */
export type EncodedColumn = Readonly<{
  name: string
  codes: Uint8Array<SharedArrayBuffer> | Uint16Array<SharedArrayBuffer> | Uint32Array<SharedArrayBuffer>
  /** Codes lie in 0 … cardinality - 1. */
  cardinality: number
  /** Coarser readings of the same column, each coarser than the one before: birth date → month → year → decade. */
  ladder?: readonly Rung[]
  /** Whether codes above 0 follow the order of the values (numbers, dates): asked by ordered t-closeness. */
  ordered?: boolean
}>

/** One coarser reading of a column: `codes[fine]` is the coarse code of a fine one. Blank stays 0. */
export type Rung = Readonly<{ name: string; codes: Uint32Array; cardinality: number }>

export type EncodedTable = Readonly<{ rows: number; columns: readonly EncodedColumn[] }>
