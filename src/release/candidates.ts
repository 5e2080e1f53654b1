import { Readable } from 'node:stream'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { type Asker, mayRefusal } from '#officers'
import type { DataFile, FieldPlace } from '#vault'
import type { Candidate } from './contract.ts'
import { tenantId } from './drafting.ts'
import { notThere } from './refusals.ts'
import {
  type CandidateRow,
  candidateRow,
  candidateRows,
  insertCandidate,
  markCancelled,
  overdueCandidates,
} from './store-candidates.ts'
import { newId, type Zone } from './zone.ts'

/** A candidate that nobody proposed in a month is personal data lying about. */
const KEPT_MS = 30 * 24 * 3600 * 1000
/** Candidates that the wall shows. */
const MAX_LISTED = 100
const MAX_NAME = 255
/** The end of a name that stands unsealed, for it tells the kind of file and no more: what else follows a dot may be the name of a person. */
const EXTENSION =
  /\.(?:csv|tsv|txt|json|jsonl|ndjson|xlsx?|ods|parquet|xml|html?|sql|log|pdf|docx?|odt|zip|tar|png|jpe?g)(?:\.(?:gz|zst))?$/i

/**
 * Takes a file in as it streams: sealed in the vault, its name too, to be inspected by whoever works off the queue. Refuses one that is longer
 * than the bound, or empty; nothing of it remains then, nor when the stream breaks off (which throws).
 */
export async function receive(
  zone: Zone,
  asker: Asker,
  tenant: string,
  fileName: string,
  stream: Readable,
): Promise<Candidate | Refusal> {
  const refused = await mayRefusal(zone.vault, asker, 'candidate.receive', tenant)
  return refused ?? receiveBy(zone, asker.officer, tenant, fileName, stream)
}

/** The same for the zone itself, which lays out examples: proposing and signing are for people. */
export async function receiveBy(
  zone: Zone,
  by: string,
  tenant: string,
  fileName: string,
  stream: Readable,
): Promise<Candidate | Refusal> {
  const { vault } = zone
  const destroyAt = new Date(vault.now().getTime() + KEPT_MS)
  const stored = await storeBounded(zone, stream, destroyAt)
  if (isRefusal(stored)) return stored
  const id = newId('candidate', zone.random)
  const made = await vault.act(async act => {
    const tenantOf = await tenantId(act, tenant)
    if (isRefusal(tenantOf)) return tenantOf
    await vault.makeKey(act, id)
    const name = fileName.slice(0, MAX_NAME)
    await insertCandidate(act.sql, {
      id,
      tenant,
      officer: by,
      at: act.now,
      fileName: await vault.seal(act, placeOfName(id), name),
      extension: EXTENSION.exec(name)?.[0].toLowerCase() ?? '',
      file: stored.id,
      sizeBytes: stored.sizeBytes,
      destroyAt,
    })
    act.record({ kind: 'release.received', at: act.now.toISOString(), by, tenant: tenantOf, candidate: id })
    return id
  })
  if (isRefusal(made)) {
    await vault.destroyFile(stored.id)
    return made
  }
  return (await viewOf(zone, id)) ?? notThere('candidate', id)
}

/** The candidates of a body, newest first, at most 100; their inspections say verdict and reasons only, `candidate` gives all. */
export async function candidates(zone: Zone, asker: Asker, tenant: string): Promise<readonly Candidate[] | Refusal> {
  return (await mayRefusal(zone.vault, asker, 'candidate.see', tenant)) ?? candidatesOf(zone, tenant)
}

/** The same without asking who asks: for the other parts of this room. */
export async function candidatesOf(zone: Zone, tenant: string): Promise<readonly Candidate[]> {
  return Promise.all((await candidateRows(zone.vault.sql, tenant, MAX_LISTED)).map(row => view(zone, row)))
}

