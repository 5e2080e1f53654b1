import type { IncomingMessage } from 'node:http'
import { PassThrough, type Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import { type Refusal, refuse } from '#kernel'
import { CAPS } from './policy.ts'

/** Longer names are cut by systems anyway. */
const FILE_NAME_CHARACTERS = 255

/**
 * Reads a form of one part named `file` and hands its bytes on while they come; nothing is held in memory or on disk here. When the
 * sender goes away, the stream that `take` was given errs, so that whoever stores it drops what it has. Gives what `take` gives, or a
 * refusal when there is no such part.
 */
export async function takeUpload<T>(
  request: IncomingMessage,
  take: (fileName: string, content: Readable) => Promise<T>,
): Promise<T | Refusal> {
  const type = request.headers['content-type'] ?? ''
  if (!/^multipart\/form-data; ?boundary=\S{1,72}$/i.test(type)) return noForm()
  const parser = parserOf({ ...request.headers, 'content-type': type })
  return await new Promise<T | Refusal>((resolve, reject) => {
    let taken = false
    const content = new PassThrough()
    // Whoever takes the content hears of the error; without a taker it is nobody's.
    content.on('error', () => undefined)
    let whole = true
    const cut = () => {
      whole = false
      content.destroy(new Error('the upload was cut'))
    }
    parser.on('file', (field, file, fileName) => {
      if (field !== 'file' || taken) return file.resume()
      taken = true
      file.on('error', cut)
      file.pipe(content)
      // A taker that stops early (a refusal) does not want the rest: it is read and dropped, for the answer to be heard.
      content.on('close', () => file.resume())
      take(fileName.slice(0, FILE_NAME_CHARACTERS) || 'file', content)
        .finally(() => content.destroy())
        .then(resolve, cause => (whole ? reject(cause) : resolve(wasCut())))
    })
    parser.on('finish', () => {
      if (!taken) resolve(noForm())
    })
    parser.on('error', () => {
      cut()
      if (!taken) resolve(noForm())
    })
    request.on('error', cut)
    request.on('close', () => {
      if (!request.complete) cut()
      if (!taken) resolve(noForm())
    })
    request.pipe(parser)
  })
}

function parserOf(headers: IncomingMessage['headers'] & { 'content-type': string }) {
  // A size limit here would cut a file and call it whole: the cap is the taker's.
  const limits = { files: 1, fields: 0, parts: 2, headerPairs: 8, headerSize: CAPS.uploadHeadBytes }
  return new Busboy({ headers, limits })
}

function noForm(): Refusal {
  return refuse('console/upload', {
    at: 'body',
    seen: 'no file in the form',
    expected: 'multipart/form-data with one part named file',
    remedy: 'choose one file and send it again',
  })
}

/** Nobody is there to read it; the log is. */
function wasCut(): Refusal {
  return refuse('console/upload-cut', {
    at: 'body',
    seen: 'an upload that ended before its end',
    expected: 'the whole file',
    remedy: 'send it again',
  })
}
