import type { KindId } from '../catalogue.ts'
import { fold } from './fold.ts'
import type { Lexicon, Strength } from './lexicon.ts'
import { postcodeColumn, postcodeOf } from './postcodes.ts'

/**
 * How far a cell speaks for each part of an address, as natural-log odds by hand within ±4: positive speaks for.
 * `address` is a whole one-line address (street and town or postcode), `street` the street part alone.
 */
export type AddressJudgement = Readonly<{
  address: number
  street: number
  city: number
  postcode: number
  region: number
  country: number
}>

const NUMBER = /^(?:no? ?\.? ?)?\d{1,5}(?: ?(?:bis|ter|quater|[a-d]))?(?: ?[-/] ?\d{1,5} ?[a-d]?)?$/i
const NUMBER_FIRST = /^(?:n[o°] ?)?(\d{1,5})(?: ?(?:bis|ter|quater)\b|[a-d]\b)?(?:[-/]\d{1,5})?[ ,]+(?=\p{L})/iu
const NUMBER_LAST = /\p{L}\.?[ ,]+\d{1,4} ?[a-z]?(?:[-/]\d{1,4}[a-z]?)?$/iu
const BARE_STREET = /^\p{Lu}\p{Ll}{3,}(?: \p{L}{2,}){0,3} \d{1,3} ?[a-z]?$/u
const COUNTY = /\b(?:county|d[eé]partement|province|oblast|landkreis|canton|parish|borough of|kreis)\b/i
const ORDINAL_STREET = /^\d{1,5} (?:[nsew]\.? |north |south |east |west )?\d{1,3}(?:st|nd|rd|th)\b/i
const BOX =
  /^(?:p\.? ?o\.? ?box|post office box|b\.? ?p\.?|bo[iî]te postale|postfach|apartado|postbus|cs) ?n?[°o]? ?\d{1,6}\b/i
const JOINED_TYPE =
  /(?:\p{L}{2,}|\p{L}[ -])(?:stra(?:ß|ss)e|str\.|str(?= \d)|weg|platz|gasse|allee|ring|damm|ufer|steig|straat|laan|plein|gracht|dreef|steenweg|gatan|vägen|vej|gade|veien|katu|utca)(?=$|[ ,.\d])/iu
const LEADING_TYPE =
  /^(?:rue|avenue|av\.?|ave\.?|bd\.?|bld|blvd\.?|boulevard|all[eé]es?|chemin|che\.?|impasse|imp\.?|place|pl\.?|quai|cours|route|rte\.?|ruelle|sentier|square|sq\.?|passage|r[eé]sidence|r[eé]s\.?|lotissement|lot\.?|lieu[ -]?dit|hameau|faubourg|esplanade|promenade|cit[eé]|clos|mont[eé]e|rond[ -]point|venelle|villa|voie|cour|via|viale|piazza|corso|vicolo|largo|calle|c\/|avenida|avda\.?|paseo|plaza|carrer|rua|travessa|pra[cç]a|ulica|ul\.|am|an der|auf der|im)(?:[ ,]|$)/iu
