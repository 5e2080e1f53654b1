import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { isRefusal, type Refusal, temporaryFilesIn } from '#kernel'
import { type Asker, type KeyFile, openKeyFile, signInWithKeyFile, signOut, type Tenant, tenants } from '#officers'
import { closeZone, openZone, workFolder, type Zone, type ZoneSettings } from '#release'
import type { Signer } from '#zones'
import type { Values } from '../acts.ts'
import type { Option } from '../arguments.ts'
import { isUnasked, passphraseFor, type Unasked } from './asking.ts'
import type { Asking, Told } from './run.ts'

/** The private zone as one command has it open, and who is asking. */
export type Desk = Readonly<{ zone: Zone; tenant: Tenant; signer: Signer; asker: Asker }>

type Answer = Promise<Told | Refusal | Unasked>

/** The last value of an option; null when it was not given. */
export function one(values: Values, option: Option): string | null {
  return values[option]?.at(-1) ?? null
}

/** The folder of both zones: `--home`, PAREFUITE_HOME, `.parefuite` in the working folder. */
export function homeOf({ values, around }: Asking): string {
  return resolve(one(values, 'home') ?? (around.env.PAREFUITE_HOME || '.parefuite'))
}

/** Where the private zone is: its folder, and the database where one of its own was named. */
export function zoneSettings(asked: Asking): ZoneSettings {
  return { home: homeOf(asked), databaseUrl: asked.around.env.DATABASE_URL || null }
}

/** Opens the private zone for one act, and closes it whatever happens. */
export async function inZone(asked: Asking, act: (zone: Zone) => Answer): Answer {
  const zone = await openZone(zoneSettings(asked))
  if (isRefusal(zone)) return zone
  try {
    await temporaryFilesIn(workFolder(zone))
    return await act(zone)
  } finally {
    await closeZone(zone)
  }
}

/** Opens the private zone for an act on one body: the one named, or the only one. */
export function atTenant(asked: Asking, act: (zone: Zone, tenant: Tenant) => Answer): Answer {
  return inZone(asked, async zone => {
    const tenant = chosen(await tenants(zone.vault), one(asked.values, 'tenant'), asked)
    return isUnasked(tenant) ? tenant : act(zone, tenant)
  })
}

/** Opens the private zone for an act by a person, whom the key file names. The passphrase is asked first. */
export async function atDesk(asked: Asking, act: (desk: Desk) => Answer): Answer {
  const key = await openedKey(asked)
  if (isRefusal(key) || isUnasked(key)) return key
  return atTenant(asked, async (zone, tenant) => {
    const entered = await signInWithKeyFile(zone.vault, key)
    if (isRefusal(entered)) return entered
    try {
      return await act({ zone, tenant, signer: entered.signer, asker: entered.asker })
    } finally {
      await signOut(zone.vault, entered.token)
    }
  })
}

/** The key file of `--key`, opened with its passphrase. Where there is no such file nothing is asked: a passphrase would be typed for nothing. */
export async function openedKey({ values, words, around }: Asking): Promise<KeyFile | Refusal | Unasked> {
  const path = one(values, 'key') ?? ''
  if (!existsSync(path)) return { kind: 'unasked', sentence: words.wall.noKeyFile(path) }
  const passphrase = await passphraseFor(path, false, words, around)
  return isUnasked(passphrase) ? passphrase : openKeyFile(path, passphrase)
}

/** The JSON of a file; null when it cannot be read or is none. */
export function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null // whatever is wrong with it, the way out is the same
  }
}

/** The text of a file that an option names; null when the option is not given. */
export function textOf(values: Values, option: Option, { words }: Asking): string | null | Unasked {
  const file = one(values, option)
  if (file === null) return null
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return { kind: 'unasked', sentence: words.wall.unreadable(file) }
  }
}

function chosen(all: readonly Tenant[], name: string | null, { words }: Asking): Tenant | Unasked {
  const found = name === null && all.length === 1 ? all[0] : all.find(tenant => tenant.name === name)
  if (found) return found
  if (all.length === 0) return { kind: 'unasked', sentence: words.wall.noTenant }
  const sentence =
    name === null ? words.wall.tenantNeeded(all.map(tenant => tenant.name).join(', ')) : words.wall.noSuchTenant(name)
  return { kind: 'unasked', sentence }
}
