import { describe, expect, test } from 'vitest'
import { inventPerson, randomFrom } from '../../../drills/people.ts'
import { columnOf, judgeColumns, summary } from './judging.test-kit.ts'

const random = randomFrom(41)
const french = Array.from({ length: 120 }, () => inventPerson(random, 'fr'))
const american = Array.from({ length: 120 }, () => inventPerson(random, 'us'))
const numbers = (low: number, step: number): string[] => Array.from({ length: 120 }, (_, i) => String(low + i * step))
const amounts = Array.from({ length: 120 }, () => (random.between(100, 99_999) / 100).toFixed(2))
const pick = (words: string): string[] => Array.from({ length: 120 }, () => random.pick(words.split('|')))

describe('a table about people', () => {
  test('names, birth date and NIR are found under French headers, and what else the row says is said of the person', async () => {
    const table = await judgeColumns({
      nom: french.map(p => p.family),
      prenom: french.map(p => p.given),
      date_naissance: french.map(p => p.birthDate),
      nir: french.map(p => p.identifier),
      montant_aide: amounts,
    })
    expect(table.about).toBe('people')
    expect(summary(table)).toEqual({
      nom: 'direct name.family certain',
      prenom: 'indirect name.given certain',
      date_naissance: 'indirect birth.date certain',
      nir: 'direct id.fr.nir certain',
      montant_aide: expect.stringMatching(/^indirect /),
    })
  })

  test('a NIR is found under a header that says nothing, by its key', async () => {
    const table = await judgeColumns({ c1: french.map(p => p.identifier), c2: amounts })
    expect(summary(table)).toEqual({ c1: 'direct id.fr.nir certain', c2: 'none' })
  })

  test('rows are people though nobody is named: birth date, sex and postcode', async () => {
    const table = await judgeColumns({
      dob: american.map(p => p.birthDate),
      sex: american.map(p => p.sex),
      zip: american.map(p => p.postcode),
    })
    expect(table.about).toBe('people')
    expect(summary(table)).toEqual({
      dob: 'indirect birth.date certain',
      sex: 'indirect sex certain',
      zip: 'indirect address.postcode certain',
    })
  })

  test('a row counter is not personal, a key that is the patient’s is', async () => {
    const table = await judgeColumns({
      ligne: numbers(1, 1),
      patient_id: numbers(40_013, 7),
      sexe: french.map(p => p.sex),
      date_naissance: french.map(p => p.birthDate),
    })
    expect(columnOf(table, 'ligne').personal).toBe('none')
    expect(summary(table).patient_id).toBe('indirect id.record certain')
  })

  test('the decision is the same when the rows come in another order', async () => {
    const columns = { a: american.map(p => `${p.given} ${p.family}`), b: american.map(p => p.phone), c: amounts }
    const turned = Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, [...values].reverse()]))
    expect(summary(await judgeColumns(turned))).toEqual(summary(await judgeColumns(columns)))
  })
})

describe('headers and values that disagree', () => {
  test('where headers announce what values are not, values alone decide', async () => {
    const table = await judgeColumns({
      email: pick('bolt|nut|washer|hinge|bracket'),
      price: american.map(p => `${p.given} ${p.family}`),
      colour: american.map(p => p.birthDate),
      phone: pick('red|blue|green|grey|white|brown'),
    })
    expect(summary(table)).toEqual({
      email: 'none',
      price: 'direct name.full certain',
      colour: expect.stringMatching(/^indirect birth\.date /),
      phone: 'none',
    })
  })

  test('a species in short is nobody’s name, a family name after an initial is', async () => {
    const species = await judgeColumns({
      code: numbers(1, 1),
      germe: pick('E. coli|S. aureus|K. pneumoniae|P. aeruginosa'),
    })
    expect(columnOf(species, 'germe').personal).toBe('none')
    const people = await judgeColumns({ auteur: french.map(p => `${p.given[0]}. ${p.family}`) })
    expect(columnOf(people, 'auteur').kinds[0]?.kind).toBe('name.full')
  })

  test('a letter and six figures are no Irish postcode', async () => {
    const table = await judgeColumns({
      nip: french.map((_, i) => `P${100_000 + i}`),
      date_naissance: french.map(p => p.birthDate),
    })
    expect(columnOf(table, 'nip').kinds.map(found => found.kind)).not.toContain('address.postcode')
  })

  test('a questionnaire whose few telling headers are borne out is believed', async () => {
    const answers = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`Q${i + 1}`, pick('1|2|3|4|5')]))
    const table = await judgeColumns({
      Age: numbers(20, 1).map(n => String(18 + (Number(n) % 70))),
      Sexe: french.map(p => (p.sex === 'F' ? 'Femme' : 'Homme')),
      Commune: french.map(p => p.city),
      ...answers,
    })
    expect(table.about).toBe('people')
    expect(columnOf(table, 'Age').personal).toBe('indirect')
    expect(columnOf(table, 'Q7').personal).toBe('indirect')
  })

  test('the name of a product, a file or a company is nobody’s name', async () => {
    const table = await judgeColumns({
      product_name: pick('steel hinge|oak shelf|brass handle|garden hose|paint brush|door frame|copper pipe'),
      file_name: numbers(1, 1).map(n => `scan_${n}.pdf`),
      unit_price: amounts,
      quantity: numbers(3, 2),
    })
    expect(table.columns.map(column => column.personal)).toEqual(['none', 'none', 'none', 'none'])
  })
})