const TRAILING_TYPE =
  /\p{L}[\p{L}.'’-]* (?:street|st\.?|road|rd\.?|lane|ln\.?|drive|dr\.?|avenue|ave\.?|court|ct\.?|close|crescent|cres\.?|way|terrace|gardens|gdns|grove|mews|row|hill|park|place|pl\.?|boulevard|blvd\.?|circle|cir\.?|parkway|pkwy|highway|hwy|trail|trl|square|sq\.?|view|walk|rise|parade|alley|plaza|loop|green)(?: (?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\.?)?(?:$|[ ,]+(?:apt|apartment|unit|suite|ste|flat|#|floor|fl)\b.*$|,|(?= \d))/iu
/** The rarer types of the United States (USPS Publication 28, appendix C1) and of Britain: only after a number. */
const RARE_TYPE =
  /\p{L} (?:bend|bluffs?|bridge|brooks?|bypass|camp|canyon|cape|causeway|center|cliffs?|club|commons?|corners?|coves?|creek|crest|crossing|crossroads?|curve|dale|dam|divide|estates?|extensions?|falls?|ferry|fields?|flats?|fords?|forest|forges?|forks?|fort|freeway|gateway|glens?|harbors?|haven|heights|hills|hollow|inlet|islands?|isle|junctions?|keys?|knolls?|lakes?|land|landing|lights?|loaf|locks?|lodge|mall|manors?|meadows?|mills?|mission|motorway|mount|mountains?|neck|orchard|oval|overpass|parks|parkways|pass|passage|path|pike|pines?|plains?|plaza|points?|ports?|prairie|radial|ramp|ranch|rapids?|rest|ridges?|river|roads|route|run|shoals?|shores?|skyway|springs?|spurs?|squares|station|stravenue|stream|streets|summit|throughway|trace|track|trafficway|tunnel|turnpike|underpass|unions?|valleys?|via|viaduct|views|villages?|ville|vista|walks|wall|ways|wells?|copse|end|grange|yard|paddock|drove|chase|croft|bank|dene|garth|leas?|leys|mead|nook|pasture|quadrant|side|spinney|wharf|woods?|cottages|villas|buildings|brow|acres?|fold|gate|heath|wynd|vale|warren|strand|circus)(?:$|[ ,]+(?:apt|apartment|unit|suite|ste|#))/iu
const SAINTLY =
  /^(?:saint|sainte|st|ste|san|santa|bad|port|mont|fort|new|north|south|east|west|great|little|le|la|les|l|los|el)[ -].+|.+ (?:sur|sous|les|lez|en|upon|on|under|le|la|am|an der|im|ob der) .+|.+(?:ville|court|burg|berg|heim|hausen|dorf|stadt|ham|ton|bury|chester|shire|mouth|field|wick|by|hofen|ingen|ac|igny|ay)$/
const STATE_CODE =
  /,? \b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])$/
const INNER_CODE =
  /(?:^|[\s,])(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{4} ?[A-Z]{2}|[1-9]\d{3} \p{Lu})(?=$|[\s,\p{L}])/u

/** The street part alone: number and type of street 4, one of the two less; -4 where there is neither. */
function streetScore(text: string, lexicon: Lexicon): number {
  if (BOX.test(text)) return 3
  const numbered = NUMBER_FIRST.test(text) || NUMBER_LAST.test(text)
  if (ORDINAL_STREET.test(text)) return 3
  const typed = LEADING_TYPE.test(text.replace(NUMBER_FIRST, '')) || TRAILING_TYPE.test(text) || JOINED_TYPE.test(text)
  if (numbered && typed) return 4
  if (NUMBER_FIRST.test(text) && RARE_TYPE.test(text)) return 3
  if (typed) return /\s|stra(?:ß|ss)e$|str\.$/i.test(text) ? 1.5 : -1
  if (BARE_STREET.test(text) && isRare(text.replace(/ \d.*$/, ''), lexicon)) return 0.7
  return NUMBER_FIRST.test(text) && / \p{L}{2,}.* /u.test(text) ? -0.5 : -4
}

/** "Nordurbraut 27": a name that is no everyday word, then a small number, as streets are written where their name holds their type. */
function isRare(name: string, lexicon: Lexicon): boolean {
  const info = lexicon.word(name.split(' ')[0]!)
  return Math.max(info.fr, info.en, info.de) < 2 && info.given < 2
}

/** The whole address on one line: a street, then a town with a postcode, or at least a town or state. */
function wholeScore(text: string, lexicon: Lexicon): number {
  const parts = text.split(/\s*[,\n;]\s*|\s+-\s+/).filter(Boolean)
  const street = Math.max(streetScore(text, lexicon), ...parts.map(part => streetScore(part, lexicon)))
  if (street < 1) return -4
  const rest = text.replace(NUMBER_FIRST, '')
  if (INNER_CODE.test(rest) && /\p{L}.*\p{L}/u.test(rest)) return street >= 3 ? 4 : 2.5
  if (parts.length < 2) return -2
  return parts.slice(1).some(part => townScore(part, lexicon) > 1 || STATE_CODE.test(` ${part}`))
    ? street >= 3
      ? 3
      : 1
    : -1
}

/** A town by name. Names that people bear too say little; words that no list has say what their shape says. */
function townScore(text: string, lexicon: Lexicon): number {
  if (COUNTY.test(text)) return -2
  if (/\d/.test(text.replace(/\b\d{1,2}(?:er|e|ème|eme)?\b(?: arrondissement)?$/i, '').replace(/\(\d{2,3}\)$/, '')))
    return /cedex/i.test(text) ? 3 : -4
  const bare = text
    .replace(/\s*\(.*\)$/, '')
    .replace(/\s+\d{1,2}(?:er|e|ème)?(?: arrondissement)?$/i, '')
    .replace(/\s+cedex\b.*$/i, '')
  const [name = '', ...after] = bare.split(/\s*,\s*/)
  const info = lexicon.word(name)
  const qualified =
    after.length > 0 &&
    (STATE_CODE.test(` ${after[0]}`) || lexicon.word(after[0]!).region || lexicon.word(after[0]!).country)
  if (info.bigCity || info.commune || info.city) {
    if (qualified) return 4
    const person = Math.max(info.given, info.family)
    const common = Math.max(info.fr, info.en, info.de)
    if (info.bigCity) return info.given === 3 ? 1.5 : 3
    if (person >= 2 || common === 3) return 0
    return person === 1 || common === 2 ? 1.5 : 3
  }
  if (qualified) return 2
  return info.known || name.split(' ').length > 5 ? -3 : SAINTLY.test(fold(name)) && /^\p{Lu}/u.test(name) ? 0.5 : -1
}

function regionScore(text: string, lexicon: Lexicon): number {
  const info = lexicon.word(text.replace(/\s*\(.*\)$/, ''))
  if (!info.region) return COUNTY.test(text) ? 2 : -4
  return info.city || info.commune || info.given >= 2 || info.family >= 2 ? 0.7 : 3
}

function countryScore(text: string, lexicon: Lexicon): number {
  const info = lexicon.word(text.replace(/\s*[,(].*$/, ''))
  if (!info.country) return -4
  return info.given === 3 || Math.max(info.fr, info.en, info.de) === 3 ? 1 : 3.5
}

/** How a cell reads as each part of an address. A blank cell says nothing: all zero. */
export function addressShape(value: string, lexicon: Lexicon): AddressJudgement {
  const text = value.trim().replace(/\s+/g, ' ')
  if (text === '') return { address: 0, street: 0, city: 0, postcode: 0, region: 0, country: 0 }
  const code = postcodeOf(text)
  const wordless = !/\p{L}{2}/u.test(text)
  const whole = wordless ? -4 : wholeScore(text, lexicon)
  return {
    address: whole,
    street: wordless ? -4 : Math.min(streetScore(text, lexicon), whole > 2 ? 0 : 4),
    city: wordless ? -4 : townScore(text, lexicon),
    postcode: code === null ? -4 : Math.min(4, -Math.log(code.chance)),
    region: wordless ? -4 : regionScore(text, lexicon),
    country: wordless ? -4 : countryScore(text, lexicon),
  }
}

const PARTS = [
  ['address.full', 'address'],
  ['address.street', 'street'],
  ['address.city', 'city'],
  ['address.region', 'region'],
  ['address.country', 'country'],
] as const

/**
 * The parts of an address that the distinct values of a column may be, with the strength (3 conclusive … 1 a hint) and the share of
 * the values that speak for it. Postcodes are conclusive where 50 values would pass by chance less than once in a million
 * columns (log odds 14). House numbers alone are a hint at most: any small number is one.
 */
export function addressColumn(values: readonly string[], lexicon: Lexicon): (readonly [KindId, Strength, number])[] {
  const filled = values.filter(value => value.trim() !== '')
  if (filled.length === 0) return []
  const judged = filled.map(value => addressShape(value, lexicon))
  const found: (readonly [KindId, Strength, number])[] = []
  for (const [kind, part] of PARTS) {
    const share = judged.filter(one => one[part] > 0).length / judged.length
    const mean = judged.reduce((sum, one) => sum + one[part], 0) / judged.length
    const strength = partStrength(share, mean, judged.length)
    if (strength > 0) found.push([kind, strength, share])
  }
  const codes = postcodeColumn(filled)
  if (codes !== null)
    found.push(['address.postcode', codes.share >= 0.8 && codes.odds >= 14 ? 3 : codes.odds >= 5 ? 2 : 1, codes.share])
  const numbers =
    filled.filter(value => NUMBER.test(value.trim()) && /[a-d]$|bis|ter/i.test(value.trim())).length / filled.length
  if (filled.length >= 40 && numbers > 0.05 && filled.every(value => NUMBER.test(value.trim())))
    found.push(['address.number', 1, 1])
  return found
}

function partStrength(share: number, mean: number, values: number): Strength {
  if (share >= 0.8 && mean >= 1.8 && values >= 10) return 3
  if (share >= 0.65 && mean >= 0.8) return 2
  return share >= 0.4 && mean > 0.2 ? 1 : 0
}
