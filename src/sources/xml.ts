import { Parser } from 'saxen'
import { asUtf8 } from './utf8.ts'

/** A tag or a text longer than this is no workbook's: Excel's longest cell has 32,767 characters. */
const MAX_TOKEN_LENGTH = 8 * 1024 * 1024

/** What is done with the parts of an XML document. Names come without their namespace prefix. */
export type XmlHandler = Readonly<{
  open(name: string, attribute: (name: string) => string | undefined): void
  close(name: string): void
  text(text: string): void
}>

/** How the reading of an XML document ended, when not well. */
export type XmlBreak = 'sources/malformed' | 'sources/truncated' | 'sources/too-large'

/**
 * Reads an XML document as it comes, in bounded memory; yields after each piece. Entities other than XML's own five and
 * character references stay as they are written: no document type is read, so none can grow. The last value says how the
 * document broke; null when it is whole.
 */
export async function* readXml(
  bytes: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
): AsyncGenerator<void, XmlBreak | null> {
  let broken = false
  let sinceToken = 0
  const parser = new Parser()
    .on('openTag', (name, attributes, decode) => {
      sinceToken = 0
      let all: Record<string, string> | undefined
      handler.open(localName(name), wanted => {
        all ??= attributes()
        const value = all[wanted] ?? byLocalName(all, wanted)
        return value === undefined ? undefined : decode(value)
      })
    })
    .on('closeTag', name => handler.close(localName(name)))
    .on('text', (text, decode) => handler.text(decode(text)))
    .on('cdata', text => handler.text(text))
    .on('error', () => {
      broken = true
    })
    .on('warn', () => {})
  for await (const piece of asUtf8(bytes)) {
    sinceToken += piece.length
    parser.write(piece.toString('utf8'))
    yield
    if (broken) return 'sources/malformed'
    if (sinceToken > MAX_TOKEN_LENGTH) return 'sources/too-large'
  }
  parser.end()
  return broken ? 'sources/truncated' : null
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function byLocalName(all: Record<string, string>, wanted: string): string | undefined {
  const name = Object.keys(all).find(each => localName(each) === wanted)
  return name === undefined ? undefined : all[name]
}
