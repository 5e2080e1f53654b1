import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { type Inspection, type InspectProgress, inspect } from '#inspect'
import { isRefusal, temporaryFolder } from '#kernel'
import { tenantId } from './drafting.ts'
import { notThere } from './refusals.ts'
import { type CandidateRow, claimCandidate, endInspecting, giveBack, noteProgress } from './store-candidates.ts'
import type { Zone } from './zone.ts'

/** How often a worker says that it is alive and looks whether its candidate was taken back. */
const BEAT_MS = 500
/** A worker that is silent so long is gone: longer than a pause of a busy machine, shorter than people wait. */
const LOST_MS = 20_000
/** A file that so many workers took without coming back ended them: one more would end as well, and with it what else the process does. */
const MAX_TRIES = 3
/** How often the queue is looked at when it was empty. */
const IDLE_MS = 1000

/**
 * Inspects what waits, one after another, until the signal; any number of processes may. `onTrouble` is told the kind of trouble, never a
 * value: a file that cannot be inspected is noted as failed and keeps no other from being inspected.
 */
export async function workOff(
  zone: Zone,
  signal: AbortSignal,
  onTrouble: (what: string, cause: unknown) => void = () => undefined,
): Promise<void> {
  while (!signal.aborted) {
    const worked = await inspectNext(zone, signal).catch((cause: unknown) => {
      onTrouble('release/inspection-failed', cause)
      return false
    })
    if (!worked) await pause(IDLE_MS, null, { signal, ref: false }).catch(() => undefined)
  }
}

/** Inspects the oldest candidate that waits, or that a lost worker left. False when there is none. */
export async function inspectNext(zone: Zone, signal: AbortSignal): Promise<boolean> {
  const now = zone.vault.now()
  const row = await claimCandidate(zone.vault.sql, zone.process, now, new Date(now.getTime() - LOST_MS))
  if (!row) return false
  if (row.tries > MAX_TRIES) return conclude(zone, row, 'release/inspection-failed')
  const taken = new AbortController()
  const beat = beating(zone, row, taken)
  try {
    const found = await inspected(zone, row, AbortSignal.any([signal, taken.signal]), beat.note)
    if (!taken.signal.aborted) await conclude(zone, row, found)
  } catch (cause) {
    // Stopped from outside: the candidate waits for the next worker. Taken back: there is nothing to conclude.
    if (signal.aborted) await giveBack(zone.vault.sql, row.id, zone.process)
    else if (!taken.signal.aborted) {
      const isOurs = await conclude(zone, row, 'release/inspection-failed')
      // Taken back since the last beat, and its file destroyed: that is why it could not be read.
      if (isOurs) throw cause
    }
  } finally {
    beat.stop()
  }
  return true
}

async function inspected(
  zone: Zone,
  row: CandidateRow,
  signal: AbortSignal,
  onProgress: (progress: InspectProgress) => void,
): Promise<Inspection | string> {
  return withFile(zone, row, signal, async (path, folder) => {
    const found = await inspect([path], { today: zone.vault.now(), signal, onProgress })
    return isRefusal(found) ? found.code : placedIn(folder, found)
  })
}

/** An inspection whose places are told from the folder where the file lay: which folder that was is nobody's business. */
function placedIn(folder: string, found: Inspection): Inspection {
  const start = join(folder, '/')
  const within = (place: string) => (place.startsWith(start) ? place.slice(start.length) : place)
  return { ...found, unread: found.unread.map(one => ({ ...one, place: within(one.place) })) }
}

/**
 * Lays a candidate's file out under a neutral name in a folder that only this process can read, for as long as `use` runs. The name that
 * people gave it stays sealed: it may be the name of a person.
 */
export async function withFile<T>(
  zone: Zone,
  row: CandidateRow,
  signal: AbortSignal,
  use: (path: string, folder: string) => Promise<T>,
): Promise<T> {
  if (row.file === null) throw new Error('the file of a candidate is gone')
  const folder = await temporaryFolder()
  try {
    const path = join(folder.path, `table${row.extension}`)
    await pipeline(await zone.vault.read(row.file), createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal })
    return await use(path, folder.path)
  } finally {
    await folder.remove()
  }
}

/** Writes down what was found, or the code of what went wrong. False when the candidate is no longer this worker's. */
async function conclude(zone: Zone, row: CandidateRow, found: Inspection | string): Promise<boolean> {
  const done = await zone.vault.act(async act => {
    const tenant = await tenantId(act, row.tenant)
    if (isRefusal(tenant)) return tenant
    if (!(await endInspecting(act.sql, row.id, zone.process, found))) return notThere('candidate', row.id)
    const by = { at: act.now.toISOString(), by: zone.process, tenant }
    if (typeof found === 'string') act.record({ kind: 'inspect.failed', ...by, candidate: row.id })
    else act.record({ kind: 'inspect.judged', ...by, inspection: hashOf(found), verdict: found.verdict })
    return true
  })
  return !isRefusal(done)
}

function hashOf(inspection: Inspection): string {
  return createHash('sha256').update(JSON.stringify(inspection)).digest('hex')
}

type Beat = Readonly<{ note(progress: InspectProgress): void; stop(): void }>

/** Writes down twice a second how far the worker is; where the candidate is no longer its own, the work is aborted. */
function beating(zone: Zone, row: CandidateRow, taken: AbortController): Beat {
  let latest: CandidateRow['progress'] = null
  let busy = false
  const timer = setInterval(async () => {
    if (busy) return
    busy = true
    const isOurs = await noteProgress(zone.vault.sql, row.id, zone.process, zone.vault.now(), latest).catch(() => true)
    if (!isOurs) taken.abort(new Error('the candidate was taken back'))
    busy = false
  }, BEAT_MS)
  return {
    note: ({ bytesRead, bytesTotal, rows }) => {
      latest = { bytesRead, bytesTotal, rows }
    },
    stop: () => clearInterval(timer),
  }
}
