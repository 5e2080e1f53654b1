import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { DOCUMENT_KINDS, type Documents, type Named, readSigned, type WallDocument } from '#zones'

/** More roots than officers come and go in a century; more holds than anybody reads. A folder with more is no folder of ours. */
const MAX_ROOTS = 1000
const MAX_STOPS = 10_000

/** What was read, and what the file of the manifest looked like just before. */
export type ReadBefore = Readonly<{ documents: Documents; manifestStamp: string }>

/**
 * Reads the documents of a tenant from its folder, unchecked. A manifest whose file looks as it did `before` is not read again: it may
 * have tens of megabytes, and a lease comes every few seconds. The lease is the one switch: it names the manifest and the newest
 * root, so what is pushed before it changes nothing. A refusal says which document is missing or is no plain file.
 */
export async function readDocuments(folder: string, before: ReadBefore | null): Promise<ReadBefore | Refusal> {
  const lease = await readDocument(folder, 'lease.json', 'zones/lease')
  if (isRefusal(lease)) return lease
  const told = readSigned('zones/lease', lease.bytes, lease.at)
  if (isRefusal(told)) return told
  const { root, manifest } = told.body
  if (root > MAX_ROOTS) return tooMany('root')
  const roots = await readAll(
    folder,
    Array.from({ length: root }, (_, i) => `root/${i + 1}.json`),
    'zones/root',
  )
  if (isRefusal(roots)) return roots
  const name = `manifest/${manifest.version}.json`
  const stamp = await stampOfFile(folder, name)
  const current =
    before?.manifestStamp === stamp ? before.documents.manifest : await readDocument(folder, name, 'zones/manifest')
  if (isRefusal(current)) return current
  const holds = await readStops(folder, 'holds', 'zones/hold')
  if (isRefusal(holds)) return holds
  const lifts = await readStops(folder, 'lifts', 'zones/lift')
  if (isRefusal(lifts)) return lifts
  return { documents: { roots, manifest: current, lease, holds, lifts }, manifestStamp: stamp }
}

/**
 * What the documents in a folder look like from outside: another text, and something changed. Of the manifests only the `current` one is
 * looked at, where there is one: a new one acts by its lease, and old ones may be many.
 */
export async function stampOf(folder: string, current: number | null): Promise<string> {
  const manifests = current === null ? await namesIn(folder, 'manifest') : [`manifest/${current}.json`]
  const others = await Promise.all(['root', 'holds', 'lifts'].map(name => namesIn(folder, name)))
  const all = ['lease.json', ...manifests, ...others.flat()]
  return (await Promise.all(all.map(name => stampOfFile(folder, name)))).join('\n')
}

async function namesIn(folder: string, name: string): Promise<readonly string[]> {
  const inside = await readdir(join(folder, name)).catch(() => [])
  return inside.sort().map(one => `${name}/${one}`)
}

async function stampOfFile(folder: string, name: string): Promise<string> {
  const seen = await lstat(join(folder, name), { bigint: true }).catch(() => null)
  return seen ? `${name} ${seen.ino} ${seen.size} ${seen.mtimeNs} ${seen.ctimeNs}` : `${name} gone`
}

async function readStops(folder: string, name: string, kind: 'zones/hold' | 'zones/lift') {
  const names = await readdir(join(folder, name)).catch(() => [])
  if (names.length > MAX_STOPS) return tooMany(name)
  const documents = names.filter(one => one.endsWith('.json')).sort()
  return readAll(
    folder,
    documents.map(one => `${name}/${one}`),
    kind,
  )
}

async function readAll(
  folder: string,
  names: readonly string[],
  kind: WallDocument['kind'],
): Promise<readonly Named[] | Refusal> {
  const documents: Named[] = []
  for (const name of names) {
    const document = await readDocument(folder, name, kind)
    if (isRefusal(document)) return document
    documents.push(document)
  }
  return documents
}

/** Reads at most one byte more than the bound of its kind, from a plain file only: a link may lead out of the folder. */
async function readDocument(folder: string, name: string, kind: WallDocument['kind']): Promise<Named | Refusal> {
  const file = await open(join(folder, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    () => null,
  )
  if (!file) return missing(name)
  try {
    if (!(await file.stat()).isFile()) return missing(name)
    const chunks: Buffer[] = []
    const end = DOCUMENT_KINDS[kind].maxBytes
    for await (const chunk of file.createReadStream({ end, autoClose: false })) chunks.push(chunk as Buffer)
    return { at: name, bytes: Buffer.concat(chunks) }
  } finally {
    await file.close()
  }
}

function missing(at: string): Refusal {
  return refuse('portal/missing', {
    at,
    seen: 'no readable plain file',
    expected: 'a document pushed by the private zone',
    remedy: 'push it from the private zone',
  })
}

function tooMany(at: string): Refusal {
  return refuse('portal/too-many', {
    at,
    seen: 'more documents than a tenant can have',
    expected: `at most ${MAX_ROOTS} roots and ${MAX_STOPS} holds or lifts`,
    remedy: 'find out who can write here',
  })
}
