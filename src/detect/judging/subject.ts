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

/** What the first column with a value of its own on each row is: the subject of the rows. Null where it does not say. */
export function subjectOf(columns: readonly ColumnCase[]): Exclude<Side, 'aggregates'> | null {
  for (const { facts, header, hypotheses } of columns) {
    if (!isOwn(facts) || facts.dates !== null || isMeasured(facts) || isOfContact(header)) continue
    const [best] = hypotheses
    const sides = best ? best.value + best.header : 0
    const { people, companies, places, things } = header.about
    if (people >= 2 && people > Math.max(companies, places, things)) return 'people'
    if (best && sides >= 2) {
      if (isAnchor(best.kind) && !OF_MACHINES.has(best.kind)) return 'people'
      if (best.kind.startsWith('company.')) return 'companies'
      if (best.kind.startsWith('place.')) return 'places'
    }
    if (isTitle(facts, header, sides)) return 'things'
    const most = Math.max(companies, places, things)
    if (most >= 1) return most === things ? 'things' : most === companies ? 'companies' : 'places'
  }
  return null
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
