import type { KindId } from '../catalogue.ts'
import { fold, STOP_WORDS } from './tokens.ts'

/** How telling a header word is: 3 unmistakable, 2 its usual meaning, 1 a hint that the values must bear out. */
export type Weight = 1 | 2 | 3

/** Phrases that name a kind, apart by commas, by weight. */
export type Phrases = Readonly<Partial<Record<KindId, Readonly<Partial<Record<Weight, string>>>>>>

/** What a column, or a table, can be about. */
export type Subject = 'people' | 'companies' | 'places' | 'things' | 'aggregates'
export const SUBJECT_KINDS: readonly Subject[] = ['people', 'companies', 'places', 'things', 'aggregates']
export type SubjectWords = Readonly<Record<Subject, Readonly<Partial<Record<Weight, string>>>>>

/** What one phrase says. `phrase` is our own word, never that of the data. */
export type Meaning = {
  readonly phrase: string
  readonly kinds: { kind: KindId; weight: Weight }[]
  readonly about: Partial<Record<Subject, Weight>>
}

/**
 * Every phrase, under its letters run together: `date de naissance` lies under `datedenaissance` and `datenaissance`, so that
 * glued, snake and camel headers all find it by joining their tokens.
 */
export type PhraseIndex = ReadonlyMap<string, Meaning>

/** Makes the index. German `ä ö ü` are also entered as `ae oe ue`. */
export function indexOf(lists: readonly Phrases[], subjects: SubjectWords): PhraseIndex {
  const index = new Map<string, Meaning>()
  for (const list of lists)
    for (const [kind, byWeight] of Object.entries(list))
      each(byWeight, (phrase, weight) => enter(index, phrase, meaning => addKind(meaning, kind as KindId, weight)))
  for (const subject of SUBJECT_KINDS)
    each(subjects[subject], (phrase, weight) =>
      enter(index, phrase, ({ about }) => {
        about[subject] = Math.max(weight, about[subject] ?? 0) as Weight
      }),
    )
  return index
}

function each(
  byWeight: Readonly<Partial<Record<Weight, string>>>,
  use: (phrase: string, weight: Weight) => void,
): void {
  for (const weight of [3, 2, 1] as const) {
    for (const raw of byWeight[weight]?.split(',') ?? []) {
      const phrase = raw.trim().replaceAll(/\s+/g, ' ')
      if (phrase !== '') use(phrase, weight)
    }
  }
}

function addKind(meaning: Meaning, kind: KindId, weight: Weight): void {
  if (!meaning.kinds.some(k => k.kind === kind)) meaning.kinds.push({ kind, weight })
}

function enter(index: Map<string, Meaning>, phrase: string, add: (meaning: Meaning) => void): void {
  const keys = keysOf(phrase)
  if (/[äöü]/.test(phrase))
    keys.push(...keysOf(phrase.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue')))
  for (const key of new Set(keys)) {
    const meaning = index.get(key) ?? { phrase, kinds: [], about: {} }
    index.set(key, meaning)
    add(meaning)
  }
}

/** Without its stop words too, unless one stands at an end and carries the meaning: `created by` is not `created`. */
function keysOf(phrase: string): string[] {
  const tokens = fold(phrase).match(/[a-z]+|[0-9]+/g) ?? []
  const full = tokens.join('')
  if (tokens.length < 3 || STOP_WORDS.has(tokens[0]!) || STOP_WORDS.has(tokens.at(-1)!)) return [full]
  return [full, tokens.filter(token => !STOP_WORDS.has(token)).join('')]
}
