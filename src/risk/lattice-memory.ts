import type { EncodedColumn } from './encoded.ts'
import type { LatticePlan } from './lattice-plan.ts'

type Words = Uint32Array<SharedArrayBuffer>

/** A part of the work: `length` rows from `start` in the rows buffer that share the values of `set`, whose last column is `last`. */
export type Tasks = Readonly<{ start: Words; length: Words; set: Words; last: Words }>

/**
 * What all walkers of one run share. Rows are carried as record numbers with a weight (how many records are equal to
 * it on the columns still to come); their values are read from `packed`.
 */
export type LatticeMemory = Readonly<{
  rows: number
  packed: Words
  /** Two buffers: the rows of the current column's blocks, and room to sort the next ones. */
  record: readonly [Words, Words]
  weight: readonly [Words, Words]
  /** Of the rows that a column's blocks left: their value of the next column, to sort by without looking it up. */
  nextKey: Words
  tasks: Tasks
  /** Per task: distinct rows left after merging. */
  merged: Words
  /** 0: next task. 1: set to stop. */
  control: Int32Array<SharedArrayBuffer>
  /** One bit per (record, set): the record was seen unique there. Null where scores are not wanted. */
  bits: Words | null
  bitWords: number
  /** SUDA score of each record. Null where scores are not wanted. */
  scores: Float64Array<SharedArrayBuffer> | null
}>

const words = (n: number): Words => new Uint32Array(new SharedArrayBuffer(4 * n))

/** Words of bits per record. */
export function bitWordsOf(plan: LatticePlan): number {
  return Math.ceil(plan.sets / 32)
}

/** Lays out the memory of a run over `rows` rows and packs the columns (in table order) into it. */
export function layOut(
  plan: LatticePlan,
  columns: readonly EncodedColumn[],
  rows: number,
  scored: boolean,
): LatticeMemory {
  const tasks = Math.max(plan.maxCardinality, Math.min(rows, 1 << 16)) + 1
  const bitWords = bitWordsOf(plan)
  const packed = words(rows * plan.words)
  plan.order.forEach((position, c) => {
    pack(packed, columns[position].codes, rows, plan.words, plan.wordOf[c], plan.shiftOf[c])
  })
  return {
    rows,
    packed,
    record: [words(rows), words(rows)],
    weight: [words(rows), words(rows)],
    nextKey: words(rows),
    tasks: { start: words(tasks), length: words(tasks), set: words(tasks), last: words(tasks) },
    merged: words(tasks),
    control: new Int32Array(new SharedArrayBuffer(8)),
    bits: scored ? words(rows * bitWords) : null,
    bitWords,
    scores: scored ? new Float64Array(new SharedArrayBuffer(8 * rows)) : null,
  }
}

function pack(
  into: Words,
  codes: EncodedColumn['codes'],
  rows: number,
  stride: number,
  word: number,
  shift: number,
): void {
  for (let r = 0, at = word; r < rows; r++, at += stride) into[at] |= codes[r] << shift
}
