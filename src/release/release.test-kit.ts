import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { isRefusal, type Refusal } from '#kernel'
import { pendingDocument, roots } from '#officers'
import {
  digestOf,
  type HoldReason,
  type HoldScope,
  type Memory,
  type Standing,
  verify,
  type WallDocument,
} from '#zones'
import { foundTenant, given, type InventedOfficer, PARTY } from '../../tests/officers/tenant.ts'
import { startPostgres } from '../../tests/postgres.ts'
import type { PlacedHold, ProposalWords, Release } from './contract.ts'
import { documentsOutside } from './reading.ts'
import {
  approve,
  closeZone,
  draftHold,
  inspectNext,
  openZone,
  placeHold,
  propose,
  receive,
  type Zone,
  type ZoneSettings,
} from './release.ts'
import { releasedFolder } from './zone.ts'

/** Private zones for the tests of this room: real ones, each with a database and a folder of its own. */
export { given, PARTY }

export const TENANT = 'prefecture-exemple'
export const NO_REASONS = { despiteVerdict: null, despiteAlert: null }

/** A clock that tests move. */
export type Clock = { now: Date }

/** Where a zone is: another process opens it with this. */
export type ZonePlace = Required<Pick<ZoneSettings, 'home' | 'databaseUrl'>>

/** One server for a test file; `place` makes a database and a folder, `open` opens a zone there, `clean` removes everything. */
export async function zones() {
  const postgres = await startPostgres()
  const folders: string[] = []
  const opened: Zone[] = []
  const place = async (): Promise<ZonePlace> => {
    const home = await mkdtemp(join(tmpdir(), 'parefuite-release-'))
    folders.push(home)
    const name = `release_${randomBytes(8).toString('hex')}`
    await postgres.run(`create database ${name}`)
    return { home, databaseUrl: postgres.url.replace(/postgres$/, name) }
  }
  const open = async (where: ZonePlace, clock: Clock, more: Partial<ZoneSettings> = {}): Promise<Zone> => {
    const zone = given(await openZone({ ...where, party: PARTY, now: () => clock.now, ...more }))
    opened.push(zone)
    return zone
  }
  /** A zone with a founded body. */
  const founded = async () => {
    const where = await place()
    const clock: Clock = { now: new Date('2026-03-02T09:00:00.000Z') }
    const zone = await open(where, clock)
    const { officers } = await foundTenant(zone.vault, PARTY, TENANT)
    return { where, clock, zone, officers }
  }
  const clean = async (): Promise<void> => {
    for (const zone of opened) await closeZone(zone).catch(() => undefined)
    await postgres.stop()
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  }
  return { postgres, place, open, founded, clean }
}

/** A table about no person: what was done in each month of a year. */
export function statistics(rows = 12, from = 2025): string {
  const line = (_: unknown, i: number): string =>
    `${from + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')},${100 + ((i * 37) % 90)},${(i * 13) % 40}`
  return `mois,demandes,refus\n${Array.from({ length: rows }, line).join('\n')}\n`
}

const both = (fr: string, en: string): Readonly<{ fr: string; en: string }> => ({ fr, en })

export function wordsFor(change: Partial<ProposalWords> = {}): ProposalWords {
  return {
    slug: 'demandes',
    title: both('Demandes par mois', 'Requests by month'),
    description: both('Combien de demandes sont venues.', 'How many requests came.'),
    licence: 'etalab-2.0',
    changes: both('Première version.', 'First version.'),
    columns: {
      mois: both('Mois', 'Month'),
      demandes: both('Demandes reçues', 'Requests received'),
      refus: both('Demandes refusées', 'Requests refused'),
    },
    table: 0,
    chart: { kind: 'line', x: 'mois', y: 'demandes', series: null },
    embargo: null,
    ...change,
  }
}

/** Receives a table, inspects it, and proposes it. */
export async function proposed(
  zone: Zone,
  officer: InventedOfficer,
  change: Partial<ProposalWords> = {},
  table = statistics(),
): Promise<Release> {
  const { id } = given(await receive(zone, officer.asker, TENANT, 'releve.csv', Readable.from([Buffer.from(table)])))
  await inspectNext(zone, new AbortController().signal)
  return given(await propose(zone, officer.asker, id, wordsFor(change)))
}

/** Both sign a document. */
export async function signBoth(
  zone: Zone,
  officers: readonly InventedOfficer[],
  digest: string | null,
  reasons: Parameters<typeof approve>[4] = NO_REASONS,
): Promise<boolean> {
  if (digest === null) throw new Error('there is a document to sign')
  let published = false
  for (const officer of officers.slice(0, 2)) {
    const signature = await officer.sign(await kindOf(zone, digest), digest)
    published = given(await approve(zone, officer.asker, digest, signature, reasons)).published
  }
  return published
}

async function kindOf(zone: Zone, digest: string): Promise<WallDocument['kind']> {
  return (await pendingDocument(zone.vault, digest))?.body.kind ?? 'zones/manifest'
}

/** Proposes and publishes. */
export async function published(
  zone: Zone,
  officers: readonly InventedOfficer[],
  change: Partial<ProposalWords> = {},
  table = statistics(),
): Promise<Release> {
  const release = await proposed(zone, officers[0], change, table)
  await signBoth(zone, officers, release.document)
  return release
}

export async function held(
  zone: Zone,
  officer: InventedOfficer,
  scope: HoldScope,
  reason: HoldReason = 'personal-data',
): Promise<PlacedHold> {
  const { body, digest } = given(await draftHold(zone, officer.asker, TENANT, scope, reason))
  return given(await placeHold(zone, officer.asker, body, await officer.sign('zones/hold', digest)))
}

/** What a portal that started a minute ago makes of the public folder. */
export async function standing(zone: Zone, memory: Memory | null = null, tenant = TENANT): Promise<Standing | Refusal> {
  const documents = await documentsOutside(releasedFolder(zone, tenant))
  if (isRefusal(documents)) return documents
  const [first] = await roots(zone.vault, tenant)
  const now = zone.vault.now()
  const startedAt = new Date(now.getTime() - 60_000)
  return verify(documents, { tenant, firstRoot: await digestOf(first.body), memory, now, startedAt })
}

export const outsideText = (zone: Zone, name: string): Promise<string> =>
  readFile(join(releasedFolder(zone, TENANT), name), 'utf8')

/** How many sealed files nothing names. */
export async function unnamed({ vault }: Zone): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from vault_files f
    where not exists (select 1 from release_contents c where c.file = f.id)
      and not exists (select 1 from release_releases r where r.shown = f.id)
      and not exists (select 1 from release_candidates c where c.file = f.id)`.execute(vault.sql)
  return rows[0].count
}
