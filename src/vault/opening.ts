import { createHmac, randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Kysely } from 'kysely'
import { isRefusal, type Refusal, refuse } from '#kernel'
import {
  appendTo,
  CHECKPOINT,
  ed25519Signer,
  type Head,
  openCheckpoint,
  type Signer,
  tableStore,
  tablesReader,
} from '#ledger'
import { actor, afterwards } from './acting.ts'
import type { Migration, Vault, VaultSettings } from './contract.ts'
import { type Database, openDatabase } from './database.ts'
import { destroyAgain, forgottenDestructions, noteDestroyed } from './destroyed.ts'
import { destroyFile, readFile, storeFile, sweepFiles } from './files.ts'
import { type Inside, keepInside } from './inside.ts'
import {
  blindIndex,
  destroyKey,
  keyEvent,
  makeKey,
  makeSecret,
  openField,
  privateKeyOf,
  publicKeyHash,
  readSecret,
  type Secret,
  sealField,
  zoneKeys,
} from './keys.ts'
import { firstMaster, type Masters, mastersOf, settleMaster } from './master.ts'
import { migrate } from './migrations.ts'
import { restoredAt } from './restored.ts'
import { addMaster, keepFile, letGoFile, masterInForce } from './store.ts'

const LEDGER = 'ledger'
const BLIND_INDEX = 'blind-index'
/** Held while a process opens the zone, or changes the master key. */
export const OPENING = 'parefuite/opening'

/**
 * Opens the private zone's state: starts or finds the database, lets it grow, and finds or makes the master key, the ledger and
 * its key. Refuses a database of another version, a master key that is not there, and a ledger that is not signed by its key.
 */
export async function openVault(settings: VaultSettings, migrations: readonly Migration[]): Promise<Vault | Refusal> {
  await makeFolder(settings.folder)
  const database = await openDatabase(settings.folder, settings.databaseUrl)
  if (isRefusal(database)) return database
  try {
    const vault = await database.alone(OPENING, async () => {
      const inside = await prepare(settings, migrations, database)
      return isRefusal(inside) ? inside : remembering(vaultOf(inside), inside)
    })
    if (isRefusal(vault)) await database.close()
    return vault
  } catch (cause) {
    await database.close()
    throw cause
  }
}

/** The private folder, closed to others; the folders above it are those of whoever made them. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
}

async function prepare(
  settings: VaultSettings,
  migrations: readonly Migration[],
  database: Database,
): Promise<Inside | Refusal> {
  const client = await database.connect()
  const grown = await migrate(client, migrations, settings.now()).finally(() => client.release())
  if (isRefusal(grown)) return grown
  const masters = await masterReady(settings, database)
  if (isRefusal(masters)) return masters
  const run = `run-${randomBytes(16).toString('hex')}`
  const secrets = await secretsReady(settings, database, masters, run)
  if (isRefusal(secrets)) return secrets
  return { settings, migrations, database, masters, run, restoredAt: await restoredAt(settings.folder), ...secrets }
}

/** Destroys again what an older database, put in place of this one, brought back. */
async function remembering(vault: Vault, { settings, database, run }: Inside): Promise<Vault | Refusal> {
  const forgotten = await forgottenDestructions(settings.folder, database)
  if (forgotten.length === 0) return vault
  const done = await vault.act(act => destroyAgain(act, run, forgotten))
  return isRefusal(done) ? done : vault
}

async function masterReady({ folder, now }: VaultSettings, { sql }: Database): Promise<Masters | Refusal> {
  const masters = mastersOf(folder)
  const known = await masterInForce(sql)
  if (known === null) {
    const print = await firstMaster(folder)
    await sql.transaction().execute(tx => addMaster(tx, { version: 1, print }, now()))
    return masters
  }
  if ((await masters.of(known)) === null) {
    return refuse('vault/master-key', {
      at: 'master-key',
      seen: 'no file, or another key than the one that sealed this database',
      expected: 'the master key of this database in the private folder',
      remedy: 'put the file back from where it is kept, or restore a backup, which holds it',
    })
  }
  await settleMaster(folder, known)
  return masters
}

type Secrets = Pick<Inside, 'signer' | 'blindKey'>

