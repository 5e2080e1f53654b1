import { CATALOGUE, type KindId } from '../catalogue.ts'
import type { HeaderReading } from '../vocabulary/vocabulary.ts'
import type { ColumnCase, Side } from './column-case.ts'
import type { ColumnFacts } from './column-facts.ts'
import { isGrouping, isHeadCount } from './groups.ts'
import type { Hypothesis } from './hypothesis.ts'

/**
 * Points of a column that names or numbers a person, when each row has nearly its own value. Chosen, not learnt: 2 are enough
 * where nothing speaks against (`bench/detection.ts` measures them).
 */
const ANCHORS: Partial<Record<KindId, number>> = {
  'name.full': 2.5,
  'name.given': 1.6,
  'name.family': 1.8,
  'name.initials': 0.5,
  'name.title': 1,
  'birth.date': 2.5,
  'birth.year': 1.2,
  'contact.email': 2,
  'contact.phone': 1.2,
  'online.username': 1.5,
  'credential.password': 1.5,
  'account.card': 2,
  'account.iban': 1.5,
  'vehicle.plate': 0.8,
  'media.photo': 0.8,
  'online.ip': 2,
}
/** A State numbers persons: nothing else has such a number. */
const NATIONAL_NUMBER_POINTS = 3
/** What is said of persons only: one such column may be a category, three together describe somebody. */
const TRAITS: Partial<Record<KindId, number>> = {
  age: 1,
  sex: 1,
  'birth.place': 0.8,
  'death.date': 1,
  'civil.marital': 1.2,
  'civil.nationality': 0.6,
  'education.level': 0.9,
  'work.occupation': 0.9,
  'work.employer': 0.5,
  'money.income': 0.7,
  'origin.ethnic': 1,
  'belief.religion': 0.9,
  'belief.politics': 0.4,
  'family.relation': 0.8,
  'sex-life': 1,
  offence: 0.7,
  permit: 0.5,
  genetic: 0.8,
  biometric: 0.8,
}
/** Only the living are ill, and some registers are of animals. */
const HEALTH_POINTS = 0.8
/** Heights, weights and lengths are taken of animals and things as well. */
const MEASURE_POINTS = 0.35
const HUMAN_MEASURE_POINTS = 0.6
/** A trait that only the header names, over values that could be anything. */
const HEADER_ALONE = 0.6

/** Kinds that also stand on rows about something else: its director, its contact, its author. */
const NAMED_BESIDE: ReadonlySet<KindId> = new Set<KindId>([
  'name.full',
  'name.given',
  'name.family',
  'name.title',
  'contact.email',
  'contact.phone',
  'online.username',
])
/** A director or an author beside it must not make a table of companies or books one of people: three of them may. */
const BESIDE = 0.35

/**
 * Evidence from one side alone counts less, from none not at all; a name that recurs on many rows, or stands on rows whose own
 * subject is a thing, names somebody beside it.
 */
export function anchorPoints({ facts, header, hypotheses }: ColumnCase, subject: Side | null): number {
  const best = hypotheses[0]
  if (!best || header.aggregate) return 0
  if (best.kind === 'id.record') return recordPoints(best, header)
  const points =
    CATALOGUE[best.kind].legal === 'national-identifier' ? NATIONAL_NUMBER_POINTS : (ANCHORS[best.kind] ?? 0)
  const beside = subject !== null && subject !== 'people' && NAMED_BESIDE.has(best.kind) ? BESIDE : 1
  return points * sureness(best) * beside * recurrence(facts)
}

/** A key that its header calls somebody's says that each row tells of that person, however often it recurs. */
function recordPoints(best: Hypothesis, header: HeaderReading): number {
  return best.header >= 2 && header.about.people >= 3 && !isHeadCount(header) ? 2 : 0
}

/** A name on many rows is a clerk's, an author's, a street's; on each row its own, it is the row's person. */
function recurrence(facts: ColumnFacts): number {
  const own = facts.column.closed ? 1 : facts.distinct / Math.max(1, facts.filled)
  return own >= 0.3 ? 1 : own >= 0.05 ? 0.5 : 0.25
}

/** Points of a column that says of each row what is said of persons only; a header alone says it less surely. */
export function traitPoints({ header, hypotheses, facts }: ColumnCase): number {
  const best = hypotheses[0]
  if (!best || header.aggregate || facts.distinct < 2 || isGrouping(facts)) return 0
  return pointsOfTrait(best) * (best.value === 0 ? HEADER_ALONE : 1) * sureness(best)
}

function pointsOfTrait({ kind, header }: Hypothesis): number {
  if (kind === 'health.measure') return header === 3 ? HUMAN_MEASURE_POINTS : MEASURE_POINTS
  return TRAITS[kind] ?? (kind.startsWith('health.') ? HEALTH_POINTS : 0)
}

/** Two sides of evidence, or one beyond chance, count whole; one plain side or two hints in part; a hint alone not at all. */
function sureness({ value, header }: Hypothesis): number {
  const strength = value + header
  return strength >= 3 ? 1 : strength === 2 ? 0.6 : 0
}

/** Whether a column of this kind names or numbers a person. */
export function isAnchor(kind: KindId): boolean {
  return ANCHORS[kind] !== undefined || CATALOGUE[kind].legal === 'national-identifier'
}
