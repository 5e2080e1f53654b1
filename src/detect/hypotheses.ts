import type { KindId } from './catalogue.ts'
import { CATALOGUE } from './catalogue.ts'
import type { ColumnFacts, Tally } from './column-facts.ts'
import type { Reason } from './finding.ts'
import { fitOf } from './fits.ts'
import { addressColumn } from './lexicon/addresses.ts'
import { closedSetOf } from './lexicon/closed-sets.ts'
import type { Lexicon } from './lexicon/lexicon.ts'
import { type NameColumn, nameColumn } from './lexicon/names.ts'
import { because } from './reasons.ts'
import { icd10Chapter, isAtc } from './recognisers/codes.ts'
import { RECOGNISERS } from './recognisers/recognisers.ts'
import type { HeaderReading } from './vocabulary/vocabulary.ts'

/** 0 nothing, 1 a hint, 2 the usual meaning, 3 beyond what chance explains. */
export type Strength = 0 | 1 | 2 | 3

/**
 * One thing a column may be, with the strength of each side of the evidence. The value side never comes from the header and
 * the header side never from the values, so that two sides that agree are worth more than one.
 */
export type Hypothesis = {
  readonly kind: KindId
  value: Strength
  header: Strength
  rows: number
  distinct: number
  readonly reasons: Reason[]
}

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

