/** Where do private bytes rest, under which key, until when? The door of the room. */

export type { Act, DataFile, FieldPlace, Migration, Vault, VaultSettings, ZoneKey } from './contract.ts'
export { migrations } from './migrations.ts'
export { openVault } from './opening.ts'
