import { tenantNamed } from '#officers'
import { dueFiles, type HoldReason, type Manifest, type ManifestFile } from '#zones'
import { type HashedPage, hashed } from './contents.ts'
import { type ManifestHead, manifestOf, type Stage } from './manifests.ts'
import {
  DATA_MEDIA_TYPES,
  dataAddress,
  renderSite,
  type Shown,
  SITE_RELEASE,
  type Site,
  type SiteDataSet,
} from './site/site.ts'
import { publicRows, type ReleaseRow } from './store-releases.ts'
import type { Zone } from './zone.ts'

/** What a draft changes of a site: a release that comes, or one that goes. */
export type SiteChange =
  | Readonly<{ purpose: 'publish'; release: ReleaseRow }>
  | Readonly<{ purpose: 'withdraw'; release: ReleaseRow; reason: HoldReason }>
  | Readonly<{ purpose: 'renew' }>

type Drawn = Readonly<{ manifest: Manifest; pages: readonly HashedPage[]; needs: readonly string[] }>

/**
 * The manifest of the whole site with the change done, in as many stages as there are embargoes ahead, and its pages. `before` is what is
 * listed now. Throws where the vault lost what a release shows.
 */
export async function drawSite(
  zone: Zone,
  head: ManifestHead,
  change: Exclude<SiteChange, { purpose: 'renew' }>,
  before: readonly ManifestFile[],
): Promise<Drawn> {
  const { tenant, issued } = head
  const found = await tenantNamed(zone.vault, tenant)
  if (!found) throw new Error('a tenant with a root is not there')
  const known = changed(await publicRows(zone.vault.sql, tenant), change, issued)
  const rows = known.filter(wasPublic)
  const later = rows.flatMap(row =>
    row.embargo && row.embargo.toISOString() > issued ? [row.embargo.toISOString()] : [],
  )
  const moments = [issued, ...[...new Set(later)].sort()]
  const shown = shownOnce(zone)
  const pages: HashedPage[] = []
  const stages: Stage[] = []
  const foreign = foreignFiles(before, known, issued)
  for (const at of moments) {
    const visible = rows.filter(row => dateOf(row, issued) <= at)
    const site: Site = {
      tenant,
      title: found.title,
      ...addressOf(zone, tenant, found.hosts),
      at,
      dataSets: await dataSetsOf(visible, issued, shown),
    }
    const drawnPages = renderSite(site).map(hashed)
    pages.push(...drawnPages)
    const own = [...drawnPages.map(fileOfPage), ...visible.flatMap(filesOfRelease)]
    stages.push({ from: at, files: withForeign(own, foreign, change.release.id) })
  }
  const needs = [...pages.map(page => page.sha256), ...rows.flatMap(filesOfRelease).map(file => file.sha256)]
  return { manifest: manifestOf(head, stages), pages, needs }
}

/** The rows of the site with the change done. */
function changed(
  rows: readonly ReleaseRow[],
  change: Exclude<SiteChange, { purpose: 'renew' }>,
  issued: string,
): readonly ReleaseRow[] {
  const { release } = change
  if (change.purpose === 'publish')
    return [...rows.filter(row => row.id !== release.id), { ...release, state: 'published' }]
  const gone = {
    ...release,
    state: 'withdrawn' as const,
    withdrawnAt: new Date(issued),
    withdrawnReason: change.reason,
  }
  return rows.map(row => (row.id === release.id ? gone : row))
}

/** Withdrawn before the end of its embargo, a release was never public: no history tells of it. */
function wasPublic({ state, embargo, withdrawnAt }: ReleaseRow): boolean {
  return state !== 'withdrawn' || embargo === null || withdrawnAt === null || withdrawnAt >= embargo
}

/** The date that the pages of a release bear: that of the manifest which was signed, or the end of its embargo. */
export function dateOf(row: ReleaseRow, issued: string): string {
  const dated = row.datedAt?.toISOString() ?? issued
  return [dated, row.embargo?.toISOString() ?? ''].sort()[1]
}

