import { describe, expect, test } from 'vitest'
import { eventsFrom, given, invented, signer } from './ledger.test-kit.ts'
import { CHECKPOINT, cosignatureLine, type LedgerStore, memoryStore, openLedger, verifyLedger } from './ledger.ts'

const SIZE = 600

async function ledgerOf(size: number): Promise<Map<string, Buffer>> {
  const store = memoryStore()
  given(await given(await openLedger(store, signer)).append(eventsFrom(0, size)))
  const files = new Map<string, Buffer>()
  for (const path of await store.list()) files.set(path, Buffer.from((await store.read(path)) ?? []))
  return files
}

const over = (files: ReadonlyMap<string, Buffer>): Pick<LedgerStore, 'read' | 'list'> => ({
  read: async path => files.get(path) ?? null,
  list: async () => [...files.keys()],
})
const check = async (files: ReadonlyMap<string, Buffer>, keys = [signer.key]) =>
  given(await verifyLedger(over(files), keys))
const faults = async (files: ReadonlyMap<string, Buffer>) => (await check(files)).faults

describe('a whole ledger', () => {
  test('as it was written, verifies; so does the empty one', async () => {
    expect(await check(await ledgerOf(SIZE))).toMatchObject({
      verified: true,
      origin: 'ledger.example/test',
      size: SIZE,
      signedBy: [{ name: 'ledger.example/test', id: signer.key.id, role: 'ledger' }],
      faults: [],
      notLookedAt: [],
    })
    expect((await check(await ledgerOf(0))).verified).toBe(true)
  })

  test('a changed entry, a changed hash, a cut and a missing file are each named where they are', async () => {
    const files = await ledgerOf(SIZE)
    const path = 'tile/entries/001'
    const entry = Buffer.from(files.get(path)!)
    entry[100] ^= 1
    expect(await faults(new Map(files).set(path, entry))).toEqual([{ fault: 'entry', path, entry: 256 }])
    for (const tile of ['tile/0/000', 'tile/0/002.p/88', 'tile/1/000.p/2']) {
      const hashes = Buffer.from(files.get(tile)!)
      hashes[3] ^= 1
      expect(await faults(new Map(files).set(tile, hashes))).toEqual([{ fault: 'tile', path: tile, entry: null }])
    }
    const cut = new Map(files).set(path, files.get(path)!.subarray(0, -1))
    expect(await faults(cut)).toEqual([{ fault: 'malformed', path, entry: 256 }])
    const less = new Map(files)
    less.delete('tile/0/001')
    expect(await faults(less)).toEqual([{ fault: 'missing', path: 'tile/0/001', entry: null }])
  })

  test('a part rewritten with all that hangs on it is not what was signed', async () => {
    const other = memoryStore()
    given(await given(await openLedger(other, signer)).append(eventsFrom(1, SIZE)))
    const files = await ledgerOf(SIZE)
    for (const path of await other.list()) {
      if (path !== CHECKPOINT) files.set(path, Buffer.from((await other.read(path)) ?? []))
    }
    expect(await faults(files)).toEqual([{ fault: 'root', path: CHECKPOINT, entry: null }])
  })

  test('a checkpoint of another key is believed in nothing', async () => {
    const files = await ledgerOf(3)
    const stranger = invented('ledger.example/test', 9)
    expect(await check(files, [stranger.key])).toMatchObject({ size: null, faults: [{ fault: 'signature' }] })
  })

  test('a witness that was asked for must have signed', async () => {
    const files = await ledgerOf(3)
    const witness = invented('witness.example/w1', 2, 4)
    expect(await check(files, [signer.key, witness.key])).toMatchObject({ faults: [{ fault: 'witness' }] })
    const note = files.get(CHECKPOINT)!.toString()
    const line = cosignatureLine(note.slice(0, note.indexOf('\n\n') + 1), witness, 1_700_000_000)
    files.set(CHECKPOINT, Buffer.from(note + line))
    expect((await check(files, [signer.key, witness.key])).signedBy.map(({ role }) => role)).toEqual([
      'ledger',
      'witness',
    ])
  })

  test('files that the checkpoint does not count are named, not believed', async () => {
    const files = (await ledgerOf(3)).set('tile/0/001', Buffer.alloc(8192))
    expect(await check(files)).toMatchObject({ verified: true, notLookedAt: ['tile/0/001'] })
  })

  test('a folder without any of it is no ledger', async () => {
    expect(await verifyLedger(over(new Map()), [signer.key])).toMatchObject({ code: 'ledger/none' })
  })

  test('10,000 changes of one bit anywhere are all noticed', async () => {
    expect(await unnoticed(await ledgerOf(20), 9_400)).toBe(0)
    expect(await unnoticed(await ledgerOf(300), 600)).toBe(0)
  }, 60_000)
})

/** How many of so many changes of one bit, spread over all files, the verifier does not see. */
async function unnoticed(files: ReadonlyMap<string, Buffer>, changes: number): Promise<number> {
  const places = [...files.values()].flatMap(bytes => Array.from(bytes, (_, at) => ({ bytes, at })))
  let passed = 0
  for (let change = 0; change < changes; change++) {
    // A prime far from the sizes of files: neighbours in time are far apart in place.
    const { bytes, at } = places[(change * 7_919) % places.length]
    const bit = 1 << (Math.floor(change / 3) % 8)
    bytes[at] ^= bit
    if ((await check(files)).verified) passed += 1
    bytes[at] ^= bit
  }
  return passed
}
