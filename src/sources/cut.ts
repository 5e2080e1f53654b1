import type { Pull } from './bytes.ts'
import { closingQuote } from './cells.ts'
import { MAX_RECORD_BYTES } from './table.ts'

/** How much is held. Pieces are large enough that their overhead is nothing, small enough that eight in flight are 32 MB. */
export type Sizes = Readonly<{ pieceBytes: number; recordBytes: number }>
const SIZES: Sizes = { pieceBytes: 4 * 1024 * 1024, recordBytes: MAX_RECORD_BYTES }
/** Between places known to be outside quotes, so that the last record end is found without going over the piece again. */
const BLOCK_BYTES = 32 * 1024
const LF = 10
const CR = 13
const SPACE = 32

/** How a text is to be cut; -1 for no delimiter, no quote. */
export type Cutting = Readonly<{
  delimiter: number
  quote: number
  /** A piece has at most this many lines, so that a wide table makes no grid beyond the memory bound. */
  maxLines: number
}>

/** Whole records, or what broke: at a byte of the text, a record over the bound, or a quote that opens and never closes. */
export type Cut =
  | Readonly<{ kind: 'records'; bytes: Uint8Array<ArrayBuffer>; offset: number }>
  | Readonly<{ kind: 'too-long'; offset: number }>
  | Readonly<{ kind: 'open-quote'; offset: number; lines: readonly string[]; isAtEnd: boolean }>

/**
 * Cuts a text into pieces of whole records, each in memory of its own. Holds at most MAX_RECORD_BYTES and one piece.
 *
 * [Note: a quote that never closes] When no closing quote follows within MAX_RECORD_BYTES or before the end, no quote
 * between is taken for an opening one: those lines are given apart, cut at line ends, and `cellsOf`, finding no close
 * either, reads the quote as text. One lost quote costs no record.
 */
export async function* cut(pull: Pull, cutting: Cutting, sizes: Sizes = SIZES): AsyncGenerator<Cut> {
  const window = new Window(pull, sizes)
  let blindBytes = 0
  for (;;) {
    await window.fill()
    const { bytes, used, ended } = window
    if (used === 0) return
    const isBlind = blindBytes > 0
    const { end, openQuote } = isBlind ? blindEnd(window, blindBytes) : recordEnd(bytes, used, ended, cutting)
    if (end > 0) {
      const cutAt = isBlind ? end : fewerLines(bytes, end, cutting)
      const { offset } = window
      blindBytes = Math.max(0, blindBytes - cutAt)
      // Taken before it is given: the receiver may hand the memory to another thread at once.
      window.take(cutAt)
      yield { kind: 'records', bytes: bytes.subarray(0, cutAt), offset }
    } else if (isBlind) {
      blindBytes = 0
    } else if (!ended && window.grow()) {
    } else if (openQuote >= 0) {
      yield { kind: 'open-quote', offset: window.offset + openQuote, lines: firstLines(bytes, used), isAtEnd: ended }
      blindBytes = used
    } else {
      yield { kind: 'too-long', offset: window.offset }
      await window.skipLine()
    }
  }
}

/** The stretch of the text that is in memory. */
class Window {
  bytes: Uint8Array<ArrayBuffer>
  used = 0
  ended = false
  /** Of the first byte, in the text. */
  offset = 0
  readonly #pull: Pull
  readonly #sizes: Sizes

  constructor(pull: Pull, sizes: Sizes) {
    this.#pull = pull
    this.#sizes = sizes
    this.bytes = new Uint8Array(sizes.pieceBytes)
  }

  async fill(): Promise<void> {
    if (this.ended || this.used === this.bytes.length) return
    this.used += await this.#pull.fill(this.bytes, this.used)
    this.ended = this.used < this.bytes.length
  }

  /** Gives the first bytes away: what remains moves to new memory. */
  take(count: number): void {
    const { pieceBytes } = this.#sizes
    const rest = this.used - count
    const next = new Uint8Array(Math.max(pieceBytes, rest + (pieceBytes >> 2) + 1))
    next.set(this.bytes.subarray(count, this.used))
    this.bytes = next
    this.used = rest
    this.offset += count
  }

  /** Makes room for a longer record; false when it would pass the bound. */
  grow(): boolean {
    const { recordBytes } = this.#sizes
    if (this.bytes.length >= recordBytes) return false
    const next = new Uint8Array(Math.min(recordBytes, this.bytes.length * 2))
    next.set(this.bytes.subarray(0, this.used))
    this.bytes = next
    return true
  }

  /** Drops everything up to the next line end, or the end. */
  async skipLine(): Promise<void> {
    for (;;) {
      const newline = this.bytes.subarray(0, this.used).indexOf(LF)
      if (newline >= 0) return this.take(newline + 1)
      this.offset += this.used
      this.used = 0
      if (this.ended) return
      if (this.bytes.length > this.#sizes.pieceBytes) this.bytes = new Uint8Array(this.#sizes.pieceBytes)
      await this.fill()
    }
  }
}

/** The first lines after a quote that never closes, one character a byte, to judge whether records were lost. */
function firstLines(bytes: Uint8Array, used: number): string[] {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(used, BLOCK_BYTES)).toString('latin1')
  const lines = head.split(/\r\n|\n|\r/)
  if (used > BLOCK_BYTES || lines.at(-1) === '') lines.pop()
  return lines
}

