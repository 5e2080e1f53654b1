import type { KindId } from '../catalogue.ts'
import { closedSetOf } from '../lexicon/closed-sets.ts'
import { RECOGNISERS } from '../recognisers/recognisers.ts'
import { type ColumnFacts, isMeasured } from './column-facts.ts'

/** -1 the values contradict the header's claim, 0 they say nothing of it, 1 they agree, 2 they agree in a way chance seldom gives. */
export type Fit = -1 | 0 | 1 | 2

/** Of the rows, this share must be what a recogniser of the kind passes; the rest are typing errors, or of other issuers. */
const RECOGNISED = 0.6
/** Codes of a category: sexes, marital states, answers. More different numbers are measured or counted. */
const FEW_CODES = 12
/** Different bands of ages or amounts (`18-25`, `< 1000`): more are values of their own. */
const MANY_BANDS = 40
/** Different words of one category: more are names. Nationalities beyond 60 are left undecided, not contradicted. */
const MANY_CATEGORIES = 60
/** Ages of the living and the dead: the oldest known reached 122. */
const OLDEST = 125

/** Whether the values of a column are such as a header of this kind announces. */
export function fitOf(kind: KindId, facts: ColumnFacts): Fit {
  const rule = RULES[kind] ?? FAMILY_RULES.find(([prefix]) => kind.startsWith(prefix))?.[1]
  const recognised = recognisedShare(kind, facts)
  if (recognised !== null && recognised >= RECOGNISED) return 2
  if (rule) return rule(facts)
  return recognised === null ? 0 : identifierFit(facts)
}

/** Share of the rows whose value a recogniser of the kind passes; null where the kind has none. */
function recognisedShare(kind: KindId, { tallies, filled }: ColumnFacts): number | null {
  let best: number | null = null
  RECOGNISERS.forEach((recogniser, i) => {
    if (recogniser.kind !== kind) return
    best = Math.max(best ?? 0, (tallies.get(i)?.passedRows ?? 0) / Math.max(1, filled))
  })
  return best
}

type Rule = (facts: ColumnFacts) => Fit

const isText: Rule = facts => (facts.letters >= 0.7 ? (facts.meanWords <= 6 ? 1 : 0) : -1)
/** On this many rows at least, names take more than three values: fewer are categories (dead, alive, moved). */
const FEWEST_NAMED = 20
const FEWEST_NAMES = 4
const isName: Rule = facts =>
  facts.filled >= FEWEST_NAMED && facts.distinct < FEWEST_NAMES
    ? -1
    : facts.letters >= 0.8 && facts.meanWords <= 5 && facts.meanLength <= 40
      ? 1
      : facts.letters < 0.4
        ? -1
        : 0
const isDate: Rule = facts => (facts.dates !== null ? 1 : isSerialOrYear(facts) ? 0 : -1)
const isSerialOrYear = ({ numbers }: ColumnFacts): boolean => numbers?.integers === true && numbers.min >= 0

const isBirthDate: Rule = facts => {
  if (facts.dates === null) return isDate(facts)
  return facts.dates.plausibleAges >= 0.9 && (facts.dates.spreadYears >= 4 || facts.distinct < 20)
    ? 2
    : facts.dates.plausibleAges < 0.5
      ? 0
      : 1
}
const within =
  (low: number, high: number, fit: Fit = 1): Rule =>
  ({ numbers }) =>
    numbers === null ? 0 : numbers.min >= low && numbers.max <= high ? fit : -1
const isNumber: Rule = facts => (facts.numbers !== null ? 1 : -1)
const isFewValued: Rule = facts =>
  facts.distinct <= FEW_CODES || facts.distinct <= facts.filled * 0.02 ? 1 : facts.distinct > MANY_CATEGORIES ? -1 : 0
const isAge: Rule = facts =>
  facts.numbers === null
    ? facts.distinct <= MANY_BANDS
      ? 1
      : -1
    : facts.numbers.whole < 0.5
      ? -1
      : within(0, OLDEST)(facts)
const isYear: Rule = facts =>
  facts.numbers === null
    ? facts.dates
      ? 1
      : -1
    : facts.numbers.integers && within(1850, 2100, 2)(facts) === 2
      ? 2
      : -1
const holdsDigits: Rule = facts =>
  facts.sample.filter(value => /\d/.test(value)).length >= facts.sample.length * 0.7 ? 1 : -1
const isKey: Rule = facts => (facts.dates !== null || isMeasured(facts) || facts.distinct <= 4 ? -1 : 1)
const isLongText: Rule = facts => (facts.meanWords >= 3 ? 1 : 0)
/** Any words could stand under such a header: only the values themselves, weighed elsewhere, show that they are of its kind. */
const isGiven: Rule = facts => (isCategory(facts) < 0 ? -1 : 0)
/** A category is a word or a small code: a header that names one over many numbers names a group that was counted. */
const isCategory: Rule = facts =>
  isMeasured(facts) || (facts.numbers !== null && facts.distinct > FEW_CODES)
    ? -1
    : facts.numbers === null && facts.distinct <= MANY_CATEGORIES
      ? 1
      : 0
