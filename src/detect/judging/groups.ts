import type { KindId } from '../catalogue.ts'
import type { HeaderReading } from '../vocabulary/vocabulary.ts'
import { type ColumnCase, shareOf } from './column-case.ts'
import { type ColumnFacts, isMeasured } from './column-facts.ts'

/** Fewer rows have each a value of their own by chance. */
const FEWEST_GROUPS = 5

/** A trait (age, sex, region) with a value of its own on each row is what the rows were counted by. */
export function isGrouping(facts: ColumnFacts): boolean {
  return facts.isKeyLike && facts.filled >= FEWEST_GROUPS
}

/** What people are counted by. */
const GROUPINGS: ReadonlySet<KindId> = new Set<KindId>([
  'age',
  'sex',
  'address.region',
  'address.country',
  'place.commune',
  'work.occupation',
  'education.level',
])

/**
 * Headers that count, columns measured with decimals, and rows that are each one group or one place: points for rows that count
 * people. Half of the headers that count decide alone (`DECISIVE` is 2, a plain table of people 4). Too many would clear a table
 * of people with some figures; too few would block statistics, which a reader corrects at a glance.
 */
export function aggregatePoints(columns: readonly ColumnCase[]): number {
  const counted = shareOf(columns, column => column.header.aggregate)
  const measured = shareOf(columns, ({ facts }) => isMeasured(facts))
  const grouped = columns.some(({ facts, hypotheses: [best] }) => best && GROUPINGS.has(best.kind) && isGrouping(facts))
  const headers = counted >= 0.5 ? 4 : counted >= 0.3 || isTally(columns) ? 2.5 : counted * 3
  return headers + (measured >= 0.7 ? 2 : measured >= 0.4 ? 1 : 0) + (grouped ? 2.5 : 0)
}

/** One column is a bare count, and nothing names anybody: each row counts the people of a group. */
export function isTally(columns: readonly ColumnCase[]): boolean {
  const names = columns.some(({ hypotheses: [best] }) => best && best.value + best.header >= 2 && NAMING.has(best.kind))
  return (
    !names && columns.some(({ header, facts }) => isCounted(header) && facts.numbers !== null && facts.numbers.min >= 0)
  )
}

function isCounted(header: HeaderReading): boolean {
  return isCountWord(header) || isHeadCount(header)
}

/** People in the plural over whole numbers: refugees, women, voters were counted. Children may be those of the person. */
export function isHeadCount({ tokens, about, aggregate }: HeaderReading): boolean {
  return (aggregate || about.people >= 2) && tokens.some(token => PLURALS.test(token))
}

/** Words for many persons. `children` is not one: it is also how many somebody has. */
const PLURALS =
  /^(?:men|women|people|personnes|persons|hommes|femmes|refugees|voters|inscrits|votants|habitants|households|seekers|students|pupils|patients|residents|employees|workers|members|passengers|beneficiaries|beneficiaires|allocataires|demandeurs|eleves|etudiants|salaries|agents|usagers|assures)$/

function isCountWord({ aggregate, about, tokens }: HeaderReading): boolean {
  return tokens.length === 1 && (aggregate || about.aggregates >= 2)
}

/** One of these plainly found, and the rows are persons, not groups, whatever is counted beside it. */
const NAMING: ReadonlySet<KindId> = new Set<KindId>(['name.full', 'birth.date', 'contact.email'])
