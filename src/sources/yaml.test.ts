import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inputOf, plain, readAll, reasons } from './reading.test-kit.ts'
import { readYaml } from './yaml.ts'

const read = (content: string, pieceBytes?: number) => readAll(readYaml, inputOf('f.yml', content, pieceBytes))

test('a list of maps is a table, and scalars keep the text that was written', async () => {
  const reading = await read('- nom: Brun\n  cp: 01000\n  oui: yes\n  vide: ~\n- nom: "Petit"\n  date: 1980-01-02\n')
  expect(plain(reading)).toEqual([
    {
      name: 'f.yml',
      columns: ['nom', 'cp', 'oui', 'vide', 'date'],
      rows: [
        ['Brun', '01000', 'yes', '', ''],
        ['Petit', '', '', '', '1980-01-02'],
      ],
    },
  ])
})

test('each document is a record, and JSON inside a text is opened', async () => {
  const yaml = `---\nstatus: 200\npayload: |-\n  {"data":{"nom":"Brun","tels":["01"]}}\n---\nstatus: 404\n`
  const expected = [
    {
      name: 'f.yml',
      columns: ['status', 'payload.data.nom'],
      rows: [
        ['200', 'Brun'],
        ['404', ''],
      ],
    },
    { name: 'f.yml!payload.data.tels[]', columns: ['tels'], rows: [['01']] },
  ]
  expect(plain(await read(yaml))).toEqual(expected)
  expect(plain(await read(yaml, 3))).toEqual(expected)
})

test('an alias is read where it stands; a bomb of aliases is bounded', async () => {
  expect(plain(await read('a: &x\n  nom: Brun\nb: *x\n'))[0]).toEqual({
    name: 'f.yml',
    columns: ['a.nom', 'b.nom'],
    rows: [['Brun', 'Brun']],
  })
  const levels = Array.from(
    { length: 12 },
    (_, i) =>
      `l${i}: &l${i} [${
        i === 0
          ? 'x'
          : Array(10)
              .fill(`*l${i - 1}`)
              .join()
      }]`,
  )
  expect(reasons(await read(levels.join('\n')))).toEqual([{ reason: 'sources/too-large', line: 1, aliases: 10_000 }])
  expect(reasons(await read('a: &a [*a]\n')).length).toBe(1)
})

test('a malformed document is named with its line, the next one is read', async () => {
  const reading = await read('a: 1\n---\nb: [1, 2\nc: }\n---\na: 3\n')
  expect(reasons(reading)[0]).toEqual({ reason: 'sources/malformed', line: 4 })
  expect(plain(reading)[0].rows.map(row => row[0])).toContain('3')
})

test('nesting past the bound is named, not a crash', async () => {
  const reading = await read(`${'['.repeat(400)}1${']'.repeat(400)}`)
  expect(reasons(reading)).toEqual([{ reason: 'sources/too-large', line: 1, depth: 256 }])
  expect(reasons(await read('['.repeat(50_000)))).not.toEqual([])
})

test('an empty file is empty', async () => {
  expect(reasons(await read(''))).toEqual([{ reason: 'sources/empty' }])
  expect(reasons(await read('# nothing\n'))).toEqual([{ reason: 'sources/empty' }])
})

test('a list longer than the bound is read element by element', async () => {
  const yaml = Array.from({ length: 4_500 }, (_, i) => `- nom: Brun${i}\n  note: ${'x'.repeat(1000)}\n`).join('')
  const [table] = plain(await read(yaml))
  expect(table.rows.length).toBe(4_500)
  expect(table.rows[4_499][0]).toBe('Brun4499')
})

const answers = join(import.meta.dirname, '../../../shared/data/nested-fr')
test.skipIf(!existsSync(answers))(
  'answers of French administrations are read to the last value (skipped without ../shared/data)',
  async () => {
    const files = readdirSync(answers, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.yaml'))
    let tables = 0
    for (const path of files) {
      const reading = await readAll(readYaml, inputOf('f.yaml', readFileSync(join(answers, path))))
      expect(reasons(reading), path).toEqual([])
      tables += reading.tables.length
    }
    expect(tables).toBeGreaterThan(files.length / 2)
  },
)