export async function candidate(zone: Zone, asker: Asker, id: string): Promise<Candidate | Refusal> {
  const row = await candidateRow(zone.vault.sql, id)
  if (!row) return notThere('candidate', id)
  return (await mayRefusal(zone.vault, asker, 'candidate.see', row.tenant)) ?? view(zone, row)
}

/** Takes a candidate back: its file and its name are destroyed, work on it ends within a second. */
export async function cancelCandidate(zone: Zone, asker: Asker, id: string): Promise<Candidate | Refusal> {
  const row = await candidateRow(zone.vault.sql, id)
  if (!row) return notThere('candidate', id)
  const refused = await mayRefusal(zone.vault, asker, 'candidate.cancel', row.tenant)
  if (refused) return refused
  const done = await destroyCandidate(zone, row, asker.officer)
  return isRefusal(done) ? done : ((await viewOf(zone, id)) ?? notThere('candidate', id))
}

/** Destroys what nobody proposed within its time. Gives how many. */
export async function destroyOverdue(zone: Zone): Promise<number> {
  const overdue = await overdueCandidates(zone.vault.sql, zone.vault.now())
  for (const row of overdue) await destroyCandidate(zone, row, zone.process)
  return overdue.length
}

async function destroyCandidate(zone: Zone, row: CandidateRow, by: string): Promise<string | null | Refusal> {
  const { vault } = zone
  const file = await vault.act(async act => {
    const tenant = await tenantId(act, row.tenant)
    if (isRefusal(tenant)) return tenant
    const gone = await markCancelled(act.sql, row.id)
    // Where the process ends before it destroys the file, the next sweep does.
    if (gone !== null) await vault.letGo(act, gone)
    await vault.destroyKey(act, row.id)
    act.record({ kind: 'release.discarded', at: act.now.toISOString(), by, tenant, candidate: row.id })
    return gone
  })
  if (typeof file === 'string') await vault.destroyFile(file)
  return file
}

async function storeBounded(zone: Zone, stream: Readable, until: Date): Promise<DataFile | Refusal> {
  const seen = { sizeBytes: 0 }
  const { maxCandidateBytes } = zone.config
  try {
    const stored = await zone.vault.store(Readable.from(bounded(stream, maxCandidateBytes, seen)), until)
    if (stored.sizeBytes > 0) return stored
    await zone.vault.destroyFile(stored.id)
    return emptyFile()
  } catch (cause) {
    if (seen.sizeBytes <= maxCandidateBytes) throw cause
    // The one error that `bounded` makes itself, told as what it is.
    return tooLong(maxCandidateBytes)
  }
}

async function* bounded(stream: Readable, most: number, seen: { sizeBytes: number }): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    seen.sizeBytes += (chunk as Buffer).length
    if (seen.sizeBytes > most) throw new Error('a file is longer than is taken')
    yield chunk as Buffer
  }
}

async function viewOf(zone: Zone, id: string): Promise<Candidate | null> {
  const row = await candidateRow(zone.vault.sql, id)
  return row && view(zone, row)
}

async function view(zone: Zone, row: CandidateRow): Promise<Candidate> {
  const { id, tenant, by, at, sizeBytes, state, progress, inspection, failure } = row
  const fileName = state === 'cancelled' ? null : await zone.vault.open(placeOfName(id), row.fileName)
  return { id, tenant, by, at: at.toISOString(), fileName, sizeBytes, state, progress, inspection, failure }
}

function placeOfName(id: string): FieldPlace {
  return { subject: id, table: 'release_candidates', column: 'file_name', record: id }
}

function tooLong(most: number): Refusal {
  return refuse('release/too-large', {
    at: 'the file',
    seen: `more than ${most} bytes`,
    expected: `at most ${most} bytes`,
    remedy: 'pack it, or split it into several tables',
  })
}

function emptyFile(): Refusal {
  return refuse('release/empty', {
    at: 'the file',
    seen: 'no bytes',
    expected: 'a file with a table',
    remedy: 'choose another file',
  })
}
