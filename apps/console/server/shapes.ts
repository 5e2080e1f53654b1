import { z } from '@hono/zod-openapi'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Officer, OfficerKey, PendingDocument, Reasons, Role } from '#officers'
import type {
  Alert,
  Candidate,
  PlacedHold,
  ProposalWords,
  Release,
  ReleaseDetail,
  ReleasePage,
  WallView,
} from '#release'
import type { Hold, HoldReason, HoldScope, ManifestFile } from '#zones'

/** What goes over the wire, in and out: one description for the check of what comes in, for the types, and for the OpenAPI document. */

const text = (max: number) => z.string().trim().min(1).max(max)
const moment = z.iso.datetime({ precision: 3 })
const hex = z.string().regex(/^[0-9a-f]*$/)
const base64url = z.string().regex(/^[A-Za-z0-9_-]*$/)
const count = z.int().min(0)
const id = z.string().max(80)

export const bilingual = z.strictObject({ fr: text(4000), en: text(4000) })
const spoken = z.object({ fr: z.string(), en: z.string() })

export const role = z.enum(['administrator', 'officer', 'auditor']) satisfies z.ZodType<Role>
export const holdReason = z.enum([
  'personal-data',
  'wrong-data',
  'security',
  'legal',
  'other',
]) satisfies z.ZodType<HoldReason>
export const holdScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('path'), path: z.string().max(1024) }),
  z.strictObject({ kind: z.literal('release'), release: id }),
  z.strictObject({ kind: z.literal('tenant') }),
  z.strictObject({ kind: z.literal('everything') }),
]) satisfies z.ZodType<HoldScope>
export const hold = z
  .strictObject({
    kind: z.literal('zones/hold'),
    tenant: z.string().max(63),
    id: z.string().regex(/^[0-9a-f]{32}$/),
    scope: holdScope,
    reason: holdReason,
    since: moment,
  })
  .openapi('Hold') satisfies z.ZodType<Hold>

// What browsers add to their answers grows; what is signed is checked in the room, byte by byte.
const credential = {
  id: base64url.max(2048),
  rawId: base64url.max(2048),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish(),
  clientExtensionResults: z.looseObject({}),
}
export const assertion = z
  .looseObject({
    ...credential,
    response: z.looseObject({
      clientDataJSON: base64url.max(8192),
      authenticatorData: base64url.max(8192),
      signature: base64url.max(2048),
      userHandle: base64url.max(256).nullish(),
    }),
  })
  .openapi('AuthenticationResponseJSON')
  .transform(value => value as unknown as AuthenticationResponseJSON)
export const registration = z
  .looseObject({
    ...credential,
    response: z.looseObject({
      clientDataJSON: base64url.max(8192),
      attestationObject: base64url.max(32_768),
    }),
  })
  .openapi('RegistrationResponseJSON')
  .transform(value => value as unknown as RegistrationResponseJSON)
/** Options for navigator.credentials, as WebAuthn level 3 describes them. */
export const webauthnOptions = z.looseObject({ challenge: base64url }).openapi('WebAuthnOptions')

export const reasons = z
  .strictObject({ despiteVerdict: text(2000).nullable(), despiteAlert: text(2000).nullable() })
  .openapi('Reasons') satisfies z.ZodType<Reasons>

const chart = z.strictObject({
  kind: z.enum(['bar', 'line']),
  x: z.string().max(500),
  y: z.string().max(500),
  series: z.string().max(500).nullable(),
})
export const proposal = z
  .strictObject({
    candidate: id,
    slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/),
    title: bilingual,
    description: bilingual,
    licence: z.string().regex(/^[A-Za-z0-9.+-]{1,60}$/),
    changes: bilingual,
    columns: z.record(z.string().max(500), bilingual),
    table: count,
    chart: chart.nullable(),
    embargo: moment.nullable(),
  })
  .openapi('Proposal') satisfies z.ZodType<ProposalWords & { candidate: string }>

export const session = z
  .object({
    officer: z.object({ id, name: z.string().nullable() }),
    tenants: z.array(z.object({ name: z.string(), title: spoken, role, address: z.string() })),
  })
  .openapi('Session')

/** As `docs/formats/inspection.md` describes it. */
const inspection = z.looseObject({ kind: z.literal('inspection'), verdict: z.string() }).openapi('Inspection')
const verdict = z.enum(['block', 'review', 'clear'])

export const candidate = z
  .object({
    id,
    tenant: z.string(),
    by: id,
    at: moment,
    fileName: z.string().nullable(),
    sizeBytes: count,
    state: z.enum(['receiving', 'waiting', 'inspecting', 'inspected', 'cancelled', 'failed']),
    progress: z.object({ bytesRead: count, bytesTotal: count.nullable(), rows: count }).nullable(),
    inspection: inspection.nullable(),
    failure: z.string().nullable(),
  })
  .openapi('Candidate')

