import type { WallDocument } from '#zones'

/** What somebody may do for a tenant. [Note: no bypass] No role replaces the second signature. */
export type Role = 'administrator' | 'officer' | 'auditor'

/** A body: its name on the wall (`prefecture-exemple`), its id in the ledger (`tenant-…`), its public names. */
export type Tenant = Readonly<{
  id: string
  name: string
  title: Readonly<{ fr: string; en: string }>
  /** The first is the address that pages name. */
  hosts: readonly string[]
}>

/** A named person. `name` and `email` are sealed at rest; null once their key was destroyed. */
export type Officer = Readonly<{
  id: string
  name: string | null
  email: string | null
  state: 'invited' | 'active' | 'removed'
  roles: readonly Readonly<{ tenant: string; role: Role }>[]
  keys: readonly OfficerKey[]
}>

/** A passkey or a key file. It signs for a tenant once a root of that tenant lists it (`counts`). */
export type OfficerKey = Readonly<{
  /** Hexadecimal: 64 digits an Ed25519 key file, 130 digits (uncompressed P-256 point) a passkey. */
  key: string
  kind: 'passkey' | 'key-file'
  label: string
  addedAt: string
  lastUsedAt: string | null
  /** Names of the tenants whose newest root lists it. */
  counts: readonly string[]
}>

/** Who is asking, after sign-in: by passkey session in the console, or by key file on the command line. */
export type Asker = Readonly<{ officer: string; key: string }>

/** A document of the wall that waits for signatures: a root, a manifest or a lift. */
export type PendingDocument = Readonly<{
  /** The digest of the body, which is what is signed. */
  digest: string
  tenant: string
  body: WallDocument
  by: string
  at: string
  /** Replaced by a newer draft, or taken back: can no longer be signed. */
  state: 'open' | 'complete' | 'stale'
  approvals: readonly Readonly<{ officer: string; key: string; at: string; reasons: Reasons }>[]
  /** How many people (and keys) are still missing. */
  missing: number
}>

/** The written reasons that an approver gives, where they are asked for; sealed at rest. */
export type Reasons = Readonly<{
  /** Why it may go out although its inspection says block. */
  despiteVerdict: string | null
  /** Why it may go out although an alert is open. */
  despiteAlert: string | null
}>
