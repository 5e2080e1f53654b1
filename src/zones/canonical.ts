import { type Refusal, refuse } from '#kernel'

/** No document of the wall nests deeper; an endless nest would end the process instead of being refused. */
const MAX_DEPTH = 8

/**
 * The one form in which a document of the wall may stand: RFC 8785 (JSON Canonicalization Scheme) without its fractions: members
 * in the order of their UTF-16 units, no blanks, whole numbers only. Throws where the value has no such form: a fault of the
 * caller, never of what was read.
 */
export function canonicalBytes(value: unknown): Uint8Array<ArrayBuffer> {
  const text = canonicalText(value, 0)
  if (text === null) throw new Error('a document of the wall holds only texts, whole numbers, lists and records')
  return new TextEncoder().encode(text)
}

/**
 * Reads a document that must stand in its canonical form, byte for byte: a changed blank, a member given twice or a number written
 * otherwise is refused, so the bytes and what was understood cannot drift apart. `at` names the document.
 */
export function readCanonical(bytes: Uint8Array, maxBytes: number, at: string): unknown | Refusal {
  if (bytes.length > maxBytes) {
    return refuse('zones/too-large', {
      at,
      seen: `more than ${maxBytes} bytes`,
      expected: `at most ${maxBytes} bytes`,
      remedy: 'publish less at once, or look for who wrote it',
    })
  }
  const text = decoded(bytes)
  const value = text === null ? undefined : parsed(text)
  // UTF-8 has one spelling for each text, so equal texts are equal bytes.
  if (text !== null && value !== undefined && canonicalText(value, 0) === text) return value
  return refuse('zones/not-canonical', {
    at,
    seen: 'bytes that are not the canonical form of a document',
    expected: 'canonical JSON (RFC 8785, whole numbers only)',
    remedy: 'write the document again from the private zone',
  })
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    // Not UTF-8: its caller refuses it.
    return null
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Damaged bytes are what this reader is for: its caller refuses them.
    return undefined
  }
}

function canonicalText(value: unknown, depth: number): string | null {
  if (depth > MAX_DEPTH) return null
  if (typeof value === 'string') return value.isWellFormed() ? JSON.stringify(value) : null
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : null
  if (typeof value !== 'object' || value === null) return null
  const parts = Array.isArray(value)
    ? value.map(one => canonicalText(one, depth + 1))
    : Object.keys(value)
        .sort()
        .map(key => member(key, (value as Readonly<Record<string, unknown>>)[key], depth))
  if (parts.includes(null)) return null
  return Array.isArray(value) ? `[${parts.join(',')}]` : `{${parts.join(',')}}`
}

function member(key: string, value: unknown, depth: number): string | null {
  const text = canonicalText(value, depth + 1)
  return text === null ? null : `${JSON.stringify(key)}:${text}`
}
