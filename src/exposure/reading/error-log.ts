import { type RawInput, UnreadError } from '#sources'
import { readLine } from './reads.ts'
import { isErrorLine } from './suspects.ts'
import { IN_UTC } from './time.ts'

/** Enough to know a log by; messages of several lines may begin one. */
const HEAD_BYTES = 64 * 1024
const STATE = { fields: null, pattern: null, utcOf: IN_UTC }

/**
 * Whether an input is a server's error log, which lies beside its access log (`/var/log/nginx`) and holds no accesses: no line at its beginning can
 * be read, and half of them begin as such lines do. It is then no server without a log. What cannot be read is none.
 */
export async function isErrorLog(input: RawInput): Promise<boolean> {
  const head = await headOf(input)
  const lines = head.split('\n').filter(line => line.trim() !== '')
  if (!lines.some(isErrorLine) || lines.some(line => typeof readLine(line, STATE) !== 'string')) return false
  return 2 * lines.filter(isErrorLine).length >= lines.length
}

async function headOf(input: RawInput): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const piece of input.bytes()) {
      pieces.push(Uint8Array.from(piece.subarray(0, HEAD_BYTES)))
      bytes += piece.length
      if (bytes >= HEAD_BYTES) break
    }
  } catch (cause) {
    if (!(cause instanceof UnreadError)) throw cause // said where the input is read
  }
  return Buffer.concat(pieces).toString('utf8')
}
