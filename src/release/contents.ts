import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { Act, Vault } from '#vault'
import type { PageFile } from './site/contract.ts'
import { contentPlace, contentPlaces, insertContents, type Place, unplaced } from './store-site.ts'
import type { Zone } from './zone.ts'

/** A page with the hash of its bytes. */
export type HashedPage = PageFile & Readonly<{ sha256: string }>

export function hashed(page: PageFile): HashedPage {
  return { ...page, sha256: createHash('sha256').update(page.bytes).digest('hex') }
}

/** What no act names within so long goes: its process ended before, or the same bytes rest elsewhere. */
const UNNAMED_MS = 24 * 3600 * 1000

/** Until when bytes are kept that an act is about to name. */
export function untilNamed(zone: Zone): Date {
  return new Date(zone.vault.now().getTime() + UNNAMED_MS)
}

/** Names stored bytes within the act that uses them: from then on their files stay. */
export async function namePlaces(vault: Vault, act: Act, places: readonly Place[]): Promise<void> {
  for (const file of await insertContents(act.sql, places, act.now)) await vault.keep(act, file)
}

/** Pages are stored together up to this size: one file for each page would cost a key and a wait for the disk each. */
const PACK_BYTES = 4 * 1024 * 1024

/**
 * Puts pages that the vault does not have yet into sealed files, many together, and gives their places. They count once the act
 * that uses them has noted the places.
 */
export async function storePages(zone: Zone, pages: readonly HashedPage[]): Promise<readonly Place[]> {
  const byHash = new Map(pages.map(page => [page.sha256, page]))
  const missing = await unplaced(zone.vault.sql, [...byHash.keys()])
  const places: Place[] = []
  for (const pack of packsOf([...byHash.values()].filter(page => missing.has(page.sha256)))) {
    const { id: file } = await zone.vault.store(
      Readable.from(pack.map(page => Buffer.from(page.bytes))),
      untilNamed(zone),
    )
    let first = 0
    for (const { sha256, bytes } of pack) {
      places.push({ sha256, file, first, sizeBytes: bytes.length })
      first += bytes.length
    }
  }
  return places
}

function* packsOf(pages: readonly HashedPage[]): Generator<readonly HashedPage[]> {
  let pack: HashedPage[] = []
  let sizeBytes = 0
  for (const page of pages) {
    pack.push(page)
    sizeBytes += page.bytes.length
    if (sizeBytes < PACK_BYTES) continue
    yield pack
    pack = []
    sizeBytes = 0
  }
  if (pack.length > 0) yield pack
}

/** Stores a file of the disk whole. */
export async function storeFile(zone: Zone, path: string): Promise<Place> {
  const { id, sha256, sizeBytes } = await zone.vault.store(createReadStream(path), untilNamed(zone))
  return { sha256, file: id, first: 0, sizeBytes }
}

/** The bytes of a hash, as a stream. Throws when the vault does not have them. */
export async function contentOf(zone: Zone, sha256: string): Promise<Readable> {
  const place = await contentPlace(zone.vault.sql, sha256)
  if (!place) throw new Error('a file that a manifest lists is not in the vault')
  return Readable.from(sliceOf(await zone.vault.read(place.file), place.first, place.first + place.sizeBytes))
}

/** A hash with the way to its bytes. */
export type Source = Readonly<{ sha256: string; content: () => Promise<Readable> }>

/** The ways to the bytes of many hashes, together where they rest together, so that a file with many pages is opened once. */
export async function* sourcesOf(zone: Zone, hashes: readonly string[]): AsyncGenerator<readonly Source[]> {
  const places = await contentPlaces(zone.vault.sql, hashes)
  if (places.length < new Set(hashes).size) throw new Error('a file that a manifest lists is not in the vault')
  for (const together of Map.groupBy(places, place => place.file).values()) {
    const isLarge = together.some(place => place.sizeBytes > PACK_BYTES)
    if (isLarge) yield together.map(({ sha256 }) => ({ sha256, content: () => contentOf(zone, sha256) }))
    else yield await cutOf(zone, together)
  }
}

/** Pages of one file of the vault, which is read once. */
async function cutOf(zone: Zone, places: readonly Place[]): Promise<readonly Source[]> {
  const chunks: Buffer[] = []
  for await (const chunk of await zone.vault.read(places[0].file)) chunks.push(chunk as Buffer)
  const whole = Buffer.concat(chunks)
  return places.map(({ sha256, first, sizeBytes }) => ({
    sha256,
    content: async () => Readable.from([whole.subarray(first, first + sizeBytes)]),
  }))
}

async function* sliceOf(whole: Readable, first: number, end: number): AsyncGenerator<Buffer> {
  let at = 0
  for await (const chunk of whole) {
    const bytes = chunk as Buffer
    const from = Math.max(0, first - at)
    const to = Math.min(bytes.length, end - at)
    at += bytes.length
    if (from < to) yield bytes.subarray(from, to)
    if (at >= end) break
  }
}
