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
    store.append(2, 0, Uint32Array.of(1, 70_000), 70_000, false)
    store.append(0, 0, Uint32Array.of(0, 1, 2), 2, false)
    store.append(1, 0, Uint32Array.of(300, 0), 300, false)
    store.append(1, 1, Uint32Array.of(9, 9), 9, false)
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
      store.append(
        order,
        order % 2,
        Uint32Array.from({ length: 100 }, (_, i) => order * 1000 + i),
        60_000,
        false,
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
    store.append(
      0,
      0,
      Uint32Array.from({ length: 100 }, (_, i) => i),
      99,
      false,
    )
    store.append(1, 0, Uint32Array.of(1), 1, false)
    expect(store.finish().broken).toBe(true)
  })
})
