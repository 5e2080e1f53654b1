import { CATALOGUE, type KindId } from '../catalogue.ts'
import type { About, Reason } from '../finding.ts'
import { because } from '../reasons.ts'
import { type HeaderReading, tableAboutWords } from '../vocabulary/vocabulary.ts'
import type { ColumnFacts } from './column-facts.ts'
import { isContradicted } from './hypotheses.ts'
import type { Hypothesis } from './hypothesis.ts'

/** A column as the table's judgement sees it. */
export type ColumnCase = Readonly<{
  facts: ColumnFacts
  header: HeaderReading
  /** The header is made of words that somebody would read as words. */
  isWorded: boolean
  hypotheses: readonly Hypothesis[]
}>

export type TableAbout = Readonly<{
  about: About
  /** Evidence that rows are about persons, in points: 2 decide when nothing else weighs more. */
  people: number
  /** The evidence for each side, in the same points. */
  scores: Readonly<Record<Side, number>>
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
  'online.ip': 2,
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
/** Heights, weights and lengths are taken of animals and things as well. */
const MEASURE_POINTS = 0.35
const HUMAN_MEASURE_POINTS = 0.6
const MOST_TRAIT_POINTS = 4.5
/** A trait that only the header names, over values that could be anything. */
const HEADER_ALONE = 0.6
const DECISIVE = 2
/** Nearly as much evidence for another side leaves the rows undecided, unless there is this much for people. */
const MARGIN = 1.4
const PLAIN = 4
/** Where hardly anything speaks for another side, less decides. */
const UNOPPOSED = 1.5
const UNOPPOSED_MARGIN = 2.2
/** Where rows count the people of groups, traits and given names are those of the groups. */
const OF_GROUPS = 0.4

/** Decides what the rows of a table are about, from all its columns together and its headers' words. */
export function aboutOf(columns: readonly ColumnCase[], tableName: string, isOpaque: boolean): TableAbout {
  const names = columns.map(column => column.facts.column.name)
  const said = sharesOf(tableAboutWords(names, tableName))
  const subject = subjectOf(columns)
  const isTallied = isTally(columns)
  const anchors = columns
    .map(column => ({ column, points: anchorPoints(column, subject) }))
    .filter(one => one.points > 0)
  const ranked = anchors.sort((a, b) => b.points - a.points)
  const anchored = ranked.reduce((sum, { points }, i) => sum + points / (1 + i * 0.5), 0) * (isTallied ? OF_GROUPS : 1)
  const traits = columns.reduce((sum, column) => sum + traitPoints(column), 0) * (isTallied ? OF_GROUPS : 1)
  const spoken = columns.filter(speaksOfPeople).length
  const scores: Record<Side, number> = {
    people:
      anchored * (0.4 + 1.2 * leaning(said)) +
      Math.min(traits, MOST_TRAIT_POINTS) +
      Math.min(spoken * SPOKEN_POINTS, MOST_SPOKEN_POINTS) +
      said.people,
    companies: keyPoints(columns, 'company.') + said.companies * 2,
    places: keyPoints(columns, 'place.') + said.places * 2,
    aggregates: aggregatePoints(columns) + said.aggregates * 1.5,
    things: said.things * 2,
  }
  if (subject) scores[subject] += SUBJECT_POINTS
  const about = decide(scores)
  return {
    about,
    people: scores.people,
    scores,
    isOpaque,
    reasons: aboutReasons(
      about,
      columns,
      ranked.map(one => one.column),
      scores.aggregates,
    ),
  }
}

type Side = Exclude<About, 'unknown'>
/** A column whose header speaks of a person, beyond the traits that are weighed apart. */
const SPOKEN_POINTS = 0.3
const MOST_SPOKEN_POINTS = 1.5
/** What the column that tells rows apart is about, the table is likely about. */
const SUBJECT_POINTS = 1.5
/** Above this share of headers that say nothing, no header of the table is trusted to make a column personal. */
const MOSTLY_OPAQUE = 0.5
/** Of the columns whose values say what they are, fewer than this share of headers say the same. */
const SELDOM_AGREES = 0.34
const FEWEST_EVIDENT = 2
/** Of the headers that plainly announce a kind, more than this share announce what their values are not. */
const OFTEN_CONTRADICTED = 0.3

/** Whether the headers say nothing, or something else than the values show: they are then not believed. */
export function areHeadersOpaque(columns: readonly ColumnCase[]): boolean {
  const share = (test: (column: ColumnCase) => boolean): number =>
    columns.filter(test).length / Math.max(1, columns.length)
  if (share(column => column.header.opaque) > MOSTLY_OPAQUE) return true
  const evident = columns.filter(({ hypotheses }) => hypotheses.some(one => one.value >= 2))
  const agreeing = evident.filter(({ hypotheses }) => hypotheses.some(one => one.value >= 2 && one.header >= 1)).length
  const hiding = evident.filter(
    one => one.hypotheses.every(h => h.value < 2 || h.header === 0) && saysNothingTrue(one),
  ).length
  if (hiding >= FEWEST_EVIDENT && agreeing < (agreeing + hiding) * SELDOM_AGREES) return true
  const plain = columns.filter(({ header }) => header.readings.some(reading => reading.weight >= 2))
  const contradicted = plain.filter(({ facts, header }) => isContradicted(facts, header)).length
  const isGibberish = evident.length > 0 && share(column => !column.isWorded) > MOSTLY_OPAQUE
  return (
    agreeing === 0 &&
    (isGibberish || (contradicted >= FEWEST_EVIDENT && contradicted > plain.length * OFTEN_CONTRADICTED))
  )
}

/** A header that is no word, or announces plainly what its values are not. */
function saysNothingTrue({ facts, header, isWorded }: ColumnCase): boolean {
  return (
    header.opaque || !isWorded || isContradicted(facts, header) || header.readings.some(reading => reading.weight >= 2)
  )
}

/** How far the words lean to people against the strongest other side: 0.5 where none is said, 0 to 0.6. */
function leaning({ people, ...others }: Readonly<Record<Side, number>>): number {
  const other = Math.max(...Object.values(others))
  return people + other < 0.1 ? 0.5 : Math.min(0.6, people / (people + other))
}

function speaksOfPeople({ header, facts }: ColumnCase): boolean {
  const { people, ...others } = header.about
  return people >= 2 && people > Math.max(...Object.values(others)) && !header.aggregate && facts.distinct >= 2
}

/** A name of a few words on each row that is nobody's: of a book, a work, a product. */
function isTitle(
  { letters, meanWords, meanLength, isCounter }: ColumnFacts,
  header: HeaderReading,
  sides: number,
): boolean {
  return (
    sides < 2 &&
    header.about.people < 2 &&
    !header.opaque &&
    letters >= 0.8 &&
    meanWords >= 1.4 &&
    meanWords <= 8 &&
    meanLength <= 80 &&
    !isCounter
  )
}

/** What the first column with a value of its own on each row is: the subject of the rows. Null where it does not say. */
function subjectOf(columns: readonly ColumnCase[]): Exclude<Side, 'aggregates'> | null {
  for (const { facts, header, hypotheses } of columns) {
    const isOwn = facts.filled >= 5 && (facts.column.closed || facts.distinct >= facts.filled * 0.95)
    if (!isOwn || facts.dates !== null || (facts.numbers !== null && !facts.numbers.integers)) continue
    const [best] = hypotheses
    const sides = best ? best.value + best.header : 0
    const { people, companies, places, things } = header.about
    if (people >= 2 && people > Math.max(companies, places, things)) return 'people'
    if (best && sides >= 2 && (ANCHORS[best.kind] || CATALOGUE[best.kind].legal === 'national-identifier'))
      return 'people'
    if (best && sides >= 2 && best.kind.startsWith('company.')) return 'companies'
    if (best && sides >= 2 && best.kind.startsWith('place.')) return 'places'
    if (isTitle(facts, header, sides)) return 'things'
    const most = Math.max(companies, places, things)
    if (most >= 1) return most === things ? 'things' : most === companies ? 'companies' : 'places'
  }
  return null
}

/** Each side's share of the words, so that many columns weigh no more than few; a word or two alone weigh little. */
function sharesOf(words: Readonly<Record<Side, number>>): Readonly<Record<Side, number>> {
  const total = 2 + Object.values(words).reduce((sum, n) => sum + n, 0)
  return Object.fromEntries(Object.entries(words).map(([side, n]) => [side, n / total])) as Record<Side, number>
}

function decide(scores: Readonly<Record<Side, number>>): About {
  const { people, ...others } = scores
  const [other, most] = Object.entries(others).reduce((a, b) => (b[1] > a[1] ? b : a)) as [About, number]
  if (people >= UNOPPOSED && people >= most * UNOPPOSED_MARGIN) return 'people'
  if (people >= DECISIVE && (people >= most * MARGIN || people >= PLAIN)) return people >= most ? 'people' : other
  return most >= 1 && most > people ? other : 'unknown'
}

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
const BESIDE = 0.35

/**
 * Evidence from one side alone counts less, from none not at all; a name that recurs on many rows, or stands on rows whose own
 * subject is a thing, names somebody beside it.
 */
function anchorPoints({ facts, header, hypotheses }: ColumnCase, subject: Side | null): number {
  const best = hypotheses[0]
  if (!best || header.aggregate) return 0
  if (best.kind === 'id.record') return recordPoints(best, header)
  const points =
    CATALOGUE[best.kind].legal === 'national-identifier' ? NATIONAL_NUMBER_POINTS : (ANCHORS[best.kind] ?? 0)
  const sides = best.value + best.header
  const sure = sides >= 3 ? 1 : sides === 2 ? 0.6 : 0
  const beside = subject !== null && subject !== 'people' && NAMED_BESIDE.has(best.kind) ? BESIDE : 1
  return points * sure * beside * recurrence(facts)
}

/** A key that its header calls somebody's says that each row tells of that person, however often it recurs. */
function recordPoints(best: Hypothesis, header: HeaderReading): number {
  return best.header >= 2 && header.about.people >= 3 && !isHeadCount(header) ? 2 : 0
}

function recurrence(facts: ColumnFacts): number {
  const own = facts.column.closed ? 1 : facts.distinct / Math.max(1, facts.filled)
  return own >= 0.3 ? 1 : own >= 0.05 ? 0.5 : 0.25
}

function traitPoints({ header, hypotheses, facts }: ColumnCase): number {
  const best = hypotheses[0]
  if (!best || header.aggregate || facts.distinct < 2 || isGrouping(facts)) return 0
  const points =
    TRAITS[best.kind] ??
    (best.kind === 'health.measure'
      ? best.header === 3
        ? HUMAN_MEASURE_POINTS
        : MEASURE_POINTS
      : best.kind.startsWith('health.')
        ? HEALTH_POINTS
        : 0)
  return (
    points *
    (best.value === 0 ? HEADER_ALONE : 1) *
    (best.value + best.header >= 3 ? 1 : best.value + best.header === 2 ? 0.6 : 0)
  )
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
  const headers = counted >= 0.5 ? 4 : counted >= 0.3 || isTally(columns) ? 2.5 : counted * 3
  return headers + (measured >= 0.7 ? 2 : measured >= 0.4 ? 1 : 0) + (grouped ? 2.5 : 0)
}

/** One column is a bare count, and nothing names anybody: each row counts the people of a group. */
function isTally(columns: readonly ColumnCase[]): boolean {
  const names = columns.some(({ hypotheses: [best] }) => best && best.value + best.header >= 2 && NAMING.has(best.kind))
  return (
    !names && columns.some(({ header, facts }) => isCounted(header) && facts.numbers !== null && facts.numbers.min >= 0)
  )
}
function isCounted(header: HeaderReading): boolean {
  return isCountWord(header) || isHeadCount(header)
}

/** People in the plural over whole numbers: refugees, women, voters were counted. */
function isHeadCount({ tokens, about }: HeaderReading): boolean {
  return about.people >= 2 && tokens.some(token => PLURALS.test(token))
}

const PLURALS =
  /^(?:men|women|people|personnes|persons|hommes|femmes|refugees|voters|inscrits|votants|habitants|households|seekers|students|pupils|patients|residents|employees|workers|members|passengers)$/

function isCountWord({ aggregate, about, tokens }: HeaderReading): boolean {
  return tokens.length === 1 && (aggregate || about.aggregates >= 2)
}

const NAMING: ReadonlySet<KindId> = new Set<KindId>(['name.full', 'birth.date', 'contact.email'])

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