describe('tables about something else', () => {
  test('beneficiaries counted by department, year, age and sex are nobody’s data', async () => {
    const table = await judgeColumns({
      departement: pick('Corrèze|Creuse|Haute-Vienne'),
      annee: pick('2022|2023|2024|2025'),
      tranche_age: pick('18-24 ans|25-39 ans|40-59 ans|60 ans et plus'),
      sexe: pick('F|H'),
      nb_beneficiaires: numbers(3, 7),
      montant_total: amounts,
    })
    expect(table.about).toBe('aggregates')
    expect(table.columns.map(column => column.personal)).toEqual(table.columns.map(() => 'none'))
  })

  test('counts by county and year are nobody’s data', async () => {
    const table = await judgeColumns({
      county: pick('Alameda|Fresno|Kern|Orange|Placer|Yolo'),
      year: pick('2019|2020|2021'),
      permits_issued: numbers(10, 3),
      rate_per_1000: amounts,
    })
    expect(table.columns.map(column => column.personal)).toEqual(['none', 'none', 'none', 'none'])
  })

  test('an age that each row has to itself is a group that was counted', async () => {
    const ages = Array.from({ length: 60 }, (_, i) => String(18 + i))
    const table = await judgeColumns({
      age: ages,
      population: ages.map((_, i) => String(10_000 - i * 97)),
      share: ages.map((_, i) => (i / 700).toFixed(4)),
    })
    expect(table.about).toBe('aggregates')
    expect(columnOf(table, 'age').personal).toBe('none')
  })

  test('the telephone number of a company is not taken for a person’s', async () => {
    const table = await judgeColumns({
      siren: ['552008443', '404833048', '732829320', '356000000', '130025265', '542065479', '775670417', '552032534'],
      raison_sociale: [
        'Scierie du Lac SARL',
        'Transports Vallon SAS',
        'Mairie de Boisrond',
        'Garage du Pont',
        'Boulangerie Centrale',
        'Ateliers Nord SA',
        'Clinique du Parc',
        'Banque Orient',
      ],
      telephone: [
        '01 99 00 12 34',
        '02 61 91 34 56',
        '03 53 01 78 90',
        '04 65 71 22 33',
        '05 36 49 44 55',
        '01 99 00 66 77',
        '02 61 91 88 99',
        '03 53 01 11 22',
      ],
    })
    expect(table.about).toBe('companies')
    expect(columnOf(table, 'telephone').personal).toBe('none')
  })
})

describe('a few cells beside what a column is', () => {
  const notes = Array.from({ length: 120 }, (_, i) =>
    i === 70 ? 'rappeler au 06 39 98 12 34 demain' : 'dossier complet, rien à signaler',
  )

  test('one telephone number in the notes is found with its record number', async () => {
    const table = await judgeColumns({ ref: numbers(5, 3), note: notes, montant: amounts })
    expect(columnOf(table, 'note').rare.map(({ kind, rows, at }) => ({ kind, rows, at }))).toEqual([
      { kind: 'contact.phone', rows: 1, at: [71] },
    ])
  })

  test('order numbers of which one in eleven obeys the NHS rule by chance hold no NHS number', async () => {
    const orders = Array.from({ length: 400 }, () => String(random.between(4_000_000_000, 4_999_999_999)))
    const table = await judgeColumns({ order: orders })
    expect(columnOf(table, 'order').rare).toEqual([])
    expect(columnOf(table, 'order').personal).toBe('none')
  })

  test('measurements with decimals hold no identifier', async () => {
    const measured = Array.from({ length: 300 }, () => random.share().toFixed(13))
    const table = await judgeColumns({ win_probability: measured })
    expect(columnOf(table, 'win_probability').rare).toEqual([])
  })
})

