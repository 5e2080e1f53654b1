import type { KindId } from '../catalogue.ts'
import { because } from '../reasons.ts'
import { icd10Chapter, isAtc } from '../recognisers/codes.ts'
import { RECOGNISERS } from '../recognisers/recognisers.ts'
import type { HeaderReading } from '../vocabulary/vocabulary.ts'
import type { ColumnFacts, Tally } from './column-facts.ts'
import type { Hypotheses, Strength } from './hypothesis.ts'

/** Rules that fewer rows pass are not what the column is: those cells are rare hits (`rare.ts`). */
const HALF = 0.5

/** Of the values that a rule should hold for, this share does: the rest are typing errors. */
const TRUE_PASS_RATE = 0.97

/** A rule that passes more than this share of random values needs a header: narrow ranges of numbers pass it together. */
const WEAK_CHANCE = 0.2

/**
 * Natural-log odds: 20 is 1 in 500 million, 9 is 1 in 8,000, 4 is 1 in 55. Of a hundred columns that three rules accept each, 9
 * finds one by chance in some thirty files, 4 a handful in each, which is why that is a hint only. A false find costs a look.
 */
const BEYOND_CHANCE = 20

const HARDLY_CHANCE = 9

const PERHAPS_CHANCE = 4

/** Values of a telling form (dashes, brackets, a prefix) that no check digit confirms: this many settle it, these few suggest it. */
const MANY_VALUES = 20

const FEW_VALUES = 5

/**
 * Natural log of the likelihood ratio of two binomials (Neyman and Pearson 1933, Phil. Trans. R. Soc. A 231:289): the passes among
 * different values under the rule (`TRUE_PASS_RATE`), against chance. Positive speaks for the rule.
 */
function ruleOdds(passed: number, failed: number, chance: number): number {
  return passed * Math.log(TRUE_PASS_RATE / chance) + failed * Math.log((1 - TRUE_PASS_RATE) / (1 - chance))
}

/**
 * What the rules of identifiers say of a column: a mask and a check that half of its rows pass, weighed against how often random
 * values of the form pass (`chance`).
 */
export function fromRecognisers(facts: ColumnFacts, found: Hypotheses): void {
  for (const [i, tally] of facts.tallies) {
    const { kind, chance, needsCue } = RECOGNISERS[i]
    if (tally.passedValues < 1 || tally.passedRows < facts.filled * HALF) continue
    const strength = needsCue ? cuedStrength(kind, tally, chance, facts) : ruleStrength(tally, chance, facts)
    if (strength === 0) continue
    const { passedValues: passed, acceptedValues: tried } = tally
    const reason = HAS_CHECK_DIGIT.has(kind)
      ? because('detect/check-digit', { passed, tried, chance })
      : because('detect/rule', { passed, tried })
    found.value(kind, strength, reason, tally.passedRows, passed)
  }
}

/** Kinds whose numbers carry a check digit or letters: the reason says so; the others obey a form. */
const HAS_CHECK_DIGIT: ReadonlySet<KindId> = new Set<KindId>([
  'id.fr.nir', 'id.fr.spi', 'id.fr.rpps', 'company.siren', 'company.siret', 'company.vat', 'place.finess', 'id.gb.nhs', 'id.gb.utr',
  'id.gb.upn', 'id.gb.pnc', 'id.gb.cro', 'id.us.npi', 'id.us.dea', 'company.aba', 'account.iban', 'account.card', 'account.number', 'id.es.dni',
  'id.es.nie', 'id.it.codice-fiscale', 'id.de.idnr', 'id.be.nn', 'id.nl.bsn', 'id.pt.nif', 'id.pt.cc', 'id.pl.pesel', 'id.mrz',
  'health.loinc', 'health.snomed', 'vehicle.vin', 'online.device', 'id.national',
]) // biome-ignore format: one list

/** A rule whose mask and check name the kind by themselves. */
function ruleStrength(tally: Tally, chance: number, facts: ColumnFacts): Strength {
  const { passedValues, acceptedValues, passedRows } = tally
  const coverage = passedRows / facts.filled
  const rate = passedValues / acceptedValues
  if (rate < 0.7) return 0
  // A form that is the rule (an e-mail address) is itself wherever it stands.
  if (chance >= 1) return coverage >= 0.8 ? 3 : passedValues >= FEW_VALUES ? 2 : 1
  const odds = ruleOdds(passedValues, acceptedValues - passedValues, chance)
  if (odds <= 0) return 0
  if (chance > WEAK_CHANCE)
    return coverage >= 0.8 && passedValues >= MANY_VALUES ? 3 : passedValues >= FEW_VALUES ? 2 : 1
  if (odds >= BEYOND_CHANCE && coverage >= 0.75 && rate >= 0.85) return 3
  return odds >= HARDLY_CHANCE ? 2 : odds >= PERHAPS_CHANCE ? 1 : 0
}

