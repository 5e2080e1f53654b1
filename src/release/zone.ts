import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { migrations as officersMigrations, type Party } from '#officers'
import {
  type Migration,
  openVault,
  type Restored,
  restore,
  type Vault,
  type VaultSettings,
  migrations as vaultMigrations,
} from '#vault'
import type { Stamps, Step } from './outside.ts'

/** The tables of this room. */
export const migrations: readonly Migration[] = ['0001-release', '0002-release'].map(name => ({
  name,
  sql: readFileSync(new URL(`./migrations/${name}.sql`, import.meta.url), 'utf8'),
}))

/** An open private zone. */
export type Zone = Readonly<{
  vault: Vault
  home: string
  party: Party
  config: ZoneConfig
  /** The id under which this process acts where no person does: `run-…`. */
  process: string
  random(size: number): Uint8Array
  step: Step
  /** Public files that this process has read whole. */
  stamps: Stamps
  /** By public folder, the files that stood as they should at a moment (milliseconds), under which manifest. */
  stood: Map<string, Readonly<{ digest: string; at: number; hashes: ReadonlySet<string> }>>
}>

export type ZoneSettings = Readonly<{
  home: string
  /** `DATABASE_URL`; null, or left out, for the PostgreSQL of the home itself. */
  databaseUrl?: string | null
  /** Stands before that of `zone.json`. */
  party?: Party
  now?: () => Date
  random?: (size: number) => Uint8Array
  /** Told before and after each durable step. */
  step?: Step
}>

const site = z.strictObject({
  /** The address of the public site, without a slash at the end; `https://` and its first host otherwise. */
  origin: z.url().optional(),
  security: z.string().nullable().optional(),
  help: z.string().nullable().optional(),
})
/** The longest file that is taken unless the settings say otherwise: a prefecture's largest exports many times over. */
export const MAX_CANDIDATE_BYTES = 2 * 1024 * 1024 * 1024

const zoneConfig = z.strictObject({
  ledgerName: z.string().min(1).default('ledger.localhost/parefuite'),
  party: z.strictObject({ rpId: z.string(), rpName: z.string(), origin: z.url() }).optional(),
  /** Whether the private zone may tell the portal which first root to trust: only on one machine, for trying out. */
  trustPortal: z.boolean().default(false),
  maxCandidateBytes: z.int().min(1).default(MAX_CANDIDATE_BYTES),
  sites: z.record(z.string(), site).default({}),
  oidc: z.unknown().optional(),
})

/** `HOME/private/zone.json`, read. */
export type ZoneConfig = Readonly<z.infer<typeof zoneConfig>>

const LOOPBACK: Party = { rpId: 'localhost', rpName: 'Pare-fuite', origin: 'http://localhost:8481' }

/**
 * Opens the private zone of a home folder: its vault with the tables of all rooms. Makes the folders that are not there.
 * Refuses as the vault does, and where `zone.json` is not as it should be. Several processes may have it open at once.
 */
export async function openZone(settings: ZoneSettings): Promise<Zone | Refusal> {
  const { home } = settings
  const folder = join(home, 'private')
  // The home itself is no secret: the database's user walks through it, and the portal's.
  await mkdir(home, { recursive: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const config = await readConfig(folder)
  if (isRefusal(config)) return config
  const vault = await openVault(vaultSettings(settings, config), allMigrations())
  if (isRefusal(vault)) return vault
  const random = settings.random ?? randomBytes
  return {
    vault,
    home,
    party: settings.party ?? config.party ?? LOOPBACK,
    config,
    process: vault.run,
    random,
    step: settings.step ?? (() => undefined),
    stamps: new Map(),
    stood: new Map(),
  }
}

/**
 * Makes an empty home what the private zone was when the backup was made. `identity` is the age identity (`AGE-SECRET-KEY-1…`) of one
 * of its recipients. Refuses as `restore` of the vault does. What the public zone knows beyond it is adopted at the next push.
 */
export async function restoreZone(settings: ZoneSettings, path: string, identity: string): Promise<Restored | Refusal> {
  const config = await readConfig(join(settings.home, 'private'))
  if (isRefusal(config)) return config
  return restore(vaultSettings(settings, config), allMigrations(), path, identity)
}

function vaultSettings({ home, databaseUrl, now }: ZoneSettings, config: ZoneConfig): VaultSettings {
  return {
    folder: join(home, 'private'),
    databaseUrl: databaseUrl ?? null,
    ledgerName: config.ledgerName,
    now: now ?? (() => new Date()),
  }
}

function allMigrations(): readonly Migration[] {
  return [...vaultMigrations, ...officersMigrations, ...migrations]
}

/** Closes the vault, and the database when this process was its keeper. */
export function closeZone(zone: Zone): Promise<void> {
  return zone.vault.close()
}

/** A new id, `hold-` and 32 hexadecimal digits for example. */
export function newId(kind: string, random: (size: number) => Uint8Array): string {
  return `${kind}-${Buffer.from(random(16)).toString('hex')}`
}

/** Where files lie in clear while they are inspected or proposed: in the private folder, for as long as that takes. */
export function workFolder(zone: Pick<Zone, 'home'>): string {
  return join(zone.home, 'private', 'work')
}

/** `released/<tenant>` of this zone. */
export function releasedFolder(zone: Pick<Zone, 'home'>, tenant: string): string {
  return join(zone.home, 'public', 'released', tenant)
}

/** `spool/<tenant>` of this zone. */
export function spoolFolder(zone: Pick<Zone, 'home'>, tenant: string): string {
  return join(zone.home, 'public', 'spool', tenant)
}

async function readConfig(folder: string): Promise<ZoneConfig | Refusal> {
  const text = await readFile(join(folder, 'zone.json'), 'utf8').catch(noSettings)
  const parsed = zoneConfig.safeParse(jsonOf(text))
  if (parsed.success) return parsed.data
  return refuse('release/settings', {
    at: `private/zone.json, ${parsed.error.issues[0]?.path.join('.') || 'as a whole'}`,
    seen: 'another form',
    expected: 'ledgerName, party, trustPortal, maxCandidateBytes, sites, oidc',
    remedy: 'write it as docs/decisions/release.md shows, or take the file away',
  })
}

/** Settings that are there and cannot be read are not none: a sign-in that is asked first would be asked no more. */
function noSettings(cause: NodeJS.ErrnoException): string {
  if (cause.code === 'ENOENT') return '{}'
  throw new Error('private/zone.json cannot be read', { cause })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the shape refuses it.
    return undefined
  }
}
