import type { KindId } from '../catalogue.ts'
import type { Subject, Weight } from './phrases.ts'

/**
 * How much a column of this kind, named outright, speaks for rows about people. Kinds that companies and places have as
 * well (an address, a telephone number) speak little; kinds that are not here, nothing.
 */
// biome-ignore format: one line a few kinds
const PEOPLE: Readonly<Partial<Record<KindId, Weight>>> = {
  'name.full': 3, 'name.given': 3, 'name.family': 3, 'name.initials': 2, 'name.title': 3, 'birth.date': 3, 'birth.year': 3, 'birth.place': 3,
  'death.date': 3, age: 3, sex: 3, 'civil.marital': 3, 'civil.nationality': 3, 'civil.language': 1, 'education.level': 2, 'family.relation': 3,
  'id.record': 3, 'contact.email': 1, 'contact.phone': 1, 'address.full': 1, 'online.username': 2, 'online.ip': 1, 'online.device': 1,
  'media.photo': 1, 'account.iban': 2, 'account.card': 2, 'account.card-security': 2, 'credential.password': 3, 'money.income': 2,
  'money.amount': 1, 'work.employer': 2, 'work.occupation': 2, permit: 1, 'vehicle.plate': 1, 'health.condition': 2, 'health.medication': 2,
  'health.measure': 2, 'health.blood-group': 3, 'health.disability': 2, 'health.pregnancy': 2, 'health.icd10': 2, 'health.ccam': 1,
  'belief.religion': 2, 'belief.politics': 1, 'belief.union': 2, 'sex-life': 3, 'origin.ethnic': 3, offence: 2, biometric: 3, genetic: 1,
  attribute: 2,
}

/** What a reading of this weight says of the subject of the rows. */
export function aboutOf(kind: KindId, weight: Weight): Partial<Record<Subject, number>> {
  const less = 3 - weight
  if (kind.startsWith('company.')) return { companies: weight }
  if (kind.startsWith('place.')) return { places: weight === 3 ? 2 : 1 }
  if (/^(geo\.|address\.(city|region|country|postcode))/.test(kind)) return { places: weight === 1 ? 0 : 1 }
  const people = PEOPLE[kind] ?? (kind.startsWith('id.') ? 3 : 0)
  return { people: Math.max(0, people - less) }
}