/** Weighs a hypothesis: what values show counts a little more than what a header claims; both together most. */
export function weightOf(hypothesis: Hypothesis): number {
  const { value, header, kind } = hypothesis
  return (
    value * 1.3 + header * 1.1 + (value > 0 && header > 0 ? 1 : 0) + (CATALOGUE[kind].role === 'identifier' ? 0.1 : 0)
  )
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
 * Where headers are believed, one that reads as something else names the date of something else: the dates of a register reach as
 * far back as births do.
 */
export function believingHeader(hypotheses: readonly Hypothesis[], header: HeaderReading): Hypothesis[] {
  const isNamedOtherwise = (one: Hypothesis): boolean =>
    one.kind === 'birth.date' && one.header === 0 && header.readings.length > 0
  return hypotheses
    .map(one => (isNamedOtherwise(one) ? { ...one, value: 1 as Strength } : one))
    .sort((a, b) => weightOf(b) - weightOf(a))
}

class Hypotheses {
  readonly #all = new Map<KindId, Hypothesis>()
  readonly #facts: ColumnFacts

  constructor(facts: ColumnFacts) {
    this.#facts = facts
  }

  value(
    kind: KindId,
    strength: Strength,
    reason: Reason,
    rows = this.#facts.filled,
    distinct = this.#facts.distinct,
  ): void {
    const one = this.#of(kind)
    if (strength > one.value) {
      one.value = strength
      one.rows = rows
      one.distinct = distinct
    }
    one.reasons.push(reason)
  }

  header(kind: KindId, strength: Strength, reason: Reason): void {
    const one = this.#of(kind)
    if (strength <= one.header) return
    one.header = strength
    one.reasons.push(reason)
  }

  sorted(): Hypothesis[] {
    return [...this.#all.values()].sort((a, b) => weightOf(b) - weightOf(a))
  }

  #of(kind: KindId): Hypothesis {
    let one = this.#all.get(kind)
    if (!one) {
      one = { kind, value: 0, header: 0, rows: this.#facts.filled, distinct: this.#facts.distinct, reasons: [] }
      this.#all.set(kind, one)
    }
    return one
  }
}

/** Of the values that a rule should hold for, this share does: the rest are typing errors. */
const TRUE_PASS_RATE = 0.97
/** A rule that passes more than this share of random values needs a header: narrow ranges of numbers pass it together. */
const WEAK_CHANCE = 0.2
/** Natural-log odds: 20 is 1 in 500 million, 9 is 1 in 8,000, 4 is 1 in 55. */
const BEYOND_CHANCE = 20
const HARDLY_CHANCE = 9
const PERHAPS_CHANCE = 4
/** Values of a telling form (dashes, brackets, a prefix) that no check digit confirms: this many settle it, these few suggest it. */
const MANY_VALUES = 20
const FEW_VALUES = 5

/** Log-likelihood of the passes under the rule over that under chance. Detection facts §3.0: sum of log(1/p) over distinct values. */
export function ruleOdds(passed: number, failed: number, chance: number): number {
  return passed * Math.log(TRUE_PASS_RATE / chance) + failed * Math.log((1 - TRUE_PASS_RATE) / (1 - chance))
}

function fromRecognisers(facts: ColumnFacts, found: Hypotheses): void {
  for (const [i, tally] of facts.tallies) {
    const { kind, chance, needsCue } = RECOGNISERS[i]
    if (tally.passedValues < 1 || tally.passedRows < facts.filled * 0.5) continue
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
  const odds = chance < 1 ? ruleOdds(passedValues, acceptedValues - passedValues, chance) : passedValues
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
  return isFollowed && SHARED_RULES.has(kind) ? 2 : odds >= PERHAPS_CHANCE ? 1 : 0
}

/** Codes of diseases and drugs whose form alone is weak: chapters that they spread over tell them from part numbers. */
const SPREADS: readonly (readonly [kind: KindId, chapterOf: (code: string) => number | null])[] = [
  ['health.icd10', icd10Chapter],
  ['health.atc', code => (isAtc(code.toUpperCase()) ? code.toUpperCase().charCodeAt(0) : null)],
]
const FEWEST_CODES = 8
const FEWEST_CHAPTERS = 3

/** Detection facts §4: a shape of codes is strong from three different chapters on. */
function fromCodes(facts: ColumnFacts, found: Hypotheses): void {
  if (facts.distinct < FEWEST_CODES) return
  for (const [kind, chapterOf] of SPREADS) {
    const chapters = facts.sample.map(chapterOf).filter(chapter => chapter !== null)
    const different = new Set(chapters).size
    if (chapters.length < facts.sample.length * 0.9 || different < FEWEST_CHAPTERS) continue
    const strength = facts.sample.some(code => code.includes('.')) || kind === 'health.atc' ? 2 : 1
    found.value(kind, strength, because('detect/code-chapters', { chapters: different }))
  }
}

const NAME_KINDS = { full: 'name.full', given: 'name.given', family: 'name.family' } as const

/** Values that could be names of anything: mostly letters, short, no dates. */
function isNameLike({ distinct, letters, dates, meanLength }: ColumnFacts): boolean {
  return distinct > 0 && letters >= 0.7 && dates === null && meanLength <= 80
}

function fromNames(names: NameColumn, found: Hypotheses): void {
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

function fromAddresses(facts: ColumnFacts, lexicon: Lexicon, found: Hypotheses): void {
  for (const [kind, strength, share] of addressColumn(facts.sample, lexicon)) {
    found.value(kind, strength, because('detect/address-shape', { share }))
  }
}

/** Of names that a header announces, hardly any reads as a person's: they are names of something else. */
const HARDLY_PEOPLE = 0.3
const ENOUGH_NAMES = 5

function namesSomethingElse(names: NameColumn | null): boolean {
  if (names === null || names.values < ENOUGH_NAMES || names.people >= HARDLY_PEOPLE) return false
  return names.best === 'company' || names.best === 'place' || names.best === 'phrase'
}

function wordStrength(share: number, lead: number, values: number): Strength {
  if (share >= 0.85 && lead >= 30 && values >= 20) return 3
  if (share >= 0.7 && lead >= 8) return 2
  return share >= 0.5 && lead > 1 ? 1 : 0
}

/** Values of one word in which a name stands: `mdurand42`, `julie.petit`. A word is split where letters end. */
function fromHandles(facts: ColumnFacts, lexicon: Lexicon, found: Hypotheses): void {
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

function fromClosedSets(facts: ColumnFacts, found: Hypotheses): void {
  for (const { kind, covered, ambiguous } of closedSetOf(facts.common)) {
    if (covered < 0.7) continue
    found.value(kind, ambiguous ? 1 : covered >= 0.9 ? 3 : 2, because('detect/closed-set', { covered }))
  }
}

/** People alive were born over many years; events of one register mostly were not. */
const FEWEST_YEARS_OF_BIRTHS = 10
/** Half of a population of all ages was born over this many years or more; registers of events seldom reach as far. */
const YEARS_OF_A_POPULATION = 18

function fromDates({ dates }: ColumnFacts, found: Hypotheses): void {
  if (dates === null || dates.share < 0.8) return
  found.value('event.date', 1, because('detect/dates', { share: dates.share }))
  if (!dates.hasTime && dates.plausibleAges >= 0.98 && dates.spreadYears >= FEWEST_YEARS_OF_BIRTHS) {
    const strength = dates.spreadYears >= YEARS_OF_A_POPULATION ? 2 : 1
    found.value('birth.date', strength, because('detect/plausible-ages', { share: dates.plausibleAges }))
  }
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

/** Headers that name a family of numbers, and the kinds of which one has the form that the values show; the narrower first. */
const FAMILIES: readonly (readonly [announced: readonly KindId[], shown: readonly KindId[]])[] = [
  [
    ['permit', 'id.driving-licence', 'id.us.driving-licence'],
    ['id.us.ca.driving-licence', 'id.gb.driving-licence', 'id.fr.driving-licence', 'id.us.driving-licence'],
  ],
  [['id.passport'], ['id.fr.passport', 'id.gb.passport', 'id.us.passport']],
]
/** Of the rows, this share must have the form. */
const SHOWS_FORM = 0.9

/** A header that announces a licence or a passport, over values that have the form of one country's. */
function fromFamilies(facts: ColumnFacts, header: HeaderReading, found: Hypotheses): void {
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
