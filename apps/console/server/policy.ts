/**
 * What the console lets into and out of a browser: one record, read top to bottom by whoever judges it. Nothing here is a rule about
 * records or people; those are the rooms'. SOURCES: OWASP ASVS 5.0, V3 (web front end), V7 (sessions); MDN HTTP Observatory, algorithm 4.
 */

const NOBODY =
  'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()'

/** What every answer carries, refusals and files included. Passkeys are the one power that the page may use. */
const ALWAYS: Readonly<Record<string, string>> = {
  'strict-transport-security': 'max-age=63072000',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'origin-agent-cluster': '?1',
  'permissions-policy': `${NOBODY}, publickey-credentials-get=(self), publickey-credentials-create=(self)`,
}

/** The console's own page: its scripts and styles lie beside it, and it frames nothing but previews and reports. */
const CONSOLE_PAGE = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/**
 * [Note: a preview cannot act] A page that waits for approval is shown inside the console's origin, so that its style sheet and pictures
 * come with the session. It may be downloaded from; it is sandboxed without scripts, forms, windows or top navigation, and its policy allows none either: two
 * layers, of which each alone keeps it from asking the API for anything. Nothing that a GET does changes anything.
 */
export function previewPolicy(styles: string): string {
  const kept = [
    'sandbox allow-same-origin allow-downloads',
    "default-src 'none'",
    `style-src ${styles}`,
    "img-src 'self' data:",
  ]
  return [...kept, "form-action 'none'", "frame-ancestors 'self'", "base-uri 'none'"].join('; ')
}

export const HEADERS = {
  /** For answers of the API: never kept anywhere. */
  api: { ...ALWAYS, 'x-frame-options': 'DENY', 'content-security-policy': CONSOLE_PAGE, 'cache-control': 'no-store' },
  /** For the built pages; a file whose name holds its hash never changes. */
  page: { ...ALWAYS, 'x-frame-options': 'DENY', 'content-security-policy': CONSOLE_PAGE, 'cache-control': 'no-cache' },
  hashed: {
    ...ALWAYS,
    'x-frame-options': 'DENY',
    'content-security-policy': CONSOLE_PAGE,
    'cache-control': 'public, max-age=31536000, immutable',
  },
  /** For previews and reports, in a frame of the console; the policy is set beside. */
  framed: { ...ALWAYS, 'x-frame-options': 'SAMEORIGIN', 'cache-control': 'no-store' },
} as const satisfies Record<string, Readonly<Record<string, string>>>

/** At sign-out the browser forgets what it kept; cookies by name, because the clearing of all would reach other ports of the host. */
export const SIGNED_OUT = { 'clear-site-data': '"cache", "storage"' } as const

export const COOKIE = {
  /** `__Host-`: set over TLS (or by localhost), by this host alone, for every path. RFC 6265bis, 4.1.3.2. */
  session: '__Host-session',
  /** Binds the way to another sign-in service and back to this browser; comes back from elsewhere, hence lax. */
  oidc: '__Host-oidc',
  /** What another sign-in service said, until the passkey is asked for. */
  ticket: '__Host-first-factor',
} as const

/** Set without an end: the browser forgets it when it closes; the server ends it long before. */
export function cookie(name: string, value: string, sameSite: 'Strict' | 'Lax' = 'Strict'): string {
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=${sameSite}`
}

export function expired(name: string, sameSite: 'Strict' | 'Lax' = 'Strict'): string {
  return `${cookie(name, '', sameSite)}; Max-Age=0`
}

const KIB = 1024
export const CAPS = {
  /** Of most bodies: a signature with its reasons. */
  bodyBytes: 64 * KIB,
  /** Of a proposal: 10,000 columns described in two languages do not fit, 2,000 do. */
  proposalBytes: 1024 * KIB,
  /** Of the head of the one part of an upload: a name in any script. */
  uploadHeadBytes: 16 * KIB,
  urlLength: 2048,
  headerBytes: 16 * KIB,
  connections: 500,
  /** Slow headers hold a connection no longer; a person on a bad line needs less. */
  headersTimeoutMs: 10_000,
  /** One upload of 2 GiB over 5 Mbit/s takes an hour. */
  requestTimeoutMs: 4 * 3600 * 1000,
} as const

/**
 * How often anybody may try what needs no session. Per address, so that one guesser does not shut out the others, and in all, so that
 * many addresses together guess no faster. Codes and challenges have limits of their own in the room `officers`.
 */
export const RATES = {
  'sign-in': { perAddress: 20, inAll: 120, windowMs: 60_000 },
  enrolment: { perAddress: 20, inAll: 60, windowMs: 60_000 },
  witness: { perAddress: 60, inAll: 240, windowMs: 60_000 },
} as const satisfies Record<string, Readonly<{ perAddress: number; inAll: number; windowMs: number }>>

export type RateName = keyof typeof RATES
