import type { KindId } from '../catalogue.ts'
import type { About, Reason } from '../finding.ts'
import { labelOf } from '../label.ts'
import { because } from '../reasons.ts'
import { tableAboutWords } from '../vocabulary/vocabulary.ts'
import type { ColumnCase, Side } from './column-case.ts'
import { aggregatePoints, isTally } from './groups.ts'
import { anchorPoints, traitPoints } from './people-points.ts'
import { isOfContact, subjectOf } from './subject.ts'

/** What the rows of a table are about, and how that was weighed. */
export type TableAbout = Readonly<{
  about: About
  /** Evidence that rows are about persons, in points: 2 decide when nothing else weighs more. */
  people: number
  /** The evidence for each side, in the same points. */
  scores: Sides
  reasons: readonly Reason[]
  /** Most headers tell nothing, so that a column without a finding is not taken for information about a person. */
  isOpaque: boolean
}>

/** Something for each side: points, or shares of words. */
type Sides = Readonly<Record<Side, number>>

/** Traits of one person are told in many columns: past this, more of them add nothing. */
const MOST_TRAIT_POINTS = 4.5
/** One sure name on each row, or two traits and words for people. Less would block lists of things with an author. */
const DECISIVE = 2
/** Nearly as much evidence for another side leaves the rows undecided, unless there is this much for people. */
const MARGIN = 1.4
const PLAIN = 4
/** Less for another side says nothing: the rows stay unknown. */
const FEWEST_FOR_OTHERS = 1
/** Where hardly anything speaks for another side, less decides. */
const UNOPPOSED = 1.5
const UNOPPOSED_MARGIN = 2.2
/** Where rows count the people of groups, traits and given names are those of the groups. */
const OF_GROUPS = 0.4

/**
 * Anchors count whole (0.4 + 1.2 × 0.5) where headers speak of no side, 0.4 where they speak of another side only. Never
 * nothing: names stay names under the headers of a shop.
 */
const ANCHORS_AT_LEAST = 0.4
const LEANING_WEIGHT = 1.2
/** What all words of the headers for one side are worth; words for counting also stand beside people. */
const WORD_POINTS = 2
const COUNTING_WORD_POINTS = 1.5
/** A column that plainly holds the name or number of companies or places. */
const KEY_POINTS = 2

/**
 * Decides what the rows of a table are about, from all its columns together and its headers' words. `isOpaque`: its headers are
 * not believed (`areHeadersOpaque`). The points are chosen, not learnt; `bench/detection.ts` measures them.
 */
export function aboutOf(columns: readonly ColumnCase[], tableName: string, isOpaque: boolean): TableAbout {
  const names = columns.map(column => column.facts.column.name)
  const said = sharesOf(tableAboutWords(names, tableName))
  const subject = subjectOf(columns)
  const anchors = anchorsOf(columns, subject)
  const scores: Record<Side, number> = {
    people: peoplePoints(columns, anchors, said),
    companies: keyPoints(columns, 'company.') + said.companies * WORD_POINTS,
    places: keyPoints(columns, 'place.') + said.places * WORD_POINTS,
    aggregates: aggregatePoints(columns) + said.aggregates * COUNTING_WORD_POINTS,
    things: said.things * WORD_POINTS,
  }
  if (subject) scores[subject] += SUBJECT_POINTS
  const about = decide(scores)
  return { about, people: scores.people, scores, isOpaque, reasons: aboutReasons(about, columns, anchors, scores) }
}

type Anchor = Readonly<{ column: ColumnCase; points: number }>

/** The columns that name or number a person, those with most points first. */
function anchorsOf(columns: readonly ColumnCase[], subject: Side | null): Anchor[] {
  const anchors = columns
    .map(column => ({ column, points: anchorPoints(column, subject) }))
    .filter(one => one.points > 0)
    .sort((a, b) => b.points - a.points)
  const ofContact = anchors.every(({ column }) => isOfContact(column.header))
  return ofContact ? anchors.map(one => ({ ...one, points: one.points * OF_CONTACT })) : anchors
}

/** Where nobody but whom to ask is named, the rows are about what is asked about. */
const OF_CONTACT = 0.35

