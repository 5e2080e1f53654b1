import { createHash } from 'node:crypto'
import { type RawInput, UnreadError } from '#sources'
import { LOG_FORMATS, type LogFormat, type MalformedLine } from '../contract.ts'
import type { ChunkReading } from './chunk.ts'
import { type LineCounts, MALFORMED_SHOWN, WRONGS } from './chunk-sums.ts'
import type { Crew } from './crew.ts'
import { type CutPiece, cutLines, type Lookout } from './cut.ts'
import { addMinute, type Minutes } from './minutes.ts'
import { NEAR } from './near.ts'
import type { RowColumns } from './rows.ts'

/** What one input gave, before it is known whether the same content was read elsewhere. */
export type InputReading = LineCounts &
  Readonly<{
    input: RawInput
    sha256: string
    /** Of the unpacked bytes: a log and its gzip are the same content. */
    contentSha256: string
    contentBytes: number
    format: LogFormat | null
    cut: string | null
    first: number | null
    last: number | null
    minutes: Readonly<Minutes>
    wrongs: readonly MalformedLine[]
  }>

/** Who hears of an input while it is read: of the unpacked bytes, and of the lines that match. */
export type Listening = Readonly<{ bytes(read: number): void; rows(rows: RowColumns): void }>

/**
 * Reads one input to its end, or as far as it can be read: then `cut` says why. Each byte is hashed while it passes.
 */
export async function readInput(input: RawInput, crew: Crew, lookout: Lookout, on: Listening): Promise<InputReading> {
  const content = createHash('sha256')
  const passed = { cut: null as string | null, bytes: 0 }
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of input.bytes()) {
        if (input.isPacked) content.update(piece)
        passed.bytes += piece.length
        on.bytes(piece.length)
        yield piece
      }
    } catch (cause) {
      if (!(cause instanceof UnreadError)) throw cause
      passed.cut = cause.unread.reason
    }
  }
  const total = new Total(input.place, on.rows)
  const readings: Promise<void>[] = []
  for await (const piece of cutLines(pieces(), crew, lookout)) {
    const reading = total.add(piece, crew)
    // A failure is met below, or by the next piece that asks for memory.
    reading.catch(() => {})
    readings.push(reading)
  }
  await Promise.all(readings)
  const sha256 = await input.sha256()
  const contentSha256 = input.isPacked ? content.digest('hex') : sha256
  return { input, sha256, contentSha256, contentBytes: passed.bytes, cut: passed.cut, ...total.sum() }
}

type Part = ChunkReading | 'too-long' | 'too-long-naming'

function tooLong(isNaming: boolean): Part {
  return isNaming ? 'too-long-naming' : 'too-long'
}

/** The parts of an input, in the order of its lines, whenever they come. */
class Total {
  readonly #place: string
  readonly #minutes: Minutes = new Map()
  readonly #onRows: Listening['rows']
  readonly #wrongs: MalformedLine[] = []
  readonly #formats = new Uint32Array(LOG_FORMATS.length)
  readonly #early = new Map<number, Part>()
  #asked = 0
  #added = 0
  #lines = 0
  #malformed = 0
  #naming = 0
  #unreadable = 0
  readonly #near = new Uint32Array(NEAR.length)
  #directives = 0
  #isZoneAssumed = false
  #repeated = 0
  #first = Number.POSITIVE_INFINITY
  #last = Number.NEGATIVE_INFINITY

  constructor(place: string, onRows: Listening['rows']) {
    this.#place = place
    this.#onRows = onRows
  }

  async add(piece: CutPiece, crew: Crew): Promise<void> {
    const order = this.#asked++
    this.#early.set(order, 'isTooLong' in piece ? tooLong(piece.isNaming) : await crew.read(piece))
    for (let next = this.#early.get(this.#added); next !== undefined; next = this.#early.get(this.#added)) {
      this.#early.delete(this.#added++)
      this.#part(next)
    }
  }

  sum() {
    const most = this.#formats.reduce((best, count, i) => (count > this.#formats[best] ? i : best), 0)
    return {
      format: this.#lines === 0 ? null : LOG_FORMATS[most],
      lines: this.#lines,
      malformed: this.#malformed,
      naming: this.#naming,
      unreadable: this.#unreadable,
      near: this.#near,
      directives: this.#directives,
      isZoneAssumed: this.#isZoneAssumed,
      repeated: this.#repeated,
      first: this.#lines === 0 ? null : this.#first,
      last: this.#lines === 0 ? null : this.#last,
      minutes: this.#minutes,
      wrongs: this.#wrongs,
    }
  }

  #part(part: Part): void {
    const before = this.#lines + this.#malformed + this.#directives
    if (typeof part === 'string') {
      this.#malformed++
      if (part === 'too-long') this.#unreadable++
      else this.#naming++
      this.#wrong(before + 1, 'too-long')
      return
    }
    for (const [i, at] of part.wrongAt.entries()) this.#wrong(before + at + 1, WRONGS[part.wrongs[i]])
    for (const [i, count] of part.formats.entries()) this.#formats[i] += count
    for (const [i, minute] of part.minutes.entries()) {
      addMinute(this.#minutes, minute, part.inMinutes[i])
    }
    this.#onRows(part.rows)
    this.#lines += part.lines
    this.#malformed += part.malformed
    this.#naming += part.naming
    this.#unreadable += part.unreadable
    for (const [i, lines] of part.near.entries()) this.#near[i] += lines
    this.#directives += part.directives
    this.#isZoneAssumed ||= part.isZoneAssumed
    this.#repeated += part.repeated
    this.#first = Math.min(this.#first, part.first)
    this.#last = Math.max(this.#last, part.last)
  }

  #wrong(line: number, wrong: MalformedLine['wrong']): void {
    if (this.#wrongs.length < MALFORMED_SHOWN) this.#wrongs.push({ place: this.#place, line, wrong })
  }
}
