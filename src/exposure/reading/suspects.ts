import { decodedOnce, type Matcher, type Named } from './targets.ts'

/**
 * What a line that could not be read may have been: `named`, a request for an object that is asked for; `other`, its request can be read and is for
 * something else, or it holds none (a blank line, one of an error log); `unreadable`, its request is missing or broken: any request, for all that
 * stands there.
 */
export type Suspect = 'named' | 'other' | 'unreadable'

/** A request that stands whole in quotes: its target is known to the letter (RFC 9112 §3). */
const WHOLE = /"[A-Z][A-Z_-]+ ([^"\s\p{Cc}][^"\p{Cc}]*?) HTTP\/\d(?:\.\d)?\\?"/gu
/** A target that stands whole in a column, in quotes without a version, or in a member of JSON; its query may stand elsewhere. */
const COLUMN =
  /(?:(?:^|\s)(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|PROPFIND) (\/[^\s"\p{Cc}]*)(?=\s)|"[A-Z]+ (\/[^\s"\p{Cc}]*)"|"(?:request_uri|uri|url|path|target|RequestPath|ClientRequestURI|ClientRequestPath)": ?"([^"\\\p{Cc}]*)")/gu
/** A target at which the line, or what is readable of it, ends. */
const CUT =
  /(?:(?:GET|HEAD|POST|PUT) |"(?:request_uri|uri|url|path|target|RequestPath|ClientRequestURI|ClientRequestPath)": ?")([^\s"]*)$/
/** Where a client came from: in quotes, and perhaps cut. It names a page and asks for none. */
const REFERRER = /"[a-z][a-z0-9+.-]*:\/\/[^"]*(?:"|$)/gi
/** One for each line that a server began: two in a line are two lines torn into one. */
const TIME = /\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:|\d{4}-\d\d-\d\dT\d\d:/g
/** S3 writes the key without its slash, behind the operation. */
const S3_KEY = /^([0-9a-f]{64} .* (?:REST|WEBSITE|BATCH|S3|SOAP)\.[A-Z._]+ )(?=[^-/])/
/**
 * How a line of an error log begins (Apache 2.4 ErrorLogFormat; nginx error_log): the server speaks for itself, and its requests are in another file.
 */
const ERROR_LOG =
  /^(?:\[(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d(?:\.\d+)? \d{4}\] \[[\w-]*:?[a-z]+\d?\] |\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[[a-z]+\] \d+#\d+: )/
/** A path that was cut tells its object from chance by this many characters; shorter ones could be any request. */
const TELLING = 4
/** Times that a path may be encoded over: proxies and scanners encode what was encoded. */
const DECODINGS = 3

/**
 * Judges lines that could not be read. Wrong only by naming too much: a path counts in whatever spelling it stands there (encoded, encoded again,
 * escaped by the log, `+` for a space; in any case where the server folds it), also in what is left of a torn line. What is asked by its size alone
 * is named by its number of bytes, and no path is another.
 */
export function suspicion(matcher: Matcher, bytes: number | null): (text: string, foldsCase: boolean) => Suspect {
  const size = bytes === null ? null : new RegExp(`(?:^|[^\\d])${bytes}(?!\\d)`)
  return (text, foldsCase) => {
    if (text.trim() === '' || isErrorLine(text)) return 'other'
    if (matcher.named === null || size?.test(text)) return 'named'
    const { targets, rest } = partsOf(text)
    if (targets.some(target => isAskedFor(target, matcher, foldsCase))) return 'named'
    if (isNamedIn(rest, matcher.named, foldsCase)) return 'named'
    return bytes === null && isReadable(text, targets.length) ? 'other' : 'unreadable'
  }
}

/** Whether a line begins as those of an error log do. */
export function isErrorLine(text: string): boolean {
  return ERROR_LOG.test(text)
}

type Target = Readonly<{ text: string; hasQuery: boolean }>

/** Targets that stand whole in a line, and what is left of it. */
function partsOf(text: string): { targets: readonly Target[]; rest: string } {
  const targets: Target[] = []
  const keep = (found: string | undefined, hasQuery: boolean) => {
    if (found !== undefined) targets.push({ text: found, hasQuery })
    return ' '
  }
  const withKey = text.replace(S3_KEY, '$1/')
  const unquoted = withKey.replace(WHOLE, (_, target: string) => keep(target, true))
  const rest = unquoted.replace(COLUMN, (_, column?: string, quoted?: string, member?: string) =>
    keep(column ?? quoted ?? member, false),
  )
  return { targets, rest: targets.length === 0 ? rest : rest.replace(REFERRER, ' ') }
}

function isAskedFor({ text, hasQuery }: Target, matcher: Matcher, foldsCase: boolean): boolean {
  let target = unescapedText(text)
  for (let i = 0; i < DECODINGS; i++) {
    if (matcher.objectOf(target, foldsCase) !== null) return true
    if (!hasQuery && matcher.hasPath(target, foldsCase)) return true
    target = decodedOnce(target).replaceAll('+', ' ')
  }
  return false
}

/** Whether a path that is asked for stands in a text, with the parameters that must be there; or as much of it as a cut has left. */
function isNamedIn(text: string, named: readonly Named[], foldsCase: boolean): boolean {
  const fold = (each: string) => (foldsCase ? each.toLowerCase() : each)
  const plain = fold(plainly(text))
  const cut = CUT.exec(text.split('\0', 1)[0])
  const left = cut === null ? null : fold(plainly(cut[1].replace(/%[0-9a-fA-F]?$/, '')))
  return named.some(({ parts, parameters }) => {
    const path = parts.map(part => fold(part.replaceAll('+', ' ')))
    if (left !== null && left.length >= TELLING && path[0].startsWith(left)) return true
    if (!holdsPath(plain, path)) return false
    return left !== null || parameters.every(part => plain.includes(fold(part)))
  })
}

/** What may follow a path: the end, a query, whatever ends a word. */
const PATH_GOES_ON = /[^\s\p{Cc}?#"';,&|<>\\)\]}]/u

/** Whether the parts of a path stand in a text in their order; the last with nothing of a path behind it. */
function holdsPath(text: string, parts: readonly string[]): boolean {
  if (parts.length === 1) return holdsExactly(text, parts[0])
  let at = 0
  for (const part of parts) {
    const found = text.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return true
}

function holdsExactly(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at !== -1; at = text.indexOf(path, at + 1)) {
    const next = text[at + path.length]
    if (next === undefined || !PATH_GOES_ON.test(next)) return true
  }
  return false
}

/** A text with its paths in one spelling, as far as that can be said of a text that holds more than a path. */
function plainly(text: string): string {
  let plain = unescapedText(text)
  for (let i = 0; i < DECODINGS && plain.includes('%'); i++) plain = decodedOnce(plain)
  plain = plain.replaceAll('+', ' ').replace(/\/(?:\.?\/)+/g, '/')
  for (let i = 0; i < DECODINGS && plain.includes('/../'); i++) plain = plain.replace(/\/[^/\s]+\/\.\.\//g, '/')
  return plain
}

/** The escapes of logs and of JSON undone. */
function unescapedText(text: string): string {
  if (!text.includes('\\')) return text
  return text
    .replace(/\\x([0-9a-fA-F]{2})/g, '%$1')
    .replace(/\\u00([0-7][0-9a-fA-F])/g, '%$1')
    .replaceAll('\\/', '/')
}

/** Every line that was begun here has its request, and nothing was lost from them. */
function isReadable(text: string, targets: number): boolean {
  return targets > 0 && !text.includes('\0') && (text.match(TIME)?.length ?? 0) <= targets
}