const releaseShape = {
  id,
  tenant: z.string(),
  slug: z.string(),
  version: count,
  title: spoken,
  state: z.enum(['proposed', 'published', 'embargoed', 'withdrawn', 'rejected']),
  verdict,
  proposedBy: id,
  proposedAt: moment,
  publishedAt: moment.nullable(),
  document: hex.nullable(),
  approvals: z.array(z.object({ officer: id, at: moment })),
  held: z.boolean(),
}
export const release = z.object(releaseShape).openapi('Release')
export const releases = z.object({ items: z.array(release), more: z.string().nullable() }).openapi('Releases')

const manifestFile = z.looseObject({ path: z.string(), release: z.string(), sha256: hex, sizeBytes: count })
export const releaseDetail = z
  .object({
    ...releaseShape,
    words: proposal.omit({ candidate: true }),
    inspection,
    files: z.array(manifestFile),
    difference: z.array(
      z.object({
        path: z.string(),
        change: z.enum(['added', 'changed', 'removed']),
        before: count.nullable(),
        after: count.nullable(),
      }),
    ),
    tableDifference: z
      .object({
        rowsBefore: count,
        rowsAfter: count,
        columnsAdded: z.array(z.string()),
        columnsRemoved: z.array(z.string()),
      })
      .nullable(),
    versions: z.array(
      z.object({ id, version: count, state: releaseShape.state, publishedAt: moment.nullable(), verdict }),
    ),
    heldVersions: z.array(count),
  })
  .openapi('ReleaseDetail')

export const pending = z
  .object({
    digest: hex,
    tenant: z.string(),
    body: z.looseObject({ kind: z.string() }),
    by: id,
    at: moment,
    state: z.enum(['open', 'complete', 'stale']),
    approvals: z.array(z.object({ officer: id, key: hex, at: moment, reasons })),
    missing: count,
  })
  .openapi('PendingDocument')
export const approved = z.object({ document: pending, published: z.boolean() }).openapi('Approved')

export const placedHold = z
  .object({
    id,
    tenant: z.string(),
    scope: holdScope,
    reason: holdReason,
    by: id,
    since: moment,
    state: z.enum(['in-force', 'lifting', 'lifted']),
    lift: hex.nullable(),
    liftedAt: moment.nullable(),
  })
  .openapi('PlacedHold')
export const draftedHold = z.object({ body: hold, digest: hex, options: webauthnOptions }).openapi('DraftedHold')

export const alert = z
  .object({ id, tenant: z.string(), reason: holdReason, openedBy: id, openedAt: moment, closedAt: moment.nullable() })
  .openapi('Alert')

export const wall = z
  .object({
    tenant: z.string(),
    off: z.string().nullable(),
    lease: z.object({ issued: moment, expires: moment, manifestVersion: count }).nullable(),
    outside: z.array(release),
    outsideCount: count,
    waiting: z.array(release),
    candidates: z.array(candidate),
    holds: z.array(placedHold),
    alerts: z.array(alert),
    ledger: z.object({ size: count, root: hex }),
    spooled: count,
  })
  .openapi('Wall')

export const officer = z
  .object({
    id,
    name: z.string().nullable(),
    email: z.string().nullable(),
    state: z.enum(['invited', 'active', 'removed']),
    roles: z.array(z.object({ tenant: z.string(), role })),
    keys: z.array(
      z.object({
        key: hex,
        kind: z.enum(['passkey', 'key-file']),
        label: z.string(),
        addedAt: moment,
        lastUsedAt: moment.nullable(),
        counts: z.array(z.string()),
      }),
    ),
  })
  .openapi('Officer')
export const signal = z.object({ kind: z.string(), officers: z.array(id), since: moment }).openapi('Signal')

export const ledgerPage = z
  .object({
    size: count,
    root: hex,
    checkpoint: z.string(),
    entries: z.array(z.object({ index: count, event: z.looseObject({ kind: z.string() }) })),
  })
  .openapi('LedgerPage')

export const refusal = z
  .object({ code: z.string(), at: z.string(), seen: z.string(), expected: z.string(), remedy: z.string() })
  .openapi('Refusal')

/** What the rooms give and what is described here are the same: this does not compile when they part. */
type Same<Given, Described> = Given extends Described ? true : never
type Lists<T> = T extends readonly (infer Item)[]
  ? readonly Lists<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: Lists<T[Name]> }
    : T
export const AGREED: readonly true[] = [
  true satisfies Same<Candidate, Lists<z.infer<typeof candidate>>>,
  true satisfies Same<Release, Lists<z.infer<typeof release>>>,
  true satisfies Same<ReleasePage, Lists<z.infer<typeof releases>>>,
  true satisfies Same<ReleaseDetail, Lists<z.infer<typeof releaseDetail>>>,
  true satisfies Same<PlacedHold, Lists<z.infer<typeof placedHold>>>,
  true satisfies Same<Alert, Lists<z.infer<typeof alert>>>,
  true satisfies Same<WallView, Lists<z.infer<typeof wall>>>,
  true satisfies Same<Officer, Lists<z.infer<typeof officer>>>,
  true satisfies Same<OfficerKey, Lists<z.infer<typeof officer>['keys'][number]>>,
  true satisfies Same<PendingDocument, Lists<z.infer<typeof pending>>>,
  true satisfies Same<ManifestFile, Lists<z.infer<typeof manifestFile>>>,
]
