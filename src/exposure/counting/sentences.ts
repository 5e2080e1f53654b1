import type { Lang } from '#kernel'
import type { Exposure } from './document.ts'
import { momentIn } from './words/say.ts'
import type { Missing, StatementWords } from './words/words.ts'

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
  /**
   * What leaves the figures open: `proxy`: it is not known who asked, and so not what belongs together; `clients`: only how many asked is not known.
   */
  missing: Missing | null
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

type Said = Readonly<{ facts: StatementFacts; words: StatementWords; moment(at: string): string }>

/**
 * What a statement says of these facts, sentence by sentence: what was taken or was not, what is left aside, whom it concerns, how far the logs
 * reach.
 */
export function sentencesOf(lang: Lang, words: StatementWords, facts: StatementFacts): readonly string[] {
  const said: Said = { facts, words, moment: at => momentIn(lang, at, facts.zone) }
  const first = facts.evidence === 'yes' ? taken(said) : [nothing(said)]
  return [...first, ...aside(said), ...people(said), ...reach(said)]
}

function taken(said: Said): string[] {
  const { facts, words } = said
  const shown = words.shown({
    transfers: facts.any,
    leastTransfers: facts.isOpen ? words.least : '',
    clients: facts.clients,
    leastClients: facts.areClientsOpen ? words.least : '',
    kinds: kinds(said),
  })
  const isOneFigure = facts.isExact || facts.isOpen
  return [capital(when(said) + shown), ...(isOneFigure ? [] : [words.twoFigures])]
}

function when({ facts: { access }, words, moment }: Said): string {
  if (access === null) return ''
  return access.from === access.to
    ? words.at(moment(access.from))
    : words.between(moment(access.from), moment(access.to))
}

function kinds({ facts, words }: Said): string {
  const { any, whole, partial, unsorted, isOpen } = facts
  if (facts.isUnsorted) return words.unsorted(any)
  const least = isOpen ? words.least : ''
  return [
    words.whole(least + whole),
    ...(isOpen && partial === '0' ? [] : [words.partial(least + partial)]),
    ...(unsorted === null ? [] : [words.wholeOrPartial(unsorted)]),
  ].join(words.and)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What the figures leave out, and what a typing error would explain. */
function aside({ facts: { evidence, clocks, unreadable, isUnseen, unseen, isUnread }, words }: Said): string[] {
  if (isUnread) return []
  const isTaken = evidence === 'yes'
  return [
    ...(clocks === null || !isTaken ? [] : [words.clocks(clocks)]),
    ...(unreadable === null || !isTaken ? [] : [words.leftOut(unreadable)]),
    ...(isUnseen ? [words.unseen] : []),
    ...(unseen === null ? [] : [words.someUnseen(unseen)]),
  ]
}

function nothing(said: Said): string {
  const { facts, words, moment } = said
  const period = facts.period === null ? '' : words.period(moment(facts.period.from), moment(facts.period.to))
  if (facts.evidence === 'none') return words.noTransfer(period)
  return facts.isUnread ? words.noneRead(period) : words.noneSeen(period, whyNotNone(said))
}

function whyNotNone({ facts: { isOpen, naming, unreadable, isPeriodKnown }, words }: Said): string {
  if (isOpen) return words.notCovered
  if (naming !== null) return words.named(naming)
  if (unreadable !== null) return words.unreadable(unreadable)
  return isPeriodKnown ? '' : words.unknownPeriod
}

function people({ facts: { people, evidence }, words }: Said): string[] {
  if (people === null || people.isNone) return []
  const { low, high, isExact } = people
  if (evidence === 'potentially') return high === null ? [] : [words.people.atMostConcerned(high)]
  if (isExact) return [words.people.exactly(low)]
  return [high === null ? words.people.atLeast(low) : words.people.between(low, high)]
}

function reach({ facts, words }: Said): string[] {
  const { isOpen, missing, hours, uncoveredHours } = facts
  const isTaken = facts.evidence === 'yes'
  if (facts.isUnread) return []
  if (missing === 'clients') return [words.reach.clientsUnknown]
  if (!isOpen && !facts.isPeriodKnown && isTaken) return [words.reach.ofLogs]
  if (!isOpen) return isTaken ? [words.reach.covered] : []
  const stretch = words.reach.stretch(isTaken, uncoveredHours, hours)
  if (missing === null || missing === 'stretch') return [stretch]
  const more = `${words.reach.more(isTaken)}${words.missing[missing]}.`
  // A server without a log leaves the whole period open: its sentence says more.
  return facts.isStretchMissing && missing !== 'server' ? [more, stretch] : [more]
}
