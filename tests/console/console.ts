/** A running console for tests: a real private zone, a real server on loopback, and browsers with invented passkeys. */
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { isRefusal } from '#kernel'
import { createTenant, type Reasons } from '#officers'
import { closeZone, openZone, type Zone } from '#release'
import { type App, consoleApp } from '../../apps/console/server/app.ts'
import type { Request } from '../../apps/console/server/log.ts'
import type { Route } from '../../apps/console/server/route.ts'
import { serveApp } from '../../apps/console/server/serve.ts'
import { builtWeb } from '../../apps/console/server/web.ts'
import { inventPerson, randomFrom } from '../../drills/people.ts'
import { inventAuthenticator, type VirtualAuthenticator } from '../officers/authenticator.ts'

export type RunningConsole = Readonly<{
  origin: string
  port: number
  home: string
  zone: Zone
  app: App
  /** What the request log was told. */
  logged: Request[]
  /** Sets the clock of the zone forward. */
  advance(ms: number): void
  browser(): Browser
  stop(): Promise<void>
}>

export type ConsoleParts = Readonly<{
  /** Null for the PostgreSQL that the product starts for itself. */
  databaseUrl: string | null
  web?: string
  /** What officers would have in their address bar; `http://localhost` and the port, unless told. */
  origin?: string
  /** Files of the private folder, by name: `zone.json` for example. */
  files?: Readonly<Record<string, string>>
  extra?: (zone: Zone, origin: string) => readonly Route[]
}>

/** Opens a zone in a folder of its own, on the database given, and serves its console. */
export async function startConsole(parts: ConsoleParts): Promise<RunningConsole> {
  const { databaseUrl, web = '/nowhere', files = {} } = parts
  const home = mkdtempSync(join(tmpdir(), 'parefuite-console-'))
  // As root the product's database runs under another user, who walks through this folder to its data.
  chmodSync(home, 0o711)
  const port = await freePort()
  const origin = parts.origin ?? `http://localhost:${port}`
  mkdirSync(join(home, 'private'), { mode: 0o700 })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, 'private', name), text, { mode: 0o600 })
  let ahead = 0
  const now = () => new Date(Date.now() + ahead)
  const party = { rpId: new URL(origin).hostname, rpName: 'Pare-fuite', origin }
  const zone = await openZone({ home, databaseUrl, party, now })
  if (isRefusal(zone)) throw new Error(`the zone does not open: ${zone.code} at ${zone.at}`)
  const logged: Request[] = []
  const log = (entry: Request) => void logged.push(entry)
  const routes = parts.extra?.(zone, origin) ?? []
  const app = consoleApp({ zone, origin, behindProxy: false, web: builtWeb(web), log, extra: routes })
  const served = await serveApp(app, '127.0.0.1', port)
  return {
    origin,
    port,
    home,
    zone,
    app,
    logged,
    advance: ms => {
      ahead += ms
    },
    browser: () => new Browser(origin, port),
    stop: async () => {
      await served.stop(0)
      await closeZone(zone)
      rmSync(home, { recursive: true, force: true })
    },
  }
}

export type Answer = Readonly<{ status: number; headers: IncomingHttpHeaders; text: string; json: Json }>
/** What a test reads out of an answer; a member that is not there is undefined. */
export type Json = { [member: string]: Json } & { [at: number]: Json } & Iterable<Json>

type Sent = Readonly<{ body?: unknown; raw?: string | Buffer; headers?: Readonly<Record<string, string | undefined>> }>

/** One browser: keeps the session's cookie as a browser does, and sends what the console's page would send. */
export class Browser {
  readonly origin: string
  readonly port: number
  cookie: string | null = null
  authenticator: VirtualAuthenticator | null = null
  officer = ''

  constructor(origin: string, port: number) {
    this.origin = origin
    this.port = port
  }

  /** Sends one request as the console's page does; `headers` replaces what it would send, undefined leaves one out. */
  async ask(method: string, path: string, { body, raw, headers = {} }: Sent = {}): Promise<Answer> {
    const bytes = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const usual: Record<string, string | undefined> = {
      host: new URL(this.origin).host,
      'sec-fetch-site': 'same-origin',
      origin: method === 'GET' || method === 'HEAD' ? undefined : this.origin,
      cookie: this.cookie === null ? undefined : `__Host-session=${this.cookie}`,
      'content-type': body === undefined ? undefined : 'application/json',
      'content-length': bytes === undefined ? undefined : String(Buffer.byteLength(bytes)),
      ...headers,
    }
    const sent = Object.fromEntries(
      Object.entries(usual).filter((pair): pair is [string, string] => pair[1] !== undefined),
    )
    const answer = await exchange(this.port, method, path, sent, bytes)
    this.#keepCookie(answer.headers)
    return answer
  }

