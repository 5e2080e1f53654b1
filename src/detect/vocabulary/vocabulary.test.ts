import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KIND_IDS } from '../catalogue.ts'
import { HEADERS } from './headers.fixture.ts'
import { headerOf, tableAboutWords } from './vocabulary.ts'

const cases = Object.entries(HEADERS).flatMap(([kind, names]) =>
  names.split(/,\s+/).map(name => ({ name: name.trim(), kind })),
)
const first = (name: string, neighbours?: readonly string[]) => {
  const reading = headerOf(name, neighbours).readings[0]
  return reading === undefined ? null : `${reading.kind} ${reading.weight}`
}
const most = (headers: readonly string[], tableName = 'data.csv') => {
  const about = Object.entries(tableAboutWords(headers, tableName)).sort((a, b) => b[1] - a[1])
  return about[0]![1] === 0 ? null : about[0]![0]
}

test('several hundred headers in French, English and German are read as the kind that the field means by them', () => {
  const said = (name: string) => {
    const { readings, aggregate } = headerOf(name)
    return aggregate ? '#' : (readings[0]?.kind ?? '-')
  }
  const wrong = cases.filter(c => said(c.name) !== c.kind)
  expect(wrong.map(c => `${c.name}: ${said(c.name)}, not ${c.kind}`)).toEqual([])
  expect(cases.length).toBeGreaterThan(700)
})

test('every kind that a header can name has a header in the list', () => {
  const byValueOnly =
    /^(online\.url|id\.fr\.(passport|driving-licence)|id\.gb\.(driving-licence|passport)|id\.us\.passport|id\.pt\.|id\.mrz|company\.(ein|aba))/
  expect(KIND_IDS.filter(kind => !(kind in HEADERS) && !byValueOnly.test(kind))).toEqual([])
})

test('a bare "nom" beside "prénom" is the family name, and "name" beside "surname" the given name', () => {
  expect(first('nom')).toBe('name.family 2')
  expect(first('nom', ['nom', 'prénom', 'ville'])).toBe('name.family 3')
  expect(first('Name', ['Vorname', 'Name'])).toBe('name.family 3')
  expect(first('name', ['name', 'surname'])).toBe('name.given 3')
  expect(first('nombre', ['nombre', 'apellidos'])).toBe('name.given 3')
})

test('a bare "name" is a hint alone and usual beside a birth date and a sex', () => {
  expect(first('name')).toBe('name.full 1')
  expect(first('name', ['id', 'name', 'dob', 'gender'])).toBe('name.full 2')
  expect(first('nom', ['nom', 'code_insee', 'population'])).toBe('name.family 1')
})

test('neighbours settle abbreviations: cp beside ville, state beside zip, long beside lat, numéro beside rue', () => {
  expect(first('cp', ['cp', 'ville'])).toBe('address.postcode 3')
  expect(first('state', ['state', 'zip'])).toBe('address.region 3')
  expect(first('long', ['lat', 'long'])).toBe('geo.longitude 2')
  expect(first('numéro', ['numéro', 'rue'])).toBe('address.number 2')
  expect(first('title', ['title', 'last_name'])).toBe('name.title 2')
})

test('whose it is changes what a name, a key or a date is', () => {
  expect(first('nom_fichier')).toBe(null)
  expect(first('company name')).toBe('company.name 3')
  expect(first('nom de la commune')).toBe('address.city 2')
  expect(first('mother_name')).toBe('name.full 3')
  expect(first('product_id')).toBe(null)
  expect(first('victim_id')).toBe('id.record 3')
  expect(first('id')).toBe('id.record 1')
  expect(first('race')).toBe('origin.ethnic 2')
  expect(first('race_id')).toBe('origin.ethnic 1')
  expect(first('password_reset_at')).toBe('credential.password 2')
})

test('the last part of a nested path means most', () => {
  expect(first('patient.address.city')).toBe('address.city 3')
  expect(first('user.profile.birthDate')).toBe('birth.date 3')
  expect(first('order.shipping.postcode')).toBe('address.postcode 3')
})

test('headers that a program made up say nothing', () => {
  const made = [
    '',
    'col1',
    'V3',
    'field_2',
    'x',
    'Unnamed: 0',
    '17',
    '2019',
    'd41d8cd98f00b204',
    'Column12',
    'champ 4',
    '___',
    'c1',
  ]
  expect(made.filter(name => !headerOf(name).opaque)).toEqual([])
  expect(['nom', 'dob', 'cp', 'sx', 'id', 'zip5', 'sku'].filter(name => headerOf(name).opaque)).toEqual([])
})

