import type { KindId } from '../catalogue.ts'
import { type About, aboutOf } from './about.ts'
import { COUNT_OR_KEY, DATE_WORDS, KEY_WORDS, LONE_WORDS, NAME_WORDS, PHRASES, TIME_WORDS } from './lists.ts'
import { confirmedBy } from './neighbours.ts'
import { isOpaqueName, isYearName } from './opaque.ts'
import { SUBJECT_KINDS, type Subject, type Weight } from './phrases.ts'
import { partsOf, type Span, spansOf } from './spans.ts'
import { fold, STOP_WORDS, tokensOf } from './tokens.ts'

export type { About } from './about.ts'

/** One thing a header may mean; `because` is the phrase of our lists, or the rule, that says so. */
export type Reading = Readonly<{ kind: KindId; weight: Weight; because: string }>

/** What a header says of its column, before any value is read. */
export type HeaderReading = Readonly<{
  tokens: readonly string[]
  /** Best first, at most one a kind. Empty when the header names no kind. */
  readings: readonly Reading[]
  /** The column counts or measures many: `nb_patients`, `taux`, `average age`. */
  aggregate: boolean
  about: About
  /** The header says nothing: `col1`, `V3`, a number. */
  opaque: boolean
}>

/** [Note: headers are read once] Tables share headers and neighbours are asked for again and again: readings are kept, up to this many. */
const MAX_KEPT = 20_000
const kept = new Map<string, HeaderReading>()

/**
 * What the header of a column says: weighted kinds (3 unmistakable, 2 usual, 1 a hint that the values must bear out), whether it
 * counts, whom or what it is about. `neighbours` are the headers of the whole table: `nom` next to `prénom` is a family name.
 * Never throws; any string is a header.
 */
export function headerOf(name: string, neighbours?: readonly string[]): HeaderReading {
  const alone = readingAlone(name)
  return neighbours === undefined ? alone : confirmedBy(alone, neighbours, readingAlone)
}

/** The reading without neighbours. */
function readingAlone(name: string): HeaderReading {
  const known = kept.get(name)
  if (known !== undefined) return known
  const reading = Object.freeze(read(name))
  if (kept.size >= MAX_KEPT) kept.clear()
  kept.set(name, reading)
  return reading
}

/** The header in parts: which spans name kinds, which only a name, a key, a date, a count. */
type Parsed = Readonly<{
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
}>

function read(name: string): HeaderReading {
  const parsed = parse(name)
  const readings = parsed.counts ? countedReadings(parsed) : plainReadings(parsed)
  const best = bestOfEach(readings)
  const about = aboutAll(parsed, best)
  const opaque = best.length === 0 && Object.values(about).every(n => n < 2) && isOpaqueName(fold(name))
  if (isYearName(name)) about.aggregates = Math.max(1, about.aggregates)
  return { tokens: parsed.tokens, readings: best, aggregate: parsed.counts, about, opaque }
}

function parse(name: string): Parsed {
  let { tokens, segments } = tokensOf(name)
  let spans = spansOf(tokens, PHRASES)
  const covered = new Set(spans.flatMap(s => range(s.from, s.to)))
  if (tokens.some((token, i) => !covered.has(i) && token.length >= 6)) {
    const split = tokens.map((token, i) => (covered.has(i) ? null : partsOf(token, PHRASES)) ?? [token])
    segments = split.flatMap((parts, i) => parts.map(() => segments[i]!))
    tokens = split.flat()
    spans = spansOf(tokens, PHRASES)
  }
  return { tokens, segments, ...sorted(tokens, spans, (segments.at(-1) ?? 0) > 0) }
}

