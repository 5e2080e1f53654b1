import { CATALOGUE, type KindId } from '../catalogue.ts'
import type { Confidence, Finding, Personal } from '../finding.ts'
import { because } from '../reasons.ts'
import type { TableAbout } from './about.ts'
import type { ColumnCase } from './column-case.ts'
import type { ColumnFacts } from './column-facts.ts'
import { type Hypothesis, weightOf } from './hypothesis.ts'
import { lostZeros } from './spreadsheet.ts'

/** Whether a column is personal data in its table, and its findings, best first. */
export type PersonalDecision = Readonly<{ personal: Personal; kinds: readonly Finding[] }>

/** Decides whether a column is personal data in its table, and which findings are worth saying. */
export function decidePersonal(one: ColumnCase, table: TableAbout, all: readonly ColumnCase[]): PersonalDecision {
  const { facts } = one
  if (facts.filled === 0) return NOT_PERSONAL
  const best = table.isOpaque ? byValue(one.hypotheses) : one.hypotheses[0]
  const confidence = best ? confidenceOf(best, table) : null
  if (!best || !confidence) return otherInformation(one, table)
  const personal = personalOf(best, one, table, all)
  const kinds = [finding(best, confidence, facts)]
  for (const other of one.hypotheses.slice(1, 1 + MOST_OTHERS)) {
    const sure = confidenceOf(other, table)
    if (sure && weightOf(other) >= weightOf(best) - NEARLY_AS_HEAVY && other.value > 0)
      kinds.push(finding(other, sure, facts))
  }
  return { personal, kinds: personal === 'none' ? kinds.filter(found => found.confidence !== 'possible') : kinds }
}

/** The hypothesis that the values speak for most. */
function byValue(hypotheses: readonly Hypothesis[]): Hypothesis | undefined {
  return hypotheses.reduce<Hypothesis | undefined>(
    (best, one) => (one.value > (best?.value ?? 0) ? one : best),
    undefined,
  )
}

/** Further readings of a column worth saying: at most three, each hardly a step (1.1 to 1.3 in `weightOf`) below the best. */
const MOST_OTHERS = 3
const NEARLY_AS_HEAVY = 1.5

const NOT_PERSONAL: PersonalDecision = { personal: 'none', kinds: [] }

/**
 * Certain: the values prove it, or values and header say the same. Likely: one side plainly. Possible: one side hints, or the
 * header claims what the values do not show.
 */
function confidenceOf({ value, header, kind }: Hypothesis, table: TableAbout): Confidence | null {
  if (value === 3 || (value >= 2 && header >= 2) || (value >= 1 && header === 3)) return 'certain'
  if (value === 2 || (value === 1 && header === 2) || header === 3) return 'likely'
  if (header === 2) return table.about === 'people' ? 'likely' : 'possible'
  if (value === 1 && header === 1) return table.about === 'people' ? 'likely' : 'possible'
  if (value === 1) return kind === 'event.date' && table.about !== 'people' ? null : 'possible'
  return header === 1 && table.about === 'people' ? 'possible' : null
}

/**
 * Kinds that are about a person wherever they stand. An address of the internet is its user's for whoever can have the provider
 * say whose it is (GDPR recital 30; CJEU 19 October 2016, Breyer, C-582/14, point 49).
 */
function standsAlone(kind: KindId): boolean {
  const spec = CATALOGUE[kind]
  return (
    spec.personal === 'direct' ||
    spec.legal === 'national-identifier' ||
    spec.legal === 'credential' ||
    kind === 'birth.date' ||
    kind === 'online.ip'
  )
}

/** Where the rows are companies or places, these belong to the company or the place. */
const ALSO_OF_BODIES: ReadonlySet<KindId> = new Set<KindId>([
  'contact.phone', 'contact.email', 'address.full', 'address.street', 'address.city', 'address.postcode', 'account.iban', 'account.number', 'online.url', 'online.username',
]) // biome-ignore format: one list

function personalOf(best: Hypothesis, one: ColumnCase, table: TableAbout, all: readonly ColumnCase[]): Personal {
  const { kind, value, header } = best
  const spec = CATALOGUE[kind]
  if (table.isOpaque) return byValuesAlone(best, table)
  if (table.about === 'people') return inPeopleTable(best, one)
  if (one.header.aggregate || spec.personal === 'none') return 'none'
  if ((table.about === 'companies' || table.about === 'places') && ALSO_OF_BODIES.has(kind)) return 'none'
  if (kind === 'name.given' || kind === 'name.family') {
    if (table.about === 'aggregates') return 'none'
    return one.header.about.people >= 2 || hasBothNames(all) ? spec.personal : 'none'
  }
  if (standsAlone(kind)) return value >= 2 || value + header >= 3 ? spec.personal : 'none'
  return nearPeople(best, table) ? spec.personal : 'none'
}

