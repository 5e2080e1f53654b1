import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, type Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { Decrypter } from 'age-encryption'
import { DatabaseError, type PoolClient } from 'pg'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { type BackupHeader, DIGEST, digestLine, HEADER, MASTER } from './backup.ts'
import type { Migration, VaultSettings } from './contract.ts'
import { openDatabase } from './database.ts'
import { discreet } from './discreet.ts'
import { FILES, filePath } from './files.ts'
import { hasMaster, mastersOf, placeMaster, printOf, removeMaster, settled, syncFolder } from './master.ts'
import { foreignMigration, migrationHash } from './migrations.ts'
import { openVault } from './opening.ts'
import { forgetRestored, noteRestored } from './restored.ts'
import { begin, commit, empty, hasTables, masterOfSnapshot, rowsIn, setSequences } from './store-backup.ts'
import { appliedMigrations, growBy } from './store-migrations.ts'
import { Damaged, type TarEntry, tarEntries, whole } from './tar.ts'

/** What was brought back: the digest of the backup, and when it was made (UTC). */
export type Restored = Readonly<{ digest: string; at: string }>

/**
 * Brings a backup back into an empty database and a folder without a master key of another zone, all or nothing, and tells the ledger.
 * What was destroyed since, as far as the folder remembers it, is destroyed again. Refuses a database that is not empty, a backup
 * of another version, one that this identity (`AGE-SECRET-KEY-1…`) does not open, and one in which a bit is not as it was.
 */
export async function restore(
  settings: VaultSettings,
  migrations: readonly Migration[],
  path: string,
  identity: string,
): Promise<Restored | Refusal> {
  const archive = await opened(path, identity)
  if (isRefusal(archive)) return archive
  await mkdir(dirname(settings.folder), { recursive: true })
  await mkdir(settings.folder, { recursive: true, mode: 0o700 })
  const database = await openDatabase(settings.folder, settings.databaseUrl)
  if (isRefusal(database)) return database
  try {
    const client = await database.connect()
    // The connection goes with whatever was not committed: rows may still be on their way into a table.
    const loaded = await load(client, settings, migrations, archive).finally(() => client.release(true))
    return isRefusal(loaded) ? loaded : await tell(settings, migrations, loaded)
  } finally {
    await database.close()
  }
}

/** The archive inside a sealed backup. The library's own words are not passed on: they may quote the identity. */
async function opened(path: string, identity: string): Promise<AsyncIterable<Uint8Array> | Refusal> {
  try {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    const sealed = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
    return intact(await decrypter.decrypt(sealed))
  } catch {
    return notOpened()
  }
}

/** The pieces of the archive; what age finds changed is damage. */
async function* intact(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch(cause => {
      throw new Damaged('the sealed backup was changed or cut short', { cause })
    })
    if (done) return
    yield value
  }
}

/** What this restore has put on the disk so far: taken away again when it does not come to its end. */
type Traces = { files: string[]; master: boolean }

async function load(
  client: PoolClient,
  settings: VaultSettings,
  migrations: readonly Migration[],
  archive: AsyncIterable<Uint8Array>,
): Promise<Restored | Refusal> {
  if (await hasTables(client)) return notEmpty()
  const traces: Traces = { files: [], master: false }
  await begin(client)
  try {
    const restored = await fill({ client, settings, migrations, traces }, tarEntries(archive))
    if (isRefusal(restored)) {
      await undo(settings, traces)
      return restored
    }
    await noteRestored(settings.folder, settings.now())
    await commit(client)
    return restored
  } catch (thrown) {
    await undo(settings, traces)
    if (thrown instanceof Damaged) return damaged()
    throw thrown
  }
}

type Filling = Readonly<{
  client: PoolClient
  settings: VaultSettings
  migrations: readonly Migration[]
  traces: Traces
}>

/** Reads the archive once, from its header to its digest. */
async function fill(filling: Filling, entries: AsyncGenerator<TarEntry>): Promise<Restored | Refusal> {
  const { client, settings, migrations } = filling
  const digest = createHash('sha256')
  const header = await headerOf(await entries.next(), digest)
  const stranger = strangerIn(header, migrations)
  if (stranger !== null) return stranger
  await grow(client, migrations, header, settings.now())
  const rows = rowsWriter(client, header.tables)
  let found = ''
  for await (const entry of entries) {
    if (found !== '') throw new Damaged('something follows the digest')
    if (entry.name === DIGEST) found = (await whole(entry.bytes)).toString()
    else if (entry.name.startsWith('tables/')) await rows.take(entry, digested(entry, digest))
    else if (entry.name === MASTER) {
      await rows.end()
      const refused = await takeMaster(filling, await whole(digested(entry, digest)))
      if (refused !== null) return refused
    } else await takeFile(filling, entry, digested(entry, digest))
  }
  if (found !== digest.digest('hex')) throw new Damaged('the digest is another')
  await setSequences(client, header.sequences)
  await mkdir(join(settings.folder, FILES), { recursive: true, mode: 0o700 })
  await syncFolder(join(settings.folder, FILES))
  return { digest: found, at: header.at }
}

async function headerOf({ value, done }: IteratorResult<TarEntry>, digest: Hash): Promise<BackupHeader> {
  if (done || value.name !== HEADER) throw new Damaged('a backup begins with its header')
  const header: BackupHeader = JSON.parse((await whole(digested(value, digest))).toString('utf8'))
  if (header.kind !== 'vault/backup' || header.version !== 1) throw new Damaged('a header of another form')
  return header
}

