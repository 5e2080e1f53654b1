import { expect, test } from 'vitest'
import { clearExample, example, hostileExample, mixedExample } from '../../tests/cli/example-inspection.ts'
import { htmlReport } from './report-html.ts'
import { textReport } from './report-text.ts'
import { because } from './words/reasons.ts'

const plain = { lang: 'en', colour: false, width: 120, places: ['ccw.csv'] } as const

test('one screen in English: verdict first, then people, who is alone, what is apart, next', () => {
  expect(textReport(example, plain)).toMatchInlineSnapshot(`
    "do not publish   ccw.csv
      192,000 rows, 10 columns, every cell read (1.9 s)
      “name” identifies people: full name
      “race” tells something the law protects more: racial or ethnic origin (special category, GDPR Art. 9(1))
      dob + zip together single out 99.10% of the rows (190,270)
      between 188,000 and 192,000 people

    PEOPLE   between 188,000 and 192,000, identifiable by what is written
      name         full name                       100%  certain   header says “name”, 99.10% are in the word lists
      street       street                          100%  certain   97.0% are written like addresses
      race         racial or ethnic origin        98.0%  certain   90.0% of the different values are in the closed list
      history      offence or conviction           100%  likely    header says “history”
      dob          birth date                      100%  certain   100% give the age of a living person, header says “dob”
      sex          sex or gender                   100%  certain   100% of the different values are in the closed list
      zip          postcode                        100%  likely    the values are as the header announces, header hints at …
      permit_type  permit, licence or firearm      100%  likely    header says “permit”
      issued       date of an event                100%  possible  100% are dates
      and 1 more column, nothing found

    ALONE IN THE DATA
      dob + issued        99.53% of rows are alone (191,100)
      dob + zip           99.10% of rows are alone (190,270)
      sex + zip + issued  78.6% of rows are alone (151,000)
      zip + issued        62.5% of rows are alone (120,000)
      and 5 more sets of columns
      what would pass, without the columns that identify people: “dob” → year, “zip” → area, without “issued” and removing
      812 rows (then at least 5 rows share every combination)

    FOUND APART
      row  Social Security number  3 rows  (records 12, 4,410, 90,001)

    NEXT   parefuite inspect ccw.csv --report report.html   the same with its evidence, for a colleague
    "
  `)
})

test('one screen in French', () => {
  expect(textReport(mixedExample, { ...plain, lang: 'fr' })).toMatchInlineSnapshot(`
    "ne pas publier   2 tables
      192 365 lignes, 12 colonnes, tout n’a pas pu être lu (1,9 s)
      « name » identifie des personnes : nom complet
      « race » dit ce que la loi protège davantage : origine raciale ou ethnique (donnée sensible, RGPD art. 9, § 1)
      dob + zip suffisent ensemble à distinguer 99,10 % des lignes (190 270)
      entre 188 000 et 192 000 personnes

    PERSONNES   ccw.csv   entre 188 000 et 192 000, identifiables par ce qui est écrit
      name         nom complet                     100 %  certain   l’en-tête dit « name », 99,10 % sont dans les listes de…
      street       voie                            100 %  certain   97,0 % sont écrites comme des adresses
      race         origine raciale ou ethnique    98,0 %  certain   90,0 % des valeurs différentes sont dans la liste fermée
      history      infraction ou condamnation      100 %  probable  l’en-tête dit « history »
      dob          date de naissance               100 %  certain   100 % donnent l’âge d’une personne vivante, l’en-tête d…
      sex          sexe ou genre                   100 %  certain   100 % des valeurs différentes sont dans la liste fermée
      zip          code postal                     100 %  probable  les valeurs sont telles que l’en-tête l’annonce, l’en-t…
      permit_type  permis, licence ou arme         100 %  probable  l’en-tête dit « permit »
      issued       date d’un évènement             100 %  possible  100 % sont des dates
      et 1 autre colonne, rien trouvé

    SEULES DANS LES DONNÉES   ccw.csv
      dob + issued        99,53 % des lignes sont seules (191 100)
      dob + zip           99,10 % des lignes sont seules (190 270)
      sex + zip + issued  78,6 % des lignes sont seules (151 000)
      zip + issued        62,5 % des lignes sont seules (120 000)
      et 5 autres ensembles de colonnes
      ce qui suffirait, sans les colonnes qui identifient des personnes : « dob » → année, « zip » → secteur, sans
      « issued » et retrait de 812 lignes (chaque combinaison serait alors partagée par au moins 5 lignes)

    TROUVÉ À PART
      row  ccw.csv  numéro de sécurité sociale américain  3 lignes  (enregistrements 12, 4 410, 90 001)

    AUTRES TABLES
      rien trouvé     weather.csv  365 lignes, rien sur une personne dans 2 colonnes, 730 cellules

    NON LU
      dump.zip!secret.xlsx  il est protégé par un mot de passe : inspecter une copie non protégée

    ENSUITE   parefuite inspect ccw.csv --report report.html   la même chose avec ses preuves, pour un collègue
    "
  `)
})