function sorted(
  tokens: readonly string[],
  spans: readonly Span[],
  inPath: boolean,
): Omit<Parsed, 'tokens' | 'segments'> {
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
function wordOf(tokens: readonly string[], span: Span): string {
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

/** What stays of a kind that is counted: sums and means of measures and money are still figures about somebody in a people table. */
function countedReadings({ kinds }: Parsed): Reading[] {
  const measures = /^(money\.|health\.measure|attribute|age$|family\.relation)/
  return kinds.flatMap(span =>
    span.meaning.kinds
      .filter(k => measures.test(k.kind) && (span.meaning.about.aggregates ?? 0) < 3)
      .map(k => ({ kind: k.kind, weight: lower(k.weight) ?? 1, because: span.meaning.phrase })),
  )
}

function plainReadings(parsed: Parsed): Reading[] {
  return [
    ...kindReadings(parsed),
    ...nameReadings(parsed),
    ...keyReadings(parsed),
    ...dateReadings(parsed),
    ...roleReadings(parsed),
  ]
}

/** Kinds whose key is that of a list, and says less than the word: `race_id`, `job_id`. */
const KEY_OF_LIST = /^(origin|work|education|belief|civil|health\.(condition|medication)|offence|attribute|event)/

/** Kinds named by phrases, weighed by what stands beside them. */
function kindReadings(parsed: Parsed): Reading[] {
  const last = parsed.segments.at(-1) ?? 0
  return parsed.kinds.flatMap(span => {
    const beside = besideOf(parsed, span)
    if (beside.people < 2 && span.to - span.from < parsed.tokens.length && LONE_WORDS.has(wordOf(parsed.tokens, span)))
      return []
    const early = parsed.segments[span.to - 1]! < last && parsed.kinds.some(k => parsed.segments[k.to - 1] === last)
    return span.meaning.kinds.flatMap(({ kind, weight }) => {
      const owned = ownedWeight(kind, weight, beside)
      const keyed = /^(ids?|uuid|guid|key|pk|fk)$/.test(parsed.key ?? '') && KEY_OF_LIST.test(kind)
      const dated = parsed.date !== null && !/^(birth|death|event|account\.card-s)/.test(kind)
      const now = owned !== null && (early || dated || keyed) ? lower(owned) : owned
      return now === null ? [] : [{ kind, weight: explained(now, span, parsed), because: span.meaning.phrase }]
    })
  })
}

/** Less, but never nothing, where words that we do not know say more than the phrase does: `spi_offense`, a whole question. */
function explained(weight: Weight, span: Span, { tokens, spans }: Parsed): Weight {
  const known = (i: number) =>
    STOP_WORDS.has(tokens[i]!) || /^\d+$/.test(tokens[i]!) || spans.some(s => i >= s.from && i < s.to)
  const unknown = tokens.reduce((sum, token, i) => sum + (known(i) ? 0 : token.length), 0)
  const less = (unknown > 2 * span.length ? 1 : 0) + (unknown > 0 && span.length <= 3 ? 1 : 0)
  return Math.max(1, weight - less) as Weight
}

/** Less where the words beside are about a company, a place or a thing, more where they are about a person; null where nothing stays. */
function ownedWeight(kind: KindId, weight: Weight, beside: Readonly<Record<Subject, number>>): Weight | null {
  if (kind === 'attribute' && weight === 1 && beside.people < 2 && beside.things >= 2) return null
  const elsewhere = Math.max(beside.companies, beside.places) === 3 && beside.people < 2
  if (beside.things === 3 || (elsewhere && !/^(company|place|address)\./.test(kind))) return lower(weight)
  return beside.people >= 2 && weight < 3 ? ((weight + 1) as Weight) : weight
}

/** Whose a bare "name" is: a person's beside a word for people, nobody's beside a word for things. */
function nameReadings(parsed: Parsed): Reading[] {
  const span = parsed.names[0]
  if (span === undefined) return []
  const family = ['nom', 'noms'].includes(parsed.tokens[span.from]!)
  const beside = besideOf(parsed, span)
  const because = span.meaning.phrase
  if (Math.max(beside.companies, beside.places, beside.things) >= Math.max(2, beside.people))
    return beside.companies >= 2 ? [{ kind: 'company.name', weight: 2, because }] : []
  const others = parsed.kinds.some(k => k.meaning.kinds.some(({ weight }) => weight >= 2))
  if (beside.people >= 2)
    return [
      { kind: 'name.full', weight: family ? 2 : 3, because },
      { kind: 'name.family', weight: family ? 3 : 1, because },
    ]
  if (others || parsed.key !== null || parsed.date !== null) return []
  const unknown = parsed.tokens.some((t, i) => i !== span.from && !STOP_WORDS.has(t) && !/^\d+$/.test(t))
  return [
    { kind: 'name.full', weight: 1, because },
    { kind: 'name.family', weight: family && !unknown ? 2 : 1, because },
  ]
}

/** Keys: of a person beside a word for people; of nobody beside a word for companies, places or things. */
function keyReadings(parsed: Parsed): Reading[] {
  const { key, about, kinds, tokens } = parsed
  if (key === null) return []
  const person =
    besidePerson(parsed, key) &&
    kinds.length === 0 &&
    about.people >= 2 &&
    about.people >=
      Math.max(about.companies, about.places, parsed.spans.some(s => s.meaning.about.things === 3) ? 3 : 0)
  if (person) return [{ kind: 'id.record', weight: key === 'code' || key === 'cd' ? 2 : 3, because: key }]
  const alone = tokens.every(t => KEY_WORDS.has(t) || STOP_WORDS.has(t) || /^\d+$/.test(t))
  return alone && !['code', 'cd', 'n', 'no'].includes(key) ? [{ kind: 'id.record', weight: 1, because: key }] : []
}

/** `player no`, not `no 1 player`: words for numbers must touch the word for the person; `id` need not. */
function besidePerson({ spans, tokens }: Parsed, key: string): boolean {
  const at = tokens.indexOf(key)
  const person = spans.filter(s => (s.meaning.about.people ?? 0) >= 2)
  return !COUNT_OR_KEY.has(key) || person.some(s => touches(tokens, s.to, at) || touches(tokens, at + 1, s.from))
}

/** Whether only stop words, or nothing, lie from `from` to `to`. */
function touches(tokens: readonly string[], from: number, to: number): boolean {
  return from <= to && tokens.slice(from, to).every(t => STOP_WORDS.has(t))
}

/** Dates of events: a date word beside what happened, or alone. */
function dateReadings(parsed: Parsed): Reading[] {
  const { date, time, kinds, about } = parsed
  const because = date ?? time
  if (because === null) return []
  const born = kinds.find(s => s.meaning.kinds.some(({ kind }) => kind === 'birth.date' || kind === 'death.date'))
  if (born !== undefined) return bornReadings(born, because)
  if (
    kinds.some(s => s.meaning.kinds.some(({ kind }) => kind.startsWith('event.') || kind === 'account.card-security'))
  )
    return []
  if (date === null) return kinds.length === 0 ? [{ kind: 'event.date', weight: 1, because }] : []
  return [{ kind: 'event.date', weight: about.people >= 2 || kinds.length > 0 ? 2 : 1, because }]
}

/** `naissance` beside `année` is the year of birth; beside `date` (and not already a whole phrase) its date. */
function bornReadings(span: Span, because: string): Reading[] {
  const kind = span.meaning.kinds.find(k => k.kind === 'birth.date' || k.kind === 'death.date')!
  if (kind.kind === 'birth.date' && /^(year|annee|an|jahr|ano|anno|jaar)$/.test(because))
    return [{ kind: 'birth.year', weight: 3, because }]
  return DATE_WORDS.has(because) ? [{ kind: kind.kind, weight: 3, because: span.meaning.phrase }] : []
}

/** A word for one person and nothing else (`patient`, `author`): their name or their key. */
function roleReadings(parsed: Parsed): Reading[] {
  const { spans, about, kinds, names, key, date, tokens } = parsed
  const elsewhere = Math.max(about.companies, about.places, about.things) >= about.people
  if (about.people < 2 || elsewhere || kinds.length > 0 || names.length > 0 || key !== null || date !== null) return []
  const role = spans.find(s => (s.meaning.about.people ?? 0) >= 2)!
  const only = tokens.every((t, i) => (i >= role.from && i < role.to) || STOP_WORDS.has(t) || /^\d+$/.test(t))
  if (!only) return [{ kind: 'attribute', weight: 1, because: role.meaning.phrase }]
  return [
    { kind: 'name.full', weight: 2, because: role.meaning.phrase },
    { kind: 'id.record', weight: 1, because: role.meaning.phrase },
  ]
}

/** What the words beside a span are about. */
function besideOf({ spans }: Parsed, span: Span): Record<Subject, number> {
  const beside: Record<Subject, number> = { people: 0, companies: 0, places: 0, things: 0, aggregates: 0 }
  for (const other of spans)
    if (other !== span)
      for (const subject of SUBJECT_KINDS)
        beside[subject] = Math.max(beside[subject], other.meaning.about[subject] ?? 0)
  return beside
}

function bestOfEach(readings: readonly Reading[]): readonly Reading[] {
  const best = new Map<KindId, Reading>()
  for (const reading of readings)
    if ((best.get(reading.kind)?.weight ?? 0) < reading.weight) best.set(reading.kind, reading)
  return [...best.values()].sort((a, b) => b.weight - a.weight)
}

function aboutAll(parsed: Parsed, readings: readonly Reading[]): Record<Subject, number> {
  const about = { ...parsed.about }
  if (parsed.counts) return { ...about, people: 0, aggregates: Math.max(2, about.aggregates) }
  for (const { kind, weight } of readings.slice(0, 1))
    for (const [subject, n] of Object.entries(aboutOf(kind, weight)) as [Subject, number][])
      about[subject] = Math.max(about[subject], n)
  return about
}

function lower(weight: Weight): Weight | null {
  return weight === 1 ? null : ((weight - 1) as Weight)
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}
