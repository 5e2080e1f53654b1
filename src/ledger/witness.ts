import { isRefusal, type Refusal, refuse } from '#kernel'
import { openCheckpoint } from './checkpoint.ts'
import { EMPTY_ROOT, type Hash, isSameHash } from './hash.ts'
import { base64, cosignatureLine, type Signer, type VerifierKey } from './note.ts'
import { verifyConsistency } from './proof.ts'

/** What a witness does with a checkpoint that is brought to it. SOURCE: C2SP tlog-witness v1.0.0, “add-checkpoint”. */

/** The largest head that a witness signed of one ledger. */
export type Witnessed = Readonly<{ size: number; root: Hash }>

/**
 * The answer to a request: its HTTP status and body, and what must be kept before it is given. With 200 the body is a
 * cosignature; with 409 the size that the witness knows; otherwise it is empty.
 */
export type WitnessAnswer = Readonly<{
  status: 200 | 400 | 403 | 404 | 409 | 422
  body: string
  keep: Witnessed | null
}>

const PROOF_LINES_MAX = 63

/** A request: the size that the witness should know, the proof from there, and the checkpoint. Every hash has 32 bytes. */
type Request = Readonly<{ old: number; proof: readonly Hash[]; note: Uint8Array; origin: string }>

/**
 * Judges a request. `keysOf` gives the keys that are trusted for an origin (none: unknown), `latest` what was last signed for
 * it (null: nothing yet). The caller must keep `keep`, and keep it so that no other request comes between, before it answers.
 */
export function witnessAnswer(
  body: Uint8Array,
  keysOf: (origin: string) => readonly VerifierKey[],
  latest: (origin: string) => Witnessed | null,
  { signer, timeSeconds }: Readonly<{ signer: Signer; timeSeconds: number }>,
): WitnessAnswer {
  const request = readRequest(body)
  if (isRefusal(request)) return no(400)
  const keys = keysOf(request.origin)
  if (keys.length === 0) return no(404)
  const head = openCheckpoint(request.note, keys)
  if (isRefusal(head)) return no(head.code === 'ledger/checkpoint' || head.code === 'ledger/note' ? 400 : 403)
  if (request.old > head.size) return no(400)
  const known = latest(head.origin) ?? { size: 0, root: EMPTY_ROOT }
  if (request.old !== known.size) return { status: 409, body: `${known.size}\n`, keep: null }
  if (!follows(known, head, request.proof)) return no(422)
  return {
    status: 200,
    body: cosignatureLine(head.note.text, signer, timeSeconds),
    keep: { size: head.size, root: head.root },
  }
}

/** From nothing everything follows, without a proof; the same size needs the same root. */
function follows(known: Witnessed, head: Witnessed, proof: readonly Hash[]): boolean {
  if (known.size === head.size) return proof.length === 0 && isSameHash(known.root, head.root)
  if (known.size === 0) return proof.length === 0
  return verifyConsistency({ from: known.size, to: head.size, fromRoot: known.root, toRoot: head.root }, proof)
}

function no(status: 400 | 403 | 404 | 422): WitnessAnswer {
  return { status, body: '', keep: null }
}

/** Reads the body of a request, or refuses another form. */
function readRequest(body: Uint8Array): Request | Refusal {
  const bytes = Buffer.from(body)
  const cut = bytes.indexOf('\n\n')
  const [first, ...lines] = bytes.toString('latin1', 0, Math.max(cut, 0)).split('\n')
  const old = Number(/^old (0|[1-9]\d{0,15})$/.exec(first)?.[1] ?? Number.NaN)
  const proof = lines.map(base64).filter(hash => hash?.length === 32) as Hash[]
  const note = bytes.subarray(cut + 2)
  const isRight = Number.isSafeInteger(old) && proof.length === lines.length && lines.length <= PROOF_LINES_MAX
  if (cut < 0 || !isRight) {
    return refuse('ledger/request', {
      at: 'request',
      seen: 'another form',
      expected: 'old SIZE, at most 63 hashes, an empty line, a checkpoint',
      remedy: 'see C2SP tlog-witness, add-checkpoint',
    })
  }
  return { old, proof, note, origin: note.toString('utf8', 0, Math.max(note.indexOf('\n'), 0)) }
}
