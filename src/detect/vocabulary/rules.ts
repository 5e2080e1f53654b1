import type { KindId } from '../catalogue.ts'
import type { Reading } from './header-reading.ts'
import { COUNT_OR_KEY, DATE_WORDS, KEY_WORDS, LONE_WORDS } from './lists.ts'
import { type Parsed, wordOf } from './parsed.ts'
import { SUBJECT_KINDS, type Subject, type Weight } from './phrases.ts'
import type { Span } from './spans.ts'
import { STOP_WORDS } from './tokens.ts'

/** All that a parsed header may mean, a kind perhaps several times. */
export function readingsOf(parsed: Parsed): readonly Reading[] {
  return parsed.counts ? countedReadings(parsed) : plainReadings(parsed)
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

function lower(weight: Weight): Weight | null {
  return weight === 1 ? null : ((weight - 1) as Weight)
}
