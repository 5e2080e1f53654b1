import { closeSync, openSync, readSync, writeSync } from 'node:fs'

/**
 * Where the codes of every cell rest until it is known which columns risk needs: in memory up to a budget, then in
 * a scratch file. A stretch is one column of one chunk.
 */
export type Stretch = Readonly<{
  order: number
  column: number
  rows: number
  /** Bytes of one cell: 1, 2 or 4 for a code of the thread's dictionary, 8 for a print (`prints.ts`). */
  width: 1 | 2 | 4 | 8
  /** The codes, or null when they lie in the scratch file at `offset`. */
  data: Uint8Array<ArrayBuffer> | null
  offset: number
}>

export type StoredCodes = Readonly<{
  stretches: readonly Stretch[]
  scratch: string | null
  /** The scratch file could not be written (disk full): codes are missing, so risk cannot be measured. */
  broken: boolean
}>

/** Codes kept in memory by one thread before they go to disk: a table of a million rows stays in memory, the 2 GB bound is kept. */
const MEMORY_BYTES = 40 * 1024 * 1024

/** The codes of one thread. A disk that cannot take them is said by `broken`; nothing throws. */
export class CodeStore {
  #stretches: Stretch[] = []
  #held = 0
  #file: number | null = null
  #end = 0
  #broken = false
  readonly #scratch: string
  readonly #memoryBytes: number

  constructor(scratch: string, memoryBytes: number = MEMORY_BYTES) {
    this.#scratch = scratch
    this.#memoryBytes = memoryBytes
  }

  /** Keeps the codes of one column of one chunk, as narrow as `largest`, the largest code there is, allows. */
  appendCodes(order: number, column: number, codes: Uint32Array, largest: number): void {
    if (this.#broken) return
    const width = largest < 0x100 ? 1 : largest < 0x10000 ? 2 : 4
    const packed = width === 1 ? Uint8Array.from(codes) : width === 2 ? Uint16Array.from(codes) : codes.slice()
    this.#keep({ order, column, rows: codes.length, width }, packed)
  }

  /** Keeps the prints of one column of one chunk: pairs of halves. */
  appendPrints(order: number, column: number, prints: Uint32Array): void {
    if (this.#broken) return
    this.#keep({ order, column, rows: prints.length / 2, width: 8 }, prints.slice())
  }

  #keep(
    part: Pick<Stretch, 'order' | 'column' | 'rows' | 'width'>,
    packed: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>,
  ): void {
    const bytes = new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength)
    const stretch = { ...part, offset: 0 }
    if (this.#held + bytes.length <= this.#memoryBytes) {
      this.#held += bytes.length
      this.#stretches.push({ ...stretch, data: bytes })
      return
    }
    if (this.#write(bytes)) this.#stretches.push({ ...stretch, data: null, offset: this.#end - bytes.length })
  }

  /** Closes the scratch file and gives what was kept. */
  finish(): StoredCodes {
    if (this.#file !== null) closeSync(this.#file)
    return { stretches: this.#stretches, scratch: this.#file === null ? null : this.#scratch, broken: this.#broken }
  }

  #write(bytes: Uint8Array): boolean {
    try {
      this.#file ??= openSync(this.#scratch, 'wx', 0o600)
      for (let done = 0; done < bytes.length; )
        done += writeSync(this.#file, bytes, done, bytes.length - done, this.#end + done)
      this.#end += bytes.length
      return true
    } catch {
      // [Note: no codes, no risk] The table is still examined cell by cell; only risk becomes unknown, and unknown is never clear.
      this.#broken = true
      return false
    }
  }
}

/** The stretches of one column in file order, read back. Throws when the scratch file was lost. */
export function* stretchesOf(
  stored: readonly StoredCodes[],
  column: number,
): Generator<Stretch & { data: Uint8Array<ArrayBuffer>; thread: number }> {
  const all = stored.flatMap((codes, thread) =>
    codes.stretches.filter(s => s.column === column).map(s => ({ ...s, thread })),
  )
  all.sort((a, b) => a.order - b.order)
  const files = stored.map(codes => (codes.scratch === null ? null : openSync(codes.scratch, 'r')))
  try {
    for (const stretch of all) yield { ...stretch, data: stretch.data ?? readBack(files[stretch.thread]!, stretch) }
  } finally {
    for (const file of files) if (file !== null) closeSync(file)
  }
}

function readBack(file: number, stretch: Stretch): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(stretch.rows * stretch.width)
  for (let done = 0; done < data.length; ) {
    const got = readSync(file, data, done, data.length - done, stretch.offset + done)
    if (got === 0) throw new Error('the scratch file of this scan is shorter than what was written to it')
    done += got
  }
  return data
}
