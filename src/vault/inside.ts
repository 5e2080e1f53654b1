import type { Signer } from '#ledger'
import type { Migration, Vault, VaultSettings } from './contract.ts'
import type { Database } from './database.ts'
import type { Masters } from './master.ts'

/** What the parts of this room know of an open vault, and nobody outside. */
export type Inside = Readonly<{
  settings: VaultSettings
  migrations: readonly Migration[]
  database: Database
  masters: Masters
  /** Signs the checkpoints. */
  signer: Signer
  /** `run-…`: this process, as the ledger names it. */
  run: string
  blindKey: Uint8Array
  restoredAt: string | null
}>

const insides = new WeakMap<Vault, Inside>()

export function keepInside(vault: Vault, inside: Inside): Vault {
  insides.set(vault, inside)
  return vault
}

/** The inside of a vault that `openVault` opened. Throws for anything else. */
export function insideOf(vault: Vault): Inside {
  const inside = insides.get(vault)
  if (inside === undefined) throw new Error('not a vault that openVault opened')
  return inside
}
