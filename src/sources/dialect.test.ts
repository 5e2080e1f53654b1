import { expect, test } from 'vitest'
import { dialectOf } from './dialect.ts'

function dialect(sample: string): [string, string] {
  const { delimiter, quote } = dialectOf(sample, false)
  return [delimiter < 0 ? 'none' : String.fromCharCode(delimiter), quote < 0 ? 'none' : String.fromCharCode(quote)]
}

const ROWS = [
  ['id', 'nom', 'ville', 'montant'],
  ['1', 'Aldo Brimborion', 'Ville-Test', '12.50'],
  ['2', 'Zoé Fictive', 'Bourg', '7'],
  ['3', 'Noa Inventé', 'Ville-Test', '1204.00'],
]

test.each([',', ';', '\t', '|', ':', '^', '~', '\x01'])('cells divided by %j', delimiter => {
  expect(dialect(ROWS.map(row => row.join(delimiter)).join('\n'))).toEqual([delimiter, '"'])
})

test.each([',', ';', '\t', '|'])('quoted cells that hold every delimiter, divided by %j', delimiter => {
  const quoted = ROWS.map(row => row.map(cell => `"${cell}, a; b|c\td"`).join(delimiter)).join('\n')
  expect(dialect(quoted)).toEqual([delimiter, '"'])
})

test('decimal commas do not divide cells', () => {
  expect(dialect('nom;taille;poids\nA;1,75;70,5\nB;1,80;82,0\nC;1,62;55,3\n')).toEqual([';', '"'])
})

test('a column of decimal commas, of times or of dates is one column', () => {
  expect(dialect('valeur\n1,5\n2,25\n3,75\n')[0]).toBe('none')
  expect(dialect('heure\n12:30:00\n13:45:10\n08:00:00\n')[0]).toBe('none')
  expect(dialect('jour\nMarch 5, 2020\nApril 6, 2021\nMay 7, 2022\n')[0]).toBe('none')
})

test('times in a table do not divide it', () => {
  expect(dialect('a,b\n12:30:00,x y\n13:45:10,z\n08:00:00,w\n')).toEqual([',', '"'])
})

test('apostrophes are no quotes, single quotes around cells are', () => {
  expect(dialect("nom,rue\nA,rue de l'Orme\nB,quai d'Aval\n")).toEqual([',', '"'])
  expect(dialect("'nom','rue'\n'A','1, rue X'\n'B','2, rue Y'\n")).toEqual([',', "'"])
})

test('quotes that are plain characters of a tabbed text open nothing', () => {
  expect(dialect('song\tby\n"Heroes" live\tD\n"Low" again\tB\nplain\tC\n')).toEqual(['\t', 'none'])
})

test('prose is one column', () => {
  const prose = [
    'Le comité s’est réuni hier, à dix heures; tous étaient présents.',
    'Après une longue discussion, le projet, amendé, fut adopté: 12 voix contre 3.',
    'La séance fut levée.',
    'Un compte rendu, signé par le secrétaire, sera affiché, puis envoyé.',
    'Fin',
  ]
  expect(dialect(prose.join('\n'))[0]).toBe('none')
})

test('a log is one column', () => {
  const log = Array.from(
    { length: 30 },
    (_, i) => `2024-01-01 10:00:${10 + i} INFO worker ${i}: ${i % 3 ? 'done, waiting' : 'started'}`,
  )
  expect(dialect(log.join('\n'))[0]).toBe('none')
})

test('titles and notes above a table do not hide it', () => {
  expect(dialect('Rapport annuel, édition 2024\nSource: bureau\n\na;b;c\n1;2;3\n4;5;6\n7;8;9\n')).toEqual([';', '"'])
})

test('short records do not hide the delimiter', () => {
  expect(dialect('a,b,c,d\n1,2\n1,2,3,4\n1,2,3\n1,2,3,4\n1\n')[0]).toBe(',')
})

test('apostrophes around values of a database dump do not open cells that span lines', () => {
  expect(dialect("INSERT INTO p VALUES (1,'Zut','M');\nINSERT INTO p VALUES (2,'Bof','F');\n")).toEqual([',', '"'])
})
