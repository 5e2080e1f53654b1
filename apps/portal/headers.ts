/**
 * What every answer carries. Measured against MDN HTTP Observatory (algorithm 4): policy from `'none'`, no framing, no guessing of types,
 * no referrer, isolation of the site from others, TLS only (the proxy in front ends TLS). No cookie is ever set.
 */
const ALWAYS: Readonly<Record<string, string>> = {
  'strict-transport-security': 'max-age=63072000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'origin-agent-cluster': '?1',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()',
}

/** Released pages use what is released beside them: nothing from elsewhere, nothing written into the page. */
const RELEASED_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** Kept by caches, asked for again each time: a hold must reach what others keep. */
export const RELEASED_HEADERS: Readonly<Record<string, string>> = {
  ...ALWAYS,
  'content-security-policy': RELEASED_POLICY,
  'cache-control': 'no-cache',
}

/** For what the portal says itself; `styleHash` is the digest of its one style sheet, written into its pages. */
export function ownHeaders(styleHash: string): Readonly<Record<string, string>> {
  const style = `style-src 'sha256-${styleHash}'`
  const policy = ["default-src 'none'", style, "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]
  return { ...ALWAYS, 'content-security-policy': policy.join('; '), 'cache-control': 'no-store' }
}