function addressOf(zone: Zone, tenant: string, hosts: readonly string[]): Pick<Site, 'origin' | 'contacts'> {
  const told = zone.config.sites[tenant]
  const contacts = { security: told?.security ?? null, help: told?.help ?? null }
  return { origin: told?.origin ?? `https://${hosts[0]}`, contacts }
}

/** The first rows and the drawing of a release, as `propose` stored them. */
async function readShown(zone: Zone, file: string): Promise<Shown> {
  const chunks: Buffer[] = []
  for await (const chunk of await zone.vault.read(file)) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Shown
}

/** What a release shows, read from the vault once for all stages. */
function shownOnce(zone: Zone): (row: ReleaseRow) => Promise<Shown> {
  const known = new Map<string, Promise<Shown>>()
  return row => {
    const read = known.get(row.id) ?? readShown(zone, row.shown)
    known.set(row.id, read)
    return read
  }
}

async function dataSetsOf(
  rows: readonly ReleaseRow[],
  issued: string,
  shown: (row: ReleaseRow) => Promise<Shown>,
): Promise<readonly SiteDataSet[]> {
  const sets = new Map<string, ReleaseRow[]>()
  for (const row of rows) sets.set(row.slug, [...(sets.get(row.slug) ?? []), row])
  return Promise.all(
    [...sets].map(async ([slug, unsorted]) => {
      const versions = unsorted.sort((a, b) => a.version - b.version)
      const newest = versions.findLast(row => row.state !== 'withdrawn')
      return {
        slug,
        versions: versions.map(row => versionOf(row, issued)),
        shown: newest ? await shown(newest) : null,
      }
    }),
  )
}

function versionOf(row: ReleaseRow, issued: string): SiteDataSet['versions'][number] {
  const { words } = row
  return {
    release: row.id,
    version: row.version,
    publishedAt: dateOf(row, issued),
    title: words.title,
    description: words.description,
    changes: words.changes,
    licence: words.licence,
    rows: row.rowCount,
    columns: row.columns.map(column => ({ ...column, meaning: words.columns[column.name] ?? null })),
    files: row.state === 'withdrawn' ? [] : row.files,
    verdict: row.verdict,
    withdrawn:
      row.state === 'withdrawn' && row.withdrawnAt && row.withdrawnReason
        ? { at: row.withdrawnAt.toISOString(), reason: row.withdrawnReason }
        : null,
  }
}

function fileOfPage({ path, release, sha256, bytes, mediaType, languages }: HashedPage): Stage['files'][number] {
  return { path, release, sha256, sizeBytes: bytes.length, mediaType, languages }
}

function filesOfRelease(row: ReleaseRow): Stage['files'] {
  if (row.state === 'withdrawn') return []
  return row.files.map(({ format, sha256, sizeBytes }) => ({
    path: dataAddress(row.slug, row.version, format),
    release: row.id,
    sha256,
    sizeBytes,
    mediaType: DATA_MEDIA_TYPES[format],
    languages: [],
  }))
}

/**
 * Files that are public and of a release that this zone does not know: it was restored from a backup older than that release. Their
 * pages stay too, since nobody asked for them to go.
 */
function foreignFiles(before: readonly ManifestFile[], rows: readonly ReleaseRow[], issued: string): Stage['files'] {
  const own = new Set([SITE_RELEASE, ...rows.map(row => row.id)])
  return dueFiles(before, issued)
    .filter(file => !own.has(file.release))
    .map(({ from: _, ...file }) => file)
}

/**
 * One file for each path: a newer version that this zone does not know keeps the page of its data set, until a release of our own comes there.
 */
function withForeign(own: Stage['files'], foreign: Stage['files'], coming: string): Stage['files'] {
  const replaced = new Set(own.filter(file => file.release === coming).map(file => file.path))
  const kept = foreign.filter(file => !replaced.has(file.path))
  const taken = new Set(kept.map(file => file.path))
  return [...kept, ...own.filter(file => !taken.has(file.path))]
}
