import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { createGzip, type Gzip } from 'node:zlib'
import { type Refusal, refuse } from '#kernel'
import { open } from '#sources'

/** The exposed file, as far as logs can tell of it. */
export type ExposedFile = Readonly<{
  path: string
  name: string
  sizeBytes: number
  sha256: string
  /** What gzip makes of it at its fastest, the most that a packed copy has. */
  packedBytes: number
  /** What it makes of it at its usual level 6. */
  usuallyPackedBytes: number
  columns: readonly string[]
}>

/** Levels of gzip: its fastest, and that of zlib, which servers take when nobody sets another (Apache mod_deflate, zlib.h `Z_DEFAULT_COMPRESSION`). */
const LEVELS = { fastest: 1, usual: 6 } as const

/**
 * Hash, size, and how long the file is after gzip at its fastest and as usual: in one pass. Refused where it cannot be read
 * (`exposure/unreadable-file`).
 */
export async function exposedFile(path: string): Promise<ExposedFile | Refusal> {
  try {
    // A pipe would be waited for, and cannot be read again for its rows.
    if (!(await stat(path)).isFile()) return unreadableFile('neither a file nor a link to one')
    const hash = createHash('sha256')
    const [fastest, usual] = [LEVELS.fastest, LEVELS.usual].map(level => createGzip({ level }))
    const reading = createReadStream(path, { highWaterMark: 1024 * 1024 })
    reading.on('data', piece => hash.update(piece))
    for (const gzip of [fastest, usual]) reading.on('error', cause => gzip.destroy(cause)).pipe(gzip)
    const [packedBytes, usuallyPackedBytes] = await Promise.all([lengthOf(fastest), lengthOf(usual)])
    const { size } = await stat(path)
    return {
      path,
      name: basename(path),
      sizeBytes: size,
      sha256: hash.digest('hex'),
      packedBytes,
      usuallyPackedBytes,
      columns: await columnsAt(path),
    }
  } catch {
    return unreadableFile('a file that cannot be read')
  }
}

async function lengthOf(gzip: Gzip): Promise<number> {
  let bytes = 0
  for await (const piece of gzip) bytes += (piece as Uint8Array).length
  return bytes
}

/** The names of the columns of the first table; none where there is no table. */
async function columnsAt(path: string): Promise<readonly string[]> {
  for await (const table of open([path])) {
    if (table.kind === 'sources/table') return table.columns.filter(name => name !== '')
  }
  return []
}

/** What is refused of the exposed file. */
export function unreadableFile(seen: string): Refusal {
  return refuse('exposure/unreadable-file', {
    at: '--file',
    seen,
    expected: 'the exposed file',
    remedy: 'give the path of the file as it was exposed',
  })
}
