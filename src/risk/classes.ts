import type { EncodedColumn } from './encoded.ts'

/** Which class each row belongs to (0 … count-1) and how many rows each has. */
export type Classes = Readonly<{ of: Uint32Array; count: number; sizes: Uint32Array }>

/**
 * Groups rows by their values on all these columns. `rows` are the rows to group, in order; by default every row of the
 * table. Without columns all rows are one class.
 */
export function groupRows(columns: readonly EncodedColumn[], count: number, rows?: Uint32Array): Classes {
  const of = new Uint32Array(count)
  let classes = count === 0 ? 0 : 1
  const finest = columns.toSorted((a, b) => b.cardinality - a.cardinality)
  for (const { codes, cardinality } of finest) classes = refine(of, classes, codes, cardinality, rows)
  const sizes = new Uint32Array(classes)
  for (const id of of) sizes[id]++
  return { of, count: classes, sizes }
}

/**
 * For each column in turn, the classes on all the others: halves are grouped once and shared, so that it takes
 * d log d passes instead of d squared. Calls `visit` with the column's position and the classes.
 */
export function groupWithoutEach(
  columns: readonly EncodedColumn[],
  rows: Uint32Array,
  visit: (position: number, of: Uint32Array, count: number) => void,
): void {
  const halve = (from: number, to: number, of: Uint32Array, count: number): void => {
    if (to - from === 1) {
      visit(from, of, count)
      return
    }
    const middle = (from + to) >>> 1
    const without = (a: number, b: number, c: number, d: number) => {
      const finer = of.slice()
      let classes = count
      for (const { codes, cardinality } of columns.slice(c, d))
        classes = refine(finer, classes, codes, cardinality, rows)
      halve(a, b, finer, classes)
    }
    without(from, middle, middle, to)
    without(middle, to, from, middle)
  }
  if (columns.length > 0) halve(0, columns.length, new Uint32Array(rows.length), rows.length === 0 ? 0 : 1)
}

/** Splits classes by one more column, in place; gives how many there are then. */
function refine(
  of: Uint32Array,
  classes: number,
  codes: EncodedColumn['codes'],
  cardinality: number,
  rows: Uint32Array | undefined,
): number {
  // Every row is alone already: no column can split further.
  if (classes === of.length) return classes
  if (classes * cardinality <= Math.max(1 << 16, 2 * of.length))
    return refineDense(of, classes, codes, cardinality, rows)
  let size = 1 << 12
  while (size < 2 * Math.min(of.length, classes * cardinality) && size < 1 << 20) size *= 2
  let slots = new Uint32Array(size)
  let pairs = new Float64Array(size)
  let found = 0
  for (let i = 0; i < of.length; i++) {
    const pair = of[i] * cardinality + codes[rows === undefined ? i : rows[i]]
    let slot = spread(pair) & (size - 1)
    while (slots[slot] !== 0 && pairs[slot] !== pair) slot = (slot + 1) & (size - 1)
    if (slots[slot] === 0) {
      slots[slot] = ++found
      pairs[slot] = pair
    }
    of[i] = slots[slot] - 1
    if (found * 2 < size) continue
    const [oldSlots, oldPairs] = [slots, pairs]
    size *= 4
    slots = new Uint32Array(size)
    pairs = new Float64Array(size)
    for (let old = 0; old < oldSlots.length; old++) {
      if (oldSlots[old] === 0) continue
      let to = spread(oldPairs[old]) & (size - 1)
      while (slots[to] !== 0) to = (to + 1) & (size - 1)
      slots[to] = oldSlots[old]
      pairs[to] = oldPairs[old]
    }
  }
  return found
}

function refineDense(
  of: Uint32Array,
  classes: number,
  codes: EncodedColumn['codes'],
  cardinality: number,
  rows: Uint32Array | undefined,
): number {
  const number = new Uint32Array(classes * cardinality)
  let found = 0
  for (let i = 0; i < of.length; i++) {
    const pair = of[i] * cardinality + codes[rows === undefined ? i : rows[i]]
    if (number[pair] === 0) number[pair] = ++found
    of[i] = number[pair] - 1
  }
  return found
}

/** A hash of a whole number below 2^53. */
export function spread(value: number): number {
  const hash = Math.imul((value % 0x100000000) ^ Math.imul(Math.floor(value / 0x100000000), 0x85ebca6b), 0x9e3779b1)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** How many classes there are of each size, smallest first. */
export function countSizes(sizes: Uint32Array): Map<number, number> {
  const found = new Map<number, number>()
  let uniques = 0
  for (const size of sizes) {
    if (size === 1) uniques++
    else found.set(size, (found.get(size) ?? 0) + 1)
  }
  if (uniques > 0) found.set(1, uniques)
  return new Map([...found].sort((a, b) => a[0] - b[0]))
}
