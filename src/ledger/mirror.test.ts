import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { realDisk } from './disk.ts'
import { eventsFrom, given, invented, signer } from './ledger.test-kit.ts'
import { appendTo, folderReader, memoryStore, mirrorLedger, openLedger, openWitness, verifyLedger } from './ledger.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parefuite-mirror-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the mirror of a ledger in a folder', () => {
  test('is a whole ledger after each time, and only what is new is written', async () => {
    const source = memoryStore()
    for (const [size, count] of [
      [0, 1],
      [1, 255],
      [256, 300],
      [556, 0],
      [556, 65_300],
    ]) {
      given(await appendTo(source, signer, eventsFrom(size, count)))
      const head = given(await mirrorLedger(source, signer.key, folder))
      expect(head.size).toBe(size + count)
      const verified = await verifyLedger(folderReader(folder), [signer.key])
      expect(verified).toMatchObject({ verified: true, size: size + count, notLookedAt: [] })
    }
    const full = join(folder, 'tile/entries/000')
    const before = statSync(full).ino
    given(await appendTo(source, signer, eventsFrom(65_856, 1)))
    given(await mirrorLedger(source, signer.key, folder))
    expect(statSync(full).ino).toBe(before)
  })

  test('is refused when the ledger does not continue what the folder holds', async () => {
    const [one, other] = [memoryStore(), memoryStore()]
    await appendTo(one, signer, eventsFrom(0, 5))
    given(await mirrorLedger(one, signer.key, folder))
    await appendTo(other, signer, eventsFrom(100, 9))
    expect(await mirrorLedger(other, signer.key, folder)).toMatchObject({ code: 'ledger/not-continued' })
    const shorter = memoryStore()
    await appendTo(shorter, signer, eventsFrom(0, 4))
    expect(await mirrorLedger(shorter, signer.key, folder)).toMatchObject({ code: 'ledger/not-continued' })
    expect(await mirrorLedger(one, invented('ledger.example/test', 9).key, folder)).toMatchObject({
      code: 'ledger/unsigned',
    })
    expect(await verifyLedger(folderReader(folder), [signer.key])).toMatchObject({ verified: true, size: 5 })
  })
})

describe('appending to a ledger that is not kept open', () => {
  test('writes byte for byte what a ledger kept open writes', async () => {
    const [kept, fresh] = [memoryStore(), memoryStore()]
    const ledger = given(await openLedger(kept, signer))
    for (const [from, count] of [
      [0, 1],
      [1, 254],
      [255, 1],
      [256, 1],
      [257, 600],
      [857, 64_700],
    ]) {
      given(await ledger.append(eventsFrom(from, count)))
      expect(given(await appendTo(fresh, signer, eventsFrom(from, count)))).toEqual(ledger.head())
    }
    const paths = [...(await kept.list())].sort()
    expect([...(await fresh.list())].sort()).toEqual(paths)
    const same = await Promise.all(
      paths.map(async path =>
        Buffer.compare((await fresh.read(path)) ?? Buffer.of(), (await kept.read(path)) ?? Buffer.of(1)),
      ),
    )
    expect(same.every(order => order === 0)).toBe(true)
  })

  test('is refused for an event of no kind, for the store of another key, and where the last tile was changed', async () => {
    const store = memoryStore()
    await appendTo(store, signer, eventsFrom(0, 3))
    const before = await store.read('checkpoint')
    expect(await appendTo(store, signer, [{ ...eventsFrom(3, 1)[0], by: 'x' }])).toMatchObject({ code: 'ledger/event' })
    expect(await appendTo(store, invented('ledger.example/test', 9), eventsFrom(3, 1))).toMatchObject({
      code: 'ledger/unsigned',
    })
    const tile = Buffer.from((await store.read('tile/0/000.p/3')) ?? '')
    tile[0] ^= 1
    await store.commit({ files: new Map([['tile/0/000.p/3', tile]]), checkpoint: before ?? tile, obsolete: [] })
    expect(await appendTo(store, signer, eventsFrom(3, 1))).toMatchObject({ code: 'ledger/unfit' })
  })
})

describe('a witness over a folder', () => {
  const witness = invented('witness.example/w1', 2, 4)
  const keysOf = (origin: string) => (origin === signer.key.name ? [signer.key] : [])
  const request = (old: number, checkpoint: Uint8Array) => Buffer.concat([Buffer.from(`old ${old}\n\n`), checkpoint])

  test('remembers what it signed after a restart, and signs no other history', async () => {
    const [one, other] = [memoryStore(), memoryStore()]
    await appendTo(one, signer, eventsFrom(0, 5))
    await appendTo(other, signer, eventsFrom(50, 5))
    const [right, wrong] = [await one.read('checkpoint'), await other.read('checkpoint')]
    const first = given(openWitness(folder, keysOf, witness))
    expect(first.answer(request(0, right ?? Buffer.of()), 1).status).toBe(200)
    expect(openWitness(folder, keysOf, witness)).toMatchObject({ code: 'ledger/in-use' })
    await first.close()
    const again = given(openWitness(folder, keysOf, witness))
    expect(again.answer(request(0, wrong ?? Buffer.of()), 2)).toMatchObject({ status: 409, body: '5\n' })
    expect(again.answer(request(5, wrong ?? Buffer.of()), 2).status).toBe(422)
    expect(again.answer(request(5, right ?? Buffer.of()), 2).status).toBe(200)
    await again.close()
  })

  test('says nothing when what it signs cannot be kept', async () => {
    const store = memoryStore()
    await appendTo(store, signer, eventsFrom(0, 5))
    const full = {
      ...realDisk,
      write: () => {
        throw new Error('disk full')
      },
    }
    const broken = given(openWitness(folder, keysOf, witness, full))
    const body = request(0, (await store.read('checkpoint')) ?? Buffer.of())
    expect(() => broken.answer(body, 1)).toThrow('disk full')
    expect(readdirSync(folder).filter(name => name.endsWith('.head'))).toEqual([])
    await broken.close()
  })
})