/** What only a person has: values that are plainly of this kind are about persons, whatever the headers hide. */
const TRAITS_OF_PERSONS: ReadonlySet<KindId> = new Set<KindId>([
  'name.given', 'name.family', 'name.title', 'sex', 'civil.marital', 'belief.religion', 'sex-life', 'origin.ethnic', 'work.occupation',
  'health.blood-group', 'birth.place', 'education.level', 'family.relation', 'civil.nationality', 'vehicle.plate', 'geo.point', 'online.mac', 'online.device',
]) // biome-ignore format: one list
/** Where somebody lives, when the table tells of somebody. */
const WHEREABOUTS: ReadonlySet<KindId> = new Set<KindId>([
  'address.street',
  'address.postcode',
  'address.city',
  'address.region',
])

/** Where headers do not say what the values show, only values make a column personal. */
function byValuesAlone({ kind, value }: Hypothesis, table: TableAbout): Personal {
  const { personal } = CATALOGUE[kind]
  if (value < 2) return 'none'
  if (standsAlone(kind) || TRAITS_OF_PERSONS.has(kind) || kind.startsWith('health.')) return personal
  return WHEREABOUTS.has(kind) && table.people >= 1 ? personal : 'none'
}

/** Points for people just short of a table about people (`DECISIVE`); shops and schools have streets as well. */
const NEAR_TRAITS = 1.5
const NEAR_WHEREABOUTS = 1.9

/** Rows that name a person somewhere, whatever else they are about, make what is plainly a person's trait personal. */
function nearPeople({ kind, value, header }: Hypothesis, table: TableAbout): boolean {
  return (
    table.about === 'unknown' &&
    table.people >= (WHEREABOUTS.has(kind) ? NEAR_WHEREABOUTS : NEAR_TRAITS) &&
    value + header >= 2
  )
}

function hasBothNames(all: readonly ColumnCase[]): boolean {
  const has = (kind: KindId): boolean => all.some(column => column.hypotheses[0]?.kind === kind)
  return has('name.given') && has('name.family')
}

function inPeopleTable({ kind, value }: Hypothesis, one: ColumnCase): Personal {
  const { personal } = CATALOGUE[kind]
  if (one.facts.isCounter && value < 2 && one.header.about.people < 2) return 'none'
  if (personal === 'none') return one.isWorded ? 'indirect' : 'none'
  return personal
}

/** Two sure names, or a name with what describes its bearer. */
const PLAINLY_PEOPLE = 4

/** A column with no finding of its own, in a table about people: whatever it says, it says of the person of the row. */
function otherInformation({ facts, isWorded }: ColumnCase, table: TableAbout): PersonalDecision {
  if (table.about !== 'people' || facts.isCounter) return NOT_PERSONAL
  if (table.isOpaque) return NOT_PERSONAL
  const confidence: Confidence = table.people >= PLAINLY_PEOPLE && isWorded ? 'likely' : 'possible'
  const kind: KindId =
    facts.meanWords >= 4 && facts.letters >= 0.7
      ? 'text.free'
      : facts.isKeyLike && facts.dates === null && isCode(facts)
        ? 'id.record'
        : 'attribute'
  const made = {
    kind,
    confidence,
    rows: facts.filled,
    share: 1,
    distinct: facts.column.closed ? null : facts.distinct,
    legal: CATALOGUE[kind].legal,
  }
  return { personal: CATALOGUE[kind].personal, kinds: [{ ...made, reasons: [because('detect/row-about-person', {})] }] }
}

function isCode(facts: ColumnFacts): boolean {
  return facts.meanWords < 1.5 && (facts.numbers === null || facts.numbers.integers)
}

/**
 * Numbers that tell the birth and the sex of whoever bears them: they single out like a birth date, even cut or masked.
 * SOURCE: the formats of the recognisers (NIR: décret 82-103, art. 4; codice fiscale: D.M. 23 December 1976).
 */
const ENCODES_BIRTH: ReadonlySet<KindId> = new Set<KindId>([
  'id.fr.nir',
  'id.it.codice-fiscale',
  'id.be.nn',
  'id.pl.pesel',
  'id.gb.driving-licence',
])

function finding(hypothesis: Hypothesis, confidence: Confidence, facts: ColumnFacts): Finding {
  const reasons = [...hypothesis.reasons]
  const short = lostZeros(hypothesis.kind, facts)
  if (ENCODES_BIRTH.has(hypothesis.kind)) reasons.push(because('detect/encodes-birth', {}))
  if (short > 0) reasons.push(because('detect/excel-lost-zeros', { rows: short }))
  if (facts.sampleRows > 0) reasons.push(because('detect/sample-values', { rows: facts.sampleRows }))
  if (facts.scientificRows > 0) reasons.push(because('detect/excel-scientific', { rows: facts.scientificRows }))
  return {
    kind: hypothesis.kind,
    confidence,
    rows: hypothesis.rows,
    share: facts.filled === 0 ? 0 : hypothesis.rows / facts.filled,
    distinct: facts.column.closed ? null : hypothesis.distinct,
    legal: CATALOGUE[hypothesis.kind].legal,
    reasons,
  }
}
