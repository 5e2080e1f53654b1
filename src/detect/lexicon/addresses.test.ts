import { type Faker, fakerDE, fakerEN, fakerEN_GB, fakerFR } from '@faker-js/faker'
import { describe, expect, it } from 'vitest'
import { addressColumn, addressShape } from './addresses.ts'
import { open } from './lexicon.ts'
import { postcodeColumn, postcodeOf } from './postcodes.ts'

const lexicon = open()

function values(faker: Faker, make: (faker: Faker) => string): string[] {
  faker.seed(11)
  return Array.from({ length: 60 }, () => make(faker))
}

const kinds = (column: readonly string[], strength: number): string[] =>
  addressColumn(column, lexicon).filter(([, found]) => found >= strength).map(([kind]) => kind) // biome-ignore format: short

describe('one cell', () => {
  it.each([
    '12 bis rue de la Paix', '3, avenue Jean Jaurès', '1 pl. de la Mairie', 'P.O. Box 123', 'BP 45', 'Hauptstr. 12', 'Lindenweg 4a',
    'Musterstraße 5', '742 Evergreen Terrace', '2 Park Lane', '1600 Pennsylvania Ave NW', '221b Baker Street', 'Calle Mayor 5',
    'Via Garibaldi 12', 'Keizersgracht 100', '450 W 33rd Street', '12 Main St Apt 4',
  ])('%s is a street address', value => expect(addressShape(value, lexicon).street).toBeGreaterThanOrEqual(3)) // biome-ignore format: a list

  it.each([
    '12 rue de la Paix, 75002 Paris', '10 Downing Street, London SW1A 2AA', '1600 Pennsylvania Ave NW, Washington, DC 20500',
    'Musterstraße 5, 10115 Berlin', '5 Elm Road, Leeds', '12 Main St, Springfield, IL 62701',
  ])('%s is a whole address', value => expect(addressShape(value, lexicon).address).toBeGreaterThanOrEqual(3)) // biome-ignore format: a list

  it.each([
    'Ford Focus 12',
    '5 à 10 ans',
    'iPhone 12',
    '12 monkeys',
    'Jean Dupont',
    'Windows 10',
    '2021-03-01',
    '12',
    'Room 12b',
  ])('%s is no street', value => expect(addressShape(value, lexicon).street).toBeLessThanOrEqual(0))

  it('a name that people bear says little of a town', () => {
    expect(addressShape('Lyon', lexicon).city).toBe(3)
    expect(addressShape('Martin', lexicon).city).toBe(0)
    expect(addressShape('Paris, TX', lexicon).city).toBe(4)
  })

  it('a blank cell says nothing', () => {
    expect(addressShape(' ', lexicon)).toEqual({ address: 0, street: 0, city: 0, postcode: 0, region: 0, country: 0 })
  })
})

describe('postcodes', () => {
  it.each([
    ['SW1A 2AA', 'GB'], ['M1 1AE', 'GB'], ['GIR 0AA', 'GB'], ['K1A 0B1', 'CA'], ['1012 AB', 'NL'], ['75002', 'FR'], ['F-69003', 'FR'],
    ['90210', 'US'], ['20500-0003', 'US'], ['1000-205', 'PT'], ['00-950', 'PL'], ['D-10115', 'DE'], ['D02 AF30', 'IE'],
  ])('%s is one of %s', (value, country) => expect(postcodeOf(value)?.country).toBe(country)) // biome-ignore format: a table

  it.each(['00000', '99999', 'QQ1 1AA', 'D1A 0B1', '1234', '123456', '', 'A1A1A1A'])('%s is none', value =>
    expect(postcodeOf(value)).toBe(null),
  )

  it('five-digit numbers drawn at random are no postcodes', () => {
    const random = Array.from({ length: 60 }, (_, at) => String(10_000 + ((at * 7919 + 13) % 89_999)))
    expect(postcodeColumn(random)).toBe(null)
  })

  it('round amounts are no postcodes', () => {
    const amounts = [10, 12, 15, 20, 25, 30, 35, 40, 45, 50, 60, 75, 80].map(thousands => String(thousands * 1000))
    expect(postcodeColumn(amounts)).toBe(null)
  })
})

describe('a column', () => {
  it('of street addresses is recognised in four countries', () => {
    for (const faker of [fakerFR, fakerEN, fakerEN_GB, fakerDE]) {
      expect(
        kinds(
          values(faker, f => f.location.streetAddress()),
          2,
        ),
      ).toContain('address.street')
    }
  })

  it('of postcodes is certain in Britain, the United States and France', () => {
    expect(kinds(['LS1 4AP', 'M1 1AE', 'SW1A 2AA', 'EH1 1YZ', 'CF10 1EP', 'B33 8TH', 'CR2 6XH', 'DN55 1PT', 'W1A 0AX', 'EC1A 1BB'], 3)).toContain('address.postcode')
    const inStates = ['90210', '10001', '60614', '94110', '73301', '02139', '33101', '98101', '80202', '85001', '30301', '48201', '55401', '63101', '97201', '84101', '37201']
    expect(kinds(inStates, 3)).toContain('address.postcode')
    const inFrance = ['75001', '69003', '13008', '59000', '33000', '35200', '44100', '31000', '67000', '06000', '34090', '38100', '76600', '21000']
    expect(kinds(inFrance, 3)).toContain('address.postcode')
  }) // biome-ignore format: long values

  it('of countries and of regions is recognised', () => {
    expect(kinds(['France', 'Germany', 'Spain', 'Italy', 'Belgium', 'Poland', 'Denmark', 'Sweden', 'Norway', 'Portugal'], 3)).toContain('address.country')
    expect(kinds(['Texas', 'Ohio', 'Nevada', 'Oregon', 'California', 'Florida', 'Utah', 'Idaho', 'Iowa', 'Maine'], 2)).toContain('address.region')
  }) // biome-ignore format: long values

  it('of anything else is not: names, companies, products, sentences, numbers', () => {
    for (const faker of [fakerFR, fakerEN, fakerDE]) {
      expect(
        kinds(
          values(faker, f => f.person.fullName()),
          2,
        ),
      ).toEqual([])
      expect(
        kinds(
          values(faker, f => f.person.lastName()),
          2,
        ),
      ).toEqual([])
      expect(
        kinds(
          values(faker, f => f.company.name()),
          2,
        ),
      ).toEqual([])
      expect(
        kinds(
          values(faker, f => f.commerce.productName()),
          2,
        ),
      ).toEqual([])
      expect(
        kinds(
          values(faker, f => f.hacker.phrase()),
          2,
        ),
      ).toEqual([])
      expect(
        kinds(
          values(faker, f => String(f.number.int({ max: 99_999 }))),
          2,
        ),
      ).toEqual([])
    }
  })

  it('without values is nothing', () => expect(addressColumn(['', ' '], lexicon)).toEqual([]))
})
