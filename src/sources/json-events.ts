import { Tokenizer } from '@streamparser/json'
import type { Flattener } from './flatten.ts'

/** Texts that hold JSON inside JSON inside JSON: deeper than this they stay text. */
const MAX_OPENED_TEXTS = 8

/** Token types of @streamparser/json, whose own names are a TypeScript enum. */
const LEFT_BRACE = 0
const RIGHT_BRACE = 1
const LEFT_BRACKET = 2
const RIGHT_BRACKET = 3
const COLON = 4
const COMMA = 5
const NULL = 8
const STRING = 9
type Token = Parameters<Tokenizer['onToken']>[0]
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end'

/** Keeps numbers as they are written: 1.50 and a 19-digit account number lose digits as JavaScript numbers. */
class ExactTokenizer extends Tokenizer {
  protected override parseNumber(text: string): number {
    return text as unknown as number
  }
}

/**
 * Checks the grammar of JSON (RFC 8259) and passes its events on to a flattener, from bytes given piece by piece.
 * Any number of top-level values may follow each other. Once `broken` is true, nothing more is read.
 */
export class JsonEvents {
  broken = false
  /** Top-level values that ended. */
  values = 0
  readonly #flattener: Flattener
  readonly #tokenizer: Tokenizer
  readonly #opened: number
  /** One entry for each open container: whether it is an object. */
  readonly #open: boolean[] = []
  #expected: Expected = 'value'
  #lastOffset = -1

  constructor(flattener: Flattener, opened = 0) {
    this.#flattener = flattener
    this.#opened = opened
    this.#tokenizer = new ExactTokenizer(opened === 0 ? { stringBufferSize: 65_536, numberBufferSize: 64 } : {})
    this.#tokenizer.onToken = token => this.#token(token)
    this.#tokenizer.onError = ({ message }) => {
      this.broken = true
      this.#lastOffset = Number(/absolute position "(\d+)"/.exec(message)?.[1] ?? this.#lastOffset)
    }
  }

  /** Whether a value is under way. */
  get inside(): boolean {
    return this.#open.length > 0
  }

  /** Offset of the last token or of the break, over all the bytes written. */
  get lastOffset(): number {
    return Math.max(0, this.#lastOffset)
  }

  write(piece: Uint8Array | string): void {
    this.#tokenizer.write(piece)
  }

  /** Ends the input; `broken` then also tells a token cut in the middle. */
  end(): void {
    this.#tokenizer.end()
  }

  #token({ token, value, offset }: Token): void {
    if (this.broken) return
    this.#lastOffset = offset
    const type: number = token
    if (type === LEFT_BRACE || type === LEFT_BRACKET) this.#opens(type === LEFT_BRACE)
    else if (type === RIGHT_BRACE || type === RIGHT_BRACKET) this.#closes(type === RIGHT_BRACE)
    else if (type === COLON) this.#expect(':', 'value')
    else if (type === COMMA) this.#comma()
    else if (type === STRING && (this.#expected === 'key' || this.#expected === 'key or }')) this.#key(String(value))
    else this.#scalar(type, value)
  }

  #key(name: string): void {
    this.#flattener.key(name)
    this.#expected = ':'
  }

  #expect(expected: Expected, next: Expected): void {
    if (this.#expected === expected) this.#expected = next
    else this.broken = true
  }

  #opens(object: boolean): void {
    if (this.#expected !== 'value' && this.#expected !== 'value or ]') {
      this.broken = true
      return
    }
    this.#open.push(object)
    this.#expected = object ? 'key or }' : 'value or ]'
    if (object) this.#flattener.openObject()
    else this.#flattener.openArray()
  }

  #closes(object: boolean): void {
    const empty = object ? 'key or }' : 'value or ]'
    if (this.#open.at(-1) !== object || (this.#expected !== ', or end' && this.#expected !== empty)) {
      this.broken = true
      return
    }
    this.#open.pop()
    this.#flattener.close()
    this.#valueEnded()
  }

  #comma(): void {
    if (this.#expected !== ', or end') this.broken = true
    else this.#expected = this.#open.at(-1) ? 'key' : 'value'
  }

  #scalar(type: number, value: unknown): void {
    if (this.#expected !== 'value' && this.#expected !== 'value or ]') {
      this.broken = true
      return
    }
    const text = type === NULL ? null : String(value)
    if (type !== STRING || !opensText(this.#flattener, text as string, this.#opened)) this.#flattener.scalar(text)
    this.#valueEnded()
  }

  #valueEnded(): void {
    if (this.#open.length > 0) this.#expected = ', or end'
    else {
      this.#expected = 'value'
      this.values++
    }
  }
}

/**
 * Opens a text that is a whole JSON object, or an array with texts or objects in it, as if it stood there unquoted.
 * False when it is not one: it is then a text like any other. `opened` texts are open around it.
 */
export function opensText(flattener: Flattener, text: string, opened: number): boolean {
  if (opened >= MAX_OPENED_TEXTS || !/^\s*[[{]/.test(text) || !/["{]/.test(text) || !isJson(text)) return false
  new JsonEvents(flattener, opened + 1).write(text)
  return true
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
