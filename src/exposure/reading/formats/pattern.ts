import { type Refusal, refuse } from '#kernel'
import { ENDED } from '../../contract.ts'
import { bytesOf, type Line, type LineReader, lineOf, methodOf, rangeOf, requestOf, statusOf } from '../line.ts'
import { closingQuote, unescaped, unescapedTarget } from '../quoted.ts'
import { anyTime, clfTime, dayMs, type LocalTime, momentOf, monthOf } from '../time.ts'

/** A directive of the pattern, or the text between two. */
type Piece = Readonly<{ literal: string } | { name: string }>

const DIRECTIVE = /%%|%[<>!\d,]*(?:\{([^}]*)\})?(\^t[io]|[A-Za-z])/g

/**
 * A reader for a format in the directives of Apache's LogFormat, e.g. `%h %l %u %t "%r" %>s %b "%{User-agent}i"`. Those that are not needed
 * are passed over. Refused (`exposure/unusable-pattern`) without a client, a time and a request, or with two directives that nothing parts.
 * Source: Apache 2.4 mod_log_config, "Custom Log Formats".
 */
export function patternReader(pattern: string): LineReader | Refusal {
  const pieces = piecesOf(pattern)
  const names = pieces.flatMap(piece => ('name' in piece ? [piece.name] : []))
  const has = (...wanted: string[]) =>
    wanted.some(name => names.some(each => each === name || each.startsWith(`${name}:`)))
  const touch = pieces.some((piece, i) => 'name' in piece && i > 0 && 'name' in pieces[i - 1])
  if (!has('h', 'a') || !has('t') || !has('r', 'U') || touch) return unusable()
  return (text, state) => {
    const values = valuesOf(text, pieces)
    return values === null ? 'structure' : lineFrom(values, state.utcOf)
  }
}

function unusable(): Refusal {
  return refuse('exposure/unusable-pattern', {
    at: '--pattern',
    seen: 'a pattern without a client, a time or a request, or with directives that touch',
    expected: '%h or %a, %t, and %r or %U, parted by spaces or quotes',
    remedy: 'copy the LogFormat of the server that wrote the logs',
  })
}

function piecesOf(pattern: string): Piece[] {
  const pieces: Piece[] = []
  const text = pattern.replaceAll('\\"', '"').replaceAll('\\t', '\t').replaceAll('\\\\', '\\')
  let from = 0
  let literal = ''
  for (const match of text.matchAll(DIRECTIVE)) {
    literal += text.slice(from, match.index)
    from = match.index + match[0].length
    if (match[0] === '%%') literal += '%'
    else {
      if (literal !== '') pieces.push({ literal })
      literal = ''
      pieces.push({ name: nameOf(match[2], match[1]) })
    }
  }
  literal += text.slice(from)
  if (literal !== '') pieces.push({ literal })
  return pieces.filter((piece, i) => !isQueryOf(piece, pieces[i - 1]))
}

/** `%U%q`, the path and right behind it the query: together they are one target, read as `%U`. */
function isQueryOf(piece: Piece, before: Piece | undefined): boolean {
  return before !== undefined && 'name' in before && before.name === 'U' && 'name' in piece && piece.name === 'q'
}

function nameOf(letter: string, argument: string | undefined): string {
  if (argument === undefined || letter === 'a') return letter
  return letter === 't' ? `t:${argument}` : `${letter}:${argument.toLowerCase()}`
}

/** The text of each directive; null when the line does not fit. A directive in quotes ends at the first quote that is not escaped. */
function valuesOf(text: string, pieces: readonly Piece[]): Map<string, string> | null {
  const values = new Map<string, string>()
  let at = 0
  for (const [i, piece] of pieces.entries()) {
    if ('literal' in piece) {
      if (!text.startsWith(piece.literal, at)) return null
      at += piece.literal.length
    } else {
      const end = endOf(text, at, piece.name, pieces[i + 1])
      if (end === -1) return null
      values.set(piece.name, text.slice(at, end))
      at = end
    }
  }
  return at === text.length ? values : null
}

function endOf(text: string, at: number, name: string, next: Piece | undefined): number {
  if (name === 't' && text[at] === '[') return text.indexOf(']', at) + 1 || -1
  if (next === undefined) return text.length
  if (!('literal' in next)) return -1
  if (next.literal.startsWith('"')) return closingQuote(text, at)
  return text.indexOf(next.literal, at)
}

