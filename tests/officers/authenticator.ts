/**
 * An invented authenticator: makes the very responses that a browser with a passkey sends (WebAuthn level 3, section 6), with real
 * P-256 signatures, for any party and challenge, and with chosen faults. One authenticator has one key.
 */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'

/** What an authenticator says of itself; the defaults are those of a security key with a PIN. */
export type AuthenticatorTraits = Readonly<{
  /** Model, as a UUID. */
  aaguid: string
  /** The key may be copied to other devices (a passkey of a platform account). */
  synced: boolean
  /** Counts its signatures; platform authenticators always say 0. */
  counts: boolean
}>

/** What may go wrong with one response. Nothing named: an honest one. */
export type Fault = Readonly<
  Partial<{
    challenge: string
    origin: string
    rpId: string
    type: string
    crossOrigin: boolean
    userPresent: boolean
    userVerified: boolean
    counter: number
    userHandle: string
    /** Signs other bytes than it sends. */
    wrongSignature: boolean
  }>
>

export type VirtualAuthenticator = Readonly<{
  /** Its public key: 130 hexadecimal digits. */
  key: string
  credentialId: string
  /** Answers `navigator.credentials.create`. */
  register(
    options: PublicKeyCredentialCreationOptionsJSON,
    origin: string,
    fault?: Fault,
  ): Promise<RegistrationResponseJSON>
  /** Answers `navigator.credentials.get`. */
  sign(
    options: PublicKeyCredentialRequestOptionsJSON,
    origin: string,
    fault?: Fault,
  ): Promise<AuthenticationResponseJSON>
}>

const SECURITY_KEY: AuthenticatorTraits = {
  aaguid: '00000000-0000-0000-0000-00000000a001',
  synced: false,
  counts: true,
}

/** Makes an authenticator with a new key. */
export async function inventAuthenticator(traits: Partial<AuthenticatorTraits> = {}): Promise<VirtualAuthenticator> {
  const { aaguid, synced, counts } = { ...SECURITY_KEY, ...traits }
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const point = Buffer.from(await crypto.subtle.exportKey('raw', pair.publicKey))
  const id = Buffer.from(crypto.getRandomValues(new Uint8Array(16)))
  const credentialId = id.toString('base64url')
  let used = 0
  let handle = ''

  /** SOURCE: WebAuthn level 3, section 6.1, table of authenticator data. */
  async function data(rpId: string, fault: Fault, attested: Buffer | null): Promise<Buffer> {
    if (counts) used += 1
    const flags =
      (fault.userPresent === false ? 0 : 0x01) |
      (fault.userVerified === false ? 0 : 0x04) |
      (synced ? 0x18 : 0) |
      (attested ? 0x40 : 0)
    const head = Buffer.alloc(5)
    head[0] = flags
    head.writeUInt32BE(fault.counter ?? used, 1)
    return Buffer.concat([await digest(Buffer.from(fault.rpId ?? rpId)), head, attested ?? Buffer.alloc(0)])
  }

  return {
    key: point.toString('hex'),
    credentialId,
    async register(options, origin, fault = {}) {
      handle = options.user.id
      const attested = Buffer.concat([
        Buffer.from(aaguid.replaceAll('-', ''), 'hex'),
        Buffer.from([0, id.length]),
        id,
        coseKey(point),
      ])
      const authData = await data(options.rp.id ?? '', fault, attested)
      return {
        id: credentialId,
        rawId: credentialId,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge, origin, fault).toString('base64url'),
          attestationObject: attestationObject(authData).toString('base64url'),
          transports: synced ? ['internal', 'hybrid'] : ['usb'],
        },
      }
    },
    async sign(options, origin, fault = {}) {
      const authData = await data(options.rpId ?? '', fault, null)
      const client = clientData('webauthn.get', options.challenge, origin, fault)
      const signed = Buffer.concat([authData, await digest(fault.wrongSignature ? Buffer.from('other') : client)])
      const raw = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, signed)
      return {
        id: credentialId,
        rawId: credentialId,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: derOf(Buffer.from(raw)).toString('base64url'),
          userHandle: fault.userHandle ?? handle,
        },
      }
    },
  }
}

async function digest(bytes: Buffer): Promise<Buffer> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)))
}

function clientData(type: string, challenge: string, origin: string, fault: Fault): Buffer {
  return Buffer.from(
    JSON.stringify({
      type: fault.type ?? type,
      challenge: fault.challenge ?? challenge,
      origin: fault.origin ?? origin,
      crossOrigin: fault.crossOrigin ?? false,
    }),
  )
}

/** CBOR of `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`. SOURCE: RFC 9053, sections 2.1 and 7.1.1. */
function coseKey(point: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    point.subarray(1, 33),
    Buffer.from('225820', 'hex'),
    point.subarray(33),
  ])
}

/** CBOR of `{fmt: "none", attStmt: {}, authData}`. SOURCE: WebAuthn level 3, section 8.7. */
function attestationObject(authData: Buffer): Buffer {
  const length =
    authData.length < 256
      ? Buffer.from([0x58, authData.length])
      : Buffer.from([0x59, authData.length >> 8, authData.length & 0xff])
  return Buffer.concat([
    Buffer.from([0xa3, 0x63]),
    Buffer.from('fmt'),
    Buffer.from([0x64]),
    Buffer.from('none'),
    Buffer.from([0x67]),
    Buffer.from('attStmt'),
    Buffer.from([0xa0, 0x68]),
    Buffer.from('authData'),
    length,
    authData,
  ])
}

/** WebCrypto writes r and s side by side, authenticators write them in DER. SOURCE: RFC 3279, section 2.2.3. */
function derOf(raw: Buffer): Buffer {
  const whole = [raw.subarray(0, 32), raw.subarray(32)].map(part => {
    let from = 0
    while (from < 31 && part[from] === 0) from += 1
    const bytes = part[from] >= 0x80 ? Buffer.concat([Buffer.from([0]), part.subarray(from)]) : part.subarray(from)
    return Buffer.concat([Buffer.from([2, bytes.length]), bytes])
  })
  const body = Buffer.concat(whole)
  return Buffer.concat([Buffer.from([0x30, body.length]), body])
}
