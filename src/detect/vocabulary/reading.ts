import type { KindId } from '../catalogue.ts'
import { aboutOf } from './about.ts'
import type { HeaderReading, Reading } from './header-reading.ts'
import { confirmedBy } from './neighbours.ts'
import { isOpaqueName, isYearName } from './opaque.ts'
import { type Parsed, parse } from './parsed.ts'
import type { Subject, Weight } from './phrases.ts'
import { readingsOf } from './rules.ts'
import { fold } from './tokens.ts'

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

/** Words that were completed do not say what the rows are about: a survey has a thousand clipped headers. */
const NO_SUBJECT: Readonly<Record<Subject, number>> = { people: 0, companies: 0, places: 0, things: 0, aggregates: 0 }

function read(name: string): HeaderReading {
  const parsed = parse(name)
  const found = bestOfEach(readingsOf(parsed))
  const best = parsed.isClipped ? found.map(reading => ({ ...reading, weight: 1 as Weight })) : found
  const about = parsed.isClipped ? { ...NO_SUBJECT } : aboutAll(parsed, best)
  const opaque = best.length === 0 && Object.values(about).every(n => n < 2) && isOpaqueName(fold(name))
  if (isYearName(name)) about.aggregates = Math.max(1, about.aggregates)
  return { tokens: parsed.tokens, readings: best, aggregate: parsed.counts, about, opaque }
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
