import { addressColumn } from '../lexicon/addresses.ts'
import { closedSetOf } from '../lexicon/closed-sets.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { NameColumn } from '../lexicon/names.ts'
import { because } from '../reasons.ts'
import type { ColumnFacts } from './column-facts.ts'
import type { Hypotheses, Strength } from './hypothesis.ts'

const NAME_KINDS = { full: 'name.full', given: 'name.given', family: 'name.family' } as const

/** Values that could be names of anything: mostly letters, short, no dates, no species. */
export function isNameLike({ distinct, letters, dates, meanLength, sample }: ColumnFacts): boolean {
  return distinct > 0 && letters >= 0.7 && dates === null && meanLength <= 80 && !areSpecies(sample)
}

/**
 * A species in short: the genus as a capital initial with a full stop, the species in small letters (`E. coli`). Of a person
 * the family name keeps its capital.
 * SOURCE: International Code of Zoological Nomenclature, 4th ed. (1999), art. 28 and appendix B6.
 */
const SPECIES = /^\p{Lu}\. ?\p{Ll}{3,}(?: |$)/u
const MOSTLY = 0.5

function areSpecies(sample: readonly string[]): boolean {
  return sample.filter(value => SPECIES.test(value)).length > sample.length * MOSTLY
}

/** What the words of a column say of names: of persons, given, family or whole, or of companies. */
export function fromNames(names: NameColumn, found: Hypotheses): void {
  const { best } = names
  if (best === 'full' || best === 'given' || best === 'family') {
    const strength = wordStrength(names.people, names.lead, names.values)
    if (strength > 0) found.value(NAME_KINDS[best], strength, because('detect/name-shape', { share: names.people }))
    const other = best === 'given' ? 'family' : best === 'family' ? 'given' : null
    if (other && names.mean[other] > 0.5) {
      found.value(NAME_KINDS[other], 1, because('detect/ambiguous', { kind: NAME_KINDS[best] }))
    }
  } else if (best === 'company' && wordStrength(0.9, names.lead, names.values) >= 2) {
    found.value('company.name', 2, because('detect/lexicon', { share: 1 - names.people }))
  }
}

/** What the words and figures of a column say of addresses: whole, street, number, postcode, town. */
export function fromAddresses(facts: ColumnFacts, lexicon: Lexicon, found: Hypotheses): void {
  for (const [kind, strength, share] of addressColumn(facts.sample, lexicon)) {
    found.value(kind, strength, because('detect/address-shape', { share }))
  }
}

/** Of names that a header announces, hardly any reads as a person's: they are names of something else. */
const HARDLY_PEOPLE = 0.3

const ENOUGH_NAMES = 5

/** Whether names, judged by their words, are those of companies, places or things. False where they are too few to tell. */
export function namesSomethingElse(names: NameColumn | null): boolean {
  if (names === null || names.values < ENOUGH_NAMES) return false
  // Companies are often called after people, so that many of their names read as people's.
  if (names.best === 'company') return true
  return names.people < HARDLY_PEOPLE && (names.best === 'place' || names.best === 'phrase')
}

function wordStrength(share: number, lead: number, values: number): Strength {
  if (share >= 0.85 && lead >= 30 && values >= 20) return 3
  if (share >= 0.7 && lead >= 8) return 2
  return share >= 0.5 && lead > 1 ? 1 : 0
}

/** Values of one word in which a name stands: `mdurand42`, `julie.petit`. A word is split where letters end. */
export function fromHandles(facts: ColumnFacts, lexicon: Lexicon, found: Hypotheses): void {
  if (
    !facts.isKeyLike ||
    facts.meanWords > 1.05 ||
    facts.meanLength < 5 ||
    facts.meanLength > 24 ||
    facts.letters < 0.9
  )
    return
  const handles = facts.sample.filter(
    value => /[a-z]/.test(value) && /[\d._-]/.test(value) && holdsName(value, lexicon),
  ).length
  const share = handles / facts.sample.length
  if (share >= 0.4) found.value('online.username', share >= 0.6 ? 2 : 1, because('detect/name-shape', { share }))
}

/** A part of the handle, or all but its first or last letter, is a given or family name of at least four letters. */
function holdsName(handle: string, lexicon: Lexicon): boolean {
  return handle.split(/[^\p{L}]+/u).some(part =>
    [part, part.slice(1), part.slice(0, -1)].some(name => {
      if (name.length < 4) return false
      const word = lexicon.word(name)
      return word.given >= 2 || (word.family >= 2 && Math.max(word.fr, word.en, word.de) <= 1)
    }),
  )
}

/** What a short list of values says: sexes, countries, religions … On the most frequent values, so that typing errors do not count. */
export function fromClosedSets(facts: ColumnFacts, found: Hypotheses): void {
  for (const { kind, covered, ambiguous } of closedSetOf(facts.common)) {
    if (covered < 0.7) continue
    found.value(kind, ambiguous ? 1 : covered >= 0.9 ? 3 : 2, because('detect/closed-set', { covered }))
  }
}

/** People alive were born over many years; events of one register mostly were not. */
const FEWEST_YEARS_OF_BIRTHS = 10

/** Half of a population of all ages was born over this many years or more; registers of events seldom reach as far. */
const YEARS_OF_A_POPULATION = 18

/** What the dates of a column say: of events, and of births where they reach far enough back without an hour. */
export function fromDates({ dates }: ColumnFacts, found: Hypotheses): void {
  if (dates === null || dates.share < 0.8) return
  found.value('event.date', 1, because('detect/dates', { share: dates.share }))
  if (!dates.hasTime && dates.plausibleAges >= 0.98 && dates.spreadYears >= FEWEST_YEARS_OF_BIRTHS) {
    const strength = dates.spreadYears >= YEARS_OF_A_POPULATION ? 2 : 1
    found.value('birth.date', strength, because('detect/plausible-ages', { share: dates.plausibleAges }))
  }
}
