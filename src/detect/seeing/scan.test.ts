import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { open, type Table } from '#sources'
import { judge } from '../judging/judge.ts'
import type { ObservedTable } from './observed.ts'
import { type ScanOptions, scan } from './scan.ts'

const OUTSIDE = tmpdir()
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(OUTSIDE, 'parefuite-test-'))
  process.env.TMPDIR = folder
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function seeing<T>(text: string, use: (seen: ObservedTable) => T, options: ScanOptions = {}): Promise<T> {
  const path = join(folder, 'table.csv')
  writeFileSync(path, text)
  for await (const item of open([path])) {
    if (item.kind === 'sources/table') return await scan(item as Table, options, async seen => use(seen))
  }
  throw new Error('no table was found')
}

/** A table too large for the calling thread: three columns, one with a value of its own for each row. */
const MANY = 700_000
function many(): string {
  const lines = ['key,when,kind,note']
  for (let i = 0; i < MANY; i++) {
    const second = i * 37
    const time = new Date(Date.UTC(2020, 0, 1) + second * 1000).toISOString().slice(0, 19).replace('T', ' ')
    lines.push(
      `k${i},${time},${i % 3 === 0 ? 'a' : 'b'},${i === 612_345 ? 'see 2 95 07 45 123 456 84 in file' : 'nothing to say'}`,
    )
  }
  return `${lines.join('\n')}\n`
}

describe('seeing every cell of a table', () => {
  test('codes of every row lead back to the values of the file, blanks are 0', async () => {
    await seeing('a,b\nx,1\n,2\ny,1\nx,\n', seen => {
      expect(seen.rows).toBe(4)
      const [a, b] = seen.columns.map(column => seen.codesOf(column))
      expect([...a.codes].map(code => (code === 0 ? '' : a.text(code)))).toEqual(['x', '', 'y', 'x'])
      expect([...b.codes].map(code => (code === 0 ? '' : b.text(code)))).toEqual(['1', '2', '1', ''])
    })
  })

  test('several threads see the same table as one, and crowded columns are still counted exactly', async () => {
    const text = many()
    const summary = (seen: ObservedTable): unknown => {
      const [key, when, kind, note] = seen.columns
      const [keys, times] = [seen.codesOf(key), seen.codesOf(when)]
      return {
        rows: seen.rows,
        closed: [key.closed, when.closed, kind.closed, note.closed],
        different: [keys.cardinality - 1, times.cardinality - 1],
        day: times.text(times.codes[500_000]),
        kinds: [...kind.dictionary.counts.slice(0, 2)].sort((a, b) => a - b),
      }
    }
    const expected = {
      rows: MANY,
      closed: [true, true, false, false],
      different: [MANY, MANY],
      day: '2020-08-02 00:00:00',
      kinds: [233_334, 466_666],
    }
    expect(await seeing(text, summary, { threads: 1 })).toEqual(expected)
    expect(await seeing(text, summary, { threads: 2 })).toEqual(expected)
  })

  test('one social security number in seven hundred thousand notes is found, with its record number', async () => {
    const rare = await seeing(many(), seen => judge(seen, new Date('2026-01-01')).columns[3].rare, { threads: 2 })
    expect(rare.map(({ kind, rows, at }) => ({ kind, rows, at }))).toEqual([
      { kind: 'id.fr.nir', rows: 1, at: [612_346] },
    ])
  })

  test('an aborted scan throws the reason and leaves no scratch file', async () => {
    const before = readdirSync(tmpdir()).filter(name => name.startsWith('parefuite-'))
    const stop = new AbortController()
    const onProgress = (): void => stop.abort(new Error('stopped by the user'))
    await expect(seeing(many(), () => null, { signal: stop.signal, threads: 2, onProgress })).rejects.toThrow(
      'stopped by the user',
    )
    expect(readdirSync(tmpdir()).filter(name => name.startsWith('parefuite-'))).toEqual(before)
  })

  test('without a folder for temporary files a table is still examined', async () => {
    process.env['TMPDIR'] = join(folder, 'missing')
    await seeing('a,b\nx,1\ny,2\n', seen => expect([seen.rows, seen.hasCodes]).toEqual([2, true]))
  })
})
