import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import { isRefusal, type Refusal } from '#kernel'
import type { PendingDocument } from '#officers'
import {
  type Candidate,
  candidate,
  documentOf,
  type ProposalWords,
  propose,
  push,
  type Release,
  type ReleaseDetail,
  receive,
  reject,
  releaseDetail,
  releases,
  withdraw,
  workOff,
} from '#release'
import type { ActName } from '../acts.ts'
import { isUnasked, type Unasked } from './asking.ts'
import { reasonOf } from './choices.ts'
import { documentLine, signWaiting } from './documents.ts'
import { approveDigest } from './officers.ts'
import { atDesk, atTenant, type Desk, jsonIn, one } from './opened.ts'
import type { Asking, Runner, Told } from './run.ts'
import { table } from './table.ts'
import { verify } from './verify-released.ts'

/** How many releases a list shows: what a person looks through; `--search` finds the others. */
const LISTED = 100
const LOOK_EVERY_MS = 200

const receiveFile: Runner = asked =>
  atDesk(asked, async desk => {
    const found = await inspectedCandidate(asked, desk)
    if (isRefusal(found) || isUnasked(found)) return found
    const { wall } = asked.words
    const verdict = found.inspection === null ? (found.failure ?? '') : wall.verdicts[found.inspection.verdict]
    return { told: found, lines: [`${found.id}   ${verdict}`], closed: found.inspection?.verdict !== 'clear' }
  })

const proposeFile: Runner = async asked => {
  const file = one(asked.values, 'words') ?? ''
  const words = jsonIn(file)
  if (typeof words !== 'object' || words === null) return { kind: 'unasked', sentence: asked.words.wall.notJson(file) }
  return atDesk(asked, async desk => {
    const isKnown = asked.place.startsWith('candidate-')
    const inspected = isKnown ? { id: asked.place } : await inspectedCandidate(asked, desk)
    if (isRefusal(inspected) || isUnasked(inspected)) return inspected
    // What is written there is checked by the room, member by member.
    const made = await propose(desk.zone, desk.asker, inspected.id, words as ProposalWords)
    if (isRefusal(made)) return made
    const { wall } = asked.words
    const blocked = made.verdict === 'block' ? [wall.proposalBlocked] : []
    const digest = made.document === null ? [] : [wall.sign(made.document)]
    return { told: made, lines: [wall.proposed(made.id), ...blocked, ...digest] }
  })
}

/** Gives the file to the private zone and waits until it is inspected; here, where no other process does that work. */
async function inspectedCandidate(
  asked: Asking,
  { zone, tenant, asker }: Desk,
): Promise<Candidate | Refusal | Unasked> {
  if (!statSync(asked.place, { throwIfNoEntry: false })?.isFile())
    return { kind: 'unasked', sentence: asked.words.wall.unreadable(asked.place) }
  const received = await receive(zone, asker, tenant.name, basename(asked.place), createReadStream(asked.place))
  if (isRefusal(received)) return received
  const { stderr, signal } = asked.around
  if (stderr.isTTY) stderr.write(`${asked.words.wall.inspecting}\n`)
  const done = new AbortController()
  const working = workOff(zone, AbortSignal.any([signal, done.signal]))
  try {
    return await untilInspected(received.id, asked, zone, asker)
  } finally {
    done.abort()
    await working
  }
}

async function untilInspected(id: string, { around }: Asking, zone: Desk['zone'], asker: Desk['asker']) {
  for (;;) {
    around.signal.throwIfAborted()
    const now = await candidate(zone, asker, id)
    if (isRefusal(now) || !['waiting', 'inspecting', 'receiving'].includes(now.state)) return now
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

const list: Runner = asked =>
  atDesk(asked, async ({ zone, tenant, asker }) => {
    const search = one(asked.values, 'search')
    const found = await releases(zone, asker, tenant.name, { search, before: null, limit: LISTED })
    if (isRefusal(found)) return found
    const lines = table(found.items.map(one => rowOf(one, asked)))
    return { told: found, lines: lines.length > 0 ? lines : [asked.words.wall.nothing] }
  })

function rowOf(release: Release, { lang, words: { wall } }: Asking): string[] {
  const { id, slug, version, state, verdict, title } = release
  return [id, `${slug} ${version}`, wall.states[state], wall.verdicts[verdict], title[lang]]
}

const show: Runner = asked =>
  atDesk(asked, async ({ zone, asker }) => {
    const detail = await releaseDetail(zone, asker, asked.place)
    return isRefusal(detail) ? detail : { told: detail, lines: detailLines(detail, asked) }
  })

function detailLines(detail: ReleaseDetail, asked: Asking): readonly string[] {
  const { wall } = asked.words
  const files = detail.files.map(({ path, sizeBytes, sha256 }) => [path, String(sizeBytes), sha256])
  const changes = detail.difference.map(({ path, change }) => [wall.changes[change], path])
  return [
    rowOf(detail, asked).join('   '),
    wall.files,
    ...table(files).map(row => `  ${row}`),
    ...table(changes).map(row => `  ${row}`),
    ...(detail.document === null || detail.state !== 'proposed' ? [] : [wall.sign(detail.document)]),
  ]
}

/** Signs a release under its id, or whatever waits under a digest. A stale draft is made anew and shown first: nobody signs unseen. */
const approve: Runner = asked => {
  if (!asked.place.startsWith('release-')) return approveDigest(asked)
  return atDesk(asked, async (desk): Promise<Told | Refusal | Unasked> => {
    const before = await releaseDetail(desk.zone, desk.asker, asked.place)
    if (isRefusal(before)) return before
    const document = await documentOf(desk.zone, desk.asker, asked.place)
    if (isRefusal(document)) return document
    if (document.digest === before.document) return signWaiting(asked, desk, document)
    const { wall } = asked.words
    return { told: document, lines: [`${wall.drops} ${document.digest}`], closed: true }
  })
}

const takeBack: Runner = asked =>
  atDesk(asked, async ({ zone, asker }) => {
    const done = await reject(zone, asker, asked.place)
    return isRefusal(done) ? done : { told: done, lines: [asked.words.wall.rejected(asked.place)] }
  })

const draftWithdrawal: Runner = async asked => {
  const reason = reasonOf(asked)
  if (isUnasked(reason)) return reason
  return atDesk(asked, async ({ zone, asker }) => {
    const drafted: PendingDocument | Refusal = await withdraw(zone, asker, asked.place, reason)
    return isRefusal(drafted) ? drafted : { told: drafted, lines: [documentLine(drafted, asked)] }
  })
}

const publish: Runner = asked =>
  atTenant(asked, async (zone, tenant) => {
    const done = await push(zone, tenant.name)
    return isRefusal(done) ? done : { told: done, lines: [asked.words.wall.pushed(tenant.name)] }
  })

/** Acts on what goes out. */
export const releaseActs: Readonly<Partial<Record<ActName, Runner>>> = {
  'release receive': receiveFile,
  'release propose': proposeFile,
  'release list': list,
  'release show': show,
  'release approve': approve,
  'release reject': takeBack,
  'release withdraw': draftWithdrawal,
  'release publish': publish,
  'release verify': verify,
}