const isHashed = (facts: ColumnFacts): boolean =>
  facts.numbers === null && facts.meanLength >= 16 && facts.meanWords < 1.2
const isHandle: Rule = facts => (isMeasured(facts) || facts.dates !== null || facts.distinct <= 2 ? -1 : 0)
const isReference: Rule = facts =>
  facts.numbers !== null || facts.distinct <= 2 ? -1 : facts.sample.some(value => /[./]/.test(value)) ? 1 : 0
const anything: Rule = () => 0
const isPostcode: Rule = facts => (facts.meanLength <= 12 && holdsDigits(facts) > 0 ? 1 : -1)
const isPlace: Rule = facts => (isMeasured(facts) ? -1 : facts.meanWords <= 6 ? 1 : 0)

/** An identifier as a header names it, whose check its values do not pass: masked, cut or of another issuer. */
const identifierFit: Rule = facts => (facts.dates !== null || facts.meanWords > 4 || isMeasured(facts) ? -1 : 0)

const RULES: Partial<Record<KindId, Rule>> = {
  'birth.date': isBirthDate,
  'birth.year': isYear,
  'birth.place': isPlace,
  age: isAge,
  'death.date': isDate,
  'event.date': isDate,
  sex: isSex,
  'name.title': isFewValued,
  'name.initials': facts => (facts.letters >= 0.8 && facts.meanLength <= 8 ? 1 : -1),
  'address.full': facts => (facts.letters >= 0.6 && facts.meanWords >= 2 ? 1 : -1),
  'address.street': isText,
  'address.number': facts => (holdsDigits(facts) > 0 && facts.meanLength <= 8 ? 1 : -1),
  'address.postcode': isPostcode,
  // Without an @ an address may only be there hashed.
  'contact.email': facts => (facts.sample.some(value => value.includes('@')) ? 1 : isHashed(facts) ? 0 : -1),
  'contact.phone': facts => (holdsDigits(facts) > 0 && facts.meanLength >= 6 && facts.dates === null ? 1 : -1),
  'geo.latitude': facts => (facts.numbers === null ? -1 : facts.numbers.integers ? 0 : within(-90, 90)(facts)),
  'geo.longitude': facts => (facts.numbers === null ? -1 : facts.numbers.integers ? 0 : within(-180, 180)(facts)),
  'money.income': isAmount,
  'money.amount': isAmount,
  'account.number': holdsDigits,
  'account.card-security': facts => (facts.meanLength <= 7 ? 1 : -1),
  'id.record': isKey,
  'text.free': isLongText,
  'civil.marital': facts => (isMeasured(facts) ? -1 : isFewValued(facts)),
  'civil.nationality': isCategory,
  'family.relation': isCategory,
  'origin.ethnic': isGiven,
  'belief.religion': isGiven,
  'belief.politics': isGiven,
  'belief.union': isGiven,
  'sex-life': isGiven,
  offence: isGiven,
  permit: isGiven,
  'health.condition': facts => ((recognisedShare('health.icd10', facts) ?? 0) >= 0.9 ? 1 : isGiven(facts)),
  'media.photo': isReference,
  'online.url': isReference,
  'online.username': isHandle,
  'credential.password': isHandle,
  'education.level': facts => (isMeasured(facts) ? -1 : facts.distinct <= MANY_CATEGORIES ? 1 : -1),
  'health.measure': isMeasure,
  'work.occupation': isText,
  'work.employer': isText,
  'company.name': isText,
  attribute: anything,
}

/** Codes of one or two figures, or words of which most are those of a sex. */
function isSex(facts: ColumnFacts): Fit {
  if (facts.numbers !== null) return facts.numbers.integers && facts.distinct <= 5 ? 1 : -1
  return closedSetOf(facts.common).some(({ kind, covered }) => kind === 'sex' && covered >= 0.6) ? 1 : -1
}

function isAmount(facts: ColumnFacts): Fit {
  return facts.numbers !== null
    ? 1
    : facts.distinct <= MANY_BANDS || facts.sample.some(value => /\d/.test(value))
      ? 0
      : -1
}

function isMeasure(facts: ColumnFacts): Fit {
  return isNumber(facts) > 0 || facts.distinct <= MANY_BANDS ? 1 : 0
}

const FAMILY_RULES: readonly (readonly [string, Rule])[] = [
  ['name.', isName],
  ['address.', isPlace],
  ['birth.', anything],
]
