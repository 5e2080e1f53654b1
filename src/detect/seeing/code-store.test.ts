import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CodeStore, stretchesOf } from './code-store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parefuite-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const values = (bytes: Uint8Array<ArrayBuffer>, width: number): number[] =>
  width === 1 ? [...bytes] : width === 2 ? [...new Uint16Array(bytes.buffer)] : [...new Uint32Array(bytes.buffer)]

describe('codes kept until it is known which columns risk needs', () => {
  test('each stretch takes as few bytes a cell as its largest code allows, and comes back in file order', () => {
    const store = new CodeStore(join(folder, 'codes'))
    store.appendCodes(2, 0, Uint32Array.of(1, 70_000), 70_000)
    store.appendCodes(0, 0, Uint32Array.of(0, 1, 2), 2)
    store.appendCodes(1, 0, Uint32Array.of(300, 0), 300)
    store.appendCodes(1, 1, Uint32Array.of(9, 9), 9)
    const back = [...stretchesOf([store.finish()], 0)]
    expect(back.map(stretch => [stretch.order, stretch.width])).toEqual([
      [0, 1],
      [1, 2],
      [2, 4],
    ])
    expect(back.map(stretch => values(stretch.data, stretch.width))).toEqual([
      [0, 1, 2],
      [300, 0],
      [1, 70_000],
    ])
  })

  test('what does not fit in memory is read back from the scratch file as it was written', () => {
    const store = new CodeStore(join(folder, 'codes'), 1000)
    for (let order = 0; order < 50; order++)
      store.appendCodes(
        order,
        order % 2,
        Uint32Array.from({ length: 100 }, (_, i) => order * 1000 + i),
        60_000,
      )
    const kept = store.finish()
    expect(kept.scratch).toBe(join(folder, 'codes'))
    const odd = [...stretchesOf([kept], 1)]
    expect(odd.length).toBe(25)
    for (const stretch of odd)
      expect(values(stretch.data, stretch.width)).toEqual(
        Array.from({ length: 100 }, (_, i) => stretch.order * 1000 + i),
      )
  })

  test('a scratch file that cannot be written is said, and nothing throws', () => {
    const store = new CodeStore(join(folder, 'no-such-folder', 'codes'), 10)
    store.appendCodes(
      0,
      0,
      Uint32Array.from({ length: 100 }, (_, i) => i),
      99,
    )
    store.appendCodes(1, 0, Uint32Array.of(1), 1)
    expect(store.finish().broken).toBe(true)
  })

  test('prints are kept as pairs of halves, two to a row', () => {
    const store = new CodeStore(join(folder, 'codes'))
    store.appendPrints(0, 3, Uint32Array.of(1, 2, 0, 0, 7, 9))
    const [stretch] = stretchesOf([store.finish()], 3)
    expect([stretch.rows, stretch.width, values(stretch.data, 4)]).toEqual([3, 8, [1, 2, 0, 0, 7, 9]])
  })
})
