import type { Lang } from '#kernel'
import type { FaultKind } from '#ledger'
import type { Topic } from '../arguments.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

/** What `parefuite ledger` says. Numbers come as they are shown. */
export type LedgerWords = Readonly<{
  usage: string
  noFolder(path: string): string
  noLedger(path: string): string
  noKey: string
  badKey: string
  verified: string
  broken: string
  entries(shown: string, count: number): string
  head(origin: string, root: string): string
  signedBy: Readonly<Record<'ledger' | 'witness', (name: string, id: string) => string>>
  place(path: string, entry: string): string
  fault(place: string, what: string): string
  faults: Readonly<Record<FaultKind, string>>
  more: string
  unknownSignatures(shown: string): string
  notLookedAt(shown: string, first: string): string
  keyFromFolder: string
}>

/** What the command line says by itself; what it says about data is in the room `inspect`. */
export type CliWords = Readonly<{
  help: string
  helpOf: Readonly<Record<Topic, string>>
  /** Ends every misuse: where the help is. */
  seeHelp(verb: string | null): string
  noVerb: string
  unknownVerb(verb: string, nearest: string | null): string
  unknownOption(option: string, nearest: string | null): string
  missingValue(option: string): string
  unwantedValue(option: string): string
  optionOfAnother(option: string, verb: string): string
  badChoice(option: string, choices: readonly string[]): string
  twoFormats: string
  noPath: string
  emptyQuasi: string
  reportIsInput(path: string): string
  reportIsFolder(path: string): string
  reportUnwritable(path: string, code: string): string
  reportWritten(path: string): string
  interrupted: string
  /** The sentence of a refusal of a room, by its code; null where the refusal's own facts say it. */
  refused(code: string, at: string, seen: string, expected: string): string | null
  seen: string
  expected: string
  remedy: string
  progressLeft(seconds: number): string
  reading: string
  measuring: string
  rows: string
  bug: string
  ledger: LedgerWords
}>

const WORDS: Readonly<Record<Lang, CliWords>> = { en, fr }

/** The words of one language. */
export function cliWordsIn(lang: Lang): CliWords {
  return WORDS[lang]
}
