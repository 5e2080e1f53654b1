import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { PageFile } from './site/contract.ts'
import { contentPlace, type Place, unplaced } from './store-site.ts'
import type { Zone } from './zone.ts'

/** A page with the hash of its bytes. */
export type HashedPage = PageFile & Readonly<{ sha256: string }>

export function hashed(page: PageFile): HashedPage {
  return { ...page, sha256: createHash('sha256').update(page.bytes).digest('hex') }
}

/**
 * Puts pages that the vault does not have yet into one sealed file, and gives their places. They count once the act that uses
 * them has noted the places.
 */
export async function storePages(zone: Zone, pages: readonly HashedPage[]): Promise<readonly Place[]> {
  const byHash = new Map(pages.map(page => [page.sha256, page.bytes]))
  const missing = await unplaced(zone.vault.sql, [...byHash.keys()])
  const kept = [...byHash].filter(([sha256]) => missing.has(sha256))
  if (kept.length === 0) return []
  const pack = await zone.vault.store(Readable.from(kept.map(([, bytes]) => Buffer.from(bytes))), null)
  let first = 0
  return kept.map(([sha256, bytes]) => {
    const place = { sha256, file: pack.id, first, sizeBytes: bytes.length }
    first += bytes.length
    return place
  })
}

/** Stores a file of the disk whole. */
export async function storeFile(zone: Zone, path: string): Promise<Place> {
  const { id, sha256, sizeBytes } = await zone.vault.store(createReadStream(path), null)
  return { sha256, file: id, first: 0, sizeBytes }
}

/** The bytes of a hash, as a stream. Throws when the vault does not have them. */
export async function contentOf(zone: Zone, sha256: string): Promise<Readable> {
  const place = await contentPlace(zone.vault.sql, sha256)
  if (!place) throw new Error('a file that a manifest lists is not in the vault')
  return Readable.from(sliceOf(await zone.vault.read(place.file), place.first, place.first + place.sizeBytes))
}

/** The bytes of a hash in memory. */
export async function bytesOf(zone: Zone, sha256: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await contentOf(zone, sha256)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
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
