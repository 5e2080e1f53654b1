/**
 * Targets of requests, and the objects they stand for.
 *
 * [Note: one spelling of a path] A path is decoded as servers do before they look for a file: the scheme and host of an absolute form and what
 * follows `#` are left out, `%hh` is decoded once, then `//` is `/`, `.` and `..` are resolved (RFC 3986 §5.2.4; nginx `merge_slashes`; Apache
 * `MergeSlashes`). Case counts, as it does for Apache and nginx on Linux; not for IIS.
 */

const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))

function bytesDecoded(hex: string): string {
  return Buffer.from(hex.replaceAll('%', ''), 'hex').toString('utf8')
}

/** `%hh` decoded once as UTF-8; what is no encoding stays as it is. */
export function decodedOnce(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, hex =>
    hex.length === 3 && hex < '%8' ? ASCII[Number.parseInt(hex.slice(1), 16)] : bytesDecoded(hex),
  )
}

/** The path of a target in its one spelling, and its query as sent. */
export function splitTarget(target: string): { path: string; query: string } {
  const plain = target.replace(/^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]*/, '')
  const hash = plain.indexOf('#')
  const whole = hash === -1 ? plain : plain.slice(0, hash)
  const mark = whole.indexOf('?')
  const path = mark === -1 ? whole : whole.slice(0, mark)
  return { path: resolved(decodedOnce(path)), query: mark === -1 ? '' : whole.slice(mark + 1) }
}

function resolved(path: string): string {
  if (!/\/[/.]/.test(path)) return path === '' ? '/' : path
  const segments: string[] = []
  const parts = path.split('/')
  for (const [i, part] of parts.entries()) {
    if (part === '..') segments.pop()
    else if (part !== '' && part !== '.') segments.push(part)
    if (i === parts.length - 1 && (part === '' || part === '.' || part === '..') && segments.length > 0)
      segments.push('')
  }
  return `/${segments.join('/')}`
}

/**
 * Query parameters that choose which part of an object is sent, or its form: pages and formats, as the usual APIs call them (OData, CKAN, Socrata,
 * Opendatasoft, Tableau, Spring Data, DRF). A question names others. Leaving one out that selects would take a page for the whole: the worse error.
 */
const SELECTING = new Set(
  `page page[number] page[size] page_number page_size pagenumber pagesize per_page perpage size limit offset start from
  rows first after cursor skip top $skip $top $limit $offset $select $filter $where count
  format f :format type output outputformat wt export vudcsv csv download select filter fields columns refine exclude where q sort order orderby $orderby $order order_by ordering sortby sort_by dir direction`
    .split(/\s+/)
    .filter(name => name !== ''),
)

type Glob = (text: string) => boolean
type Wanted = Readonly<{ name: string; glob: string; value: Glob | null }>
type Asked = Readonly<{
  path: Glob
  pattern: string
  parameters: readonly Wanted[]
  hasAll: boolean
  prefix: string
  suffix: string
}>

/** Finds the object that a target stands for. */
export type Matcher = Readonly<{
  /** The object's name, or null when the question does not ask for it. */
  objectOf(target: string, foldsCase: boolean): string | null
  /** Whether the path of a target is asked for, whatever its query. */
  hasPath(target: string, foldsCase: boolean): boolean
  /** Bytes with which some path that is asked for must begin and end, for targets in one spelling already. */
  ends: readonly Readonly<{ prefix: Buffer; suffix: Buffer }>[]
  /** What is asked for, to be sought in texts that are no targets; null: every path is. */
  named: readonly Named[] | null
}>

/** A path as the texts between its stars, and texts that its query must hold. */
export type Named = Readonly<{ parts: readonly string[]; parameters: readonly string[] }>

/**
 * Compiles objects. A path matches when it is the same; `*` stands for any characters, `/` too (`**` is the same): the wider net is the safer error.
 * After `?`, parameters that must be there, by name or `name=glob`, in any order; a `*` alone keeps every parameter in the object's name.
 * An empty list matches every path.
 */
export function matcherOf(objects: readonly string[], parameters: readonly string[] = []): Matcher {
  const selecting = selectingWith(parameters)
  const asked = (objects.length === 0 ? ['*'] : objects).map(askedFor)
  const [exact, folded] = [asked, asked.map(withoutCase)]
  return {
    objectOf(target, foldsCase) {
      if (target === '') return null
      const { path, query } = splitTarget(target)
      const parameters = parametersOf(query)
      const hit = (foldsCase ? folded : exact).find(each => isAsked(each, path, parameters))
      return hit === undefined ? null : nameOf(hit, foldsCase ? path.toLowerCase() : path, parameters, selecting)
    },
    hasPath(target, foldsCase) {
      const { path } = splitTarget(target)
      return (foldsCase ? folded : exact).some(each => each.path(path))
    },
    ends: asked.map(({ prefix, suffix }) => ({ prefix: Buffer.from(prefix), suffix: Buffer.from(suffix) })),
    named: asked.some(isAnything) ? null : asked.map(namedBy),
  }
}

/** A path that every path fits. */
function isAnything({ pattern, parameters }: Asked): boolean {
  return /^\/?\*+$/.test(pattern) && parameters.length === 0
}

function namedBy({ pattern, parameters }: Asked): Named {
  const texts = parameters.flatMap(({ name, glob }) => [name, ...glob.split(/\*+/)])
  return { parts: pattern.split(/\*+/), parameters: texts.filter(text => text !== '') }
}

