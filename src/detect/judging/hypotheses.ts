import type { Lexicon } from '../lexicon/lexicon.ts'
import { type NameColumn, nameColumn } from '../lexicon/names.ts'
import { because } from '../reasons.ts'
import type { HeaderReading } from '../vocabulary/vocabulary.ts'
import type { ColumnFacts } from './column-facts.ts'
import { fitOf } from './fits.ts'
import { fromCodes, fromFamilies, fromRecognisers } from './from-rules.ts'
import {
  fromAddresses,
  fromClosedSets,
  fromDates,
  fromHandles,
  fromNames,
  isNameLike,
  namesSomethingElse,
} from './from-words.ts'
import { Hypotheses, type Hypothesis, type Strength, weightOf } from './hypothesis.ts'

/** What a column may be, by its own values and header alone; strongest first. */
export function hypothesesOf(facts: ColumnFacts, header: HeaderReading, lexicon: Lexicon): Hypothesis[] {
  const found = new Hypotheses(facts)
  const names = isNameLike(facts) ? nameColumn(facts.sample, lexicon) : null
  if (facts.distinct > 0) {
    fromRecognisers(facts, found)
    fromCodes(facts, found)
    if (names) fromNames(names, found)
    if (isNameLike(facts)) fromAddresses(facts, lexicon, found)
    fromHandles(facts, lexicon, found)
    fromClosedSets(facts, found)
    fromDates(facts, found)
  }
  fromHeader(facts, header, names, found)
  fromFamilies(facts, header, found)
  return found.sorted()
}

/** Fewer different values may all be exceptions. */
const ENOUGH_TO_CONTRADICT = 5

/** Whether the header plainly announces a kind that the values contradict. */
export function isContradicted(facts: ColumnFacts, header: HeaderReading): boolean {
  const plain = header.readings.filter(reading => reading.weight >= 2)
  return (
    facts.distinct >= ENOUGH_TO_CONTRADICT && plain.length > 0 && plain.every(({ kind }) => fitOf(kind, facts) === -1)
  )
}

/**
 * Where headers are believed, one made of words that do not speak of birth names the date of something else: the dates of a
 * register reach as far back as births do.
 */
export function believingHeader({
  hypotheses,
  isWorded,
}: Readonly<{ hypotheses: readonly Hypothesis[]; isWorded: boolean }>): Hypothesis[] {
  const isNamedOtherwise = (one: Hypothesis): boolean => one.kind === 'birth.date' && one.header === 0 && isWorded
  return hypotheses
    .map(one => (isNamedOtherwise(one) ? { ...one, value: 1 as Strength } : one))
    .sort((a, b) => weightOf(b) - weightOf(a))
}

function fromHeader(facts: ColumnFacts, header: HeaderReading, names: NameColumn | null, found: Hypotheses): void {
  const word = facts.column.name
  for (const { kind, weight } of header.readings) {
    const isOther = kind.startsWith('name.') && kind !== 'name.title' && namesSomethingElse(names)
    const fit =
      facts.filled === 0 ? 0 : isOther ? (weight === 3 && names?.best !== 'company' ? 0 : -1) : fitOf(kind, facts)
    if (fit === -1 && weight < 3) continue
    if (fit === -1) {
      found.header(kind, 1, because('detect/header-disagrees', { word }))
      continue
    }
    found.header(
      kind,
      weight,
      weight >= 2 ? because('detect/header', { word }) : because('detect/header-hint', { word }),
    )
    if (fit > 0) found.value(kind, fit, because('detect/fits', {}))
  }
}
