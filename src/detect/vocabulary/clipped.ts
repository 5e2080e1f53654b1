import type { PhraseIndex } from './phrases.ts'

/**
 * Old systems allow a header six or eight capitals: a word is cut at the end (`NACHN`, `ANTRAGST`), or a short stem says what it
 * is of (`NOMPAT`, `DTNAIS`).
 */

/** Stems and the words that they stand for; what follows, of two to four letters, is whose or which. */
const STEMS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:dt|dat|d)nais?/, ['date', 'naissance']],
  [/^gb?dat/, ['geburtsdatum']],
  [/^nom(?=[a-z]{3}$)/, ['nom']],
  [/^pr(?:en|n)(?=[a-z]{2,4}$)/, ['prenom']],
  [/^dat?t?(?=[a-z]{3,4}$)/, ['date']],
  [/^dt(?=[a-z]{3,6}$)/, ['date']],
  [/^mn?t(?=[a-z]{2,5}$)/, ['montant']],
]

/** Fewer letters begin too many words. */
const FEWEST_LETTERS = 5
/** A word that goes on for longer is another word. */
const MOST_MISSING = 7

/** The words of a clipped token; null where it is none that the lists know, or begins words that mean different things. */
export function clippedParts(token: string, index: PhraseIndex): readonly string[] | null {
  for (const [stem, words] of STEMS) {
    const found = stem.exec(token)
    if (!found) continue
    const rest = token.slice(found[0].length)
    return rest === '' ? words : [...words, rest]
  }
  const whole = token.length >= FEWEST_LETTERS ? completed(token, index) : null
  return whole === null ? null : [whole]
}

const sorted = new WeakMap<PhraseIndex, readonly string[]>()

/** The shortest word of the lists that begins so, when all that begin so name the same kind or subject. */
function completed(token: string, index: PhraseIndex): string | null {
  const keys = sorted.get(index) ?? singleWords(index)
  sorted.set(index, keys)
  let shortest: string | null = null
  let meaning: string | null = null
  for (let at = firstFrom(keys, token); keys[at]?.startsWith(token); at++) {
    const key = keys[at]!
    if (key.length > token.length + MOST_MISSING) continue
    const { kinds, about } = index.get(key)!
    const means = kinds[0]?.kind ?? Object.keys(about).join(' ')
    if (meaning !== null && means !== meaning) return null
    meaning = means
    if (shortest === null || key.length < shortest.length) shortest = key
  }
  return shortest
}

function singleWords(index: PhraseIndex): readonly string[] {
  return [...index].flatMap(([key, { phrase }]) => (/[ '-]/.test(phrase) ? [] : [key])).sort()
}

/** The place of the first key that is not before `token`. */
function firstFrom(keys: readonly string[], token: string): number {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (keys[middle]! < token) low = middle + 1
    else high = middle
  }
  return low
}
