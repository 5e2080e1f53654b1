import { fold } from './fold.ts'
import type { Lexicon, WordInfo } from './lexicon.ts'

/** One word of a cell, and what is known of it. */
type Token = Readonly<{ text: string; sort: Sort; info: WordInfo; comma: boolean }>

/**
 * The sort of a word, as a person skimming the cell would see it: G given name, F family name, B either, W everyday word,
 * w other word, f short linking word, P place, C country, region or demonym, O organisation, L legal form, J occupation,
 * R street, T title, S suffix, I initial, N has a digit, M month or day, p particle, u family name by its
 * ending, q town by its ending, c German compound, U unknown.
 */
type Sort = string

/**
 * Endings that make family names in some language: English and Nordic sons, Slavic, Spanish, Italian, German, Greek, French,
 * Armenian, Georgian, Romanian, Turkish, Finnish. Weak on their own: a word with one is only "family name by its ending".
 */
const FAMILY_ENDING =
  /(?:[^aeiou]son|sen|sson|sdottir|ova|eva|ov|ev|ski|ska|sky|cki|cka|wicz|vich|vic|ic|czyk|czak|enko|chuk|yuk|ian|yan|shvili|dze|escu|eanu|opoulos|opoulou|idis|akis|oglu|nen|ez|eira|elli|etti|ini|ucci|iello|mann|berger|meier|meyer|bauer|hofer|stein|feld|huber|eau|eaux|ault|aud|ard|ois|oux|ier|quet|ot|ville|worth|field|ham|ley|well|ford|stra|sma|aert|aerts|oit|ac|ec|ou)$/

/** Endings of towns, weak likewise. */
const PLACE_ENDING =
  /(?:stadt|burg|burgh|dorf|heim|hausen|hofen|scheid|furt|ville|villers|chester|bury|shire|mouth|borough|stead|land|town|port|wick|igny|court|field|ingen)$/

