import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { KIND_IDS, type KindId } from '#detect'
import type { Inspection } from '#inspect'
import { jsonReport } from '#inspect'
import { UNREAD_REASONS } from '../../src/sources/table.ts'
import { clearExample, example, hostileExample, mixedExample } from './example-inspection.ts'
import { root } from './run.ts'

type Node = {
  properties?: Record<string, Node>
  $defs?: Record<string, Node>
  items?: Node
  anyOf?: Node[]
  enum?: string[]
  additionalProperties?: unknown
  type?: string
}

const read = (name: string) => readFileSync(join(root, 'docs', 'formats', name), 'utf8')
const schema = JSON.parse(read('inspection.schema.json')) as Node
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema)

function nodesOf(node: Node): Node[] {
  const inner = [...Object.values(node.properties ?? {}), ...Object.values(node.$defs ?? {}), ...(node.anyOf ?? [])]
  return [node, ...[...inner, ...(node.items ? [node.items] : [])].flatMap(nodesOf)]
}

describe('the inspection document', () => {
  test.each([
    ['a file about people', example],
    ['a file about the weather', clearExample],
    ['several files, one unread', mixedExample],
    ['hostile names', hostileExample],
  ])('is what its schema says: %s', (_, inspection) => {
    expect(validate(JSON.parse(jsonReport(inspection, 'en'))), JSON.stringify(validate.errors)).toBe(true)
  })

  test('a member that the schema does not know is refused, at every level', () => {
    const objects = nodesOf(schema).filter(node => node.properties)
    expect(objects.length).toBeGreaterThan(20)
    for (const node of objects) expect(node.additionalProperties).toBe(false)
    expect(validate({ ...example, sample: 'a value' })).toBe(false)
  })

  test('every member is in the documentation', () => {
    const text = read('inspection.md')
    const members = new Set(nodesOf(schema).flatMap(node => Object.keys(node.properties ?? {})))
    expect([...members].filter(name => !text.includes(`\`${name}\``))).toEqual([])
  })

  test('every reason for not reading is in the schema', () => {
    const listed = nodesOf(schema).flatMap(node => (node.enum?.includes('sources/missing') ? node.enum : []))
    expect(listed).toEqual([...UNREAD_REASONS])
  })

  test('the text is safe to print and names are exact once parsed', () => {
    const text = jsonReport(hostileExample, 'en')
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    expect((JSON.parse(text) as Inspection).tables[0].name).toBe(hostileExample.tables[0].name)
  })

  test('every kind of the catalogue has the form that the schema asks', () => {
    const [table] = example.tables
    const [column] = table.columns.slice(1)
    const kinds = KIND_IDS.map(kind => ({ ...column.kinds[0], kind }))
    const holding = (found: typeof kinds): unknown =>
      JSON.parse(jsonReport({ ...example, tables: [{ ...table, columns: [{ ...column, kinds: found }] }] }, 'en'))
    expect(validate(holding(kinds))).toBe(true)
    expect(validate(holding([{ ...column.kinds[0], kind: 'Not A Kind' as KindId }]))).toBe(false)
  })
})
