import { DATA_MEDIA_TYPES, dataAddress, dataSetAddress, FEED_ADDRESSES, versionAddress } from './addresses.ts'
import type { FileFormat, PageFile, Site, SiteFile, SiteVersion } from './contract.ts'
import type { Resource, Value } from './graph.ts'
import { jsonldOf, turtleOf } from './graph.ts'
import { licenceAddress } from './licence.ts'
import { contactLink, textFile } from './page-frame.ts'
import { listedOf } from './page-lists.ts'
import { siteWords } from './words/words.ts'

/**
 * The catalogue for machines. SOURCE: DCAT-AP 3.0.0 (SEMIC, 2024), DCAT 3 (W3C, 2024), SPDX 2.3 checksums; authority tables of the
 * Publications Office of the European Union for languages and file types.
 */
const AUTHORITY = 'http://publications.europa.eu/resource/authority'
const FILE_TYPES: Readonly<Record<FileFormat, string>> = { csv: 'CSV', parquet: 'PARQUET', json: 'JSON' }
const LANGUAGES = ['FRA', 'ENG'].map(code => iri(`${AUTHORITY}/language/${code}`))

/** The feed in both spellings. It has what the catalogue page has: the newest version of each data set. */
export function feedFiles(site: Site): PageFile[] {
  const graph = catalogueOf(site)
  return [
    textFile(FEED_ADDRESSES.jsonld, 'application/ld+json', jsonldOf(graph)),
    textFile(FEED_ADDRESSES.turtle, 'text/turtle; charset=utf-8', turtleOf(graph)),
  ]
}

function catalogueOf(site: Site): Resource[] {
  const listed = listedOf(site)
  const publisher = `${site.origin}/#publisher`
  const catalogue: Resource = {
    id: `${site.origin}/#catalogue`,
    type: 'dcat:Catalog',
    facts: [
      ['dct:title', both(site.title)],
      ['dct:description', both({ fr: siteWords('fr').homePage.lead, en: siteWords('en').homePage.lead })],
      ['dct:publisher', [iri(publisher)]],
      ['dct:language', LANGUAGES],
      ['foaf:homepage', [iri(`${site.origin}/`)]],
      ['dct:modified', listed.slice(0, 1).map(({ newest }) => moment(newest.publishedAt))],
      ['dcat:dataset', listed.map(({ slug }) => iri(dataSetId(site, slug)))],
    ],
  }
  const body: Resource = { id: publisher, type: 'foaf:Agent', facts: [['foaf:name', both(site.title)]] }
  return [catalogue, body, ...contactOf(site), ...listed.flatMap(({ slug, newest }) => dataSetOf(site, slug, newest))]
}

/** Whom to ask about the data, where the body says so. SOURCE: vCard ontology (W3C, 2014), 2.1. */
function contactOf(site: Site): Resource[] {
  const { help } = site.contacts
  if (help === null || contactLink(help, '') === null) return []
  const way = help.startsWith('mailto:') ? 'vcard:hasEmail' : 'vcard:hasURL'
  const facts = [['vcard:fn', both(site.title)] as const, [way, [iri(help)]] as const]
  return [{ id: `${site.origin}/#contact`, type: 'vcard:Organization', facts }]
}

function dataSetId(site: Site, slug: string): string {
  return `${site.origin}${dataSetAddress('fr', slug)}#data-set`
}

function dataSetOf(site: Site, slug: string, version: SiteVersion): Resource[] {
  const id = dataSetId(site, slug)
  const versions = site.dataSets.find(dataSet => dataSet.slug === slug)?.versions ?? []
  const distributions = version.files.map(file => distributionOf(site, slug, version, file))
  const first: Resource = {
    id,
    type: 'dcat:Dataset',
    facts: [
      ['dct:title', both(version.title)],
      ['dct:description', both(version.description)],
      ['dct:identifier', [text(id)]],
      ['dct:publisher', [iri(`${site.origin}/#publisher`)]],
      ['dcat:contactPoint', contactOf(site).map(({ id: of }) => iri(of))],
      ['dct:issued', versions.slice(0, 1).map(one => moment(one.publishedAt))],
      ['dct:modified', [moment(version.publishedAt)]],
      ['dct:language', LANGUAGES],
      ['dcat:version', [text(String(version.version))]],
      ['adms:versionNotes', both(version.changes)],
      [
        'dcat:landingPage',
        [iri(site.origin + dataSetAddress('fr', slug)), iri(site.origin + dataSetAddress('en', slug))],
      ],
      ['dcat:distribution', distributions.map(([{ id: of }]) => iri(of))],
    ],
  }
  return [first, ...distributions.flat()]
}

function distributionOf(site: Site, slug: string, version: SiteVersion, file: SiteFile): [Resource, Resource] {
  const address = site.origin + dataAddress(slug, version.version, file.format)
  const licence = licenceAddress(version.licence)
  const checksum = `${address}#checksum`
  const distribution: Resource = {
    id: `${address}#distribution`,
    type: 'dcat:Distribution',
    facts: [
      ['dct:title', [text(FILE_TYPES[file.format])]],
      ['dcat:accessURL', [iri(site.origin + versionAddress('fr', slug, version.version))]],
      ['dcat:downloadURL', [iri(address)]],
      [
        'dcat:mediaType',
        [iri(`https://www.iana.org/assignments/media-types/${DATA_MEDIA_TYPES[file.format].split(';')[0]}`)],
      ],
      ['dct:format', [iri(`${AUTHORITY}/file-type/${FILE_TYPES[file.format]}`)]],
      ['dcat:byteSize', [{ value: String(file.sizeBytes), datatype: 'xsd:nonNegativeInteger' }]],
      ['dct:issued', [moment(version.publishedAt)]],
      ['dct:license', licence === null ? [] : [iri(licence)]],
      ['spdx:checksum', [iri(checksum)]],
    ],
  }
  return [distribution, checksumOf(checksum, file)]
}

function checksumOf(id: string, { sha256 }: SiteFile): Resource {
  return {
    id,
    type: 'spdx:Checksum',
    facts: [
      ['spdx:algorithm', [iri('http://spdx.org/rdf/terms#checksumAlgorithm_sha256')]],
      ['spdx:checksumValue', [{ value: sha256, datatype: 'xsd:hexBinary' }]],
    ],
  }
}

function iri(id: string): Value {
  return { id }
}

function text(value: string): Value {
  return { value }
}

function both({ fr, en }: Readonly<{ fr: string; en: string }>): Value[] {
  return [
    { value: fr, language: 'fr' },
    { value: en, language: 'en' },
  ]
}

function moment(value: string): Value {
  return { value, datatype: 'xsd:dateTime' }
}
