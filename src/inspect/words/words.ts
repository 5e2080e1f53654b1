import type { About, Confidence, LegalClass, Personal, Reason } from '#detect'
import type { Lang } from '#kernel'
import type { Say } from '#page'
import type { UnreadReason } from '#sources'
import type { Verdict } from '../inspection.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { type KindSay, kindSayIn } from './kinds.ts'
import { type FactsOf, isReasonCode, type ReasonCode } from './reasons.ts'

type Facts = Readonly<Record<string, string | number>>

/** Every word a person reads about an inspection, in one language. What must cover a union is a Record over it. */
export type Words = Readonly<{
  verdict: Readonly<Record<Verdict, string>>
  /** One sentence on what the verdict means for whoever holds the file. */
  verdictMeans: Readonly<Record<Verdict, string>>
  confidence: Readonly<Record<Confidence, string>>
  personal: Readonly<Record<Personal, string>>
  about: Readonly<Record<About, string>>
  legal: Readonly<Record<LegalClass, string>>
  /** The same with the article that makes the class. */
  law: Readonly<Record<LegalClass, string>>
  unread: Readonly<Record<UnreadReason, (facts: Facts, say: Say) => string>>
  reasons: Readonly<{ [C in ReasonCode]: (facts: FactsOf<C>, say: KindSay) => string }>
  /** The sentence for a code that this version does not know. */
  unknownReason(code: string): string
  screen: ScreenWords
  page: PageWords
}>

/** Words of the one-screen answer, shared with the page. */
export type ScreenWords = Readonly<{
  people: string
  alone: string
  rare: string
  unread: string
  next: string
  tables: string
  rows(n: number, say: Say): string
  columns(n: number, say: Say): string
  tableCount(n: number, say: Say): string
  everyCell: string
  notEverything: string
  /** In place of a verdict, where no table was found at all. */
  nothingRead: string
  /** The number of people between two bounds, and whether a column names them. */
  peopleBetween(low: number, high: number, identified: boolean, say: Say): string
  noPeople: string
  moreColumns(n: number, somethingFound: boolean, say: Say): string
  /** Columns of which nothing is known but that the row is about a person. */
  vagueColumns(n: number, say: Say): string
  moreTables(n: number, say: Say): string
  moreSets(n: number, say: Say): string
  moreRare(n: number, say: Say): string
  moreUnread(n: number, say: Say): string
  aloneShare(uniques: number, rows: number, say: Say): string
  nobodyAlone(k: number, say: Say): string
  records(at: readonly number[], rows: number, say: Say): string
  /** `identified`: the table also has columns that identify people, which no generalisation mends. */
  wouldPass(steps: string, suppressedRows: number, k: number, identified: boolean, say: Say): string
  nothingWouldPass(k: number, say: Say): string
  /** One step of a generalisation: the column, and the rung it goes to or `dropped`. */
  step(column: string, to: string, say: Say): string
  unnamed(index: number): string
  nextReport: string
  nextQuasi: string
}>

/** Words of the page. */
export type PageWords = Readonly<{
  title(name: string): string
  summary: string
  why: string
  columns: string
  columnHeads: Readonly<
    Record<'name' | 'kind' | 'share' | 'sure' | 'personal' | 'legal' | 'why' | 'distinct' | 'filled', string>
  >
  nothingInColumn: string
  otherKinds: string
  otherColumns(n: number, say: Say): string
  map: string
  mapExplained(rows: number, say: Say): string
  mapAlt(shown: number, total: number, say: Say): string
  mapHeads: Readonly<Record<'columns' | 'alone' | 'share' | 'below' | 'smallest' | 'classes', string>>
  mapTable: string
  notAlone: string
  cheapest: string
  cheapestExplained(k: number, say: Say): string
  harm: string
  harmExplained: string
  rareExplained: string
  rareHeads: Readonly<Record<'table' | 'column' | 'kind' | 'sure' | 'rows' | 'where' | 'why', string>>
  measures: string
  measureHeads: Readonly<Record<'measure' | 'value' | 'means', string>>
  measure: Readonly<Record<Measure, Readonly<{ name: string; means: string }>>>
  sensitive: string
  sensitiveExplained: string
  harmHeads: Readonly<Record<'column' | 'contribution' | 'alone' | 'prevented', string>>
  sensitiveHeads: Readonly<Record<'column' | 'distinct' | 'entropy' | 'same' | 'closeness' | 'beta' | 'delta', string>>
  unreadNothing: string
  how: string
  howParagraphs: readonly string[]
  formulas: string
  /** What the letters of the formulas stand for. */
  letters: string
  papers: string
  facts: string
  factNames: Readonly<
    Record<'product' | 'made' | 'seconds' | 'bytes' | 'cells' | 'quasi' | 'covered' | 'sampling', string>
  >
  chosenByFindings: string
  everyCombination(columns: number, say: Say): string
  combinationsUpTo(size: number, columns: number, say: Say): string
  leftOut(columns: string): string
  samplingAssumed: string
  samplingGiven: string
  populationModel(model: string): string
  lossIs(loss: number, say: Say): string
  removedRows(rows: number, share: number, say: Say): string
  noValue: string
  skip: string
  contents: string
  columnMeans: string
}>

/** The measures of the risk report that the page names. */
export type Measure =
  | 'classes'
  | 'k'
  | 'uniques'
  | 'belowK'
  | 'prosecutorMax'
  | 'prosecutorMean'
  | 'prosecutorAtRisk'
  | 'journalistMax'
  | 'journalistMean'
  | 'marketer'
  | 'populationUniques'
  | 'sudaMax'
  | 'disMax'
  | 'disFile'

const WORDS: Readonly<Record<Lang, Words>> = { en, fr }

/** The words of one language. */
export function wordsIn(lang: Lang): Words {
  return WORDS[lang]
}

/** The sentence of a reason; a code without one is named rather than dropped. */
export function sentence(reason: Reason, lang: Lang): string {
  const words = wordsIn(lang)
  if (!isReasonCode(reason.code)) return words.unknownReason(reason.code)
  const write = words.reasons[reason.code] as (facts: Facts, say: KindSay) => string
  return write(reason.facts, kindSayIn(lang))
}
