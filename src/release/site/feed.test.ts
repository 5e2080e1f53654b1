import { Parser, type Quad } from 'n3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TemporaryFolder, temporaryFolder } from '#kernel'
import type { PageFile } from './contract.ts'
import { feedFiles } from './feed.ts'
import { type ExampleSite, exampleSite, HOSTILE, ORIGIN } from './site.test-kit.ts'

let folder: TemporaryFolder
let example: ExampleSite
let feed: readonly PageFile[]

beforeAll(async () => {
  folder = await temporaryFolder()
  example = await exampleSite(folder.path)
  feed = feedFiles(example.site)
})
afterAll(() => folder.remove())

const textOf = (path: string): string =>
  Buffer.from(feed.find(file => file.path === path)?.bytes ?? []).toString('utf8')

type Term = Readonly<{ '@id'?: string; '@value'?: string; '@language'?: string; '@type'?: string }>
type Node = Readonly<{ '@id': string; '@type': string } & Record<string, string | readonly Term[]>>

/** The facts of the Turtle file, read by a parser that others wrote. */
function turtleFacts(): string[] {
  const quads: Quad[] = new Parser().parse(textOf('/catalog.ttl'))
  return quads.map(({ subject, predicate, object }) => {
    const kind = object.termType === 'Literal' ? object.language || object.datatype.value : 'id'
    return JSON.stringify([subject.value, predicate.value, object.value, kind])
  })
}

/** The facts of the JSON-LD file: a flat list of nodes, so that expanding its prefixes is all there is to do. */
function jsonldFacts(): string[] {
  const { '@context': context, '@graph': graph } = JSON.parse(textOf('/catalog.jsonld')) as {
    '@context': Record<string, string>
    '@graph': readonly Node[]
  }
  const whole = (name: string): string => name.replace(/^([a-z]+):(?!\/\/)/, (_, prefix: string) => context[prefix])
  return graph.flatMap(({ '@id': id, '@type': type, ...facts }) => [
    JSON.stringify([id, 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type', whole(type), 'id']),
    ...Object.entries(facts).flatMap(([name, values]) =>
      (values as readonly Term[]).map(term => JSON.stringify([id, whole(name), ...objectOf(term, whole)])),
    ),
  ])
}

function objectOf(term: Term, whole: (name: string) => string): [string, string] {
  if (term['@id'] !== undefined) return [term['@id'], 'id']
  return [term['@value'] ?? '', term['@language'] ?? whole(term['@type'] ?? 'xsd:string')]
}

const DCAT = 'http://www.w3.org/ns/dcat#'
const DCT = 'http://purl.org/dc/terms/'

/** All values of a fact about a thing. */
function valuesOf(id: string, name: string): string[] {
  return turtleFacts()
    .map(fact => JSON.parse(fact) as [string, string, string, string])
    .filter(([subject, predicate]) => subject === id && predicate === name)
    .map(([, , value]) => value)
}

describe('the catalogue for machines', () => {
  test('says the same in Turtle and in JSON-LD, hostile titles included', () => {
    expect(turtleFacts().sort()).toEqual(jsonldFacts().sort())
    expect(turtleFacts().some(fact => (JSON.parse(fact) as string[])[2] === HOSTILE)).toBe(true)
  })

  test('has what DCAT-AP 3.0 makes mandatory of catalogue, data set, distribution and checksum', () => {
    const catalogue = `${ORIGIN}/#catalogue`
    for (const name of [`${DCT}title`, `${DCT}description`, `${DCT}publisher`, `${DCAT}dataset`])
      expect(valuesOf(catalogue, name).length, name).toBeGreaterThan(0)
    for (const dataSet of valuesOf(catalogue, `${DCAT}dataset`)) {
      for (const name of [`${DCT}title`, `${DCT}description`]) expect(valuesOf(dataSet, name).length, name).toBe(2)
      const distributions = valuesOf(dataSet, `${DCAT}distribution`)
      expect(distributions.length).toBe(3)
      for (const one of distributions) expect(valuesOf(one, `${DCAT}accessURL`).length).toBe(1)
    }
  })

  test('names each file of the newest version with its address, size and checksum', () => {
    const { slug, versions } = example.site.dataSets[0]
    const { sha256, sizeBytes } = versions[2].files[0]
    const address = `${ORIGIN}/data/${slug}/3/${slug}-3.csv`
    expect(valuesOf(`${address}#distribution`, `${DCAT}downloadURL`)).toEqual([address])
    expect(valuesOf(`${address}#distribution`, `${DCAT}byteSize`)).toEqual([String(sizeBytes)])
    expect(valuesOf(`${address}#checksum`, 'http://spdx.org/rdf/terms#checksumValue')).toEqual([sha256])
    expect(valuesOf(`${ORIGIN}/fr/donnees/${slug}/#data-set`, `${DCAT}version`)).toEqual(['3'])
  })

  test('leaves out a data set whose versions were all withdrawn', () => {
    const [first, ...others] = example.site.dataSets
    const withdrawn = { at: '2026-03-01T00:00:00.000Z', reason: 'personal-data' } as const
    const gone = { ...first, shown: null, versions: first.versions.map(version => ({ ...version, withdrawn })) }
    const [{ bytes }] = feedFiles({ ...example.site, dataSets: [gone, ...others] })
    expect(Buffer.from(bytes).toString('utf8')).not.toContain(first.slug)
  })
})
