/** Where sealed envelopes are sent to. */
export const ENVELOPE_PATH = '/envelope'
/** Where everybody finds the ledger's newest signed checkpoint. */
export const CHECKPOINT_PATH = '/.well-known/parefuite/checkpoint'
/** The addresses that the portal answers itself: no release can stand there. */
export const RESERVED_PATHS: readonly string[] = [ENVELOPE_PATH, CHECKPOINT_PATH]

const SEGMENT = /^[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,99}$/
/** Longer than any address that a person reads, shorter than what a proxy cuts. */
const MAX_PATH_LENGTH = 512

/**
 * Whether a path may stand in a manifest: absolute, made of letters, digits and `._~-`, which no client ever escapes (RFC 3986
 * section 2.3), so that one file has one spelling and a hold cannot be passed by writing it otherwise. No segment begins with a
 * dot, but the registry of RFC 8615.
 */
export function isServablePath(path: string): boolean {
  if (!path.startsWith('/') || path.length > MAX_PATH_LENGTH || RESERVED_PATHS.includes(path)) return false
  const segments = path.slice(1).split('/')
  if (segments.at(-1) === '') segments.pop()
  if (segments[0] === '.well-known') segments.shift()
  return segments.every(segment => SEGMENT.test(segment))
}
