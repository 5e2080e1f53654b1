import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type Input, type Limits, UnreadError } from './reader.ts'
import type { Scratch } from './scratch.ts'
import type { UnreadReason } from './table.ts'

/** What all inputs of one `open` share. */
export type Context = Readonly<{ limits: Limits; scratch: Scratch; signal: AbortSignal }>

const READ_BYTES = 1024 * 1024

/** A file on disk as an input. Throws `UnreadError` when the operating system refuses it. */
export async function fileInput(path: string, name: string, place: string, context: Context): Promise<Input> {
  const { size } = await stat(path).catch(cause => Promise.reject(systemError(place, cause)))
  let latest = { read: 0 }
  return {
    name,
    place,
    sizeBytes: size,
    async *bytes() {
      const mine = { read: 0 }
      latest = mine
      const stream = createReadStream(path, { highWaterMark: READ_BYTES, signal: context.signal })
      try {
        for await (const piece of stream) {
          mine.read += piece.length
          yield piece
        }
        // The file was shorter at its end than at its beginning: someone is writing it anew.
        if (mine.read < size) throw new UnreadError({ place, reason: 'sources/truncated', facts: { sizeBytes: size } })
      } catch (cause) {
        context.signal.throwIfAborted()
        throw systemError(place, cause)
      } finally {
        stream.destroy()
      }
    },
    file: () => Promise.resolve(path),
    progressBytes: () => latest.read,
    ...shared(context),
  }
}

/** Bytes that can be asked for again and again, but lie in no file of their own. */
export function streamInput(
  origin: Readonly<{ name: string; place: string; sizeBytes: number | null }>,
  bytes: () => AsyncIterable<Uint8Array>,
  progressBytes: () => number,
  context: Context,
): Input {
  let spooled: Promise<string> | null = null
  return {
    ...origin,
    bytes,
    file() {
      spooled ??= context.scratch.spool(origin.place, bytes(), context.limits, context.signal)
      return spooled
    },
    progressBytes,
    ...shared(context),
  }
}

function shared({ limits, scratch, signal }: Context): Pick<Input, 'limits' | 'scratch' | 'signal'> {
  return { limits, signal, scratch: () => scratch.folder() }
}

const SYSTEM: Readonly<Record<string, UnreadReason>> = {
  ENOENT: 'sources/missing',
  ENOTDIR: 'sources/missing',
  ELOOP: 'sources/missing',
  EACCES: 'sources/denied',
  EPERM: 'sources/denied',
  EIO: 'sources/denied',
  ENXIO: 'sources/not-a-file',
  EISDIR: 'sources/not-a-file',
}

/** An error of the operating system as an `UnreadError`; any other as it is. */
export function systemError(place: string, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  const reason = SYSTEM[code]
  return reason === undefined ? cause : new UnreadError({ place, reason, facts: { code } }, { cause })
}
