import type { Lang } from '#kernel'
import type { Exposure, Figure, Note, NoteCode } from '../document.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

export type Facts = Note['facts']

/** What a server, a layer or a cache may have answered without a log here. */
export type Missing = 'stretch' | 'server' | 'undeclared' | 'cache' | 'proxy' | 'clients' | 'layers'

/** The pieces of a statement; which of them are said is in `sentences.ts`. Numbers are texts of the language, times are moments in it. */
export type StatementWords = Readonly<{
  /** Before what the logs show. */
  at(moment: string): string
  between(from: string, to: string): string
  /** Before a number that is a low bound. */
  least: string
  whole(count: string): string
  partial(count: string): string
  wholeOrPartial(count: string): string
  /** Between two of these. */
  and: string
  /** In their place, where of no transfer it can be told. */
  unsorted(transfers: string): string
  /** `least…` as `least`, or empty. */
  shown(
    said: Readonly<{ transfers: string; leastTransfers: string; clients: string; leastClients: string; kinds: string }>,
  ): string
  twoFigures: string
  clocks(servers: string): string
  leftOut(places: string): string
  unseen: string
  someUnseen(objects: string): string
  period(from: string, to: string): string
  /** `period` as `period`, or empty; `why` as one of those below, or empty. */
  noTransfer(period: string): string
  noneRead(period: string): string
  noneSeen(period: string, why: string): string
  notCovered: string
  named(lines: string): string
  unreadable(places: string): string
  unknownPeriod: string
  people: Readonly<{
    atMostConcerned(high: string): string
    exactly(count: string): string
    atLeast(low: string): string
    between(low: string, high: string): string
  }>
  reach: Readonly<{
    clientsUnknown: string
    ofLogs: string
    covered: string
    /** `isTaken`: some transfer is certain. */
    more(isTaken: boolean): string
    stretch(isTaken: boolean, uncovered: string, all: string): string
  }>
  missing: Readonly<Record<Exclude<Missing, 'stretch' | 'clients'>, string>>
}>

/** Every word of an exposure, in one language. */
export type Words = Readonly<{
  notes: Readonly<Record<NoteCode, (facts: Facts) => string>>
  /** Why something could not be read, by the code of the room `sources`. */
  reasons: Readonly<Record<string, string>>
  definitions: Readonly<Record<Figure, string>>
  gaps: Readonly<Record<Exposure['coverage'][number]['gaps'][number]['reason'], string>>
  classes: Readonly<Record<keyof Exposure['clients']['byClass'], string>>
  evidence: Readonly<Record<Exposure['evidence'], string>>
  estimates: Readonly<Record<NonNullable<Exposure['estimate']>['assumption'], string>>
  statement: StatementWords
}>

const WORDS: Readonly<Record<Lang, Words>> = { en, fr }

/** The words of an exposure in a language: definitions of figures, sentences of notes, reasons of gaps. */
export function exposureWords(lang: Lang): Words {
  return WORDS[lang]
}

/** The sentence of a note, by its code and facts. */
export function noteIn(lang: Lang, { code, facts }: Note): string {
  return WORDS[lang].notes[code](facts)
}
