import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Encrypter } from 'age-encryption'
import type { PoolClient } from 'pg'
import { isRefusal, type Refusal, refuse } from '#kernel'
import type { Vault } from './contract.ts'
import { filePath } from './files.ts'
import { type Inside, insideOf } from './inside.ts'
import { masterFor, settled, syncFolder } from './master.ts'
import {
  beginSnapshot,
  fileIdsOf,
  masterOfSnapshot,
  rollback,
  rowsOut,
  type SequenceState,
  sequences,
  tablesInOrder,
} from './store-backup.ts'
import { type AppliedMigration, appliedMigrationsIn } from './store-migrations.ts'
import { TAR_END, tarHeader, tarPadding } from './tar.ts'

/** A backup that was made: the SHA-256 over all that is in it, as the ledger names it. */
export type Backup = Readonly<{ digest: string; sizeBytes: number }>

/** The first file of a backup: what follows, and on which tables it fits. */
export type BackupHeader = Readonly<{
  kind: 'vault/backup'
  version: 1
  at: string
  migrations: readonly AppliedMigration[]
  tables: readonly string[]
  sequences: readonly SequenceState[]
}>

export const HEADER = 'backup.json'
export const MASTER = 'master-key'
export const DIGEST = 'digest'
/** Rows go in parts of this size: an archive must know the size of a file before its bytes. */
const PART_BYTES = 4 << 20

/**
 * Writes one file, sealed to the recipients (age public keys, `age1…`), with every table as of one moment and every sealed file:
 * with one of their identities, all of it can be read and restored; without, nothing. Tells the ledger. Refuses recipients of another
 * form or none, and a path at which something is; nothing is left at the path when it fails.
 */
export async function backUp(vault: Vault, path: string, recipients: readonly string[]): Promise<Backup | Refusal> {
  const inside = insideOf(vault)
  const encrypter = encrypterFor(recipients)
  if (isRefusal(encrypter)) return encrypter
  if ((await stat(path).catch(() => null)) !== null) return taken()
  const draft = `${path}.${randomBytes(6).toString('hex')}.draft`
  const client = await inside.database.connect()
  try {
    const digest = await written(inside, client, encrypter, draft)
    await rename(draft, path)
    await syncFolder(dirname(path))
    const { size } = await stat(path)
    return await vault.act(async act => {
      act.record({ kind: 'vault.backed-up', at: act.now.toISOString(), by: inside.run, backup: digest })
      return { digest, sizeBytes: size }
    })
  } finally {
    await rollback(client).catch(() => null)
    client.release()
    await rm(draft, { force: true })
  }
}

function encrypterFor(recipients: readonly string[]): Encrypter | Refusal {
  const encrypter = new Encrypter()
  try {
    for (const recipient of recipients) encrypter.addRecipient(recipient)
  } catch {
    return noRecipient() // the library quotes what it was given, so its words are not passed on
  }
  return recipients.length > 0 ? encrypter : noRecipient()
}

/** Writes the sealed archive and waits for the disk. Gives the digest. */
async function written(inside: Inside, client: PoolClient, encrypter: Encrypter, path: string): Promise<string> {
  const result = { digest: '' }
  const archive = Readable.from(pieces(inside, client, result), { objectMode: false, highWaterMark: 1 << 20 })
  const sealed = await encrypter.encrypt(Readable.toWeb(archive) as ReadableStream<Uint8Array>)
  await pipeline(sealed, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  await settled(path)
  return result.digest
}

/** The archive: its header, the tables, the files, the master key, and the digest over all that. */
async function* pieces(inside: Inside, client: PoolClient, result: { digest: string }): AsyncGenerator<Uint8Array> {
  const { settings } = inside
  const at = settings.now()
  const digest = createHash('sha256')
  const seconds = Math.floor(at.getTime() / 1000)
  async function* file(name: string, sizeBytes: number, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
    const content = createHash('sha256')
    yield tarHeader(name, sizeBytes, seconds)
    for await (const piece of bytes) {
      content.update(piece)
      yield piece
    }
    yield tarPadding(sizeBytes)
    digest.update(digestLine(name, sizeBytes, content.digest('hex')))
  }
  await beginSnapshot(client)
  const header = await headerOf(client, at)
  const text = Buffer.from(JSON.stringify(header))
  yield* file(HEADER, text.length, [text])
  for (const [number, table] of header.tables.entries()) {
    let part = 0
    for await (const bytes of parts(rowsOut(client, table)))
      yield* file(partName(number, part++), bytes.length, [bytes])
  }
  const ids = await fileIdsOf(client)
  const master = await masterFor(settings.folder, await masterOfSnapshot(client))
  await rollback(client) // all rows are out: nothing needs to be held while the files, which never change, follow
  for (const id of ids) {
    const path = filePath(settings.folder, id)
    const there = await stat(path).catch(() => null) // destroyed since the snapshot: the row comes back without its bytes
    if (there !== null) yield* file(`files/${id}`, there.size, createReadStream(path))
  }
  yield* file(MASTER, master.length, [master])
  result.digest = digest.digest('hex')
  const last = Buffer.from(result.digest)
  yield* [tarHeader(DIGEST, last.length, seconds), last, tarPadding(last.length), TAR_END]
}

async function headerOf(client: PoolClient, at: Date): Promise<BackupHeader> {
  return {
    kind: 'vault/backup',
    version: 1,
    at: at.toISOString(),
    migrations: await appliedMigrationsIn(client),
    tables: await tablesInOrder(client),
    sequences: await sequences(client),
  }
}

/** One line of what is digested: where a file stands, its size, and the SHA-256 of its bytes. */
export function digestLine(name: string, sizeBytes: number, sha256: string): string {
  return `${sha256} ${sizeBytes} ${name}\n`
}

/** `tables/0003/000000`: the table's place in the header, then the part. */
export function partName(table: number, part: number): string {
  return `tables/${String(table).padStart(4, '0')}/${String(part).padStart(6, '0')}`
}

async function* parts(rows: Readable): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let bytes = 0
  for await (const piece of rows as AsyncIterable<Buffer>) {
    held.push(Buffer.from(piece))
    bytes += piece.length
    if (bytes < PART_BYTES) continue
    yield Buffer.concat(held)
    held = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(held)
}

function noRecipient(): Refusal {
  return refuse('vault/recipient', {
    at: 'recipients',
    seen: 'none, or one that is no public key of age',
    expected: 'one or more public keys that begin with age1',
    remedy: 'make one with age-keygen, keep its identity away from this machine, and give the public key',
  })
}

function taken(): Refusal {
  return refuse('vault/path-taken', {
    at: 'path',
    seen: 'something that is already there',
    expected: 'a path at which nothing is',
    remedy: 'give another name: a backup never replaces another',
  })
}
