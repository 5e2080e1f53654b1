import { expect, test } from 'vitest'
import { headerOf } from './header.ts'

function header(text: string): [number, string[]] {
  const { rows, names } = headerOf(text.split('\n').map(line => line.split('|')))
  return [rows, [...names]]
}

test('words above numbers are names', () => {
  expect(header('ville|total\nA|12\nB|7\nC|9')).toEqual([1, ['ville', 'total']])
})

test('a first row like the rows below is data, and the columns have no names', () => {
  expect(
    headerOf([
      ['A', '12', '2020-01-01'],
      ['B', '7', '2020-01-02'],
      ['C', '9', '2020-01-03'],
    ]),
  ).toEqual({
    rows: 0,
    above: 0,
    names: ['', '', ''],
    hasHeader: false,
  })
})

test('a value that comes again below is no name', () => {
  expect(header('F|Paris\nM|Lyon\nF|Paris\nM|Lyon\nF|Lyon')).toEqual([0, ['', '']])
})

test('years may be names', () => {
  expect(header('pays|2019|2020|2021\nA|1.5|2.5|3.5\nB|4.5|5.5|6.5')).toEqual([1, ['pays', '2019', '2020', '2021']])
})

test('titles, comments and blank rows above the names are skipped', () => {
  expect(header('Rapport\n# note\n||\nville|total|part\nA|12|0.5\nB|7|0.5')).toEqual([4, ['ville', 'total', 'part']])
})

test('a commented row of names is the names', () => {
  expect(header('# export\n#id|nom|age\n1|A|30\n2|B|40')).toEqual([2, ['id', 'nom', 'age']])
})

test('merged headings are joined to the names below them', () => {
  expect(
    header('|Hommes||Femmes|\nville|nombre|part|nombre|part\nA|1|0.5|2|0.5\nB|3|0.2|4|0.8\nC|5|0.1|6|0.9'),
  ).toEqual([2, ['ville', 'Hommes nombre', 'Hommes part', 'Femmes nombre', 'Femmes part']])
})

test('a row of units is joined to the names above it', () => {
  expect(header('nom|taille|poids\n|(cm)|(kg)\nA|170|60\nB|180|80\nC|165|55')).toEqual([
    2,
    ['nom', 'taille (cm)', 'poids (kg)'],
  ])
})

test('a record with missing values is no header', () => {
  expect(header('nom|taille|poids\nA||\nB|N/A|80\nC|165|55\nD|170|60')).toEqual([1, ['nom', 'taille', 'poids']])
})

test('a header alone is a header', () => {
  expect(headerOf([['nom', 'age']])).toEqual({ rows: 1, above: 0, names: ['nom', 'age'], hasHeader: true })
})

test('a header that lacks the name of the row numbers leaves the first column unnamed', () => {
  expect(header('sex|age|zip\n1|M|30|75001\n2|F|40|69002\n3|F|41|13001')).toEqual([1, ['', 'sex', 'age', 'zip']])
})

test('nothing at all has no columns', () => {
  expect(headerOf([])).toEqual({ rows: 0, above: 0, names: [], hasHeader: false })
})

test('a line drawn under the names is no record', () => {
  expect(header('id|nom\n---|---\n1|A\n2|B\n3|C')).toEqual([2, ['id', 'nom']])
})

test('a list without a header has none, and names of people are not taken for names of columns', () => {
  expect(header('Dupond|Jean\nDurond|Zoé\nZut|Noa\nBof|Léo')).toEqual([0, ['', '']])
  expect(header('Jean Brimborion\nZoé Fictive\nNoa Inventé')).toEqual([0, ['']])
  expect(header('une phrase sans suite')).toEqual([0, ['']])
})

test('a row with an e-mail address or a street is a record, even when it is the only one', () => {
  expect(header('ana@example.org')).toEqual([0, ['']])
  expect(header('ana@example.org\nbob@example.org\ncat@example.org')).toEqual([0, ['']])
  expect(header('+33 6 12 34 56 78|x')).toEqual([0, ['', '']])
  expect(header('Fictive Ana|12 rue des Lilas|75001 Paris\nBrun Bob|3 avenue Foch|69001 Lyon')).toEqual([
    0,
    ['', '', ''],
  ])
})
