/** Where do private bytes rest, under which key, until when? The door of the room. */

export { type Backup, backUp } from './backup.ts'
export type { Act, DataFile, FieldPlace, Migration, Vault, VaultSettings, ZoneKey } from './contract.ts'
export { exportLedger, ledgerAtOnce } from './ledger-reading.ts'
export { migrations } from './migrations.ts'
export { openVault } from './opening.ts'
export { type Restored, restore } from './restore.ts'
export { rotateMasterKey } from './rotation.ts'