test('a table is about what its headers and its name say', () => {
  expect(most(['id', 'name', 'dob', 'sex', 'zip'])).toBe('people')
  expect(most(['age', 'workclass', 'education', 'marital-status', 'occupation', 'race', 'income'])).toBe('people')
  expect(most(['PassengerId', 'Survived', 'Pclass', 'Sex', 'Age', 'Fare'])).toBe('people')
  expect(most(['Pregnancies', 'Glucose', 'BloodPressure', 'BMI', 'Age', 'Outcome'])).toBe('people')
  expect(most(['siren', 'raison_sociale', 'code_naf', 'ville'])).toBe('companies')
  expect(most(['codgeo', 'libgeo', 'latitude', 'longitude', 'superficie'])).toBe('places')
  expect(most(['annee', 'region', 'nb_naissances', 'taux', 'population'])).toBe('aggregates')
  expect(most(['sepal_length', 'sepal_width', 'species'])).toBe('things')
  expect(most(['a', 'b', 'c'], 'patients_2020.csv')).toBe('people')
  expect(most(['c1', 'c2'], 'x.csv')).toBe(null)
})

test('any string at all is a header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), name => {
      const reading = headerOf(name)
      const weights = reading.readings.map(r => r.weight)
      expect(weights).toEqual([...weights].sort((a, b) => b - a))
      expect(new Set(reading.readings.map(r => r.kind)).size).toBe(reading.readings.length)
      expect(Object.values(reading.about).every(n => n >= 0 && n <= 3)).toBe(true)
    }),
  )
})

test('case, accents and separators change nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('date_naissance', 'code_postal', 'first_name', 'nom_usage'),
      fc.constantFrom('_', '-', ' ', '.', ''),
      (name, sep) => {
        const kind = headerOf(name).readings[0]!.kind
        for (const other of [name.replace('_', sep), name.replace('_', sep).toUpperCase()])
          expect(headerOf(other).readings[0]?.kind).toBe(kind)
      },
    ),
  )
})

test('a header never seen before costs no more than five times taking it apart, in the best of five rounds side by side', () => {
  const spent = (work: () => void): number => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  const round = (n: number): number => {
    const names = Array.from({ length: 2_000 }, (_, i) => `${cases[i % cases.length]!.name}_${n}_${i}`)
    const read = spent(() => {
      for (const name of names) headerOf(name)
    })
    const takenApart = spent(() => {
      for (const name of names)
        name
          .normalize('NFD')
          .replace(/\p{M}/gu, '')
          .toLowerCase()
          .split(/[^a-z0-9]+/)
          .sort()
          .join(' ')
    })
    return read / takenApart
  }
  const best = Math.min(...[0, 1, 2, 3, 4].map(round))
  expect(best).toBeLessThan(5)
})

test('words that we do not know beside a short code weaken it', () => {
  expect(first('spi')).toBe('id.fr.spi 3')
  expect(first('spi_offense')).toBe('offence 3')
  expect(first('spi_defensive_metric')).toBe('id.fr.spi 1')
  expect(first('asg_ip')).toBe('online.ip 2')
  expect(first('no_1_player')).toBe(null)
  expect(first('player_no')).toBe('id.record 3')
})

test('ratios, and people in the plural with nothing of them, count many', () => {
  const counting = [
    'high risk per ICU bed',
    'registered voters',
    'élèves',
    'nb_eleves',
    'Number of drivers involved',
    'femmes (%)',
  ]
  expect(counting.filter(name => !headerOf(name).aggregate)).toEqual([])
  expect(
    ['hours per week', 'patients.address', 'customers_id', 'nb_enfants'].filter(name => headerOf(name).aggregate),
  ).toEqual([])
})

test('a header of capitals that old systems cut short is read as a hint of the whole word', () => {
  expect(['NACHN', 'NOMALL', 'PRNALL', 'DTNAIALL', 'ANTRAGST'].map(name => first(name))).toEqual([
    'name.family 1',
    'name.full 1',
    'name.given 1',
    'birth.date 1',
    'name.full 1',
  ])
})

test('a word is completed in capitals only, and never when it begins words that mean different things', () => {
  expect(['nachn', 'VERSI', 'COMMU', 'NOMENCL', 'DATA'].map(name => first(name))).toEqual(Array(5).fill(null))
  expect(headerOf('NACHN').about.people).toBe(0)
})
