import { basename } from 'node:path'
import { isRefusal, type Refusal, refuse } from '#kernel'
import {
  type Documents,
  digestOf,
  dueFiles,
  type Hold,
  type ManifestFile,
  type Named,
  readSigned,
  type Signature,
  type Standing,
  verify,
} from '#zones'
import { hashOutside, namesOutside } from './outside.ts'
import { documentsOutside } from './reading.ts'

/** Who signed: the officer's id and the key, never a name. */
export type SignedBy = Readonly<{ person: string; key: string; means: 'key-file' | 'passkey' }>

/** What `verifyReleased` found in a copy of `released/<tenant>`. Plain, and free of names. */
export type ReleasedVerification = Readonly<{
  kind: 'release/verification'
  /** Whether everything that the copy holds is what was signed, and nothing that is due is missing. */
  ok: boolean
  tenant: string
  /** The digest of the first root, and whether it was compared with one that the reader brought. */
  firstRoot: Readonly<{ digest: string; compared: boolean }> | null
  root: Readonly<{ version: number; epoch: number; threshold: number; people: number }> | null
  manifest: Readonly<{
    version: number
    digest: string
    issued: string
    ledger: Readonly<{ size: number; root: string }>
    files: number
    signedBy: readonly SignedBy[]
  }> | null
  /** Told, not judged: a copy is always older than the site. */
  lease: Readonly<{ issued: string; expires: string; checkpoint: string }> | null
  holds: readonly Readonly<{ hold: Hold; signedBy: readonly SignedBy[]; lifted: boolean }>[]
  /** Files that are listed for later and are not here yet. */
  notYet: number
  /** What stands in the folder and no document names: harmless, since no portal serves it. */
  extra: readonly string[]
  /** Everything that is wrong, in the order of reading. */
  faults: readonly Refusal[]
}>

/**
 * Checks a copy of `released/<tenant>` off line: the chain of roots, every approval of roots, manifest, holds and lifts, and the
 * bytes of every file. `firstRoot` is the digest of the first root as the reader has it from elsewhere; without one the chain
 * hangs on the copy's own first root, and the answer says so. Freshness is told, not judged. Throws what the disk says.
 */
export async function verifyReleased(
  folder: string,
  options: Readonly<{ firstRoot?: string }> = {},
): Promise<ReleasedVerification> {
  const documents = await documentsOutside(folder)
  if (isRefusal(documents)) return { ...nothing(basename(folder)), faults: [documents] }
  const read = await readAll(documents)
  if (isRefusal(read)) return { ...nothing(basename(folder)), faults: [read] }
  const { lease, manifest, first } = read
  const tenant = first.body.tenant
  const firstDigest = await digestOf(first.body)
  const standing = await verify(documents, {
    tenant,
    firstRoot: options.firstRoot ?? firstDigest,
    memory: null,
    now: new Date(Math.max(Date.parse(lease.body.issued), Date.parse(manifest.body.issued))),
    startedAt: new Date(Date.parse(lease.body.issued) - 1),
  })
  const due = dueFiles(manifest.body.files, lease.body.issued)
  const faults = [...(isRefusal(standing) ? [standing] : []), ...(await fileFaults(folder, due))]
  return Object.freeze<ReleasedVerification>({
    ...nothing(tenant),
    ok: faults.length === 0,
    firstRoot: { digest: firstDigest, compared: options.firstRoot !== undefined },
    root: isRefusal(standing) ? null : rootFacts(standing),
    manifest: {
      version: manifest.body.version,
      digest: await digestOf(manifest.body),
      issued: manifest.body.issued,
      ledger: manifest.body.ledger,
      files: manifest.body.files.length,
      signedBy: signedBy(manifest.signatures),
    },
    lease: { issued: lease.body.issued, expires: lease.body.expires, checkpoint: lease.body.checkpoint },
    holds: holdFacts(documents, standing),
    notYet: new Set(manifest.body.files.map(file => file.sha256)).size - new Set(due.map(file => file.sha256)).size,
    extra: await extraNames(folder, documents, manifest.body.files),
    faults,
  })
}

function nothing(tenant: string): ReleasedVerification {
  const none = { firstRoot: null, root: null, manifest: null, lease: null, holds: [], notYet: 0, extra: [], faults: [] }
  return { kind: 'release/verification', ok: false, tenant, ...none }
}

async function readAll(documents: Documents) {
  const lease = readSigned('zones/lease', documents.lease.bytes, documents.lease.at)
  if (isRefusal(lease)) return lease
  const manifest = readSigned('zones/manifest', documents.manifest.bytes, documents.manifest.at)
  if (isRefusal(manifest)) return manifest
  const [root] = documents.roots
  const first = readSigned('zones/root', root.bytes, root.at)
  return isRefusal(first) ? first : { lease, manifest, first }
}

function rootFacts({ root }: Standing): ReleasedVerification['root'] {
  const people = new Set(root.officers.map(one => one.person)).size
  return { version: root.version, epoch: root.epoch, threshold: root.threshold, people }
}

function signedBy(signatures: readonly Signature[]): readonly SignedBy[] {
  return signatures.map(one => ({
    person: one.person,
    key: one.key,
    means: 'authenticator' in one ? 'passkey' : 'key-file',
  }))
}

function holdFacts({ holds }: Documents, standing: Standing | Refusal): ReleasedVerification['holds'] {
  const inForce = isRefusal(standing) ? null : new Set(standing.holds.map(hold => hold.id))
  return holds.flatMap(({ at, bytes }: Named) => {
    const hold = readSigned('zones/hold', bytes, at)
    if (isRefusal(hold)) return []
    // Where the lifts could not be verified, a hold counts as in force.
    const lifted = inForce !== null && !inForce.has(hold.body.id)
    return [{ hold: hold.body, signedBy: signedBy(hold.signatures), lifted }]
  })
}

async function fileFaults(folder: string, files: readonly ManifestFile[]): Promise<readonly Refusal[]> {
  const faults: Refusal[] = []
  const seen = new Set<string>()
  for (const file of files) {
    if (seen.has(file.sha256)) continue
    seen.add(file.sha256)
    const there = await hashOutside(folder, `files/${file.sha256}`)
    if (there?.sha256 === file.sha256 && there.sizeBytes === file.sizeBytes) continue
    faults.push(there ? altered(file.path) : absent(file.path))
  }
  return faults
}

async function extraNames(
  folder: string,
  documents: Documents,
  files: readonly ManifestFile[],
): Promise<readonly string[]> {
  const named = [documents.lease, documents.manifest, ...documents.roots, ...documents.holds, ...documents.lifts]
  const known = new Set([...named.map(one => one.at), ...files.map(file => `files/${file.sha256}`)])
  const folders = ['root', 'manifest', 'holds', 'lifts', 'files']
  const inside = folders.map(async name => (await namesOutside(folder, name)).map(one => `${name}/${one}`))
  const top = (await namesOutside(folder, '.')).filter(name => !folders.includes(name))
  return [...top, ...(await Promise.all(inside)).flat()].filter(name => !known.has(name))
}

function altered(at: string): Refusal {
  return refuse('release/altered', {
    at,
    seen: 'other bytes than the manifest lists',
    expected: 'the bytes that two officers approved',
    remedy: 'do not trust this file; compare with another copy, and find out who could write here',
  })
}

function absent(at: string): Refusal {
  return refuse('release/file-missing', {
    at,
    seen: 'no such file in this copy',
    expected: 'every file that the manifest lists and that is due',
    remedy: 'copy the whole folder again',
  })
}
