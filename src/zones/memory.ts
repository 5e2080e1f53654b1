import { type Refusal, refuse } from '#kernel'
import { readCanonical } from './canonical.ts'
import { type Hold, type Lift, type Signed, signedShape } from './documents.ts'
import { list, moment, record, text, whole } from './shape.ts'

/**
 * What a portal has seen of a tenant and will not go behind again. Kept across starts; starts afresh, but for holds, when a
 * signed root raises the epoch.
 */
export type Memory = Readonly<{
  kind: 'zones/memory'
  tenant: string
  root: number
  epoch: number
  manifest: Readonly<{ version: number; sha256: string }>
  ledgerSize: number
  /** The largest checkpoint of the ledger that a lease brought. */
  checkpoint: Readonly<{ size: number; root: string }>
  leaseIssued: string
  holds: readonly Signed<Hold>[]
  lifts: readonly Signed<Lift>[]
}>

const hex32 = text(/^[0-9a-f]{64}$/)
const memoryShape = record<Memory>({
  kind: (value): value is 'zones/memory' => value === 'zones/memory',
  tenant: text(/^[a-z0-9][a-z0-9-]{0,62}$/),
  root: whole(1),
  epoch: whole(1),
  manifest: record({ version: whole(1), sha256: hex32 }),
  ledgerSize: whole(0),
  checkpoint: record({ size: whole(0), root: text(/^[A-Za-z0-9+/]{43}=$/) }),
  leaseIssued: moment,
  holds: list(signedShape('zones/hold'), 0, 100_000),
  lifts: list(signedShape('zones/lift'), 0, 100_000),
})

/** The longest memory that is read: a hundred thousand holds. */
const MAX_MEMORY_BYTES = 128 * 1024 * 1024

/** Reads a memory from its canonical bytes. A damaged one is refused, never taken for none: that would forget holds. */
export function readMemory(bytes: Uint8Array, at: string): Memory | Refusal {
  const value = readCanonical(bytes, MAX_MEMORY_BYTES, at)
  if (memoryShape(value)) return value
  return refuse('zones/memory-damaged', {
    at,
    seen: 'a memory of what was seen that cannot be read',
    expected: 'the memory as the portal wrote it',
    remedy: 'look for a failing disk; take the newest copy of the file back',
  })
}
