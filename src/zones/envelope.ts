import { type Refusal, refuse } from '#kernel'

/** The longest envelope, 8 MiB: longer files come in parts, each an envelope. */
export const MAX_ENVELOPE_BYTES = 8 * 1024 * 1024

// A header of hundreds of recipients; no form of ours names more than a few.
const MAX_HEADER_BYTES = 64 * 1024
// The nonce of the payload and the tag of its last, perhaps empty, chunk.
const MIN_PAYLOAD_BYTES = 16 + 16

/**
 * Whether bytes look like a sealed envelope: an age v1 file (C2SP age.md 1.1) in binary form, with stanzas of 64-column base64, a MAC line and
 * a payload. Null where they do. The seal itself cannot be checked here: the public zone has no key. An envelope under a passphrase
 * (`scrypt`) is refused, since nobody in the private zone knows it.
 */
export function envelopeRefusal(bytes: Uint8Array): Refusal | null {
  if (bytes.length > MAX_ENVELOPE_BYTES) return noEnvelope(`more than ${MAX_ENVELOPE_BYTES} bytes`)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, MAX_HEADER_BYTES))
  const header = HEADER.exec(head)
  if (!header) return noEnvelope('no header of an age file')
  if (/\n-> scrypt /.test(header[0])) return noEnvelope('an age file under a passphrase')
  return bytes.length - header[0].length >= MIN_PAYLOAD_BYTES ? null : noEnvelope('an age file without its content')
}

const ARGUMENT = '[\\x21-\\x7e]+'
const STANZA = `-> ${ARGUMENT}(?: ${ARGUMENT})*\\n(?:[A-Za-z0-9+/]{64}\\n)*[A-Za-z0-9+/]{0,63}\\n`
const HEADER = new RegExp(`^age-encryption\\.org/v1\\n(?:${STANZA})+--- [A-Za-z0-9+/]{43}\\n`)

function noEnvelope(seen: string): Refusal {
  return refuse('zones/not-an-envelope', {
    at: 'the request body',
    seen,
    expected: 'an age file sealed to the recipients of this form',
    remedy: 'seal it again with the form of this site',
  })
}