/** Adds a file of the archive to the digest as its bytes pass. */
async function* digested({ name, sizeBytes, bytes }: TarEntry, digest: Hash): AsyncGenerator<Uint8Array> {
  const content = createHash('sha256')
  for await (const piece of bytes) {
    content.update(piece)
    yield piece
  }
  digest.update(digestLine(name, sizeBytes, content.digest('hex')))
}

function strangerIn(header: BackupHeader, migrations: readonly Migration[]): Refusal | null {
  const hashes = new Map(migrations.map(migration => [migration.name, migrationHash(migration)]))
  const stranger = header.migrations.find(({ name, sha256 }) => hashes.get(name) !== sha256)
  return stranger ? foreignMigration(stranger.name) : null
}

/** Lets the empty database grow as far as the one that was backed up, and no further: opening it does the rest. */
async function grow(
  client: PoolClient,
  migrations: readonly Migration[],
  header: BackupHeader,
  at: Date,
): Promise<void> {
  await appliedMigrations(client)
  for (const { name, sha256 } of header.migrations) {
    const migration = migrations.find(one => one.name === name)
    if (migration) await growBy(client, migration, sha256, at)
  }
  await empty(client, header.tables)
}

/** Takes the parts of the tables, which come one table after the other. */
function rowsWriter(client: PoolClient, tables: readonly string[]) {
  let open: Readonly<{ number: number; rows: Writable }> | null = null
  const end = async () => {
    if (open === null) return
    const { rows } = open
    open = null
    rows.end()
    await finished(rows).catch(unfit)
  }
  const take = async ({ name }: TarEntry, bytes: AsyncIterable<Uint8Array>) => {
    const number = Number(name.split('/')[1])
    if (open?.number !== number) {
      await end()
      if (tables[number] === undefined) throw new Damaged('rows of a table that the header does not name')
      open = { number, rows: rowsIn(client, tables[number]) }
    }
    await pipeline(Readable.from(bytes, { objectMode: false }), open.rows, { end: false }).catch(unfit)
  }
  return { take, end }
}

/** Rows that their table does not take are not those that were in it; PostgreSQL's words would quote them. */
function unfit(thrown: unknown): never {
  if (thrown instanceof DatabaseError && /^2[23]/.test(thrown.code ?? '')) throw new Damaged('rows that do not fit')
  throw discreet(thrown)
}

async function takeFile({ settings, traces }: Filling, { name }: TarEntry, bytes: AsyncIterable<Uint8Array>) {
  const id = /^files\/(file-[0-9a-f]{32})$/.exec(name)?.[1]
  if (id === undefined) throw new Damaged('a file of another name')
  const path = filePath(settings.folder, id)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await rm(`${path}.draft`, { force: true })
  traces.files.push(`${path}.draft`, path)
  await pipeline(
    Readable.from(bytes, { objectMode: false }),
    createWriteStream(`${path}.draft`, { flags: 'wx', mode: 0o600 }),
  )
  await settled(`${path}.draft`)
  await rename(`${path}.draft`, path)
}

async function takeMaster({ client, settings, traces }: Filling, key: Uint8Array): Promise<Refusal | null> {
  const inForce = await masterOfSnapshot(client)
  if (inForce === undefined || printOf(key) !== inForce.print)
    throw new Damaged('the master key is not that of the tables')
  if ((await mastersOf(settings.folder).of(inForce)) !== null) return null
  if (await hasMaster(settings.folder)) return notEmpty()
  traces.master = true
  await placeMaster(settings.folder, key)
  return null
}

async function undo({ folder }: VaultSettings, traces: Traces): Promise<void> {
  for (const path of traces.files) await rm(path, { force: true })
  await forgetRestored(folder)
  if (traces.master) await removeMaster(folder)
}

/** Opens what was restored, which destroys again what must stay destroyed, and tells the ledger. */
async function tell(
  settings: VaultSettings,
  migrations: readonly Migration[],
  restored: Restored,
): Promise<Restored | Refusal> {
  const vault = await openVault(settings, migrations)
  if (isRefusal(vault)) return vault
  try {
    return await vault.act(async act => {
      act.record({ kind: 'vault.restored', at: act.now.toISOString(), by: vault.run, backup: restored.digest })
      return restored
    })
  } finally {
    await vault.close()
  }
}

function notOpened(): Refusal {
  return refuse('vault/identity', {
    at: 'backup',
    seen: 'a file that this identity does not open, or that is no backup',
    expected: 'a backup that was sealed to the recipient of this identity',
    remedy: 'give the identity (AGE-SECRET-KEY-1…) of one of the recipients of the backup',
  })
}

function damaged(): Refusal {
  return refuse('vault/backup', {
    at: 'backup',
    seen: 'a backup that was changed or cut short',
    expected: 'every byte as it was written',
    remedy: 'take another copy of this backup, or an older one; nothing was restored',
  })
}

function notEmpty(): Refusal {
  return refuse('vault/not-empty', {
    at: 'private zone',
    seen: 'a database that has tables, or the master key of another zone',
    expected: 'an empty database and a private folder without a master key',
    remedy:
      'move the private folder away (keep its file destroyed and put it into the new one), or give an empty database',
  })
}