test('nothing found is three lines', () => {
  expect(textReport(clearExample, { ...plain, places: ['weather.csv'] })).toBe(
    'nothing found   weather.csv\n  365 rows, 2 columns, every cell read (0.04\u00a0s)\n  nothing about a person in 2 columns, 730 cells\n',
  )
})

test('colour is written only when asked', () => {
  expect(textReport(example, plain)).not.toContain('\u001b')
  expect(textReport(example, { ...plain, colour: true })).toContain('\u001b[1;31mdo not publish\u001b[0m')
})

test('no name of a file or a column can act on the terminal', () => {
  expect(textReport(hostileExample, plain)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
})

test('no line is wider than the terminal, whatever its width', () => {
  for (const width of [80, 100, 140]) {
    const lines = textReport(example, { ...plain, width, places: ['a.csv'] }).split('\n')
    const wide = lines.filter(line => line.length > width && !line.startsWith('NEXT'))
    expect(wide).toEqual([])
  }
})

test('a wide table shows the columns that matter and counts the rest', () => {
  const [table] = example.tables
  const columns = Array.from({ length: 10_000 }, (_, index) => ({
    ...table.columns[index < 30 ? 1 : 0],
    index,
    name: `c${index}`,
  }))
  const lines = textReport({ ...example, tables: [{ ...table, columns }] }, plain).split('\n')
  expect(lines).toContain('  and 18 more columns')
  expect(lines).toContain('  and 9,970 more columns, nothing found')
  expect(lines.length).toBeLessThan(45)
})

test('the many answers of a questionnaire are counted after what tells more, and named together on the page', () => {
  const [table] = example.tables
  const answer = { ...table.columns[1].kinds[0], kind: 'attribute', confidence: 'possible' } as const
  const answers = Array.from({ length: 56 }, (_, i) => ({
    ...table.columns[3],
    name: `Q${i + 1}`,
    index: 20 + i,
    personal: 'indirect' as const,
    kinds: [answer],
  }))
  const wide = { ...example, tables: [{ ...table, columns: [...answers, ...table.columns] }] }
  const text = textReport(wide, plain)
  expect(text).toContain('\n  and 56 more columns that may tell something else about the person\n')
  expect(text).not.toContain('Q1')
  expect(htmlReport(wide, 'en')).toContain('<p>Q1, Q2, Q3,')
})

test('the address of a database is repeated without its password', () => {
  const text = textReport(example, { ...plain, places: ['postgresql://clerk:hunter2@db/records'] })
  expect(text).not.toContain('hunter2')
})

test('where several tables are grave, each is named with why, those with most people and names first', () => {
  const [table] = example.tables
  const people = { low: 20, high: 30 }
  const few = { ...table, name: 'few.csv', people }
  const nameless = { ...table, name: 'nameless.csv', columns: table.columns.filter(one => one.personal !== 'direct') }
  const reasons = ['ccw.csv', 'nameless.csv', 'few.csv'].map(name =>
    because('inspect/table', { table: name, verdict: 'block' }),
  )
  const text = textReport({ ...example, reasons, tables: [few, nameless, table] }, plain)
  expect(text).toContain('“nameless.csv”: do not publish, “name” identifies people: full name')
  expect(text).toContain('PEOPLE   ccw.csv')
  expect([...text.matchAll(/^ {2}do not publish {2}(\S+)/gm)].map(([, name]) => name)).toEqual([
    'nameless.csv',
    'few.csv',
  ])
})

test('no place of a cell is cut in two', () => {
  for (const width of [60, 70, 80, 100]) {
    const [line] = textReport(example, { ...plain, width }).match(/^ {2}row {2}Social.*$/m) ?? []
    expect(line).toMatch(/3 rows(?: {2}\(records? [\d, ]+(?:, …)?\))?$/)
  }
})

test('once the page is written, the next step is another', () => {
  const text = textReport(example, { ...plain, report: 'report.html' })
  expect(text).toContain('NEXT   parefuite inspect ccw.csv --quasi A,B   measure the columns that you choose')
})

test('where nothing could be read there is no verdict, only what to do about each place', () => {
  const unread = [{ place: 'gone.csv', reason: 'sources/missing', facts: {} }] as const
  const nothing = { ...example, verdict: 'review', reasons: [], tables: [], rare: [], unread } as const
  expect(textReport(nothing, { ...plain, places: ['gone.csv'] })).toBe(
    'nothing could be read   gone.csv\n\nNOT READ\n  gone.csv  there is nothing at this place: check the path, or the name of the table\n',
  )
  expect(textReport(nothing, { ...plain, lang: 'fr' })).toMatch(/^rien n’a pu être lu {3}/)
})
