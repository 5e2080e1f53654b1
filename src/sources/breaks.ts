import { type Pull, pullFrom } from './bytes.ts'
import type { Cut } from './cut.ts'
import { textFrom } from './encoding.ts'
import type { Form } from './form.ts'
import type { Input } from './reader.ts'
import type { Unread } from './table.ts'

/** More places than this in one file are one message: the file is broken throughout. */
const MAX_BREAKS = 50

/** Names the places where a text broke, by line. */
export class Breaks {
  readonly #input: Input
  readonly #form: Form
  readonly #unread: Unread[]
  #lines: Lines | null = null

  constructor(input: Input, form: Form, unread: Unread[]) {
    this.#input = input
    this.#form = form
    this.#unread = unread
  }

  async add(broken: Exclude<Cut, { kind: 'records' }>): Promise<void> {
    if (broken.kind === 'open-quote' && this.#isRepaired(broken)) return
    if (this.#unread.length >= MAX_BREAKS) return
    const facts = await this.#factsAt(this.#form.offset + broken.offset)
    const reason =
      broken.kind === 'too-long' ? 'sources/too-large' : broken.isAtEnd ? 'sources/truncated' : 'sources/malformed'
    this.#unread.push({ place: this.#input.place, reason, facts })
  }

  /** The line; an aligned text was rewritten, and its bytes stand for no line of the file. */
  async #factsAt(offset: number): Promise<Unread['facts']> {
    if (this.#form.alignment !== null) return {}
    this.#lines ??= new Lines(this.#input)
    return { line: await this.#lines.lineAt(offset) }
  }

  /** A quote read as text leaves records like the others on its line and those after it: nothing was lost. */
  #isRepaired({ lines }: Extract<Cut, { kind: 'open-quote' }>): boolean {
    const delimiter = String.fromCharCode(this.#form.dialect.delimiter)
    const widths = lines.map(line => line.split(delimiter).length)
    return widths.length > 1 && widths.every(width => width === this.#form.columns.length)
  }

  async close(): Promise<void> {
    await this.#lines?.close()
  }
}

/** Counts the lines of a text by reading it a second time: only where a place must be named. */
class Lines {
  readonly #raw: Pull
  #text: Pull | null = null
  #buffer = new Uint8Array(1024 * 1024)
  #used = 0
  #offset = 0
  #line = 1

  constructor(input: Input) {
    this.#raw = pullFrom(input.bytes())
  }

  /** The line, from 1, of a byte of the text; offsets must not decrease. */
  async lineAt(offset: number): Promise<number> {
    this.#text ??= await this.#open()
    while (this.#offset < offset) {
      if (this.#used === 0) this.#used = await this.#text.fill(this.#buffer, 0)
      if (this.#used === 0) break
      const taken = Math.min(this.#used, offset - this.#offset)
      for (let i = 0; i < taken; i++) if (this.#buffer[i] === 10) this.#line++
      this.#buffer.copyWithin(0, taken, this.#used)
      this.#used -= taken
      this.#offset += taken
    }
    return this.#line
  }

  async #open(): Promise<Pull> {
    return (await textFrom(this.#raw)).text
  }

  close(): Promise<void> {
    return this.#raw.close()
  }
}