  get(path: string) {
    return this.ask('GET', path)
  }

  post(path: string, body?: unknown) {
    return this.ask('POST', path, body === undefined ? {} : { body })
  }

  /** Enrols with a one-time code, under an invented name, with a passkey of its own. */
  async enrol(code: string, person: number): Promise<Answer> {
    this.authenticator ??= await inventAuthenticator()
    const asked = await this.post('/api/enrolment/options', { code })
    if (asked.status !== 200) return asked
    const options = asked.json.options as unknown as PublicKeyCredentialCreationOptionsJSON
    const response = await this.authenticator.register(options, this.origin)
    const { given, family, email } = inventPerson(randomFrom(person), 'fr')
    const answer = await this.post('/api/enrolment', {
      code,
      name: `${given} ${family}`,
      email,
      label: 'key',
      response,
    })
    if (answer.status === 200) this.officer = String(answer.json.officer.id)
    return answer
  }

  async signIn(): Promise<Answer> {
    const { json } = await this.post('/api/session/options')
    return await this.post('/api/session', { response: await this.answerTo(json) })
  }

  /** What the passkey answers to options that the server gave. */
  async answerTo(options: Json) {
    if (!this.authenticator) throw new Error('this browser has no passkey')
    return await this.authenticator.sign(options as unknown as PublicKeyCredentialRequestOptionsJSON, this.origin)
  }

  /** Approves a document that waits. */
  async approve(tenant: string, digest: string, reasons: Reasons = NO_REASONS): Promise<Answer> {
    const base = `/api/t/${tenant}/documents/${digest}`
    const options = await this.post(`${base}/options`)
    if (options.status !== 200) return options
    return await this.post(`${base}/approvals`, { response: await this.answerTo(options.json), reasons })
  }

  async upload(tenant: string, fileName: string, content: string): Promise<Answer> {
    const raw = formOf(fileName, content)
    const headers = { 'content-type': 'multipart/form-data; boundary=form', 'content-length': String(raw.length) }
    return await this.ask('POST', `/api/t/${tenant}/candidates`, { raw, headers })
  }

  /** Uploads a file and waits until it is inspected; gives the candidate's id. */
  async inspected(tenant: string, fileName: string, content: string): Promise<string> {
    const received = await this.upload(tenant, fileName, content)
    if (received.status !== 200) throw new Error(`not received: ${received.text}`)
    const id = String(received.json.id)
    for (let tries = 0; tries < 600; tries++) {
      const { json, text } = await this.get(`/api/t/${tenant}/candidates/${id}`)
      const state = String(json.state)
      if (state === 'inspected') return id
      if (state === 'failed' || state === 'cancelled') throw new Error(`not inspected: ${text}`)
      await new Promise(done => setTimeout(done, 50))
    }
    throw new Error('not inspected within 30 seconds')
  }

  #keepCookie(headers: IncomingHttpHeaders): void {
    for (const line of headers['set-cookie'] ?? []) {
      const [, value] = /^__Host-session=([^;]*)/.exec(line) ?? []
      if (value !== undefined) this.cookie = value === '' ? null : value
    }
  }
}

export const NO_REASONS = { despiteVerdict: null, despiteAlert: null }

export function formOf(fileName: string, content: string): Buffer {
  const head = `--form\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: text/csv\r\n\r\n`
  return Buffer.from(`${head}${content}\r\n--form--\r\n`)
}

/** A body with two founders, who enrolled in their browsers and signed the first root. */
export async function foundInBrowsers(
  running: RunningConsole,
  name: string,
  person: number,
): Promise<[Browser, Browser]> {
  const title = { fr: 'Préfecture inventée', en: 'Invented prefecture' }
  const made = await createTenant(running.zone.vault, { name, title, hosts: [`${name}.example`] })
  if (isRefusal(made)) throw new Error(`no tenant: ${made.code}`)
  const [first, second] = [running.browser(), running.browser()]
  for (const [at, browser] of [first, second].entries()) {
    const answer = await browser.enrol(made.codes[at], person + at)
    if (answer.status !== 200) throw new Error(`a founder does not enrol: ${answer.text}`)
  }
  const { json } = await first.get(`/api/t/${name}/documents`)
  for (const browser of [first, second]) {
    const answer = await browser.approve(name, String(json[0].digest))
    if (answer.status !== 200) throw new Error(`a founder does not sign: ${answer.text}`)
  }
  return [first, second]
}

async function exchange(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
  bytes: string | Buffer | undefined,
): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, setHost: false }, response => {
      const pieces: Buffer[] = []
      response.on('data', piece => pieces.push(piece))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString('utf8')
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: jsonOf(text) })
      })
    })
    sent.on('error', reject)
    sent.end(bytes)
  })
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    // A page, a file, or nothing: its text is there.
    return {} as Json
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no loopback port is free')
  return address.port
}
