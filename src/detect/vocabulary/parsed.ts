import { clippedParts } from './clipped.ts'
import { COUNT_OR_KEY, DATE_WORDS, KEY_WORDS, NAME_WORDS, PHRASES, TIME_WORDS } from './lists.ts'
import { SUBJECT_KINDS, type Subject } from './phrases.ts'
import { partsOf, type Span, spansOf } from './spans.ts'
import { STOP_WORDS, tokensOf } from './tokens.ts'

/** The header in parts: which spans name kinds, which only a name, a key, a date, a count. */
export type Parsed = Readonly<{
  tokens: readonly string[]
  segments: readonly number[]
  spans: readonly Span[]
  names: readonly Span[]
  kinds: readonly Span[]
  key: string | null
  date: string | null
  time: string | null
  counts: boolean
  about: Record<Subject, number>
  /** Nothing in it is a whole word: what it seems to say is a hint. */
  isClipped: boolean
}>

/** Cuts a header into tokens and says what each phrase in it is for. Glued words that no phrase explains are parted first. */
export function parse(name: string): Parsed {
  let { tokens, segments } = tokensOf(name)
  let spans = spansOf(tokens, PHRASES)
  const covered = new Set(spans.flatMap(s => range(s.from, s.to)))
  if (tokens.some((token, i) => !covered.has(i) && token.length >= 6)) {
    const split = tokens.map((token, i) => (covered.has(i) ? null : partsOf(token, PHRASES)) ?? [token])
    segments = split.flatMap((parts, i) => parts.map(() => segments[i]!))
    tokens = split.flat()
    spans = spansOf(tokens, PHRASES)
  }
  const isClipped = spans.length === 0 && /[A-Z]/.test(name) && name === name.toUpperCase()
  if (isClipped) {
    const whole = tokens.map(token => clippedParts(token, PHRASES) ?? [token])
    segments = whole.flatMap((parts, i) => parts.map(() => segments[i]!))
    tokens = whole.flat()
    spans = spansOf(tokens, PHRASES)
  }
  return { tokens, segments, isClipped, ...sorted(tokens, spans, (segments.at(-1) ?? 0) > 0) }
}

function sorted(
  tokens: readonly string[],
  spans: readonly Span[],
  inPath: boolean,
): Omit<Parsed, 'tokens' | 'segments' | 'isClipped'> {
  const word = (span: Span) => wordOf(tokens, span)
  const counted = countsOf(tokens, spans, inPath)
  const single = (set: ReadonlySet<string>) =>
    tokens.find((t, i) => set.has(t) && spans.every(s => i < s.from || i >= s.to || s.to - s.from === 1)) ?? null
  const names = spans.filter(s => NAME_WORDS.has(word(s)) && !(counted && word(s) === 'nombre'))
  const kinds = spans.filter(
    s =>
      s.meaning.kinds.length > 0 &&
      !NAME_WORDS.has(word(s)) &&
      !KEY_WORDS.has(word(s)) &&
      !DATE_WORDS.has(word(s)) &&
      !TIME_WORDS.has(word(s)),
  )
  const about: Record<Subject, number> = { people: 0, companies: 0, places: 0, things: 0, aggregates: 0 }
  for (const { meaning } of spans)
    for (const subject of SUBJECT_KINDS) about[subject] = Math.max(about[subject], meaning.about[subject] ?? 0)
  return {
    spans,
    names,
    kinds,
    key: single(KEY_WORDS),
    date: single(DATE_WORDS) ?? momentOf(tokens),
    time: single(TIME_WORDS),
    counts: counted,
    about,
  }
}

/** `password_reset_at`, `joined_on`: the moment of what stands before. */
function momentOf(tokens: readonly string[]): string | null {
  const last = tokens.at(-1)
  return tokens.length > 1 && (last === 'at' || last === 'on') ? last : null
}

/** The token of a span of one; '' for a longer phrase. */
export function wordOf(tokens: readonly string[], span: Span): string {
  return span.to - span.from === 1 ? tokens[span.from]! : ''
}

/** Whether the column counts or measures many: a counting word, a ratio (`x per y`), people in the plural and nothing of them. */
function countsOf(tokens: readonly string[], spans: readonly Span[], inPath: boolean): boolean {
  const telling = tokens.filter(t => !STOP_WORDS.has(t))
  const first = spans.every(s => s.from > 0 || s.to === 1 || s.plural)
  if (telling.length > 1 && COUNT_OR_KEY.has(telling[0]!) && isPlural(telling[1]!) && first) return true
  if (!inPath && countsPeople(tokens, spans)) return true
  if (tokens.some((t, i) => t === 'per' && i > 0 && spans.every(s => i < s.from || i >= s.to))) return true
  return spans.some(s => {
    const weight = s.meaning.about.aggregates ?? 0
    return weight === 3
      ? s.meaning.kinds.length === 0 || spans.length === 1
      : weight === 2 && telling.length > s.to - s.from
  })
}

/** `registered voters`, `élèves`: people in the plural with neither name, key, date nor kind. */
function countsPeople(tokens: readonly string[], spans: readonly Span[]): boolean {
  const people = spans.filter(s => (s.meaning.about.people ?? 0) >= 2)
  const some = people.some(s => isPlural(tokens[s.to - 1]!))
  return some && spans.every(s => s.meaning.kinds.length === 0) && !tokens.some(t => KEY_WORDS.has(t))
}

function isPlural(word: string): boolean {
  return (
    word.length > 3 &&
    (/[^su]s$/.test(word) ||
      /^(people|women|men|children|patienten|kunden|studenten|personen|frauen|manner|kinder|schuler)$/.test(word))
  )
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}
