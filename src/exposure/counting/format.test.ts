import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { type ExposureQuestion, LOG_FORMATS } from '../contract.ts'
import { FIGURES, NOTE_CODES } from './document.ts'
import { PLANTED, plant } from './planted.test-kit.ts'
import { reconstruct } from './reconstruct.ts'
import { exposureWords } from './words/words.ts'

const read = (name: string) => readFileSync(join(import.meta.dirname, '../../../docs/formats', name), 'utf8')
type Node = {
  properties?: Record<string, Node>
  $defs?: Record<string, Node>
  items?: Node
  enum?: readonly string[]
  anyOf?: Node[]
  additionalProperties?: unknown
}
const schema = JSON.parse(read('exposure.schema.json')) as Node
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema)

const QUESTION: ExposureQuestion = {
  places: [],
  objects: ['/ccw/*'],
  fileBytes: 5_000_003,
  reachable: { from: PLANTED.from, to: PLANTED.to },
  trustedProxies: [],
  excluded: [],
  pattern: null,
  zone: null,
}

function nodesOf(node: Node): Node[] {
  const inner = [...Object.values(node.properties ?? {}), ...Object.values(node.$defs ?? {}), ...(node.anyOf ?? [])]
  return [node, ...[...inner, ...(node.items ? [node.items] : [])].flatMap(nodesOf)]
}

test('the document is what its schema says, with everything covered, with a gap, and with addresses', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parefuite-format-'))
  try {
    await plant(folder, { seed: 3, otherLines: 20_000, fileBytes: 5_000_003 })
    for (const [places, options] of [
      [[folder], { showClients: true }],
      [[join(folder, 'web1')], { servers: 2 }],
    ] as const) {
      const answer = await reconstruct(
        { ...QUESTION, places },
        { today: new Date('2026-03-03'), threads: 1, ...options },
      )
      if (isRefusal(answer)) throw new Error(answer.code)
      expect(validate(JSON.parse(JSON.stringify(answer))), JSON.stringify(validate.errors)).toBe(true)
      expect(validate({ ...answer, sample: 'a value' })).toBe(false)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the schema knows every code of a note, and of the formats', () => {
  const enums = nodesOf(schema).map(node => node.enum ?? [])
  expect(enums.find(codes => codes.includes(NOTE_CODES[0]))).toEqual(NOTE_CODES)
  expect(enums.some(formats => LOG_FORMATS.every(format => formats.includes(format)))).toBe(true)
})

test('every member and every note is in the documentation', () => {
  const text = read('exposure.md')
  const members = new Set(nodesOf(schema).flatMap(node => Object.keys(node.properties ?? {})))
  const silent = [...members, ...NOTE_CODES].filter(name => !text.includes(`\`${name}\``))
  const plain = new Set(['client', 'address', 'class', 'first', 'last', 'at', 'other', 'from', 'to', ...FIGURES])
  expect(silent.filter(name => !plain.has(name))).toEqual([])
})

test('every note has its sentence in both languages, and holds its facts', () => {
  const facts = {
    place: 'a.log',
    same: 'b.log',
    zone: 'UTC',
    from: '2026-03-02T12:00:00.000Z',
    to: '2026-03-02T13:00:00.000Z',
    minutes: 2,
    objects: 2,
    clients: 2,
    servers: 1,
    places: 2,
    how: 'case',
    server: 'web1',
    lines: 3,
    transfers: 2,
    hours: 1.5,
    reason: 'sources/truncated',
    pauses: 1,
  }
  for (const lang of ['en', 'fr'] as const) {
    const { notes } = exposureWords(lang)
    const sentences = NOTE_CODES.map(code => notes[code](facts))
    expect(new Set(sentences).size).toBe(NOTE_CODES.length)
    for (const sentence of sentences) expect(sentence).not.toMatch(/undefined|NaN/)
  }
})
