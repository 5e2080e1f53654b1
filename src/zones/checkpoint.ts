/** What a checkpoint says of the ledger: whose, how many entries, and the hash of its tree in base64. */
export type CheckpointFacts = Readonly<{ origin: string; size: number; root: string }>

/** A ledger's own signature and those of its witnesses fit in many times over. */
const MAX_CHECKPOINT_CHARS = 8192
// C2SP tlog-checkpoint: origin, size, root, perhaps more lines; an empty line; signature lines (C2SP signed-note).
const CHECKPOINT =
  /^([^\n+]{1,255})\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*\n(?:\u2014 [^\n ]+ [A-Za-z0-9+/]+={0,2}\n)+$/

/** Reads a signed checkpoint; null where it is none. Its signature is for the ledger's readers: the lease vouches for it here. */
export function checkpointOf(text: unknown): CheckpointFacts | null {
  if (typeof text !== 'string' || text.length > MAX_CHECKPOINT_CHARS) return null
  const [, origin, size, root] = CHECKPOINT.exec(text) ?? []
  return origin && size && root && Number.isSafeInteger(Number(size)) ? { origin, size: Number(size), root } : null
}