/** Numbers with a check digit whose rule several kinds share: many values that obey it follow it, whatever they are called. */
const SHARED_RULES: ReadonlySet<KindId> = new Set<KindId>([
  'company.siren',
  'company.aba',
  'place.finess',
  'id.gb.utr',
  'online.device',
])

/** A rule that several kinds of numbers follow: without a header it is a hint of its kind. */
function cuedStrength(kind: KindId, tally: Tally, chance: number, facts: ColumnFacts): Strength {
  const { passedValues, acceptedValues, passedRows } = tally
  if (chance > WEAK_CHANCE) return 0
  const odds = ruleOdds(passedValues, acceptedValues - passedValues, chance)
  const isFollowed = odds >= BEYOND_CHANCE && passedValues >= acceptedValues * 0.9 && passedRows >= facts.filled * 0.75
  return isFollowed && SHARED_RULES.has(kind) ? 2 : 0
}

/**
 * Codes of diseases and drugs whose form alone is weak, with the share of random codes of the form that are in use, as
 * measured for the recognisers (`recognisers/codes.ts`).
 */
const SPREADS: readonly (readonly [kind: KindId, chance: number, chapterOf: (code: string) => number | null])[] = [
  ['health.icd10', 0.956, icd10Chapter],
  ['health.atc', 0.538, code => (isAtc(code.toUpperCase()) ? code.toUpperCase().charCodeAt(0) : null)],
]
const FEWEST_CODES = 8
const FEWEST_CHAPTERS = 3

/** A shape of codes is a hint from three different chapters on, and more where chance seldom makes it: part numbers keep to few letters. */
export function fromCodes(facts: ColumnFacts, found: Hypotheses): void {
  if (facts.distinct < FEWEST_CODES) return
  for (const [kind, chance, chapterOf] of SPREADS) {
    const chapters = facts.sample.map(chapterOf).filter(chapter => chapter !== null)
    const different = new Set(chapters).size
    if (chapters.length < facts.sample.length * 0.9 || different < FEWEST_CHAPTERS) continue
    const odds = ruleOdds(chapters.length, facts.sample.length - chapters.length, chance)
    found.value(kind, odds >= BEYOND_CHANCE ? 2 : 1, because('detect/code-chapters', { chapters: different }))
  }
}

/** Headers that name a family of numbers, and the kinds of which one has the form that the values show; the narrower first. */
const FAMILIES: readonly (readonly [announced: readonly KindId[], shown: readonly KindId[]])[] = [
  [['permit'], ['id.us.ca.driving-licence', 'id.gb.driving-licence']],
  [
    ['id.driving-licence', 'id.us.driving-licence'],
    ['id.us.ca.driving-licence', 'id.gb.driving-licence', 'id.fr.driving-licence', 'id.us.driving-licence'],
  ],
  [['id.passport'], ['id.fr.passport', 'id.gb.passport', 'id.us.passport']],
]
/** Of the rows, this share must have the form. */
const SHOWS_FORM = 0.9

/** A header that announces a licence or a passport, over values that have the form of one country's. */
export function fromFamilies(facts: ColumnFacts, header: HeaderReading, found: Hypotheses): void {
  const word = facts.column.name
  for (const { kind: announced, weight } of header.readings) {
    const shown = FAMILIES.find(([kinds]) => kinds.includes(announced))?.[1].find(
      kind => formShare(kind, facts) >= SHOWS_FORM,
    )
    if (shown === undefined) continue
    found.value(shown, 1, because('detect/fits', {}))
    found.header(shown, weight, because('detect/header', { word }))
    return
  }
}

function formShare(kind: KindId, { tallies, filled }: ColumnFacts): number {
  const passed = [...tallies].filter(([i]) => RECOGNISERS[i].kind === kind).map(([, tally]) => tally.passedRows)
  return Math.max(0, ...passed) / Math.max(1, filled)
}