/** The ledger's key and that of the blind indexes; a new ledger begins with the entries of both. */
async function secretsReady(
  { ledgerName, now }: VaultSettings,
  { sql }: Database,
  masters: Masters,
  run: string,
): Promise<Secrets | Refusal> {
  const known = await readSecret(masters, sql, LEDGER)
  const blind = await readSecret(masters, sql, BLIND_INDEX)
  if (known && blind) return fittingSigner(sql, ledgerName, known, blind)
  return sql.transaction().execute(async tx => {
    const act = { sql: tx, now: now() }
    const made = await makeSecret(masters, act, LEDGER, 'signing')
    const hashing = await makeSecret(masters, act, BLIND_INDEX, 'hashing')
    if (!made || !hashing) throw new Error('the ledger has a key, the blind indexes have none, or the other way round')
    const signer = ed25519Signer(ledgerName, privateKeyOf(made))
    const key = createHmac('sha256', hashing.bytes).update('parefuite blind index, print').digest('hex')
    const events = [publicKeyHash(made), key].map(one => keyEvent('vault.key-made', act, run, one))
    const head = await appendTo(tableStore(tx), signer, events)
    if (isRefusal(head)) throw new Error(`the ledger does not begin: ${head.code}`)
    return { signer, blindKey: hashing.bytes }
  })
}

/**
 * A ledger keeps the name that it began with, the first line of its checkpoint (C2SP tlog-checkpoint): under another one nobody could
 * verify what was signed before, and a restored zone need not know its settings.
 */
async function fittingSigner(
  sql: Kysely<unknown>,
  name: string,
  key: Secret,
  blind: Secret,
): Promise<Secrets | Refusal> {
  const checkpoint = await tablesReader(sql).read(CHECKPOINT)
  const [begun = ''] = Buffer.from(checkpoint ?? [])
    .toString('utf8')
    .split('\n', 1)
  const signer = ed25519Signer(/^[^\s+]+$/u.test(begun) ? begun : name, privateKeyOf(key))
  const head = await headOf(sql, signer)
  return isRefusal(head) ? head : { signer, blindKey: blind.bytes }
}

async function headOf(sql: Kysely<unknown>, signer: Signer): Promise<Head | Refusal> {
  const checkpoint = await tablesReader(sql).read(CHECKPOINT)
  const opened = openCheckpoint(checkpoint ?? new Uint8Array(0), [signer.key])
  return isRefusal(opened) ? opened : { size: opened.size, root: opened.root }
}

function vaultOf(inside: Inside): Vault {
  const { settings, database, masters, run, signer, blindKey } = inside
  const { sql } = database
  const act = actor(inside)
  const zoneKey = zoneKeys(masters, run, sql, act)
  const vault: Vault = {
    run,
    restoredAt: inside.restoredAt,
    now: settings.now,
    sql,
    act,
    alone: database.alone,
    makeKey: (one, subject) => makeKey(masters, run, one, subject),
    destroyKey: async (one, subject) => {
      const done = await destroyKey(run, one, subject)
      if (done) afterwards(one, () => noteDestroyed(settings.folder, [subject]))
    },
    seal: (one, place, text) => sealField(masters, one, place, text),
    open: (place, sealed) => openField(masters, sql, place, sealed),
    blindIndex: (name, value) => blindIndex(blindKey, name, value),
    zoneKey,
    store: (content, until) => storeFile(inside, content, until),
    read: id => readFile(inside, id),
    keep: (one, id) => keepFile(one.sql, id),
    letGo: (within, id) => letGoFile(within.sql, id, settings.now()),
    destroyFile: id => destroyFile(inside, act, id),
    sweep: () => sweepFiles(inside, act),
    ledger: { ...tablesReader(sql), commit: onlyRead, remove: onlyRead, close: async () => undefined },
    ledgerKey: signer.key,
    ledgerHead: async () => {
      const head = await headOf(sql, signer)
      if (isRefusal(head)) throw new Error(`the checkpoint is not the ledger's: ${head.code}`)
      return head
    },
    close: database.close,
  }
  return keepInside(vault, inside)
}

async function onlyRead(): Promise<never> {
  throw new Error('the ledger is written by acts alone')
}