type End = Readonly<{ end: number; openQuote: number }>

/** The last line end among bytes known to hold no closing quote. */
function blindEnd({ bytes, used, ended }: Window, blindBytes: number): End {
  if (ended && blindBytes >= used) return { end: used, openQuote: -1 }
  return { end: lineEndIn(bytes, 0, Math.min(blindBytes, used), used), openQuote: -1 }
}

/**
 * Where the last whole record among the first `n` bytes ends, 0 when none does, and where a quote stands open at the end, -1
 * when none. The bytes begin with a record; when they end the text, so does the last record.
 */
function recordEnd(bytes: Uint8Array, n: number, isLast: boolean, { delimiter, quote }: Cutting): End {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, n)
  if (quote < 0 || !view.includes(quote)) return { end: isLast ? n : lineEndIn(bytes, 0, n, n), openQuote: -1 }
  const outside = [0]
  let openQuote = -1
  for (let at = 0; ; ) {
    // After a quoted cell the next one mostly opens at once.
    const open =
      at + 1 < n && bytes[at + 1] === quote && isEnd(bytes[at], delimiter)
        ? at + 1
        : nextOpening(bytes, at, n, delimiter, quote)
    if (open < 0) break
    let close = open + 1
    while (close < n && bytes[close] !== quote) close++
    if (close + 1 >= n || !isEnd(bytes[close + 1], delimiter)) close = closingQuote(bytes, close, n, delimiter, quote)
    if (close < 0 || (!isLast && isUndecided(bytes, close, n))) {
      openQuote = open
      break
    }
    at = close + 1
    if (at - outside[outside.length - 1] > BLOCK_BYTES) outside.push(at)
  }
  if (openQuote < 0 && isLast) return { end: n, openQuote }
  let to = openQuote < 0 ? n : openQuote
  for (let from = outside.pop(); from !== undefined; from = outside.pop()) {
    const end = lineEndOutsideQuotes(bytes, from, to, n, delimiter, quote)
    if (end > 0) return { end, openQuote }
    to = from
  }
  return { end: 0, openQuote }
}

function isEnd(byte: number, delimiter: number): boolean {
  return byte === delimiter || byte === LF || byte === CR
}

/** A quote with nothing but spaces after it may turn out doubled when more bytes come. */
function isUndecided(bytes: Uint8Array, close: number, n: number): boolean {
  let next = close + 1
  while (next < n && bytes[next] === SPACE) next++
  return next >= n
}

/** The next quote that begins a cell, spaces aside; -1 when none does. */
function nextOpening(bytes: Uint8Array, from: number, n: number, delimiter: number, quote: number): number {
  for (let q = from; q < n; q++) {
    if (bytes[q] !== quote) continue
    let before = q - 1
    while (before >= 0 && bytes[before] === SPACE && delimiter !== SPACE) before--
    if (before < 0 || isEnd(bytes[before], delimiter)) return q
  }
  return -1
}

/** The last line end from `from`, which is outside quotes, to `to`, that is outside quotes; 0 when there is none. */
function lineEndOutsideQuotes(
  b: Uint8Array,
  from: number,
  to: number,
  n: number,
  delimiter: number,
  quote: number,
): number {
  let last = 0
  for (let at = from; at < to; ) {
    const open = nextOpening(b, at, to, delimiter, quote)
    const end = lineEndIn(b, at, open < 0 ? to : open, n)
    if (end > 0) last = end
    if (open < 0) break
    const close = closingQuote(b, open + 1, n, delimiter, quote)
    if (close < 0) break
    at = close + 1
  }
  return last
}

/** After the last line end of `bytes[from … to)`; 0 when there is none. A CR that may belong to a CRLF cut at `n` is none. */
function lineEndIn(bytes: Uint8Array, from: number, to: number, n: number): number {
  for (let i = to - 1; i >= from; i--) {
    if (bytes[i] === LF) return i + 1
    if (bytes[i] === CR && i + 1 < n && bytes[i + 1] !== LF) return i + 1
  }
  return 0
}

/** Lines of the first `end` bytes, guessed from 16 places among them: counting them all would cost as much as reading them. */
function guessedLines(bytes: Uint8Array, end: number): number {
  const step = Math.max(1, end >> 4)
  const width = Math.min(step, 4096)
  let lines = 0
  let seen = 0
  for (let from = 0; from + width <= end; from += step) {
    for (let i = from; i < from + width; i++) if (bytes[i] === LF || bytes[i] === CR) lines++
    seen += width
  }
  return seen === 0 ? end : (lines * end) / seen
}

/** An earlier record end, so that the piece has at most `maxLines` lines; `end` itself where there is none. */
function fewerLines(bytes: Uint8Array, end: number, cutting: Cutting): number {
  if (cutting.maxLines >= end || guessedLines(bytes, end) * 4 < cutting.maxLines) return end
  let lines = 0
  for (let i = 0; i < end; i++) {
    if (bytes[i] !== LF && bytes[i] !== CR) continue
    if (++lines < cutting.maxLines) continue
    const fewer = recordEnd(bytes, i + 1, false, cutting).end
    return fewer > 0 ? fewer : end
  }
  return end
}
