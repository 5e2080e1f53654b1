import { describe, expect, test } from 'vitest'
import { decodeEvent } from './event.ts'
import { eventsFrom, signer } from './ledger.test-kit.ts'
import { entriesOf } from './reading.ts'
import { memoryStore } from './store.ts'
import { appendTo } from './writing.ts'

describe('a page of the ledger', () => {
  test('holds the entries asked for, across files, and says when the ledger grew meanwhile', async () => {
    const store = memoryStore()
    await appendTo(store, signer, eventsFrom(0, 600))
    const page = await entriesOf(store, 600, 250, 300)
    expect(page?.map(({ index }) => index)).toEqual(Array.from({ length: 300 }, (_, at) => 250 + at))
    expect(page?.map(({ entry }) => decodeEvent(entry))).toEqual(eventsFrom(250, 300))
    expect(await entriesOf(store, 600, 599, 50)).toHaveLength(1)
    expect(await entriesOf(store, 600, 600, 50)).toEqual([])
    expect(await entriesOf(store, 500, 490, 10)).toBeNull()
  })
})
