import type { Recogniser } from '../recogniser.ts'

/**
 * Whether a value is a password as servers keep it, with its method written in front: bcrypt, Argon2, scrypt, PBKDF2, the crypt(3) family, LDAP
 * `{SSHA}`, phpass. Source: crypt(5); PHC string format; RFC 2307 5.3.
 */
export function isPasswordHash(_compact: string, raw: string): boolean {
  if (raw.length > 512) return false
  return (
    /^\$2[abxy]?\$\d\d\$[./A-Za-z\d]{53}$/.test(raw) ||
    /^\$argon2(?:id|i|d)\$(?:v=\d+\$)?m=\d+,t=\d+,p=\d+\$[A-Za-z\d+/]+\$[A-Za-z\d+/]+$/.test(raw) ||
    /^\$[156y]\$(?:rounds=\d+\$)?[./A-Za-z\d$]{1,64}\$[./A-Za-z\d]{22,86}$/.test(raw) ||
    /^\$(?:P|H)\$[./A-Za-z\d]{31}$/.test(raw) ||
    /^(?:pbkdf2_sha\d+|scrypt|bcrypt_sha256|argon2)\$.{20,}$/.test(raw) ||
    /^\{(?:S?SHA\d{0,3}|S?MD5|CRYPT)\}\S{20,}$/i.test(raw)
  )
}

/** Whether a value is the bare hexadecimal digest of something: MD5, SHA-1, SHA-224, SHA-256, SHA-384 or SHA-512 by its length. */
export function isHexDigest(_compact: string, raw: string): boolean {
  return (
    /^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{56}|[\da-f]{64}|[\da-f]{96}|[\da-f]{128})$/i.test(raw) &&
    /\d/.test(raw) &&
    /[a-f]/i.test(raw)
  )
}

/** Whether a value is a signed token: three parts in base64url, the first two JSON objects (`{"` reads `eyJ`). Source: RFC 7519 3. */
export function isJwt(_compact: string, raw: string): boolean {
  return /^eyJ[\w-]{8,4000}\.eyJ[\w-]{2,16000}\.[\w-]{0,4000}$/.test(raw)
}

/** Whether a value begins a private key: PEM, OpenSSH, PGP, PuTTY or age. Source: RFC 7468; age-encryption.org/v1. */
export function isPrivateKey(_compact: string, raw: string): boolean {
  return (
    /^-----BEGIN (?:[A-Z\d]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----/.test(raw) ||
    /^(?:AGE-SECRET-KEY-1[A-Z\d]{50,}|PuTTY-User-Key-File-\d:)/.test(raw)
  )
}

/** Beginnings that services put before their keys so that they can be found. Source: each service's public documentation on key formats. */
const TOKEN =
  /^(?:(?:AKIA|ASIA)[A-Z\d]{16}|gh[opsur]_[A-Za-z\d]{36,}|github_pat_\w{22,}|glpat-[\w-]{20,}|xox[abeprs]-[\w-]{10,}|[srp]k_(?:live|test)_[A-Za-z\d]{16,}|AIza[\w-]{35}|ya29\.[\w-]{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|npm_[A-Za-z\d]{36}|hvs\.[\w-]{24,}|sk-[\w-]{20,}|EAA[A-Za-z\d]{60,}|dop_v1_[a-f\d]{64})$/

/** Whether a value is a key of a service, by the beginning that the service gives to its keys. */
export function isServiceKey(_compact: string, raw: string): boolean {
  return raw.length <= 512 && TOKEN.test(raw)
}

export const PASSWORD_HASH: Recogniser = {
  kind: 'credential.password',
  mask: /^\$[9A]{1,9}\$.+$|^[A9_]{5,15}\$.+$|^\{[A9]+\}.+$/,
  chance: 0.0000001,
  check: isPasswordHash,
  needsCue: false,
  text: /(?<![\w$])\$(?:2[abxy]\$\d\d\$[./A-Za-z\d]{53}|argon2(?:id|i|d)\$v=\d+\$m=\d+,t=\d+,p=\d+\$[A-Za-z\d+/]{8,100}\$[A-Za-z\d+/]{8,200})(?![\w$])/g,
}

/** A bare digest may be a password, a file's fingerprint or a pseudonym: it takes a header. */
export const HEX_DIGEST: Recogniser = {
  kind: 'credential.password',
  mask: /^[9A]{32,64}…?$/,
  chance: 0.0000019,
  check: isHexDigest,
  needsCue: true,
  text: null,
}

export const JWT: Recogniser = {
  kind: 'credential.token',
  mask: /^AAA[9A_-]{8,}(?:\.[9A_.-]+)?…?$/,
  chance: 0.0000001,
  check: isJwt,
  needsCue: false,
  text: /(?<![\w.-])eyJ[\w-]{8,4000}\.eyJ[\w-]{2,16000}\.[\w-]{0,4000}/g,
}

export const PRIVATE_KEY: Recogniser = {
  kind: 'credential.token',
  mask: /^-{5}AAAAA [\s\S]+$|^AAA-A{6}-AAA-[\s\S]+$|^A{5}-AAAA-AAA-AAAA-9:?.*$/,
  chance: 0.0000001,
  check: isPrivateKey,
  needsCue: false,
  text: /-----BEGIN (?:[A-Z\d]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----|AGE-SECRET-KEY-1[A-Z\d]{50,70}/g,
}

export const SERVICE_KEY: Recogniser = {
  kind: 'credential.token',
  mask: /^(?=.*[9])[9A_.-]{16,}…?$/,
  chance: 0.0000001,
  check: isServiceKey,
  needsCue: false,
  text: /(?<![\w-])(?:(?:AKIA|ASIA)[A-Z\d]{16}|gh[opsur]_[A-Za-z\d]{36,100}|github_pat_\w{22,100}|glpat-[\w-]{20,100}|xox[abeprs]-[\w-]{10,200}|[srp]k_(?:live|test)_[A-Za-z\d]{16,120}|AIza[\w-]{35}|npm_[A-Za-z\d]{36})(?![\w-])/g,
}

export const CREDENTIAL: readonly Recogniser[] = [PASSWORD_HASH, HEX_DIGEST, JWT, PRIVATE_KEY, SERVICE_KEY]
