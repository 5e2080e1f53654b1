import type { Refusal } from '#kernel'
import { type Head, type LedgerStore, mirrorLedger, tablesReader } from '#ledger'
import type { Vault } from './contract.ts'

/** Runs the work on the ledger as it is at one moment: what is appended meanwhile does not show, and no file goes away under it. */
export function ledgerAtOnce<T>(
  vault: Vault,
  work: (ledger: Pick<LedgerStore, 'read' | 'list'>) => Promise<T>,
): Promise<T> {
  const snapshot = vault.sql.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return snapshot.execute(tx => work(tablesReader(tx)))
}

/**
 * Brings a folder up to the ledger, as files with their public key, so that `parefuite ledger verify FOLDER` runs on it; only what is new
 * is written. Gives the head. Refuses a folder that this ledger does not continue, or that another process is writing.
 */
export function exportLedger(vault: Vault, folder: string): Promise<Head | Refusal> {
  return ledgerAtOnce(vault, ledger => mirrorLedger(ledger, vault.ledgerKey, folder))
}
