import type { KindId } from '../catalogue.ts'
import type { HeaderReading } from '../vocabulary/vocabulary.ts'
import type { ColumnCase, Side } from './column-case.ts'
import { type ColumnFacts, isMeasured } from './column-facts.ts'
import { isAnchor } from './people-points.ts'

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

type Subject = Exclude<Side, 'aggregates'>

/**
 * What the first column with a value of its own on each row is: the subject of the rows. A name in a role (its author, its
 * rapporteur) is the subject only where no later column plainly is. Null where none says.
 */
export function subjectOf(columns: readonly ColumnCase[]): Subject | null {
  let role: Subject | null = null
  for (const column of columns) {
    const { facts, header } = column
    if (!isOwn(facts) || facts.dates !== null || isMeasured(facts) || isOfContact(header)) continue
    if (role !== null && mostOf(header) < PLAINLY) continue
    if (isRole(column)) role = 'people'
    else {
      const subject = subjectSaid(column)
      if (subject !== null) return subject
    }
  }
  return role
}

/** The weight of a word that says outright what a column is about. */
const PLAINLY = 3

const mostOf = ({ about: { companies, places, things } }: HeaderReading): number => Math.max(companies, places, things)

/** Names under a word that people have beside things: 2 of the words for people, 3 being for people alone. */
function isRole({ header, hypotheses: [best] }: ColumnCase): boolean {
  return header.about.people === 2 && best?.kind === 'name.full' && best.value >= 2
}

/** What one column says the rows are, by its words first. */
function subjectSaid({ facts, header, hypotheses: [best] }: ColumnCase): Subject | null {
  const sides = best ? best.value + best.header : 0
  const { people, companies, things } = header.about
  const most = mostOf(header)
  if (people >= 2 && people > most) return 'people'
  if (best && sides >= 2) {
    if (isAnchor(best.kind) && !OF_MACHINES.has(best.kind)) return 'people'
    if (best.kind.startsWith('company.')) return 'companies'
    if (best.kind.startsWith('place.')) return 'places'
  }
  if (isTitle(facts, header, sides)) return 'things'
  if (most < 1) return null
  return most === things ? 'things' : most === companies ? 'companies' : 'places'
}

/** Machines have one as well as people who use them: on each row its own, it is the machine's. */
const OF_MACHINES: ReadonlySet<KindId> = new Set<KindId>(['online.ip'])

/** Whom to ask about the thing of the row: its contact. */
export function isOfContact({ tokens }: HeaderReading): boolean {
  return tokens.some(token => CONTACT.has(token))
}

const CONTACT: ReadonlySet<string> = new Set(['contact', 'kontakt', 'ansprechpartner'])

const FEWEST_ROWS = 5
/** A subject may recur by mistake: a few rows twice in the same export. */
const OWN_SHARE = 0.95

function isOwn({ filled, distinct, column }: ColumnFacts): boolean {
  return filled >= FEWEST_ROWS && (column.closed || distinct >= filled * OWN_SHARE)
}
