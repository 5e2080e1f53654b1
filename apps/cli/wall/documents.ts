import { isRefusal, type Refusal } from '#kernel'
import type { PendingDocument, Reasons } from '#officers'
import { approve } from '#release'
import { type Signature, signDocument } from '#zones'
import { isUnasked, type Unasked } from './asking.ts'
import { type Desk, textOf } from './opened.ts'
import type { Asking, Told } from './run.ts'

/** One line about a document that waits for signatures. */
export function documentLine({ body, digest, state, missing }: PendingDocument, { words: { wall } }: Asking): string {
  const left = { open: wall.missing(missing), complete: wall.complete, stale: wall.stale }
  return `${wall.kinds[body.kind]}   ${digest}   ${left[state]}`
}

/** Signs a document that waits, with the key file, for exactly its digest. */
export async function signWaiting(
  asked: Asking,
  { zone, signer, asker }: Desk,
  document: PendingDocument,
): Promise<Told | Refusal | Unasked> {
  const reasons = reasonsIn(asked)
  if (isUnasked(reasons)) return reasons
  const signed = await signDocument(document.body, [signer])
  const [signature] = signed.signatures as readonly [Signature]
  const done = await approve(zone, asker, document.digest, signature, reasons)
  if (isRefusal(done)) return done
  const { wall } = asked.words
  const isOut = done.published && document.body.kind === 'zones/manifest'
  const lines = isOut ? [wall.published] : [wall.signed, documentLine(done.document, asked)]
  return { told: done, lines }
}

/** The written reasons, each from the file that its option names. */
function reasonsIn(asked: Asking): Reasons | Unasked {
  const despiteVerdict = textOf(asked.values, 'despite-verdict', asked)
  if (isUnasked(despiteVerdict)) return despiteVerdict
  const despiteAlert = textOf(asked.values, 'despite-alert', asked)
  return isUnasked(despiteAlert) ? despiteAlert : { despiteVerdict, despiteAlert }
}
