import { type Refusal, refuse } from '#kernel'

/**
 * What the ledger may say: acts by kind, each with a closed list of members, each member of a form in which no name, address
 * or number of a person can be written. [Note: no free text] There is no form for words.
 */

const ROLES = ['administrator', 'officer', 'auditor'] as const
const VERDICTS = ['block', 'review', 'clear'] as const
const HELD = ['path', 'release', 'tenant', 'everything'] as const
const REASONS = ['personal-data', 'wrong-data', 'security', 'legal', 'other'] as const

/** The forms of members. Ids are random; hashes are SHA-256 or HMAC-SHA-256; times are UTC to the millisecond. */
const FORMS = {
  hash: /^[0-9a-f]{64}$/,
  key: /^[0-9a-f]{64}$/,
  id: /^[a-z]{2,16}-[0-9a-f]{32}$/,
  count: 'count',
  time: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
  role: ROLES,
  verdict: VERDICTS,
  held: HELD,
  reason: REASONS,
} as const

/** What a member looks like. */
export type EventForm = keyof typeof FORMS

/** Every kind of event with its own members, beside `kind`, `at` and `by`. `docs/formats/ledger.md` says what each means. */
export const EVENTS = {
  'officers.invited': { tenant: 'id', officer: 'id', role: 'role' },
  'officers.enrolled': { tenant: 'id', officer: 'id', role: 'role' },
  'officers.removed': { tenant: 'id', officer: 'id' },
  'officers.role-changed': { tenant: 'id', officer: 'id', role: 'role' },
  'officers.key-added': { officer: 'id', key: 'key' },
  'officers.key-removed': { officer: 'id', key: 'key' },
  'officers.recovered': { officer: 'id', first: 'id', second: 'id' },
  'officers.signed-in': { officer: 'id', key: 'key' },
  'officers.rooted': { tenant: 'id', root: 'hash', version: 'count' },
  'officers.tenant-made': { tenant: 'id' },
  'officers.drafted': { tenant: 'id', document: 'hash' },
  'officers.approved': { tenant: 'id', document: 'hash', key: 'key' },
  'officers.confirmed': { officer: 'id' },
  'officers.bound': { officer: 'id' },
  'officers.signed-out': { officer: 'id', key: 'key' },
  'officers.sessions-ended': { officer: 'id' },
  'officers.forgotten': { officer: 'id' },
  'officers.first-factor-set': { tenant: 'id', issuer: 'hash' },
  'inspect.failed': { tenant: 'id', candidate: 'id' },
  'inspect.judged': { tenant: 'id', inspection: 'hash', verdict: 'verdict' },
  'release.received': { tenant: 'id', candidate: 'id' },
  'release.discarded': { tenant: 'id', candidate: 'id' },
  'release.proposed': { tenant: 'id', release: 'id', artefact: 'hash', verdict: 'verdict' },
  'release.rejected': { tenant: 'id', release: 'id' },
  'release.approved': { tenant: 'id', release: 'id', artefact: 'hash', key: 'key' },
  'release.published': { tenant: 'id', manifest: 'hash', version: 'count' },
  'release.withdrawn': { tenant: 'id', release: 'id', reason: 'reason' },
  'release.embargoed': { tenant: 'id', release: 'id', until: 'time' },
  'release.held': { tenant: 'id', hold: 'id', held: 'held', target: 'hash', reason: 'reason' },
  'release.lifted': { tenant: 'id', hold: 'id', first: 'id', second: 'id' },
  'release.alerted': { tenant: 'id', alert: 'id', reason: 'reason' },
  'release.calmed': { tenant: 'id', alert: 'id' },
  'release.adopted': { tenant: 'id', document: 'hash' },
  'zones.leased': { tenant: 'id', manifest: 'hash', version: 'count', until: 'time' },
  'zones.pulled': { tenant: 'id', envelope: 'hash', sizeBytes: 'count' },
  'vault.key-made': { key: 'key' },
  'vault.key-destroyed': { key: 'key' },
  'vault.key-rotated': { version: 'count' },
  'vault.backed-up': { backup: 'hash' },
  'vault.restored': { backup: 'hash' },
  'watch.ran': { tenant: 'id', run: 'id', places: 'count', findings: 'count' },
  'ledger.key-changed': { from: 'key', to: 'key' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, EventForm>>>>

/** A kind of event. */
export type EventKind = keyof typeof EVENTS

type ValueOf<Form extends EventForm> = (typeof FORMS)[Form] extends 'count'
  ? number
  : (typeof FORMS)[Form] extends readonly (infer Choice)[]
    ? Choice
    : string

/** What was done, when (UTC), by whom (the id of an officer, or of the process that acted). */
export type LedgerEvent = {
  [Kind in EventKind]: Readonly<
    { kind: Kind; at: string; by: string } & {
      [Member in keyof (typeof EVENTS)[Kind]]: ValueOf<(typeof EVENTS)[Kind][Member] & EventForm>
    }
  >
}[EventKind]

/**
 * The bytes of an event: JSON with sorted members and no blanks (RFC 8785). Refuses a kind or member that is not in the list,
 * one that is missing, and a value that is not of its form; the refusal names the member, never the value.
 */
export function encodeEvent(event: LedgerEvent): Uint8Array | Refusal {
  const wrong = wrongMember(event)
  return wrong === null ? canonical(event) : notAnEvent(wrong)
}

/** Reads an entry back. Refuses what `encodeEvent` would not have written byte for byte. */
export function decodeEvent(entry: Uint8Array): LedgerEvent | Refusal {
  const event = parsed(entry)
  if (!isRecord(event)) return notAnEvent('entry')
  const wrong = wrongMember(event)
  if (wrong !== null) return notAnEvent(wrong)
  return Buffer.compare(canonical(event), entry) === 0 ? (event as LedgerEvent) : notAnEvent('spelling')
}

/** The first member that may not stand so, or null when all is right. A member not in the list is not named: it may be data. */
function wrongMember(event: Readonly<Record<string, unknown>>): string | null {
  const { kind } = event
  if (typeof kind !== 'string' || !Object.hasOwn(EVENTS, kind)) return 'kind'
  const members: Readonly<Record<string, EventForm>> = { at: 'time', by: 'id', ...EVENTS[kind as EventKind] }
  const stranger = Object.keys(event).some(name => name !== 'kind' && !Object.hasOwn(members, name))
  if (stranger) return 'a member that is not in the list'
  return Object.keys(members).find(name => !Object.hasOwn(event, name) || !fits(event[name], members[name])) ?? null
}

function fits(value: unknown, form: EventForm): boolean {
  const rule = FORMS[form]
  if (rule === 'count') return Number.isSafeInteger(value) && (value as number) >= 0 && !Object.is(value, -0)
  if (typeof value !== 'string') return false
  if (!(rule instanceof RegExp)) return (rule as readonly string[]).includes(value)
  return rule.test(value) && (form !== 'time' || isTime(value))
}

function isTime(value: string): boolean {
  const time = new Date(value)
  return !Number.isNaN(time.getTime()) && time.toISOString() === value
}

function canonical(event: Readonly<Record<string, unknown>>): Uint8Array {
  const members = Object.keys(event).sort()
  return Buffer.from(JSON.stringify(Object.fromEntries(members.map(name => [name, event[name]]))))
}

function parsed(entry: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(entry).toString('utf8'))
  } catch {
    return null // not JSON: no event
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function notAnEvent(at: string): Refusal {
  return refuse('ledger/event', {
    at,
    seen: 'something that the ledger may not hold',
    expected: 'a kind of docs/formats/ledger.md with its members, each of its form',
    remedy: 'put an id or a hash where a value stood',
  })
}