function lineFrom(values: ReadonlyMap<string, string>, local: LocalTime): Line | ReturnType<LineReader> {
  const say = (name: string) => values.get(name) ?? ''
  const moment = momentIn(values, local)
  if (Number.isNaN(moment.at)) return 'time'
  const status = values.has('s') ? statusOf(say('s')) : 0
  if (status === null) return 'status'
  const sent = sentIn(values)
  if (sent === null) return 'bytes'
  const client = say('a') || say('h')
  if (client === '') return 'structure'
  return lineOf({ format: 'pattern', ...moment, client, status, ...sent, ...askedIn(values), ...headersIn(say) })
}

/**
 * What was sent; null where it is no number. `%b` is the length of the answer, also where the client broke off, and `%O` what went out with the
 * headers: where that is less, it broke off. Source: Apache 2.4 mod_log_config, "Please note that … the %b and %B format strings do not represent the
 * number of bytes sent".
 */
function sentIn(values: ReadonlyMap<string, string>): Pick<Line, 'bytes' | 'hasHeaderBytes' | 'ended'> | null {
  const of = (name: string | undefined) => (name === undefined ? -1 : bytesOf(values.get(name) ?? ''))
  const [body, out] = [of(['B', 'b'].find(name => values.has(name))), of(values.has('O') ? 'O' : undefined)]
  if (body === null || out === null) return null
  if (body > out && out >= 0) return { bytes: out, hasHeaderBytes: true, ended: ENDED.aborted }
  return { bytes: body < 0 ? out : body, hasHeaderBytes: body < 0, ended: endedBy(values.get('X') ?? '') }
}

function askedIn(values: ReadonlyMap<string, string>): Pick<Line, 'method' | 'target'> {
  const request = values.get('r')
  if (request !== undefined) return requestOf(unescapedTarget(request))
  const target = unescapedTarget(values.get('U') ?? '')
  return { method: methodOf(values.get('m') ?? ''), target: target + (values.get('q') ?? '') }
}

function headersIn(say: (name: string) => string): Partial<Line> {
  const range = [say('o:content-range'), say('i:range')].find(text => text !== '' && text !== '-')
  const agent = say('i:user-agent')
  const forwarded = say('i:x-forwarded-for')
  return {
    agent: agent === '-' ? '' : unescaped(agent),
    forwarded: forwarded === '-' ? '' : forwarded,
    ...(range === undefined ? {} : rangeOf(range)),
  }
}

/** `%X`: X is a connection that ended before the answer did. */
function endedBy(connection: string): number {
  return connection === 'X' ? ENDED.aborted : connection === '+' || connection === '-' ? ENDED.complete : ENDED.unknown
}

function momentIn(values: ReadonlyMap<string, string>, local: LocalTime): { at: number; isZoneAssumed: boolean } {
  const plain = values.get('t')
  if (plain !== undefined) return clfTime(plain.replace(/^\[|\]$/g, ''), local)
  const [name, text] = [...values].find(([key]) => key.startsWith('t:')) ?? ['', '']
  const form = name.slice(2).replace(/^(begin|end):/, '')
  if (/^(sec|msec|usec)$/.test(form)) return anyTime(/^\d{9,16}$/.test(text) ? text : '', local)
  return timeInForm(text, form, local)
}

const PARTS: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  m: '(?<m>\\d\\d)',
  d: '(?<d>\\d\\d)',
  e: '(?<d>[ \\d]\\d)',
  b: '(?<b>[A-Z][a-z]{2})',
  H: '(?<H>\\d\\d)',
  M: '(?<M>\\d\\d)',
  S: '(?<S>\\d\\d)',
  z: '(?<z>[+-]\\d\\d:?\\d\\d)',
}

/** A time in a form of strftime: %Y %m %d %e %b %H %M %S %z %F %T. */
function timeInForm(text: string, form: string, local: LocalTime): { at: number; isZoneAssumed: boolean } {
  const source = form
    .replaceAll('%F', '%Y-%m-%d')
    .replaceAll('%T', '%H:%M:%S')
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/%([A-Za-z])/g, (_, letter: string) => PARTS[letter] ?? '.*?')
  const parts = new RegExp(`^\\[?${source}\\]?$`).exec(text)?.groups
  if (parts === undefined) return { at: Number.NaN, isZoneAssumed: false }
  const month = parts.b === undefined ? Number(parts.m) : monthOf(parts.b)
  const day = dayMs(Number(parts.Y), month, Number(parts.d))
  const clock = ((Number(parts.H) * 60 + Number(parts.M)) * 60 + Number(parts.S ?? 0)) * 1000
  return momentOf(day + clock, parts.z, local)
}
