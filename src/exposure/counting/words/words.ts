import type { Lang } from '#kernel'
import type { Exposure, Figure, Note, NoteCode } from '../document.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

export type Facts = Note['facts']

/** What a statement says, as facts: numbers as texts of the language. */
export type StatementFacts = Readonly<{
  evidence: Exposure['evidence']
  whole: string
  partial: string
  any: string
  clients: string
  isOpen: boolean
  areClientsOpen: boolean
  isExact: boolean
  /** Of no transfer can it be told whether it was whole or in part. */
  isUnsorted: boolean
  /** Of an open case: how many more are certain of which it cannot be told; null for none. */
  unsorted: string | null
  /** In which times are told besides UTC; null for UTC alone. */
  zone: string | null
  /** First and last transfer; null without one. */
  access: Readonly<{ from: string; to: string }> | null
  /** Somebody said when the objects could be reached, or refusals around show it. */
  isPeriodKnown: boolean
  /** No line could be read. */
  isUnread: boolean
  period: Readonly<{ from: string; to: string }> | null
  /** With their unit. */
  hours: string
  uncoveredHours: string
  /** Some of the period is covered by no log, whatever else is missing. */
  isStretchMissing: boolean
  /** Uncovered is the log of a whole server, or of a cache. */
  /** `proxy`: it is not known who asked, and so not what belongs together; `clients`: it is not known who asked. */
  missing: 'stretch' | 'server' | 'undeclared' | 'cache' | 'proxy' | 'clients' | 'layers' | null
  /** Lines that could not be read and name an object. */
  naming: string | null
  /** Servers whose clock could not be compared with the first one's, where times are told. */
  clocks: string | null
  /** Places where no request can be read. */
  unreadable: string | null
  /** No line names what was asked for; of several objects, how many no line names. */
  isUnseen: boolean
  unseen: string | null
  people: Readonly<{ low: string; high: string | null; isNone: boolean; isExact: boolean }> | null
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
  statement(facts: StatementFacts): string
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
