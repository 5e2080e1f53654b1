import { type Kysely, sql } from 'kysely'
import type { Inspection } from '#inspect'
import type { Candidate } from './contract.ts'

/** A row of `release_candidates`; `fileName` sealed. */
export type CandidateRow = Readonly<
  Omit<Candidate, 'fileName' | 'at'> & {
    at: Date
    fileName: Buffer
    extension: string
    file: string | null
    /** How many workers took it, the one at work included. */
    tries: number
  }
>

const LISTED = sql`id, tenant, officer as by, at, file_name as "fileName", extension, file, tries,
  size_bytes::float8 as "sizeBytes", state, progress, failure`
const COLUMNS = sql`${LISTED}, inspection`
/** An inspection without what was found in which column: of a wide file that is megabytes, and lists are asked for every few seconds. */
const BRIEF = sql`inspection || '{"tables":[],"rare":[],"unread":[]}'::jsonb as inspection`

export type NewCandidate = Readonly<{
  id: string
  tenant: string
  officer: string
  at: Date
  fileName: Uint8Array
  extension: string
  file: string
  sizeBytes: number
  destroyAt: Date
}>

export async function insertCandidate(db: Kysely<unknown>, one: NewCandidate): Promise<void> {
  await sql`insert into release_candidates
    (id, tenant, officer, at, file_name, extension, file, size_bytes, state, destroy_at)
    values (${one.id}, ${one.tenant}, ${one.officer}, ${one.at}, ${Buffer.from(one.fileName)}, ${one.extension}, ${one.file},
      ${one.sizeBytes}, 'waiting', ${one.destroyAt})`.execute(db)
}

export async function candidateRow(db: Kysely<unknown>, id: string): Promise<CandidateRow | null> {
  const { rows } = await sql<CandidateRow>`select ${COLUMNS} from release_candidates where id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** The state of a candidate, which stays so until the end of the act; null when there is none. */
export async function lockedState(db: Kysely<unknown>, id: string): Promise<Candidate['state'] | null> {
  const { rows } = await sql<{ state: Candidate['state'] }>`select state from release_candidates
    where id = ${id} for share`.execute(db)
  return rows[0]?.state ?? null
}

/** The newest of a tenant, without those taken back; their inspections say verdict and reasons only. */
export async function candidateRows(
  db: Kysely<unknown>,
  tenant: string,
  limit: number,
): Promise<readonly CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`select ${LISTED}, ${BRIEF} from release_candidates
    where tenant = ${tenant} and state <> 'cancelled' order by at desc, id desc limit ${limit}`.execute(db)
  return rows
}

/** Takes the oldest candidate that waits, or whose worker was not seen since `lost`; null when there is none. */
export async function claimCandidate(
  db: Kysely<unknown>,
  worker: string,
  now: Date,
  lost: Date,
): Promise<CandidateRow | null> {
  const { rows } = await sql<CandidateRow>`update release_candidates
    set state = 'inspecting', worker = ${worker}, worker_seen = ${now}, progress = null, tries = tries + 1
    where id = (select id from release_candidates
      where state = 'waiting' or (state = 'inspecting' and worker_seen < ${lost})
      order by at limit 1 for update skip locked)
    returning ${COLUMNS}`.execute(db)
  return rows[0] ?? null
}

/** A worker that is asked to stop leaves its candidate to the next, and has not tried it. */
export async function giveBack(db: Kysely<unknown>, id: string, worker: string): Promise<void> {
  await sql`update release_candidates set state = 'waiting', worker = null, tries = tries - 1
    where id = ${id} and state = 'inspecting' and worker = ${worker}`.execute(db)
}

/** Notes how far a worker is. False when the candidate is no longer this worker's: it was taken back, or by another. */
export async function noteProgress(
  db: Kysely<unknown>,
  id: string,
  worker: string,
  now: Date,
  progress: Candidate['progress'],
): Promise<boolean> {
  const { rows } = await sql`update release_candidates
    set progress = ${progress === null ? null : JSON.stringify(progress)}::jsonb, worker_seen = ${now}
    where id = ${id} and state = 'inspecting' and worker = ${worker} returning id`.execute(db)
  return rows.length > 0
}

/** Ends the work on a candidate. False when it is no longer this worker's. */
export async function endInspecting(
  db: Kysely<unknown>,
  id: string,
  worker: string,
  found: Inspection | string,
): Promise<boolean> {
  const done = typeof found !== 'string'
  const { rows } = await sql`update release_candidates
    set state = ${done ? 'inspected' : 'failed'}, inspection = ${done ? JSON.stringify(found) : null}::jsonb,
      failure = ${done ? null : found}
    where id = ${id} and state = 'inspecting' and worker = ${worker} returning id`.execute(db)
  return rows.length > 0
}

/** Marks a candidate as taken back and gives the file that is to be destroyed; null when there is none left. */
export async function markCancelled(db: Kysely<unknown>, id: string): Promise<string | null> {
  const { rows } = await sql<{ file: string | null }>`update release_candidates c set state = 'cancelled', file = null
    from (select id, file from release_candidates where id = ${id} for update) was
    where c.id = was.id and c.state <> 'cancelled' returning was.file`.execute(db)
  return rows[0]?.file ?? null
}

/** Candidates whose time is over, at most 100. */
export async function overdueCandidates(db: Kysely<unknown>, now: Date): Promise<readonly CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`select ${COLUMNS} from release_candidates
    where destroy_at < ${now} and state <> 'cancelled' order by destroy_at limit 100`.execute(db)
  return rows
}
