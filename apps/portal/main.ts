import { mkdirSync } from 'node:fs'
import { createServer, IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { refuse } from '#kernel'
import { ENVELOPE_PATH } from '#zones'
import { Fronts } from './fronts.ts'
import { AccessLog, alarm } from './log.ts'
import { Answer, answer } from './serve.ts'

/**
 * The public zone's one process: `main.ts --released DIR --spool DIR --state DIR --listen ADDRESS:PORT`. Serves what is signed,
 * takes sealed envelopes, and knows no secret. Holds no rule: what may be served is decided by `#zones`.
 */

const USAGE = 'portal --released DIR --spool DIR --state DIR --listen ADDRESS:PORT\n'
const STARTED_AT = new Date()
/** An attacker who sends headers slowly holds a connection this long; a person on a bad line needs less. */
const HEADERS_TIMEOUT_MS = 10_000
/** 8 MiB at a quarter of a megabit a second. */
const REQUEST_TIMEOUT_MS = 280_000
const MAX_CONNECTIONS = 2000

function settings() {
  try {
    const type = 'string'
    const options = { released: { type }, spool: { type }, state: { type }, listen: { type } } as const
    const { released, spool, state, listen } = parseArgs({ options }).values
    const [, host, port] = /^(.+):(\d{1,5})$/.exec(listen ?? '') ?? []
    return released && spool && state && host && port ? { released, spool, state, host, port: Number(port) } : null
  } catch {
    // parseArgs throws what the usage answers.
    return null
  }
}

/** What went out of an answer's body: all that it announced, or what the connection took before it broke. */
function sentBytesOf({ method, socket }: IncomingMessage, { announcedBytes }: Answer, before: number): number {
  return method === 'HEAD' ? 0 : Math.min(announcedBytes, socket.bytesWritten - before)
}

function logAccess(log: AccessLog, request: IncomingMessage, response: Answer, before: number): void {
  const [path] = (request.url ?? '').split('?', 1)
  // Who sends an envelope is nobody's business: neither address nor browser is kept.
  const isEnvelope = path === ENVELOPE_PATH
  log.add({
    address: isEnvelope ? '0.0.0.0' : (request.socket.remoteAddress ?? '-'),
    method: request.method ?? '-',
    path,
    httpVersion: request.httpVersion,
    status: response.statusCode,
    sentBytes: sentBytesOf(request, response, before),
    agent: isEnvelope ? '-' : (request.headers['user-agent'] ?? '-'),
    at: new Date(),
  })
}

async function main(): Promise<void> {
  const asked = settings()
  if (!asked) return fail(USAGE)
  mkdirSync(join(asked.state, 'memory'), { recursive: true })
  const log = new AccessLog(join(asked.state, 'log'))
  const fronts = new Fronts(asked, STARTED_AT)
  await fronts.begin()
  listen(asked.host, asked.port, fronts, log)
}

function listen(host: string, port: number, fronts: Fronts, log: AccessLog): void {
  const timeouts = { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: 5000 }
  const kinds = { IncomingMessage, ServerResponse: Answer }
  const server = createServer({ ...timeouts, ...kinds, maxHeaderSize: 16 * 1024 }, (request, response) => {
    const before = request.socket.bytesWritten
    response.once('close', () => logAccess(log, request, response, before))
    answer(fronts, request, response).catch((cause: unknown) => failRequest(request, response, cause))
  })
  server.maxConnections = MAX_CONNECTIONS
  server.listen(port, host, () => {
    const address = server.address()
    process.stdout.write(`listening on ${host}:${typeof address === 'object' ? address?.port : port}\n`)
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.flush()
      server.close(() => process.exit(0))
      server.closeAllConnections()
    })
  }
}

/** A fault of ours, or a client that went away: the answer is no, and the operator hears of it without a word of the request. */
function failRequest(request: IncomingMessage, response: Answer, cause: unknown): void {
  if (request.destroyed && !request.complete) return
  const seen = cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.name) : 'unknown'
  const facts = { at: 'a request', seen, expected: 'an answer', remedy: 'report it with this line' }
  alarm('-', refuse('portal/fault', facts))
  if (response.headersSent) response.destroy()
  else response.writeHead(500, { 'content-length': 0, connection: 'close' }).end()
}

function fail(sentence: string): void {
  process.stderr.write(sentence)
  process.exitCode = 2
}

await main()
