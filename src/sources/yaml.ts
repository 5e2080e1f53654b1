import { type Document, isAlias, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml'
import { Flattener, MAX_DEPTH, type RowSink } from './flatten.ts'
import { opensText } from './json-events.ts'
import { tablesInPasses } from './passes.ts'
import { type Input, UnreadError } from './reader.ts'
import type { Table, Unread, UnreadReason } from './table.ts'
import { asUtf8 } from './utf8.ts'

/** A document is parsed whole, at about 100 bytes of memory a byte; longer lists are parsed some elements at a time. */
const MAX_PARSED_LENGTH = 4 * 1024 * 1024
/** Values reached again through aliases, in one document. They were examined where they are anchored; a bomb has billions. */
const MAX_ALIASED = 10_000

/**
 * The tables of YAML documents (YAML 1.2.2), flattened as JSON is; scalars keep the text that was written.
 * A document longer than the bound is read when it is a list; otherwise it is `unread`, like a document that is malformed,
 * with its line.
 */
export async function* readYaml(input: Input): AsyncGenerator<Table | Unread> {
  yield* tablesInPasses(input, sink => scanYaml(input, sink))
}

async function* scanYaml(input: Input, sink: RowSink): AsyncGenerator<void> {
  const parts = new Parts()
  let reader: Documents | undefined
  try {
    for await (const slice of asUtf8(input.bytes())) {
      parts.add(slice.toString('utf8'))
      for (const part of parts.whole()) {
        reader ??= new Documents(sink)
        reader.read(part)
        yield
      }
      if (parts.stuck) break
    }
    reader ??= new Documents(sink)
    reader.end(parts)
  } catch (cause) {
    if (!(cause instanceof UnreadError)) throw cause
    sink.unread(cause.unread.reason, cause.unread.facts)
  }
}

/** Some text that can be parsed by itself, and the line where it begins. */
type Part = Readonly<{ text: string; line: number }>

/** Cuts the text where a document begins, and a long document where an element of its list begins. */
class Parts {
  /** The text under way is longer than the bound and cannot be cut. */
  stuck = false
  #text = ''
  #line = 1
  /** Up to here there is no marker of a document. */
  #searched = 0

  add(text: string): void {
    this.#text += text
  }

  *whole(): Generator<Part> {
    for (let cut = this.#cut(); cut > 0; cut = this.#cut()) yield this.#take(cut)
    this.stuck = this.#text.length > 2 * MAX_PARSED_LENGTH
  }

  rest(): Part {
    return this.#take(this.#text.length)
  }

  #take(end: number): Part {
    const text = this.#text.slice(0, end)
    const line = this.#line
    this.#text = this.#text.slice(end)
    this.#searched = 0
    this.#line += text.split('\n').length - 1
    return { text, line }
  }

  #cut(): number {
    const marker = /\n---(?=\s)/g
    marker.lastIndex = Math.max(0, this.#searched - 4)
    const document = marker.exec(this.#text)
    this.#searched = this.#text.length
    if (document !== null) return document.index + 1
    if (this.#text.length < MAX_PARSED_LENGTH) return -1
    return this.#text.lastIndexOf('\n- ') + 1
  }
}

class Documents {
  readonly #sink: RowSink
  readonly #flattener: Flattener
  #line = 1
  #found = false
  #aliased = 0

  constructor(sink: RowSink) {
    this.#sink = sink
    const unread: RowSink['unread'] = (reason, facts) => sink.unread(reason, { line: this.#line, ...facts })
    this.#flattener = new Flattener({ row: sink.row, unread })
  }

  read({ text, line }: Part): void {
    this.#line = line
    this.#aliased = 0
    try {
      const document = parseDocument(text, {
        schema: 'failsafe',
        uniqueKeys: false,
        logLevel: 'silent',
        prettyErrors: false,
      })
      const [error] = document.errors
      if (error) this.#tell('sources/malformed', text, error.pos[0])
      if (document.contents !== null) {
        this.#found = true
        this.#walk(document, document.contents, 0)
      }
    } catch (cause) {
      // The parser recurses: nesting that exhausts its stack is past our own bound as well.
      if (!(cause instanceof RangeError)) throw cause
      this.#flattener.abandon()
      this.#sink.unread('sources/too-large', { line: this.#line, depth: MAX_DEPTH })
    }
  }

  end(parts: Parts): void {
    const rest = parts.rest()
    if (parts.stuck) this.#sink.unread('sources/too-large', { line: rest.line })
    else this.read(rest)
    if (!this.#found && !parts.stuck) this.#sink.unread('sources/empty', {})
  }

  #tell(reason: UnreadReason, text: string, offset: number): void {
    this.#sink.unread(reason, { line: this.#line + text.slice(0, offset).split('\n').length - 1 })
  }

  #walk(document: Document.Parsed, node: unknown, depth: number): void {
    if (isAlias(node)) this.#alias(document, node.resolve(document), depth)
    else if (isMap(node)) this.#map(document, node.items, depth)
    else if (isSeq(node)) {
      this.#flattener.openArray()
      for (const item of node.items) this.#walk(document, item, depth + 1)
      this.#flattener.close()
    } else this.#scalar(node)
  }

  #alias(document: Document.Parsed, target: unknown, depth: number): void {
    if (++this.#aliased > MAX_ALIASED || depth > MAX_DEPTH) {
      if (this.#aliased === MAX_ALIASED + 1)
        this.#sink.unread('sources/too-large', { line: this.#line, aliases: MAX_ALIASED })
      this.#flattener.scalar(null)
    } else this.#walk(document, target, depth)
  }

  #map(document: Document.Parsed, items: readonly unknown[], depth: number): void {
    this.#flattener.openObject()
    for (const item of items) {
      if (!isPair(item)) continue
      this.#flattener.key(isScalar(item.key) ? String(item.key.value) : '?')
      if (!isScalar(item.key) && item.key !== null) this.#walk(document, item.key, depth + 1)
      this.#flattener.key(isScalar(item.key) ? String(item.key.value) : '?')
      this.#walk(document, item.value, depth + 1)
    }
    this.#flattener.close()
  }

  #scalar(node: unknown): void {
    const text = isScalar(node) ? String(node.value) : ''
    if (!isScalar(node) || (node.type === 'PLAIN' && /^(~|null|Null|NULL)$/.test(text))) this.#flattener.scalar(null)
    else if (!opensText(this.#flattener, text, 0)) this.#flattener.scalar(text)
  }
}
