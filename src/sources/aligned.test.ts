import { expect, test } from 'vitest'
import { alignmentOf, pullAligned, split } from './aligned.ts'
import { pullFrom } from './bytes.ts'

const TABLE = [
  'nom            ville       total',
  'Brimborion     Orléans        12',
  'Fictive        Besançon        7',
  'Inventé Noa                 1204',
  'Zoé            Lyon           33',
]

test('columns stand where every line has blanks, blank cells and spaces inside cells kept', () => {
  const alignment = alignmentOf(TABLE)!
  expect(TABLE.map(line => split(line, alignment))).toEqual([
    ['nom', 'ville', 'total'],
    ['Brimborion', 'Orléans', '12'],
    ['Fictive', 'Besançon', '7'],
    ['Inventé Noa', '', '1204'],
    ['Zoé', 'Lyon', '33'],
  ])
})

test('numbers under names divided by single blanks are a table', () => {
  const lines = ['age sexe poids', '30 1 70.5', '4 2 18', '51 1 82.25']
  expect(split(lines[2], alignmentOf(lines)!)).toEqual(['4', '2', '18'])
})

test('telephones and numbers written in groups are one column', () => {
  expect(alignmentOf(Array.from({ length: 9 }, (_, i) => `06 00 00 0${i} 1${i}`))).toBeNull()
  expect(alignmentOf(['numéro', ...Array.from({ length: 9 }, (_, i) => `1 85 05 78 006 08${i} 3${i}`)])).toBeNull()
})

test('prose and logs are not aligned', () => {
  const log = Array.from(
    { length: 20 },
    (_, i) => `2024-01-01 10:00:${10 + i} worker ${i * i} ${'done '.repeat(i % 4)}`,
  )
  expect(alignmentOf(log)).toBeNull()
  expect(alignmentOf(['Le comité.', 'Il s’est réuni hier soir.', 'Fin de la séance.', 'À bientôt.'])).toBeNull()
})

test('an aligned text is rewritten while it is read', async () => {
  async function* stream() {
    yield Buffer.from(`${TABLE.slice(1).join('\r\n')}\r\n`, 'latin1')
  }
  const pull = pullAligned(pullFrom(stream()), alignmentOf(TABLE)!, 'windows-1252')
  const target = new Uint8Array(1000)
  const size = await pull.fill(target, 0)
  expect(Buffer.from(target.subarray(0, size)).toString().split('\n')[0]).toBe('Brimborion\x1fOrléans\x1f12')
})
