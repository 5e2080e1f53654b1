import { type IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { isRefusal, type Refusal } from '#kernel'
import { answerFor, CHECKPOINT_PATH, ENVELOPE_PATH, MAX_ENVELOPE_BYTES, type ManifestFile, type Standing } from '#zones'
import { type ByteRange, type Form, formFor, preconditionStatus, rangeAsked } from './conditional.ts'
import { type Content, openPlain, PIECE_BYTES, pieceAt, wrongBytes } from './contents.ts'
import type { Fronts } from './fronts.ts'
import { ownHeaders, RELEASED_HEADERS } from './headers.ts'
import { alarm } from './log.ts'
import { langAsked, type Page, pageIn, STYLE_HASH } from './pages.ts'
import type { Site } from './site.ts'
import { type Spool, tooLarge } from './spool.ts'

const OWN_HEADERS = ownHeaders(STYLE_HASH)
/** How many seconds a visitor is asked to wait: a lease is renewed more often than that. */
const RETRY_AFTER = '30'
const MAX_URL_LENGTH = 2048
const STATUS_OF_PAGE: Readonly<Record<Page['kind'], number>> = { absent: 404, moment: 503, held: 410 }
const STATUS_OF_ENVELOPE: Readonly<Record<string, number>> = {
  'portal/busy': 429,
  'portal/spool-full': 503,
  'portal/envelope-too-large': 413,
  'zones/not-an-envelope': 422,
}

/** An answer that knows how long its body says to be: the access log asks. */
export class Answer extends ServerResponse {
  announcedBytes = 0
}

/** Answers one request. Throws only what is a fault of ours: the caller then answers 500. */
export async function answer(fronts: Pick<Fronts, 'at'>, request: IncomingMessage, response: Answer): Promise<void> {
  const { method = '', url = '' } = request
  if (url.length > MAX_URL_LENGTH) return say(response, 414)
  if (!['GET', 'HEAD', 'POST'].includes(method)) return say(response, 405, { allow: 'GET, HEAD, POST' })
  if (method !== 'POST' && hasBody(request)) return say(response, 400)
  const front = fronts.at(hostOf(request))
  if (front === 'unknown') return show(request, response, { kind: 'moment' })
  if (!front) return show(request, response, { kind: 'absent' })
  const { standing } = front.site
  if (!standing) return show(request, response, { kind: 'moment' })
  // The query chooses nothing: a held file stays held whatever is written behind it.
  const [path] = url.split('?', 1)
  const answered = answerFor(standing, path, new Date())
  if (answered.kind === 'lapsed') return show(request, response, { kind: 'moment' })
  if (answered.kind === 'held') return show(request, response, answered)
  if (path === ENVELOPE_PATH) return takeEnvelope(front.spool, request, response)
  if (method === 'POST') return say(response, 405, { allow: 'GET, HEAD' })
  if (path === CHECKPOINT_PATH) return sendCheckpoint(standing, request, response)
  if (answered.kind === 'absent') return show(request, response, answered)
  const { file } = answered
  const found = front.site.contents.find(file)
  const content = found instanceof Promise ? await found : found
  // While a large file was read, a hold may have come.
  if (found instanceof Promise && !isStillServed(front.site, file)) return answer(fronts, request, response)
  if (isRefusal(content)) return refuseFile(front.site, request, response, content)
  await sendFile(front.site, file, standing.manifest.issued, content, request, response)
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function hostOf({ headers }: IncomingMessage): string {
  return (headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
}

/** An altered file: never shown, and said aloud. */
function refuseFile(site: Site, request: IncomingMessage, response: Answer, refusal: Refusal): void {
  alarm(site.tenant.tenant, refusal)
  show(request, response, { kind: 'moment' })
}

async function sendFile(
  site: Site,
  file: ManifestFile,
  issued: string,
  content: Content,
  request: IncomingMessage,
  response: Answer,
): Promise<void> {
  const { headers, method } = request
  const { held, sizeBytes } = content
  const form: Form = headers.range
    ? 'identity'
    : formFor(headers['accept-encoding'], { gzip: Boolean(held?.gzip), br: Boolean(held?.br) })
  const { etag, lastModified, lines } = saidOf(file, issued, form)
  const status = preconditionStatus(headers, { etag, lastModified })
  if (status !== 200) return void response.writeHead(status, lines.slice()).end()
  // HEAD has no ranges (RFC 9110, section 14.2).
  const range = method === 'GET' && headers.range ? rangeAsked(headers, { etag, lastModified }, sizeBytes) : null
  if (range === 'unsatisfiable') return say(response, 416, { 'content-range': `bytes */${sizeBytes}` })
  const body = held ? formOf(held, form) : null
  const whole: ByteRange = { first: 0, last: (body?.length ?? sizeBytes) - 1 }
  const { first, last } = range ?? whole
  const part = range ? ['content-range', `bytes ${first}-${last}/${sizeBytes}`] : []
  response.announcedBytes = last - first + 1
  response.writeHead(range ? 206 : 200, [...lines, ...part, 'content-length', String(response.announcedBytes)])
  if (method === 'HEAD' || last < first) response.end()
  else if (body) response.end(range ? body.subarray(first, last + 1) : body)
  else await sendFromDisk(site, file, content, { first, last }, response)
}

function formOf(held: NonNullable<Content['held']>, form: Form): Buffer {
  return (form === 'identity' ? null : held[form]) ?? held.identity
}

/** What is said of a file in one of its forms; names and values by turns, as they go out. */
type Said = Readonly<{ etag: string; lastModified: Date; lines: readonly string[] }>

/** The same for every request until the manifest is read anew: each reading makes new records. */
const saidBefore = new WeakMap<ManifestFile, Partial<Record<Form, Said>>>()

function saidOf(file: ManifestFile, issued: string, form: Form): Said {
  const known = saidBefore.get(file) ?? {}
  saidBefore.set(file, known)
  known[form] ??= headersOf(file, issued, form)
  return known[form]
}

function headersOf(file: ManifestFile, issued: string, form: Form): Said {
  const etag = `"${file.sha256.slice(0, 32)}${form === 'identity' ? '' : `-${form}`}"`
  // What takes another's place when its moment comes is younger than the manifest that lists both.
  const lastModified = new Date(file.from > issued ? file.from : issued)
  const headers = {
    ...RELEASED_HEADERS,
    'content-type': file.mediaType,
    etag,
    'last-modified': lastModified.toUTCString(),
    'accept-ranges': 'bytes',
    vary: 'accept-encoding',
    ...(file.languages.length > 0 ? { 'content-language': file.languages.join(', ') } : {}),
    ...(form === 'identity' ? {} : { 'content-encoding': form }),
  }
  return { etag, lastModified, lines: Object.entries(headers).flat() }
}

/** Sends a large file piece by piece, and cuts the connection when a piece is not the approved one, or the file may be served no longer. */
async function sendFromDisk(
  site: Site,
  file: ManifestFile,
  content: Content,
  range: ByteRange,
  response: Answer,
): Promise<void> {
  const handle = await openPlain(content.path)
  if (!handle) return void response.destroy()
  try {
    for (let number = Math.floor(range.first / PIECE_BYTES); number * PIECE_BYTES <= range.last; number++) {
      const piece = await pieceAt(handle, content, number)
      if (piece === null) distrust(site, file)
      if (piece === null || !isStillServed(site, file) || response.destroyed) return void response.destroy()
      const at = number * PIECE_BYTES
      const asked = piece.subarray(Math.max(0, range.first - at), range.last - at + 1)
      if (!response.write(asked)) await drained(response)
    }
    response.end()
  } finally {
    await handle.close()
  }
}

/** A file that was right as a whole and is not any more, though it looks the same from outside. */
function distrust(site: Site, file: ManifestFile): void {
  site.contents.distrust(file)
  alarm(site.tenant.tenant, wrongBytes(file, 'a piece that was changed after it was verified'))
}

/** Whether a file that is on its way may still be served: a hold also stops what has begun. */
function isStillServed({ standing }: Site, file: ManifestFile): boolean {
  const answered = standing && answerFor(standing, file.path, new Date())
  return answered?.kind === 'serve' && answered.file.sha256 === file.sha256
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const go = () => {
      response.off('drain', go).off('close', go)
      resolve()
    }
    response.on('drain', go).on('close', go)
  })
}

/** The ledger's head, for whoever compares what is published here with what others saw. */
function sendCheckpoint({ lease }: Standing, { method }: IncomingMessage, response: Answer): void {
  const body = Buffer.from(lease.checkpoint)
  begin(response, 200, { ...OWN_HEADERS, 'content-type': 'text/plain; charset=utf-8' }, body.length)
  response.end(method === 'HEAD' ? undefined : body)
}

async function takeEnvelope(spool: Spool, request: IncomingMessage, response: Answer): Promise<void> {
  if (request.method !== 'POST') return say(response, 405, { allow: 'POST' })
  // No form of another site can send this type without asking first (Fetch standard, safelisted request headers).
  if (request.headers['content-type'] !== 'application/octet-stream') return say(response, 415)
  const isTooLarge = Number(request.headers['content-length'] ?? 0) > MAX_ENVELOPE_BYTES
  const taken = isTooLarge ? tooLarge() : await spool.take(request)
  if (!isRefusal(taken)) {
    const body = `${JSON.stringify(taken)}\n`
    const length = Buffer.byteLength(body)
    begin(response, 201, { ...OWN_HEADERS, 'content-type': 'application/json' }, length)
    return void response.end(body)
  }
  const status = STATUS_OF_ENVELOPE[taken.code] ?? 500
  const retry: OutgoingHttpHeaders = status === 429 || status === 503 ? { 'retry-after': RETRY_AFTER } : {}
  say(response, status, retry)
}

function show({ headers, method }: IncomingMessage, response: Answer, page: Page): void {
  const lang = langAsked(headers['accept-language'])
  const body = Buffer.from(pageIn(lang, page))
  const status = STATUS_OF_PAGE[page.kind]
  const said: OutgoingHttpHeaders = {
    ...OWN_HEADERS,
    ...(status === 503 ? { 'retry-after': RETRY_AFTER } : {}),
    'content-type': 'text/html; charset=utf-8',
    'content-language': lang,
    vary: 'accept-language',
    // A body that came with the request is not waited for.
    ...(method === 'POST' ? { connection: 'close' } : {}),
  }
  begin(response, status, said, body.length)
  response.end(method === 'HEAD' ? undefined : body)
}

/** A status that needs no page: programs meet it, not people. */
function say(response: Answer, status: number, headers: OutgoingHttpHeaders = {}): void {
  begin(response, status, { ...OWN_HEADERS, ...headers, connection: 'close' }, 0)
  response.end()
}

function begin(response: Answer, status: number, headers: OutgoingHttpHeaders, lengthBytes: number): void {
  response.announcedBytes = lengthBytes
  response.writeHead(status, { ...headers, 'content-length': lengthBytes })
}
