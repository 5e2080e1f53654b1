import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isRefusal, type Refusal } from '#kernel'
import { receiveBy } from './candidates.ts'
import type { Candidate } from './contract.ts'
import { inspectNext } from './inspecting.ts'
import { proposeBy } from './proposing.ts'
import { notThere } from './refusals.ts'
import { type CandidateRow, candidateRow } from './store-candidates.ts'
import type { Zone } from './zone.ts'

/**
 * Lays a file of this machine out at a body, as an example to walk through: received and inspected, and with words proposed too. The zone
 * itself stands as who did it. For the terminal of the private zone: publishing takes two people all the same. Refuses as `receive` and
 * `propose` do.
 */
export async function layOut(
  zone: Zone,
  tenant: string,
  path: string,
  words: unknown = null,
): Promise<Candidate | Refusal> {
  const received = await receiveBy(zone, zone.process, tenant, basename(path), createReadStream(path))
  if (isRefusal(received)) return received
  const row = await inspectedRow(zone, received.id)
  if (!row) return notThere('candidate', received.id)
  const proposed = words === null ? null : await proposeBy(zone, zone.process, row, words)
  if (isRefusal(proposed)) return proposed
  const { state, progress, inspection, failure } = row
  return { ...received, state, progress, inspection, failure }
}

/** Works the queue off until this candidate's turn has come; another process may have taken it. */
async function inspectedRow(zone: Zone, id: string): Promise<CandidateRow | null> {
  const { signal } = new AbortController()
  for (;;) {
    const row = await candidateRow(zone.vault.sql, id)
    if (row?.state !== 'waiting' && row?.state !== 'inspecting') return row
    if (!(await inspectNext(zone, signal))) await pause(200)
  }
}
