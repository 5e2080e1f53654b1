import type { Lang } from '#kernel'
import type { FaultKind } from '#ledger'
import type { Officer, Role } from '#officers'
import type { PlacedHold, Release } from '#release'
import type { HoldReason, HoldScope, WallDocument } from '#zones'
import type { ActName, WallTopic } from '../acts.ts'
import type { Reader, Topic } from '../arguments.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

/** What `parefuite exposure` says by itself; what it says of an exposure is in that room. */
export type ExposureCliWords = Readonly<{
  noLogs: string
  noObject: string
  badTime(option: string): string
  backwards: string
  badServers: string
  badSheet: string
  /** A name of a file is asked for, and standard input or output was named. */
  badFile(option: string): string
  badNetwork: Readonly<Record<'trust-proxy' | 'exclude', string>>
  peopleSealed: string
  peopleOfFile: string
  verifyUsage: string
  /** Unpacked bytes read, bytes of the logs on disk, rate. */
  reading(shown: string, onDisk: string, rate: string): string
  written(path: string): string
  noTimeline: string
  amongLogs(path: string): string
  /** Two files to be written have one name. */
  sameFile(path: string): string
  /** There is a file of that name that no answer of ours is. */
  notOurs(path: string): string
  badCrawlers(path: string): string
  badCaseKey(path: string): string
  unreadable(path: string): string
  verified: string
  differs: string
  otherPage: string
  unknownPage: string
  missingInput(place: string, hash: string): string
  unknownInput(hash: string): string
  difference(member: string): string
  more(count: number): string
  /** What a person is told of a refusal, by its code. */
  refusals: Readonly<Record<string, string>>
}>

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

/** What the acts upon the two zones answer. */
export type WallWords = Readonly<{
  passphrase(key: string): string
  passphraseAgain: string
  passphrasesDiffer: string
  noTerminal(question: string): string
  unreadable(file: string): string
  noKeyFile(file: string): string
  notJson(file: string): string
  code: string
  name: string
  email: string
  label: string
  refused(code: string, sentence: string | null): string
  at: string
  /** What a person is told of a refusal, by its code; a code that is not here is told with its own facts. */
  refusals: Readonly<Record<string, string>>
  noSuchTenant(name: string): string
  tenantNeeded(names: string): string
  firstRoot(digest: string | null): string
  noTenant: string
  noSuchDocument: string
  noScope: string
  badReason(reasons: string): string
  badRole(roles: string): string
  created(name: string): string
  clerkCode(code: string): string
  newCodes(name: string): string
  done: string
  codesOnce: string
  keyMade(file: string, key: string): string
  enrolled(officer: string): string
  invited(officer: string, code: string): string
  confirmed: string
  missing(count: number): string
  complete: string
  stale: string
  kinds: Readonly<Record<WallDocument['kind'], string>>
  signed: string
  published: string
  drops: string
  inspecting: string
  proposed(id: string): string
  proposalBlocked: string
  rejected(id: string): string
  pushed(name: string): string
  nothing: string
  held(id: string): string
  heldOutside(id: string, tenants: string): string
  alertOpened(id: string): string
  alertClosed(id: string): string
  states: Readonly<Record<Release['state'] | PlacedHold['state'] | Officer['state'] | 'open' | 'closed', string>>
  verdicts: Readonly<Record<Release['verdict'], string>>
  reasons: Readonly<Record<HoldReason, string>>
  scopes: Readonly<Record<HoldScope['kind'], string>>
  roles: Readonly<Record<Role, string>>
  counts: string
  countsNot: string
  files: string
  changes: Readonly<Record<'added' | 'changed' | 'removed', string>>
  sign(digest: string): string
  backedUp(file: string): string
  restored(file: string): string
  rotated: string
  exported(folder: string, key: string): string
  verified: string
  broken: string
  rootFromFolder: string
  leaseUntil(moment: string): string
  noLease: string
}>

/** What the command line says of its acts upon the two zones. */
export type ActWords = Readonly<{
  /** The acts upon the two zones: how each is written, what it does. The help is made of them. */
  acts: Readonly<Record<ActName, Readonly<{ usage: string; does: string }>>>
  /** What a room of the zones does, and what its options mean. */
  aboutTopic: Readonly<Record<WallTopic, string>>
  exitOfActs: string
  usage(act: ActName): string
  noAct(topic: Topic, acts: readonly ActName[]): string
  unknownAct(nearest: string | null, acts: readonly ActName[]): string
}>

/** What the command line says by itself; what it says about data is in the room `inspect`. */
export type CliWords = ActWords &
  Readonly<{
    help: string
    helpOf: Readonly<Record<Reader, string>>
    /** Ends every misuse: where the help is. */
    seeHelp(verb: string | null): string
    noVerb: string
    unknownVerb(verb: string, nearest: string | null, verbs: readonly string[]): string
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
    /** Standard output took no more: a full disk, say. */
    outputUnwritable(code: string): string
    interrupted: string
    /** Of an act upon the zones, which may have lasted before. */
    interruptedAct: string
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
    exposure: ExposureCliWords
    ledger: LedgerWords
    wall: WallWords
  }>

const WORDS: Readonly<Record<Lang, CliWords>> = { en, fr }

/** The words of one language. */
export function cliWordsIn(lang: Lang): CliWords {
  return WORDS[lang]
}
