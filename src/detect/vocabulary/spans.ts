import type { Meaning, PhraseIndex } from './phrases.ts'
import { STOP_WORDS } from './tokens.ts'

/** A phrase found in a header: tokens `from` to `to` (not included). */
export type Span = Readonly<{
  from: number
  to: number
  length: number
  meaning: Meaning
  /** Found only after a plural `s` was taken off. */
  plural: boolean
}>

/** A phrase has at most this many tokens, stop words counted: the longest entered has 7. */
const MAX_TOKENS = 8

/** The phrases in these tokens that do not overlap, the longest first: `lieu de naissance` wins over `lieu` and `naissance`. */
export function spansOf(tokens: readonly string[], index: PhraseIndex): readonly Span[] {
  const found: Span[] = []
  for (let from = 0; from < tokens.length; from++) {
    let full = ''
    let telling = ''
    for (let to = from + 1; to <= Math.min(tokens.length, from + MAX_TOKENS); to++) {
      const token = tokens[to - 1]!
      full += token
      if (!STOP_WORDS.has(token)) telling += token
      const bare = STOP_WORDS.has(tokens[from]!) || STOP_WORDS.has(token) ? '' : telling
      const meaning = lookUp(index, full) ?? lookUp(index, bare)
      if (meaning !== undefined)
        found.push({ from, to, length: full.length, meaning, plural: !index.has(full) && !index.has(bare) })
    }
  }
  return withoutOverlap(found)
}

/** No phrase is longer: the longest entered has 38 letters. */
const MAX_KEY = 48
const LETTER_S = 115

/** A key, or the same without a plural `s` (never of a word of three letters or fewer: `nas` is not `na`). */
function lookUp(index: PhraseIndex, key: string): Meaning | undefined {
  if (key.length === 0 || key.length > MAX_KEY) return undefined
  return (
    index.get(key) ??
    (key.length > 4 && key.charCodeAt(key.length - 1) === LETTER_S ? index.get(key.slice(0, -1)) : undefined)
  )
}

function withoutOverlap(found: Span[]): readonly Span[] {
  found.sort((a, b) => b.length - a.length || a.from - b.from)
  const kept: Span[] = []
  for (const span of found) if (kept.every(k => span.to <= k.from || span.from >= k.to)) kept.push(span)
  return kept
}

/** Short words that may be part of a glued header; any other part has at least four letters, else `carnation` is a car. */
const SHORT_PARTS = new Set('nom num tel dat geb lib emp adr zip ssn nir dob plz ort cod com dep'.split(' '))
const SHORT_ENDS = new Set('id nr no dt cd nm'.split(' '))

/** Last words that make sense whatever stands before: `Zulassungsdatum` is a date. */
const TAILS = ['datum', 'nummer', 'number', 'name', 'date']

/**
 * Parts a glued word that no phrase explains (`patientbirthdate`, `Kundenname`) into the fewest words of the lists that cover all
 * of it; German linking `s` and `n` allowed. Null where the lists do not cover it.
 */
export function partsOf(token: string, index: PhraseIndex): readonly string[] | null {
  if (token.length < 6 || token.length > 40) return null
  const best: (readonly string[] | null)[] = [[]]
  for (let to = 1; to <= token.length; to++) best.push(bestUpTo(token, to, best, index))
  const parts = best[token.length]!
  if (parts !== null && parts.length > 1 && parts.length <= 4) return parts
  const tail = TAILS.find(word => token.endsWith(word) && token.length >= word.length + 4)
  return tail === undefined ? null : [token.slice(0, -tail.length), tail]
}

function bestUpTo(
  token: string,
  to: number,
  best: readonly (readonly string[] | null)[],
  index: PhraseIndex,
): readonly string[] | null {
  let chosen: readonly string[] | null = null
  for (let from = Math.max(0, to - 24); from <= to - 2; from++) {
    const before = best[from] ?? (token[from - 1] === 's' || token[from - 1] === 'n' ? (best[from - 1] ?? null) : null)
    if (before === null || before.length >= 4 || (chosen !== null && before.length + 1 >= chosen.length)) continue
    if (isPart(token.slice(from, to), to === token.length, index)) chosen = [...before, token.slice(from, to)]
  }
  return chosen
}

function isPart(word: string, last: boolean, index: PhraseIndex): boolean {
  if (word.length >= 4) return index.has(word)
  return word.length === 3 ? SHORT_PARTS.has(word) : last && SHORT_ENDS.has(word)
}