const SEPARATORS = /[\s;/|()[\]"“”«»_]+/
const TITLE_CASE = /^\p{Lu}[\p{L}'’.-]*\p{Ll}/u
const UPPER_CASE = /^\p{Lu}[\p{Lu}'’.-]+$/u
const LOWER_CASE = /^\p{Ll}/u

/** The words of a cell, at most eight. A comma ends the word before it. */
function tokensOf(value: string, lexicon: Lexicon): Token[] {
  const parts = value.replaceAll(',', ', ').trim().split(SEPARATORS).filter(Boolean).slice(0, 8)
  return parts.map((part, at) => {
    const comma = part.endsWith(',')
    const text = comma ? part.slice(0, -1) : part
    const info = lookUp(text, lexicon)
    return { text, info, comma, sort: sortOf(text, info, at === 0, lexicon) }
  })
}

/** A compound ("Jean-Pierre", "O'Brien", "Dupont-Martin") that is not listed is known as its strongest part. */
function lookUp(text: string, lexicon: Lexicon): WordInfo {
  const info = lexicon.word(text)
  if (!/[-'’]/.test(text) || info.given > 0 || info.family > 0) return info
  const joined = lexicon.word(text.replace(/[-'’]/g, ''))
  if (joined.family >= 2) return joined
  if (info.known) return info
  const parts = text.split(/[-'’]/).map(part => lexicon.word(part))
  const named = parts.filter(part => part.given >= 2 || part.family >= 2)
  return named.length > 0 && parts.every(part => part.given > 0 || part.family > 0 || part.particle)
    ? named[0]!
    : (parts.at(-1) ?? info)
}

function sortOf(text: string, info: WordInfo, first: boolean, lexicon: Lexicon): Sort {
  if (/\d/.test(text)) return 'N'
  if (/^\p{L}\.?$/u.test(text) || /^(?:\p{Lu}\.){2,}$/u.test(text) || /^\p{Lu}\.-?\p{Lu}\.$/u.test(text)) return 'I'
  if (!/\p{L}/u.test(text)) return 'x'
  const lower = LOWER_CASE.test(text)
  if (info.particle && (lower || !first)) return 'p'
  if (info.title && (first || text.endsWith('.'))) return 'T'
  if (info.suffix && !first && info.given < 2) return 'S'
  if (info.legalForm && !first) return 'L'
  if (info.organisation && info.given < 2 && info.family < 3) return 'O'
  if (info.occupation && info.family < 3) return 'J'
  if ((info.month || info.day) && info.given < 3) return 'M'
  return nameSort(text, info, lexicon)
}

function nameSort(text: string, info: WordInfo, lexicon: Lexicon): Sort {
  const common = Math.max(info.fr, info.en, info.de)
  if (common === 3 && text.length <= 4 && info.given < 2 && info.family < 3) return 'f'
  if (info.given >= 2 && info.family >= 2) return info.given === 3 && info.family < 3 ? 'g' : 'B'
  if (info.given >= 2) return 'G'
  if (info.family >= 2 && common < 3) return 'F'
  if (info.country || info.region || info.nationality || info.language) return 'C'
  if (common === 3) return 'W'
  if (info.street) return 'R'
  if (info.bigCity) return 'P'
  if (common === 2) return 'w'
  if (info.family === 1 && common === 0) return 'F'
  if (info.given === 1 && common === 0) return 'G'
  if (info.commune || info.city) return 'P'
  if (common === 1) return 'v'
  const folded = fold(text)
  if (isCompound(folded, lexicon)) return 'c'
  return PLACE_ENDING.test(folded) ? 'q' : FAMILY_ENDING.test(folded) ? 'u' : 'U'
}

/** Two ordinary German words written as one ("dunkelgruen"), which no list can have all of. */
function isCompound(word: string, lexicon: Lexicon): boolean {
  if (word.length < 7 || word.includes(' ')) return false
  for (let at = 3; at <= word.length - 3; at++) {
    if (lexicon.word(word.slice(at)).de >= 2 && lexicon.word(word.slice(0, at)).de >= 1) return true
  }
  return false
}

const KNOWN_AS = (info: WordInfo): string => `${info.given}${info.family}${Math.max(info.fr, info.en, info.de)}`
const placeOf = (info: WordInfo): string =>
  info.country
    ? 'country'
    : info.region
      ? 'region'
      : info.bigCity
        ? 'big'
        : info.commune
          ? 'commune'
          : info.city
            ? 'city'
            : 'no'

function caseOf(text: string): string {
  return UPPER_CASE.test(text)
    ? 'A'
    : TITLE_CASE.test(text)
      ? 'T'
      : LOWER_CASE.test(text)
        ? 'l'
        : /^\p{L}/u.test(text)
          ? 'A'
          : 'x'
}

/** How the whole cell is written: all title-cased, all capitals, capitals beside title ("DUPONT Jean"), one capital first, lower. */
function casing(tokens: readonly Token[]): string {
  const words = tokens.filter(
    token => token.sort !== 'I' && token.sort !== 'p' && token.sort !== 'N' && token.sort !== 'x',
  )
  const marks = words.map(token => caseOf(token.text))
  const seen = [...new Set(marks)].sort().join('')
  if (seen === 'Tl') return marks[0] === 'T' && marks.slice(1).every(mark => mark === 'l') ? 'sentence' : 'mixed'
  if (seen === 'AT') return marks.filter(mark => mark === 'A').length === 1 ? 'oneUpper' : 'mixed'
  return seen
}

/**
 * What the model of `names.ts` sees of a cell: the sorts of its words and of each pair of neighbours, how strongly the first and
 * last words are names or words, whether the cell as a whole is a place, how it is written. Names of features, no value.
 */
export function nameFeatures(value: string, lexicon: Lexicon): string[] {
  const tokens = tokensOf(value, lexicon)
  const whole = lexicon.word(value.replace(/\s*[,(].*$/, ''))
  const count = Math.min(tokens.length, 6)
  const write = casing(tokens)
  const found = [`n${count}`, `case:${write}`, `case${Math.min(count, 3)}:${write}`]
  const sorts = tokens.map(token => (token.comma ? `${token.sort},` : token.sort))
  sorts.forEach((sort, at) => {
    found.push(`has:${sort}`, `${sorts[at - 1] ?? '^'}>${sort}`)
  })
  found.push(`${sorts.at(-1) ?? '^'}>$`, `all:${sorts.slice(0, 4).join('')}`)
  const [first, last] = [tokens[0], tokens.at(-1)]
  if (first !== undefined && last !== undefined) {
    const solo = count === 1 ? 'only' : count === 2 ? 'two' : 'more'
    found.push(`first:${solo}:${KNOWN_AS(first.info)}`, `last:${solo}:${KNOWN_AS(last.info)}`)
    if (count === 1)
      found.push(
        `ending:${FAMILY_ENDING.test(fold(first.text))}`,
        `only:${placeOf(first.info)}:${KNOWN_AS(first.info)}`,
      )
  }
  found.push(`whole${Math.min(count, 2)}:${placeOf(whole)}`)
  for (const mark of ['&', '-', '.', "'", ':', '(', '/', '+', '!', '?', '_', '@', '%'])
    if (value.includes(mark)) found.push(`mark:${mark}`)
  found.push(`long:${Math.min(6, Math.floor(value.length / 8))}`)
  return found
}
