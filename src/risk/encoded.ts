/**
 * A table of key variables as integers, the shape in which risk is measured. `codes[r]` is the value of record r;
 * equal codes are equal values; 0 is blank. Codes lie on shared memory so that worker threads read them in place.
 */
export type EncodedColumn = Readonly<{
  name: string
  codes: Uint8Array<SharedArrayBuffer> | Uint16Array<SharedArrayBuffer> | Uint32Array<SharedArrayBuffer>
  /** Codes lie in 0 … cardinality - 1. */
  cardinality: number
}>

export type EncodedTable = Readonly<{ rows: number; columns: readonly EncodedColumn[] }>
