import { isRefusal, type Refusal } from '#kernel'
import {
  draft,
  markStale,
  type PendingDocument,
  pendingDocument,
  pendingDocuments,
  roots,
  tenantNamed,
} from '#officers'
import type { Act, Vault } from '#vault'
import { digestOf, type Manifest } from '#zones'
import { namePlaces, storePages } from './contents.ts'
import { currentManifest } from './current.ts'
import { drawSite, type SiteChange } from './drawing.ts'
import type { ManifestHead } from './manifests.ts'
import { foundersMissing, noTenant, stale, wrongState } from './refusals.ts'
import { type ReleaseRow, releaseRow, setDocument } from './store-releases.ts'
import { arePlaced, type DraftRow, insertDraft, lockSite, type Place } from './store-site.ts'
import type { Zone } from './zone.ts'

/** The next manifest of a tenant with the bytes of its pages stored, and what it was made from. */
export type Prepared = Readonly<{
  change: SiteChange
  manifest: Manifest
  digest: string
  places: readonly Place[]
  /** The hashes of all bytes that the vault must have for it. */
  needs: readonly string[]
  /** The digest of the manifest that was current, null where there was none; the version of the root. */
  base: string | null
  root: number
}>

/**
 * Prepares the next manifest of a tenant: the whole site as it would be, in as many stages as there are embargoes ahead. Stores the
 * pages; drafts nothing yet. Refuses where the founding root is not signed.
 */
export async function prepare(zone: Zone, tenant: string, change: SiteChange): Promise<Prepared | Refusal> {
  const { vault } = zone
  const root = (await roots(vault, tenant)).at(-1)?.body
  if (!root) return foundersMissing(tenant)
  const current = await currentManifest(vault.sql, tenant)
  const now = vault.now()
  const { size, root: hash } = await vault.ledgerHead()
  const head: ManifestHead = {
    tenant,
    epoch: root.epoch,
    version: (current?.body.version ?? 0) + 1,
    issued: now.toISOString(),
    ledger: { size, root: Buffer.from(hash).toString('hex') },
  }
  const { manifest, pages, needs } =
    change.purpose === 'renew'
      ? {
          manifest: { kind: 'zones/manifest' as const, ...head, files: current?.body.files ?? [] },
          pages: [],
          needs: [],
        }
      : await drawSite(zone, head, change, current?.body.files ?? [])
  return {
    change,
    manifest,
    digest: await digestOf(manifest),
    places: await storePages(zone, pages),
    needs,
    base: current?.digest ?? null,
    root: root.version,
  }
}

/**
 * Puts a prepared manifest before the officers, within an act. Refuses with `release/moved` when another manifest or root came
 * between, so that it is prepared again.
 */
export async function put(vault: Vault, act: Act, prepared: Prepared, by: string): Promise<PendingDocument | Refusal> {
  const { change, manifest, digest } = prepared
  const { tenant } = manifest
  await lockSite(act.sql, tenant)
  const current = await currentManifest(act.sql, tenant)
  const root = (await roots(act, tenant)).at(-1)?.body
  if ((current?.digest ?? null) !== prepared.base || root?.version !== prepared.root) return stale(digest)
  const release = change.purpose === 'renew' ? null : await releaseRow(act.sql, change.release.id)
  const over = release && overRefusal(release, change.purpose)
  if (over) return over
  await namePlaces(vault, act, prepared.places)
  // What was there when the pages were drawn may have been destroyed since: then they are drawn again.
  if (!(await arePlaced(act.sql, prepared.needs))) return stale(digest)
  const document = await draft(act, manifest, by)
  if (isRefusal(document)) return document
  const reason = change.purpose === 'withdraw' ? change.reason : null
  const row: DraftRow = { digest, tenant, purpose: change.purpose, release: release?.id ?? null, reason }
  await insertDraft(act.sql, { ...row, at: act.now })
  if (release) await replaceDocument(vault, act, release, digest)
  return document
}

/** Whether what was asked for a release came to its end meanwhile: rejected, published, withdrawn by others. */
function overRefusal({ id, state }: ReleaseRow, purpose: SiteChange['purpose']): Refusal | null {
  if (purpose === 'publish') return state === 'proposed' ? null : wrongState(id, state, 'proposed')
  return state === 'published' || state === 'embargoed' ? null : wrongState(id, state, 'published or embargoed')
}

/** The release now waits for this document; the one that it waited for before can no longer be signed. */
async function replaceDocument(vault: Vault, act: Act, release: ReleaseRow, digest: string): Promise<void> {
  const waiting = release.document === null ? null : await pendingDocument(vault, release.document)
  if (waiting?.state === 'open') await markStale(act, waiting.digest)
  await setDocument(act.sql, release.id, digest)
}

/** Tries a few times to prepare and put a manifest, for others may publish meanwhile. `also` runs in the same act, and may refuse it. */
export async function draftSite(
  zone: Zone,
  tenant: string,
  change: SiteChange,
  by: string,
  also: (act: Act) => Promise<Refusal | null> = async () => null,
): Promise<PendingDocument | Refusal> {
  for (let tries = 3; ; tries--) {
    const prepared = await prepare(zone, tenant, change)
    if (isRefusal(prepared)) return prepared
    const document = await zone.vault.act(async act => {
      return (await also(act)) ?? put(zone.vault, act, prepared, by)
    })
    if (!isRefusal(document) || document.code !== 'release/moved' || tries === 0) return document
  }
}

/** Every manifest of a tenant that waits is made for a site that is no more. */
export async function markManifestsStale(vault: Vault, act: Act, tenant: string, but: string): Promise<void> {
  for (const one of await pendingDocuments(vault, tenant)) {
    if (one.body.kind === 'zones/manifest' && one.state === 'open' && one.digest !== but) {
      await markStale(act, one.digest)
    }
  }
}

/** The tenant's id, as the ledger names it. A refusal where there is no such tenant. */
export async function tenantId(vault: Pick<Vault, 'sql'>, name: string): Promise<string | Refusal> {
  return (await tenantNamed(vault, name))?.id ?? noTenant(name)
}