describe('what a spreadsheet did', () => {
  test('card numbers that became 5.54563E+15 are still said to be card numbers, and that they were damaged', async () => {
    const table = await judgeColumns({
      full_name: american.map(p => `${p.given} ${p.family}`),
      credit_card_number: american.map((_, i) => `${(4 + i / 200).toFixed(5)}E+15`),
    })
    const [found] = columnOf(table, 'credit_card_number').kinds
    expect(found.kind).toBe('account.card')
    expect(found.reasons.map(reason => reason.code)).toContain('detect/excel-scientific')
  })
})

test('no finding, reason or place holds a value of the table', async () => {
  const table = await judgeColumns({
    nom: french.map(p => p.family),
    courriel: french.map(p => p.email),
    note: french.map(p => `${p.phone} ${p.identifier}`),
  })
  const said = JSON.stringify(table)
  const values = french.flatMap(p => [p.family, p.email, p.phone, p.identifier])
  expect(values.filter(value => said.includes(value))).toEqual([])
})

describe('what a reason says beside the kind', () => {
  test('postcodes of which some lost their leading zero are said to have lost it', async () => {
    const postcodes = Array.from({ length: 120 }, (_, i) =>
      i % 10 === 0 ? String(1000 + i * 7) : String(31_000 + i * 100),
    )
    const table = await judgeColumns({
      nom: french.map(p => p.family),
      prenom: french.map(p => p.given),
      code_postal: postcodes,
    })
    const [found] = columnOf(table, 'code_postal').kinds
    expect(found.reasons.find(reason => reason.code === 'detect/excel-lost-zeros')?.facts).toEqual({ rows: 12 })
  })

  test('a NIR is said to tell birth and sex by itself', async () => {
    const table = await judgeColumns({ nir: french.map(p => p.identifier) })
    expect(columnOf(table, 'nir').kinds[0].reasons.map(reason => reason.code)).toContain('detect/encodes-birth')
  })

  test('codes of drugs are recognised without a header, those of diseases under one: chance makes the latter too often', async () => {
    const atc = Array.from(
      { length: 60 },
      (_, i) => `${'ABCDGHJLMN'[i % 10]}0${(i % 9) + 1}${'ABCDEF'[i % 6]}${'ABCDX'[i % 5]}0${(i % 9) + 1}`,
    )
    const icd = ['A09', 'B20', 'C50.9', 'E11.9', 'F32.1', 'G40', 'I10', 'J45.0', 'K35.8', 'M54.5', 'O80', 'Z72.1']
    const table = await judgeColumns({
      c1: Array.from({ length: 120 }, (_, i) => atc[i % atc.length]),
      diagnostic: Array.from({ length: 120 }, (_, i) => icd[i % icd.length]),
      nir: french.map(p => p.identifier),
    })
    expect(summary(table).c1).toBe('indirect health.atc likely')
    expect(summary(table).diagnostic).toMatch(/^indirect health\.(icd10|condition) certain$/)
  })
})

describe('tables of few rows', () => {
  const verdictWorthy = (table: Awaited<ReturnType<typeof judgeColumns>>): boolean =>
    table.columns.some(column => column.personal === 'direct' || column.rare.some(hit => hit.confidence !== 'possible'))

  test('two e-mail addresses, one NIR or two telephone numbers are never nothing, whatever the header', async () => {
    const [one, two] = french
    expect(verdictWorthy(await judgeColumns({ x: ['1', '2'], y: [one.email, two.email] }))).toBe(true)
    expect(verdictWorthy(await judgeColumns({ x: ['1'], y: [one.identifier] }))).toBe(true)
    expect(verdictWorthy(await judgeColumns({ x: ['1', '2'], y: [one.phone, two.phone] }))).toBe(true)
  })

  test('universally unique identifiers hold no number of anybody', async () => {
    const hex = (length: number): string =>
      Array.from({ length }, () => '0123456789abcdef'[random.between(0, 15)]).join('')
    const keys = Array.from({ length: 3000 }, () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`)
    const table = await judgeColumns({ key: keys })
    expect([table.columns[0].personal, table.columns[0].rare]).toEqual(['none', []])
  })
})
