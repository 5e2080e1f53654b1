import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { createGzip } from 'node:zlib'
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
  columns: readonly string[]
}>

/** Hash, size, and how long the file is after gzip at its fastest: in one pass. Refused where it cannot be read (`exposure/unreadable-file`). */
export async function exposedFile(path: string): Promise<ExposedFile | Refusal> {
  try {
    const hash = createHash('sha256')
    const gzip = createGzip({ level: 1 })
    let packedBytes = 0
    const reading = createReadStream(path, { highWaterMark: 1024 * 1024 })
    reading.on('data', piece => hash.update(piece))
    reading.on('error', cause => gzip.destroy(cause))
    for await (const piece of reading.pipe(gzip)) packedBytes += (piece as Uint8Array).length
    const { size } = await stat(path)
    return {
      path,
      name: basename(path),
      sizeBytes: size,
      sha256: hash.digest('hex'),
      packedBytes,
      columns: await columnsAt(path),
    }
  } catch {
    return unreadableFile('a file that cannot be read')
  }
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
