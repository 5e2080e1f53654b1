import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type Inspection, inspect } from '#inspect'
import { isRefusal, type Refusal } from '#kernel'
import { type Asker, mayRefusal, newestRoot } from '#officers'
import type { Act, Vault } from '#vault'
import { namePlaces, storeFile, untilNamed } from './contents.ts'
import type { ProposalWords, Release } from './contract.ts'
import { draftSite, tenantId } from './drafting.ts'
import { withFile } from './inspecting.ts'
import { columnsRefusal, readWords } from './proposal-words.ts'
import { notThere, wrongState } from './refusals.ts'
import { releaseOf, releaseView, searchText } from './releases.ts'
import { drawChart, type Shown, type TableFiles, tableFiles } from './site/site.ts'
import { type CandidateRow, candidateRow, lockedState } from './store-candidates.ts'
import { insertRelease, type NewRelease, type ReleaseRow, versionRows } from './store-releases.ts'
import { lockSite, type Place } from './store-site.ts'
import { newId, type Zone } from './zone.ts'

/** How often it is looked whether the candidate was taken back. */
const LOOK_MS = 500

/**
 * Proposes one table of an inspected candidate for publication: makes the files that would go out, inspects the very CSV among them, and
 * drafts the site with it for two to sign. A slug that exists makes a new version. A verdict of block does not refuse: it is kept, and
 * asks each approver for a reason.
 *
 * Refuses a candidate that is not inspected, or is taken back meanwhile, words that are not as they should be, a column that is not described, a chart that cannot be
 * drawn, and a data set of which another version waits.
 */
export async function propose(
  zone: Zone,
  asker: Asker,
  candidateId: string,
  words: ProposalWords,
): Promise<Release | Refusal> {
  const row = await candidateRow(zone.vault.sql, candidateId)
  if (!row) return notThere('candidate', candidateId)
  return (
    (await mayRefusal(zone.vault, asker, 'release.propose', row.tenant)) ?? proposeBy(zone, asker.officer, row, words)
  )
}

/** The same for the zone itself, which lays out examples: signing is for people. */
export async function proposeBy(zone: Zone, by: string, row: CandidateRow, given: unknown): Promise<Release | Refusal> {
  if (row.state !== 'inspected') return wrongState(row.id, row.state, 'inspected')
  const words = readWords(given, zone.vault.now())
  if (isRefusal(words)) return words
  const busy = await busyRefusal(zone.vault, row.tenant, words.slug)
  if (busy) return busy
  const made = await whileThere(zone, row, signal =>
    withFile(zone, row, signal, (place, folder) => makeFiles(zone, place, folder, words, signal)),
  )
  if (isRefusal(made)) return made
  const drafted = await enter(zone, by, row, words, made)
  if (isRefusal(drafted)) {
    for (const file of [made.shown, ...made.places.map(one => one.file)]) await zone.vault.destroyFile(file)
    return drafted
  }
  const release = await releaseOf(zone, drafted)
  return isRefusal(release) ? release : releaseView(zone, release)
}

/** Works on a candidate until somebody takes it back, which is looked for twice a second: then its file is gone, and a refusal comes. */
async function whileThere<T>(
  zone: Zone,
  row: CandidateRow,
  work: (signal: AbortSignal) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const taken = new AbortController()
  const state = async () => (await candidateRow(zone.vault.sql, row.id))?.state ?? 'cancelled'
  const timer = setInterval(async () => {
    if ((await state().catch(() => row.state)) !== row.state) taken.abort(new Error('the candidate was taken back'))
  }, LOOK_MS)
  try {
    return await work(taken.signal)
  } catch (cause) {
    const now = await state()
    if (now === row.state) throw cause
    return wrongState(row.id, now, row.state)
  } finally {
    clearInterval(timer)
  }
}

/** What goes out: the table's facts, the inspection of its CSV, and where its files rest. */
type Made = Readonly<{
  table: TableFiles
  inspection: Inspection
  places: readonly Place[]
  /** The file of the vault with what the page shows. */
  shown: string
}>