/** Finds exactly the objects of these names. */
export function literalMatcher(names: readonly string[], parameters: readonly string[] = []): Matcher {
  const wanted = new Set(names)
  const paths = new Set(names.map(name => name.split('?')[0]))
  const selecting = selectingWith(parameters)
  return {
    objectOf(target, foldsCase) {
      if (target === '') return null
      const { path, query } = splitTarget(target)
      const name = nameOf(ANY, foldsCase ? path.toLowerCase() : path, parametersOf(query), selecting)
      return wanted.has(name) ? name : null
    },
    hasPath(target, foldsCase) {
      const { path } = splitTarget(target)
      return paths.has(foldsCase ? path.toLowerCase() : path)
    },
    ends: names.map(name => {
      const path = Buffer.from(name.split('?')[0])
      return { prefix: path, suffix: path.subarray(path.length) }
    }),
    named: names.length > MOST_NAMED ? null : names.map(name => ({ parts: [name.split('?')[0]], parameters: [] })),
  }
}

/** Of more names than this, any text may hold one. */
const MOST_NAMED = 1000

/** The path of an object as it is asked for, stars and all, in its one spelling. */
export function pathAsked(object: string): string {
  return askedFor(object).pattern
}

/** Objects that none of these names stands for: no line names them. */
export function unseenObjects(objects: readonly string[], names: readonly string[]): readonly string[] {
  if (names.length === 0 || objects.length === 1) return names.length === 0 ? objects : []
  const seen = names.map(name => {
    const mark = name.indexOf('?')
    return {
      path: mark === -1 ? name : name.slice(0, mark),
      parameters: parametersOf(mark === -1 ? '' : name.slice(mark + 1)),
    }
  })
  return objects.filter(object => {
    const asked = askedFor(object)
    const forms = [asked, withoutCase(asked)]
    return !seen.some(({ path, parameters }) => forms.some(form => isAsked(form, path, parameters)))
  })
}

function selectingWith(parameters: readonly string[]): ReadonlySet<string> {
  return new Set([...SELECTING, ...parameters.map(name => name.toLowerCase())])
}

const ANY: Asked = { path: () => true, pattern: '*', parameters: [], hasAll: false, prefix: '', suffix: '' }

function askedFor(object: string): Asked {
  const mark = object.indexOf('?')
  const path = mark === -1 ? object : object.slice(0, mark)
  const clauses = mark === -1 ? [] : object.slice(mark + 1).split('&')
  const parameters = clauses.filter(clause => clause !== '' && clause !== '*').map(wantedOf)
  const decoded = path.startsWith('*') ? decodedOnce(path) : splitTarget(path).path
  const [prefix, suffix] = [decoded.split('*')[0], decoded.split('*').at(-1)!]
  return { path: globOf(decoded), pattern: decoded, parameters, hasAll: clauses.includes('*'), prefix, suffix }
}

function wantedOf(clause: string): Wanted {
  const equals = clause.indexOf('=')
  if (equals === -1) return { name: parameterText(clause), glob: '', value: null }
  const glob = parameterText(clause.slice(equals + 1))
  return { name: parameterText(clause.slice(0, equals)), glob, value: globOf(glob) }
}

/**
 * Whether a text fits a glob. The parts between stars are sought from left to right, each at its first place: right for stars, and linear
 * however a hostile text repeats them.
 */
function globOf(glob: string): Glob {
  const parts = glob.split(/\*+/)
  if (parts.length === 1) return text => text === glob
  const [first, last] = [parts[0], parts.at(-1)!]
  return text => {
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false
    let at = first.length
    for (const part of parts.slice(1, -1)) {
      const found = text.indexOf(part, at)
      if (found === -1) return false
      at = found + part.length
    }
    return at + last.length <= text.length
  }
}

function withoutCase(asked: Asked): Asked {
  const glob = globOf(asked.pattern.toLowerCase())
  return { ...asked, path: text => glob(text.toLowerCase()) }
}

function isAsked(asked: Asked, path: string, parameters: ReadonlyMap<string, string>): boolean {
  if (!asked.path(path)) return false
  return asked.parameters.every(({ name, value }) => {
    const given = parameters.get(name)
    return given !== undefined && (value === null || value(given))
  })
}

/** The first value of each parameter, decoded (`+` is a space: WHATWG URL §5.1). */
function parametersOf(query: string): Map<string, string> {
  const parameters = new Map<string, string>()
  if (query === '') return parameters
  for (const clause of query.split('&')) {
    const equals = clause.indexOf('=')
    const name = parameterText(equals === -1 ? clause : clause.slice(0, equals))
    if (name !== '' && !parameters.has(name)) {
      parameters.set(name, equals === -1 ? '' : parameterText(clause.slice(equals + 1)))
    }
  }
  return parameters
}

function parameterText(text: string): string {
  return decodedOnce(text.replaceAll('+', ' '))
}

function nameOf(
  asked: Asked,
  path: string,
  parameters: ReadonlyMap<string, string>,
  selecting: ReadonlySet<string>,
): string {
  const named = new Set(asked.parameters.map(({ name }) => name))
  const kept = [...parameters]
    .filter(([name]) => asked.hasAll || named.has(name) || selecting.has(name.toLowerCase()))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  if (kept.length === 0) return path
  return `${path}?${kept.map(([name, value]) => (value === '' ? name : `${name}=${value}`)).join('&')}`
}
