import { cellsOf, open } from '#sources'
import { type Interval, joined } from '../counting/intervals.ts'
import { keyOf } from './carried.ts'
import type { Selection } from './selection.ts'

type Where = Extract<Selection, { kind: 'where' }>

/** What a pass over the exposed table gave. */
export type Rows = Readonly<{ matching: ReadonlyMap<string, readonly Interval[]> }>

/**
 * Rows whose columns hold what the selections ask for, by `keyOf`; row numbers from 0. Reads the file's only table once; empty where the file has
 * several tables or could not be read whole.
 */
export async function matchingRows(path: string, selections: readonly Selection[]): Promise<Rows['matching']> {
  const wheres = selections.filter(selection => selection.kind === 'where')
  const unique = new Map(wheres.map(where => [keyOf(where), where]))
  if (unique.size === 0) return new Map()
  const found = new Map([...unique.keys()].map(key => [key, [] as Interval[]]))
  let tables = 0
  for await (const table of open([path])) {
    if (table.kind !== 'sources/table' || ++tables > 1) return new Map()
    let row = 0
    const tests = [...unique].map(([key, where]) => ({ into: found.get(key)!, wanted: wantedOf(where, table.columns) }))
    for await (const chunk of table.chunks()) {
      const { bytes, rows, columns, starts, ends } = cellsOf(chunk, table.layout)
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (let r = 0; r < rows; r++, row++) {
        const cell = (c: number): string => text.toString('utf8', starts[r * columns + c], ends[r * columns + c])
        for (const { into, wanted } of tests) if (wanted.every(({ c, value }) => cell(c) === value)) note(into, row)
      }
    }
  }
  return new Map([...found].map(([key, rows]) => [key, joined(rows)]))
}

function wantedOf({ equals }: Where, columns: readonly string[]) {
  return equals.map(({ column, value }) => ({ c: columns.indexOf(column), value }))
}

function note(into: Interval[], row: number): void {
  const last = into.at(-1)
  if (last !== undefined && last[1] === row - 1) into[into.length - 1] = [last[0], row]
  else into.push([row, row])
}
