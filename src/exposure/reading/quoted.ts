/** Quoted texts in lines, as Apache and nginx escape them. */

/** Where the quoted text that begins at `from` (after its quote) ends: the first quote that no backslash escapes; −1 for none. */
export function closingQuote(text: string, from: number): number {
  const quote = text.indexOf('"', from)
  if (quote === -1 || !text.slice(from, quote).includes('\\')) return quote
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x5c) i++
    else if (code === 0x22) return i
  }
  return -1
}

const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', v: '\v', '"': '"', '\\': '\\' }

/**
 * Undoes `\xhh`, `\"`, `\\`, `\n` and the like. Bytes written as `\xhh` are read as UTF-8 together.
 * Source: Apache 2.4 mod_log_config, "Format Notes"; nginx ngx_http_log_module, `escape=default`.
 */
export function unescaped(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/(?:\\x[0-9a-fA-F]{2})+|\\(.)/g, (whole, name: string | undefined) => {
    if (name === undefined) return Buffer.from(whole.replaceAll('\\x', ''), 'hex').toString('utf8')
    return NAMED[name] ?? whole
  })
}

/** The same for the target of a request: bytes written as `\xhh` become `%hh`, so that a target is decoded in one place. */
export function unescapedTarget(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\x([0-9a-fA-F]{2})|\\(.)/g, (whole, hex: string | undefined, name: string) => {
    if (hex !== undefined) return `%${hex}`
    return NAMED[name] ?? whole
  })
}

/** Splits a line at spaces, keeping quoted and bracketed texts whole (without their marks); null when a quote is not closed. */
export function fieldsOf(text: string): string[] | null {
  const fields: string[] = []
  let at = 0
  while (at < text.length) {
    const isQuoted = text[at] === '"'
    const marked = isQuoted ? closingQuote(text, at + 1) : text[at] === '[' ? text.indexOf(']', at) : -1
    const isWhole = marked !== -1 && (marked + 1 === text.length || text[marked + 1] === ' ')
    if (isQuoted && !isWhole) return null
    const space = text.indexOf(' ', at)
    const end = isWhole ? marked : space === -1 ? text.length : space
    fields.push(text.slice(isWhole ? at + 1 : at, end))
    at = isWhole ? end + 2 : end + 1
  }
  return fields
}
