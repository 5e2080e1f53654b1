import { isRefusal, type Refusal, refuse } from '#kernel'
import { EMPTY_ROOT, HASH_BYTES, type Hash, isSameHash } from './hash.ts'
import { base64, type OpenedNote, openNote, type VerifierKey } from './note.ts'

/** How many entries the ledger has, and the root over them. */
export type Head = Readonly<{ size: number; root: Hash }>

/** A head that the ledger named `origin` signed. */
export type Checkpoint = Head & Readonly<{ kind: 'ledger/checkpoint'; origin: string; note: OpenedNote }>

/** The text of a checkpoint, to be signed. SOURCE: C2SP tlog-checkpoint v1.0.0, “Note text”. */
export function checkpointText(origin: string, { size, root }: Head): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`
}

/**
 * Opens a checkpoint with the keys that are trusted: one of them must be the ledger's own (type 1, named like the origin).
 * Refuses what is not signed so, has another form, or carries extension lines: nobody could check those.
 */
export function openCheckpoint(bytes: Uint8Array, keys: readonly VerifierKey[]): Checkpoint | Refusal {
  const note = openNote(bytes, keys)
  if (isRefusal(note)) return note
  const [, origin, digits, body] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([^\n]+)\n$/.exec(note.text) ?? []
  const root = body === undefined ? null : base64(body)
  const size = Number(digits)
  const isOwn = note.by.some(({ type, name }) => type === 1 && name === origin)
  if (
    root?.length !== HASH_BYTES ||
    !Number.isSafeInteger(size) ||
    !isOwn ||
    (size === 0 && !isSameHash(root, EMPTY_ROOT))
  )
    return refuse('ledger/checkpoint', {
      at: 'checkpoint',
      seen: 'a signed text of another form, or of another origin than its key',
      expected: 'origin, size and root, signed by the key of that origin',
      remedy: 'compare with a checkpoint kept elsewhere',
    })
  return { kind: 'ledger/checkpoint', origin, size, root, note }
}
