import { CATALOGUE, type KindId } from './catalogue.ts'
import type { ColumnFacts } from './column-facts.ts'
import type { About, Reason } from './finding.ts'
import type { Hypothesis } from './hypotheses.ts'
import { because } from './reasons.ts'
import { type HeaderReading, tableAboutWords } from './vocabulary/vocabulary.ts'

/** A column as the table's judgement sees it. */
export type ColumnCase = Readonly<{ facts: ColumnFacts; header: HeaderReading; hypotheses: readonly Hypothesis[] }>

export type TableAbout = Readonly<{
  about: About
  /** Evidence that rows are about persons, in points: 2.5 decides when nothing else weighs more. */
  people: number
  reasons: readonly Reason[]
  /** Most headers tell nothing, so that a column without a finding is not taken for information about a person. */
  isOpaque: boolean
}>

/** Points of a column that names or numbers a person, when each row has nearly its own value. */
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
}
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
const HEALTH_POINTS = 0.8
const MOST_TRAIT_POINTS = 4.5
const DECISIVE = 2.5

/** Decides what the rows of a table are about, from all its columns together and its headers' words. */
export function aboutOf(columns: readonly ColumnCase[], tableName: string): TableAbout {
  const said = sharesOf(
    tableAboutWords(
      columns.map(column => column.facts.column.name),
      tableName,
    ),
  )
  const anchors = columns.map(column => ({ column, points: anchorPoints(column) })).filter(one => one.points > 0)
  const traits = columns.map(column => traitPoints(column)).reduce((sum, points) => sum + points, 0)
  const anchored = anchors.map(one => one.points).sort((a, b) => b - a)
  const aggregates = aggregatePoints(columns) + said.aggregates * 1.5
  const scores: Record<Exclude<About, 'unknown'>, number> = {
    people:
      anchored.reduce((sum, points, i) => sum + points / (1 + i * 0.5), 0) +
      Math.min(traits, MOST_TRAIT_POINTS) +
      said.people * 1.5,
    companies: keyPoints(columns, 'company.') + said.companies * 2,
    places: keyPoints(columns, 'place.') + said.places * 2,
    aggregates,
    things: said.things * 2,
  }
  const opaque = columns.filter(column => column.header.opaque).length
  const about = decide(scores)
  return {
    about,
    people: scores.people,
    isOpaque: opaque > columns.length / 2,
    reasons: aboutReasons(
      about,
      columns,
      anchors.sort((a, b) => b.points - a.points).map(one => one.column),
      aggregates,
    ),
  }
}

/** Each side's share of the words, so that many columns weigh no more than few; a word or two alone weigh little. */
function sharesOf<K extends string>(words: Readonly<Record<K, number>>): Readonly<Record<K, number>> {
  const total = 2 + Object.values<number>(words).reduce((sum, n) => sum + n, 0)
  return Object.fromEntries(Object.entries<number>(words).map(([side, n]) => [side, n / total])) as Record<K, number>
}

function decide(scores: Record<Exclude<About, 'unknown'>, number>): About {
  const { people, ...others } = scores
  const [other, most] = Object.entries(others).reduce((a, b) => (b[1] > a[1] ? b : a)) as [About, number]
  if (people >= DECISIVE && people >= most) return 'people'
  return most >= 1 && most > people ? other : 'unknown'
}

/** Evidence from one side counts half; a name that recurs on many rows names something that the rows belong to, not their subject. */
function anchorPoints({ facts, header, hypotheses }: ColumnCase): number {
  const best = hypotheses[0]
  if (!best || header.aggregate) return 0
  const points =
    CATALOGUE[best.kind].legal === 'national-identifier'
      ? NATIONAL_NUMBER_POINTS
      : (ANCHORS[best.kind] ?? recordPoints(best, header))
  const sides = best.value + best.header
  const sure = sides >= 3 ? 1 : sides === 2 ? 0.6 : 0
  return points * sure * recurrence(facts)
}

function recordPoints(best: Hypothesis, header: HeaderReading): number {
  return best.kind === 'id.record' && header.about.people >= 2 ? 2 : 0
}

function recurrence(facts: ColumnFacts): number {
  const own = facts.column.closed ? 1 : facts.distinct / Math.max(1, facts.filled)
  return own >= 0.3 ? 1 : own >= 0.05 ? 0.5 : 0.25
}

function traitPoints({ header, hypotheses, facts }: ColumnCase): number {
  const best = hypotheses[0]
  if (!best || header.aggregate || facts.distinct < 2 || isGrouping(facts)) return 0
  const points = TRAITS[best.kind] ?? (best.kind.startsWith('health.') ? HEALTH_POINTS : 0)
  return points * (best.value + best.header >= 3 ? 1 : best.value + best.header === 2 ? 0.6 : 0)
}

/** A trait (age, sex, region) with a value of its own on each row is what the rows were counted by. */
function isGrouping(facts: ColumnFacts): boolean {
  return facts.isKeyLike && facts.filled >= 5
}

const GROUPINGS: ReadonlySet<KindId> = new Set<KindId>([
  'age',
  'sex',
  'address.region',
  'address.country',
  'place.commune',
  'work.occupation',
  'education.level',
])

/** Headers that count, columns measured with decimals, and rows that are each one group or one place. */
function aggregatePoints(columns: readonly ColumnCase[]): number {
  const share = (test: (column: ColumnCase) => boolean): number =>
    columns.filter(test).length / Math.max(1, columns.length)
  const counted = share(column => column.header.aggregate)
  const measured = share(({ facts }) => facts.numbers !== null && !facts.numbers.integers)
  const grouped = columns.some(({ facts, hypotheses: [best] }) => best && GROUPINGS.has(best.kind) && isGrouping(facts))
  const headers = counted >= 0.5 ? 4 : counted >= 0.3 ? 2.5 : counted * 3
  return headers + (measured >= 0.7 ? 2 : measured >= 0.4 ? 1 : 0) + (grouped ? 2.5 : 0)
}

function keyPoints(columns: readonly ColumnCase[], family: string): number {
  const keys = columns.filter(
    ({ hypotheses: [best] }) => best?.kind.startsWith(family) && best.value + best.header >= 2,
  )
  return keys.length > 0 ? 2 : 0
}

function aboutReasons(
  about: About,
  columns: readonly ColumnCase[],
  anchors: readonly ColumnCase[],
  aggregates: number,
): Reason[] {
  if (about === 'unknown') return [because('detect/about-unknown', {})]
  if (about === 'aggregates' && aggregates > 0) {
    return [because('detect/about-aggregates', { count: columns.filter(column => column.header.aggregate).length })]
  }
  if (about !== 'people') return []
  const named = anchors
    .slice(0, 3)
    .map(({ facts, hypotheses }) =>
      because('detect/about-column', { column: labelOf(facts), kind: hypotheses[0].kind }),
    )
  const traits = columns.filter(column => traitPoints(column) > 0).length
  return traits >= 2 ? [...named, because('detect/about-columns', { count: traits })] : named
}

/** How a column is called where it has no name: by its place. */
export function labelOf(facts: ColumnFacts): string {
  return facts.column.name === '' ? `#${facts.column.index + 1}` : facts.column.name
}