/** Each further anchor counts less (two thirds, a half …: they name the same person); words weigh what anchors say. */
function peoplePoints(columns: readonly ColumnCase[], anchors: readonly Anchor[], said: Sides): number {
  const ofRows = isTally(columns) ? OF_GROUPS : 1
  const anchored = anchors.reduce((sum, { points }, i) => sum + points / (1 + i * 0.5), 0) * ofRows
  const traits = sumOfTraits(columns) * ofRows * (isOfPosts(columns, anchors) ? OF_POSTS_ALONE : 1)
  const spoken = columns.filter(speaksOfPeople).length
  return (
    anchored * (ANCHORS_AT_LEAST + LEANING_WEIGHT * leaning(said)) +
    Math.min(traits, MOST_TRAIT_POINTS) +
    Math.min(spoken * SPOKEN_POINTS, MOST_SPOKEN_POINTS) +
    said.people
  )
}

/** Accounts have many columns of amounts: after the first, each says little of a person. */
const AGAIN = 0.15
/** Said of posts as well: where nothing else tells of a person, these are lists of jobs and scales of pay. */
const OF_POSTS: ReadonlySet<KindId> = new Set<KindId>(['work.occupation', 'money.income', 'money.amount'])
const OF_POSTS_ALONE = 0.4

function isOfPosts(columns: readonly ColumnCase[], anchors: readonly Anchor[]): boolean {
  return (
    anchors.length === 0 &&
    columns.every(column => traitPoints(column) === 0 || OF_POSTS.has(column.hypotheses[0]!.kind))
  )
}

function sumOfTraits(columns: readonly ColumnCase[]): number {
  const seen = new Set<KindId>()
  return columns.reduce((sum, column) => {
    const points = traitPoints(column)
    const kind = column.hypotheses[0]?.kind
    if (points === 0 || kind === undefined) return sum
    const share = kind.startsWith('money.') && seen.has(kind) ? AGAIN : 1
    seen.add(kind)
    return sum + points * share
  }, 0)
}

/** A column whose header speaks of a person, beyond the traits that are weighed apart. */
const SPOKEN_POINTS = 0.3
const MOST_SPOKEN_POINTS = 1.5
/** What the column that tells rows apart is about, the table is likely about. */
const SUBJECT_POINTS = 1.5

/** How far the words lean to people against the strongest other side: 0.5 where none is said, 0 to 0.6. */
function leaning({ people, ...others }: Sides): number {
  const other = Math.max(...Object.values(others))
  return people + other < 0.1 ? 0.5 : Math.min(0.6, people / (people + other))
}

function speaksOfPeople({ header, facts }: ColumnCase): boolean {
  const { people, ...others } = header.about
  return people >= 2 && people > Math.max(...Object.values(others)) && !header.aggregate && facts.distinct >= 2
}

/** Each side's share of the words, so that many columns weigh no more than few; a word or two alone weigh little. */
function sharesOf(words: Sides): Sides {
  const total = 2 + Object.values(words).reduce((sum, n) => sum + n, 0)
  return Object.fromEntries(Object.entries(words).map(([side, n]) => [side, n / total])) as Sides
}

function decide(scores: Sides): About {
  const { people, ...others } = scores
  const [other, most] = Object.entries(others).reduce((a, b) => (b[1] > a[1] ? b : a)) as [About, number]
  if (people >= UNOPPOSED && people >= most * UNOPPOSED_MARGIN) return 'people'
  if (people >= DECISIVE && (people >= most * MARGIN || people >= PLAIN)) return people >= most ? 'people' : other
  return most >= FEWEST_FOR_OTHERS && most > people ? other : 'unknown'
}

function keyPoints(columns: readonly ColumnCase[], family: string): number {
  const keys = columns.filter(
    ({ hypotheses: [best] }) => best?.kind.startsWith(family) && best.value + best.header >= 2,
  )
  return keys.length > 0 ? KEY_POINTS : 0
}

function aboutReasons(
  about: About,
  columns: readonly ColumnCase[],
  anchors: readonly Anchor[],
  scores: Sides,
): Reason[] {
  if (about === 'unknown') return [because('detect/about-unknown', {})]
  if (about === 'aggregates' && scores.aggregates > 0) {
    return [because('detect/about-aggregates', { count: columns.filter(column => column.header.aggregate).length })]
  }
  if (about !== 'people') return []
  const named = anchors
    .slice(0, 3)
    .map(({ column: { facts, hypotheses } }) =>
      because('detect/about-column', { column: labelOf(facts.column), kind: hypotheses[0].kind }),
    )
  const traits = columns.filter(column => traitPoints(column) > 0).length
  return traits >= 2 ? [...named, because('detect/about-columns', { count: traits })] : named
}
