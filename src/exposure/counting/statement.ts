import type { Lang } from '#kernel'
import type { Bounds } from '../contract.ts'
import type { Exposure, NoteCode } from './document.ts'
import { type StatementFacts, sentencesOf } from './sentences.ts'
import { hoursIn, numberIn } from './words/say.ts'
import { exposureWords } from './words/words.ts'

/** Everything a statement is made of. */
export type Stated = Pick<
  Exposure,
  'evidence' | 'transfers' | 'clients' | 'accessWindow' | 'reach' | 'people' | 'lines' | 'notes'
> &
  Readonly<{ question: Pick<Exposure['question'], 'zone'> }>

/** One honest sentence or two on a case: what, when, how many, and what is not known. */
export function statementOf(lang: Lang, stated: Stated): string {
  return sentencesOf(lang, exposureWords(lang).statement, factsOf(lang, stated)).join(' ')
}

function factsOf(lang: Lang, stated: Stated): StatementFacts {
  const { evidence, transfers, clients, accessWindow, reach, people, lines, notes, question } = stated
  const missing = missingOf(stated)
  const either = transfers.any.low - transfers.whole.low - transfers.partial.low
  const isUnsorted = transfers.any.low > 0 && transfers.whole.low + transfers.partial.low === 0
  const shown = [transfers.any, clients, ...(isUnsorted ? [] : [transfers.whole, transfers.partial])]
  return {
    evidence,
    whole: seen(lang, transfers.whole),
    partial: seen(lang, transfers.partial),
    any: seen(lang, transfers.any),
    clients: seen(lang, clients),
    isOpen: missing !== null && missing !== 'clients',
    areClientsOpen: clients.high === null,
    isExact: shown.every(({ low, high }) => low === high || high === null),
    isUnsorted,
    unsorted: transfers.any.high !== null || either <= 0 ? null : numberIn(lang, either),
    zone: question.zone,
    access:
      accessWindow.from === null || accessWindow.to === null ? null : { from: accessWindow.from, to: accessWindow.to },
    isPeriodKnown: !notes.some(({ code }) => code === 'exposure/window-from-logs'),
    isUnread: lines.read === 0,
    period: reach.from === null || reach.to === null ? null : { from: reach.from, to: reach.to },
    hours: hoursIn(lang, reach.hours),
    uncoveredHours: hoursIn(lang, reach.uncoveredHours),
    missing,
    isStretchMissing: reach.uncoveredHours > 0,
    naming: factOf(lang, notes, 'exposure/malformed-naming', 'lines'),
    clocks: accessWindow.from === null ? null : unknownClocks(lang, notes),
    unreadable: factOf(lang, notes, 'exposure/unreadable', 'places'),
    isUnseen: notes.some(({ code }) => code === 'exposure/nothing-matched'),
    unseen: factOf(lang, notes, 'exposure/object-unseen', 'objects'),
    people: people === null ? null : peopleOf(lang, people),
  }
}

function unknownClocks(lang: Lang, notes: Stated['notes']): string | null {
  const servers = notes.filter(({ code }) => code === 'exposure/skew-unknown').length
  return servers === 0 ? null : numberIn(lang, servers)
}

/** The number that a note tells; null without the note. */
function factOf(lang: Lang, notes: Stated['notes'], code: NoteCode, fact: string): string | null {
  const note = notes.find(each => each.code === code)
  return note === undefined ? null : numberIn(lang, Number(note.facts[fact]))
}

function peopleOf(lang: Lang, { low, high }: Bounds): NonNullable<StatementFacts['people']> {
  return {
    low: numberIn(lang, low),
    high: high === null ? null : numberIn(lang, high),
    isNone: high === 0,
    isExact: low === high,
  }
}

function missingOf({ notes, transfers, clients }: Stated): StatementFacts['missing'] {
  if (transfers.any.high !== null && clients.high !== null) return null
  const has = (code: string): boolean => notes.some(note => note.code === code)
  if (has('exposure/no-server-log')) return 'server'
  if (has('exposure/unlogged-cache')) return 'cache'
  if (has('exposure/uncovered')) return 'stretch'
  if (has('exposure/servers-undeclared')) return 'undeclared'
  if (has('exposure/no-lines')) return 'stretch'
  if (has('exposure/two-layers')) return 'layers'
  return transfers.any.high === null ? 'proxy' : 'clients'
}

/** One number, or two; of an open figure the low one. */
function seen(lang: Lang, { low, high }: Bounds): string {
  if (high === null || high === low) return numberIn(lang, low)
  return `${numberIn(lang, low)}${lang === 'fr' ? ' à ' : ' to '}${numberIn(lang, high)}`
}
