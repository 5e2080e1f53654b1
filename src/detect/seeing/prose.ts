import type { Lexicon, WordInfo } from '../lexicon/lexicon.ts'
import type { Recogniser } from '../recogniser.ts'
import { compactOf } from '../recognisers/mask.ts'

/** What is needed to look inside a longer value. Numbers are positions in `RECOGNISERS`. */
export type Prose = Readonly<{
  lexicon: Lexicon
  recognisers: readonly Recogniser[]
  /** Recognisers that need an @, a token of 20 characters, or digits: run only where the value has them. */
  addresses: readonly number[]
  secrets: readonly number[]
  numbers: readonly number[]
}>

/** What reading texts takes, from the recognisers that can stand inside one. */
export function newProse(recognisers: readonly Recogniser[], lexicon: Lexicon): Prose {
  const searched = recognisers.flatMap((recogniser, i) => (recogniser.text === null ? [] : [i]))
  const needs = (i: number): 'addresses' | 'secrets' | 'numbers' => {
    const { kind } = recognisers[i]
    return kind === 'contact.email' ? 'addresses' : kind.startsWith('credential.') ? 'secrets' : 'numbers'
  }
  const of = (what: string): number[] => searched.filter(i => needs(i) === what)
  return { lexicon, recognisers, addresses: of('addresses'), secrets: of('secrets'), numbers: of('numbers') }
}

/** An identifier of the catalogue holds at least this many digits, as does a telephone number or an address of the internet. */
export const FEWEST_DIGITS = 4
/** Keys and tokens shorter than this are not told from words. */
export const SHORTEST_SECRET = 20

/**
 * What stands inside a value: recognisers that found something, and whether a person's name stands there with a title or
 * as given name and family name. `digits`, `at` and `longestRun` are what one pass over the bytes has already counted.
 */
export function readProse(prose: Prose, raw: string, digits: number, at: boolean, longestRun: number): Inside {
  const found: Inside = { inside: [], missed: [], name: holdsName(raw, prose.lexicon) }
  if (at) search(prose, prose.addresses, raw, found, digits)
  if (digits >= FEWEST_DIGITS) search(prose, prose.numbers, raw, found, digits)
  if (longestRun >= SHORTEST_SECRET) search(prose, prose.secrets, raw, found, digits)
  return found
}

/** Recognisers that found a value that passes, those that only found values that fail, and whether a person is named. */
export type Inside = Readonly<{ inside: number[]; missed: number[]; name: boolean }>

function search(prose: Prose, which: readonly number[], raw: string, found: Inside, digits: number): void {
  for (const i of which) {
    if (digits < (prose.recognisers[i].textDigits ?? 0)) continue
    const outcome = searchFor(prose.recognisers[i], raw)
    if (outcome === 'passed') found.inside.push(i)
    else if (outcome === 'failed') found.missed.push(i)
  }
}

function searchFor({ text, check }: Recogniser, raw: string): 'passed' | 'failed' | 'absent' {
  text!.lastIndex = 0
  let outcome: 'failed' | 'absent' = 'absent'
  for (let match = text!.exec(raw); match !== null; match = text!.exec(raw)) {
    const value = match[0].trim()
    if (check(compactOf(value), value)) return 'passed'
    outcome = 'failed'
    if (match[0].length === 0) text!.lastIndex++
  }
  return outcome
}

const TITLED =
  /(?:^|[\s(,;:"«“>])(?:M\.|MM\.|Mme|Mlle|Monsieur|Madame|Mademoiselle|Docteur|Mr|Mrs|Ms|Miss|Mister|Doctor|Dr|Prof|Herrn?|Frau)\.?\s+(\p{Lu}[\p{L}'’-]*\.?(?:\s+\p{Lu}[\p{L}'’-]+){0,2})/gu
const CAPITALISED_PAIR = /(?<![\p{L}'’-])(\p{Lu}\p{Ll}[\p{L}'’-]*)\s+(\p{Lu}[\p{L}'’-]+)(?![\p{L}'’-])/gu
/** A pair of capitals in a shorter value is the value itself (a title, a place), which its column's judgement weighs. */
const FEWEST_WORDS_OF_PROSE = 5

/** Whether a person is named in a text: "Mme Durand", "Dr J. Weber", or a typical given name before a family name in prose. */
export function holdsName(raw: string, lexicon: Lexicon): boolean {
  for (const match of raw.matchAll(TITLED)) {
    if (match[1].split(/\s+/).some(word => couldBeName(lexicon.word(word)) && word.length > 2)) return true
  }
  if (wordsOf(raw) < FEWEST_WORDS_OF_PROSE) return false
  for (const match of raw.matchAll(CAPITALISED_PAIR)) {
    if (isGivenLike(lexicon.word(match[1])) && isFamilyLike(lexicon.word(match[2]))) return true
  }
  return false
}

function couldBeName(word: WordInfo): boolean {
  if (word.given >= 2 || word.family >= 2) return true
  return Math.max(word.fr, word.en, word.de) <= 1 && !word.organisation && !word.country && !word.street && !word.month
}

function isGivenLike(word: WordInfo): boolean {
  return isMoreNameThanWord(word.given, word) && !word.month && !word.country
}

function isFamilyLike(word: WordInfo): boolean {
  return isMoreNameThanWord(word.family, word) && !word.organisation && !word.month
}

/** Lists of words hold frequent names as well: a typical name is one though it is also a word of middling frequency. */
function isMoreNameThanWord(strength: number, { fr, en, de }: WordInfo): boolean {
  return strength >= 2 && Math.max(fr, en, de) < strength
}

function wordsOf(raw: string): number {
  let words = 0
  for (let i = 0, inWord = false; i < raw.length; i++) {
    const isSpace = raw.charCodeAt(i) <= 32
    if (!isSpace && !inWord) words++
    inWord = !isSpace
  }
  return words
}