async function makeFiles(
  zone: Zone,
  place: string,
  folder: string,
  words: ProposalWords,
  signal: AbortSignal,
): Promise<Made | Refusal> {
  const out = join(folder, 'out')
  const table = await tableFiles({ place, table: words.table }, out)
  if (isRefusal(table)) return table
  const names = table.columns.map(column => column.name)
  const refused = columnsRefusal(words.columns, names)
  if (refused) return refused
  const csv = join(out, 'data.csv')
  const drawing = words.chart ? await drawChart(csv, table, words.chart, words.title) : null
  if (isRefusal(drawing)) return drawing
  const inspection = await inspect([csv], { today: zone.vault.now(), signal })
  if (isRefusal(inspection)) return inspection
  const shown: Shown = { preview: table.preview, drawing }
  const stored = await zone.vault.store(Readable.from([Buffer.from(JSON.stringify(shown))]), untilNamed(zone))
  const places: Place[] = []
  for (const file of table.files) places.push(await storeFile(zone, join(out, file.name)))
  return { table, inspection, places, shown: stored.id }
}

async function enter(
  zone: Zone,
  by: string,
  { id: candidate, tenant }: CandidateRow,
  words: ProposalWords,
  made: Made,
): Promise<string | Refusal> {
  const versions = await versionRows(zone.vault.sql, tenant, words.slug)
  const version = 1 + Math.max(0, ...versions.filter(one => one.state !== 'rejected').map(one => one.version))
  const release = rowOf(zone, by, tenant, version, words, made)
  const also = (act: Act): Promise<Refusal | null> => insertWith(zone.vault, act, { candidate, release, made, by })
  // Before the founding root is signed there is nothing to draft on: the draft follows when somebody asks for it.
  const isFounded = (await newestRoot(zone.vault, tenant)) !== null
  const asRow: ReleaseRow = { ...release, ...BEFORE, state: 'proposed' }
  const done = isFounded
    ? await draftSite(zone, tenant, { purpose: 'publish', release: asRow }, by, also)
    : await zone.vault.act(also)
  return isRefusal(done) ? done : release.id
}

const BEFORE = {
  entry: 0,
  publishedAt: null,
  datedAt: null,
  withdrawnAt: null,
  withdrawnReason: null,
  document: null,
  approvals: [],
} as const

function rowOf(
  zone: Zone,
  by: string,
  tenant: string,
  version: number,
  words: ProposalWords,
  { table, inspection, shown }: Made,
): NewRelease {
  const { title, description, slug, embargo } = words
  return {
    id: newId('release', zone.random),
    tenant,
    slug,
    version,
    verdict: inspection.verdict,
    words,
    search: searchText([slug, title.fr, title.en, description.fr, description.en].join('\n')),
    inspection,
    officer: by,
    proposedAt: zone.vault.now(),
    embargo: embargo === null ? null : new Date(embargo),
    rowCount: table.rows,
    columns: table.columns,
    files: table.files.map(({ format, sha256, sizeBytes }) => ({ format, sha256, sizeBytes })),
    shown,
  }
}

async function insertWith(
  vault: Vault,
  act: Act,
  { candidate, release, made, by }: Readonly<{ candidate: string; release: NewRelease; made: Made; by: string }>,
): Promise<Refusal | null> {
  const tenant = await tenantId(act, release.tenant)
  const csv = release.files.find(file => file.format === 'csv')
  if (isRefusal(tenant) || !csv) throw new Error('a proposal without a body or without a file')
  // Somebody may have proposed the same data set while the files were made.
  await lockSite(act.sql, release.tenant)
  const busy = (await busyRefusal(act, release.tenant, release.slug)) ?? (await takenRefusal(act, release))
  if (busy) return busy
  // Somebody may have taken the candidate back while its files were made: what was taken back goes nowhere.
  const state = await lockedState(act.sql, candidate)
  if (state !== 'inspected') return wrongState(candidate, state ?? 'cancelled', 'inspected')
  await namePlaces(vault, act, made.places)
  await vault.keep(act, made.shown)
  await insertRelease(act.sql, release)
  const { id, verdict } = release
  const at = act.now.toISOString()
  act.record({ kind: 'release.proposed', at, by, tenant, release: id, artefact: csv.sha256, verdict })
  return null
}

/** Whether the version that a proposal would be came to be while its files were made. */
async function takenRefusal(act: Act, { tenant, slug, version }: NewRelease): Promise<Refusal | null> {
  const versions = (await versionRows(act.sql, tenant, slug)).filter(one => one.state !== 'rejected')
  return versions.some(one => one.version === version)
    ? wrongState(slug, 'a version of this data set that came meanwhile', 'the versions when it was asked for')
    : null
}

async function busyRefusal({ sql }: Pick<Vault, 'sql'>, tenant: string, slug: string): Promise<Refusal | null> {
  const waiting = (await versionRows(sql, tenant, slug)).find(one => one.state === 'proposed')
  return waiting
    ? wrongState(slug, 'a version of this data set that waits for signatures', 'no other that waits')
    : null
}
