import type { KindId } from '../catalogue.ts'
import type { HeaderReading, Reading } from './header-reading.ts'
import { NAME_WORDS } from './lists.ts'
import type { Weight } from './phrases.ts'

/** Kinds that bear each other out: `cp` beside `ville` is a postcode, `state` beside `zip` a State. */
const CONFIRMED_BY: Readonly<Partial<Record<KindId, readonly KindId[]>>> = {
  'name.given': ['name.family'],
  'name.family': ['name.given'],
  'name.title': ['name.family', 'name.given'],
  'name.initials': ['name.family', 'name.given'],
  'address.street': ['address.city', 'address.postcode'],
  'address.city': ['address.postcode', 'address.street'],
  'address.postcode': ['address.city'],
  'address.region': ['address.postcode', 'address.street'],
  'address.country': ['address.postcode', 'address.city'],
  'geo.latitude': ['geo.longitude'],
  'geo.longitude': ['geo.latitude'],
  'account.bic': ['account.iban'],
  'account.card-security': ['account.card'],
  'contact.phone': ['contact.email'],
}

/** Kinds that make it a table of people. */
const OF_PEOPLE: ReadonlySet<KindId> = new Set<KindId>([
  'birth.date',
  'birth.year',
  'birth.place',
  'sex',
  'age',
  'civil.marital',
  'civil.nationality',
  'contact.email',
  'id.fr.nir',
  'id.us.ssn',
  'id.gb.nino',
  'work.occupation',
  'name.given',
  'name.title',
  'money.income',
])

type Around = Readonly<{ kinds: ReadonlySet<KindId>; names: ReadonlySet<string> }>
const around = new WeakMap<readonly string[], Around>()

/** The reading in the light of the other headers of its table. The same array is looked through once, however many headers ask. */
export function confirmedBy(
  alone: HeaderReading,
  neighbours: readonly string[],
  read: (name: string) => HeaderReading,
): HeaderReading {
  const table = around.get(neighbours) ?? look(neighbours, read)
  around.set(neighbours, table)
  const readings = (special(alone, table) ?? alone.readings).map(reading => confirm(reading, table))
  return { ...alone, aggregate: alone.aggregate, readings: readings.sort((a, b) => b.weight - a.weight) }
}

function look(neighbours: readonly string[], read: (name: string) => HeaderReading): Around {
  const readings = neighbours.map(read)
  return {
    kinds: new Set(readings.flatMap(r => r.readings.filter(({ weight }) => weight >= 2).map(({ kind }) => kind))),
    names: new Set(readings.map(r => r.tokens.join(' '))),
  }
}

function confirm(reading: Reading, { kinds }: Around): Reading {
  const confirming = CONFIRMED_BY[reading.kind]?.find(kind => kinds.has(kind))
  if (confirming === undefined || reading.weight === 3) return reading
  return { ...reading, weight: (reading.weight + 1) as Weight, because: `${reading.because} + ${confirming}` }
}

/** Bare words that only the table explains; null where there is nothing to say. */
function special(alone: HeaderReading, table: Around): readonly Reading[] | null {
  const word = alone.tokens.join(' ')
  if (NAME_WORDS.has(word)) return bareName(word, alone, table)
  if (/^(num|numero|number|no|n|nr)$/.test(word) && table.kinds.has('address.street'))
    return [{ kind: 'address.number', weight: 2, because: `${word} + address.street` }]
  if (
    /^(cp|st|dep|reg)$/.test(word) &&
    ![...table.kinds].some(kind => kind.startsWith('address.') && kind !== alone.readings[0]?.kind)
  )
    return alone.readings.map(reading => ({ ...reading, weight: 1 as Weight }))
  if (word === 'first' && table.names.has('last')) return [{ kind: 'name.given', weight: 3, because: 'first + last' }]
  if (word === 'last' && table.names.has('first')) return [{ kind: 'name.family', weight: 3, because: 'first + last' }]
  if (word === 'x' && table.names.has('y')) return [{ kind: 'geo.longitude', weight: 1, because: 'x + y' }]
  if (word === 'y' && table.names.has('x')) return [{ kind: 'geo.latitude', weight: 1, because: 'x + y' }]
  return null
}

/** `nom` beside `prénom` is the family name; `name` beside `surname` the given name; beside birth date and sex, a person's name. */
function bareName(word: string, alone: HeaderReading, { kinds, names }: Around): readonly Reading[] {
  if (word === 'nombre' && (kinds.has('name.family') || names.has('apellidos')))
    return [{ kind: 'name.given', weight: 3, because: 'nombre + apellidos' }]
  if (kinds.has('name.given')) return [{ kind: 'name.family', weight: 3, because: `${word} + name.given` }]
  if (kinds.has('name.family') && !/^noms?$/.test(word))
    return [{ kind: 'name.given', weight: 2, because: `${word} + name.family` }]
  const people = [...kinds].filter(kind => OF_PEOPLE.has(kind)).length
  if (people >= 2)
    return alone.readings.map(reading => ({
      ...reading,
      weight: Math.max(2, reading.weight) as Weight,
      because: `${word} + people`,
    }))
  const places =
    kinds.has('place.commune') || kinds.has('company.siren') || kinds.has('company.siret') || kinds.has('place.finess')
  return people === 0 && places ? alone.readings.map(reading => ({ ...reading, weight: 1 as Weight })) : alone.readings
}
