import type { Lang } from '#kernel'
import { printable, type Say, sayIn } from '#page'
import type { Bounds, Window } from '../contract.ts'
import type { Coverage, Exposure, Note } from '../counting/document.ts'
import { momentIn } from '../counting/words/say.ts'
import { exposureWords, noteIn, type Words } from '../counting/words/words.ts'
import { type ReportWords, reportWordsIn } from './words/words.ts'

/** What writes one report: words and numbers of one language; `terms` are those of the figures themselves. */
export type Pen = Readonly<{
  lang: Lang
  words: ReportWords
  terms: Words
  say: Say
  /** In which times are told besides UTC; null for UTC alone. */
  zone: string | null
}>

export function penIn(lang: Lang, zone: string | null = null): Pen {
  return { lang, words: reportWordsIn(lang), terms: exposureWords(lang), say: sayIn(lang), zone }
}

/** Two bounds in one phrase: `2,734`, `2,700 to 2,734`, `at least 2,700`. */
export function boundsText({ low, high }: Bounds, { words, say }: Pen): string {
  if (high === null) return words.atLeast(say.count(low))
  return low === high ? words.exactly(say.count(low)) : words.between(say.count(low), say.count(high))
}

/** A high bound by itself: the number, or that it is not known. */
export function highText(high: number | null, { words, say }: Pen): string {
  return high === null ? words.unbounded : say.count(high)
}

/** `2022-06-27 19:31:08`, in UTC: the same in all languages, and in the order of time when sorted. */
export function moment(iso: string): string {
  return printable(iso.replace('T', ' ').replace(/(?:\.\d+)?Z$/, ''))
}

/** The same in words, for a sheet that is read once: `27 June 2022, 19:31:08 UTC`, and the time in the zone of the case. */
export function momentInWords(iso: string, { lang, zone }: Pen): string {
  return Number.isNaN(Date.parse(iso)) ? printable(iso) : bound(printable(momentIn(lang, iso, zone)))
}

/** A number and its unit stay on one line, and so does a French sign with the word before it. */
export function bound(text: string): string {
  return text.replace(/ (?=[:;!?»](?:\s|$))/g, '\u00a0').replace(/(?<=\d) (?=(?:UTC|h|min|%)(?![\p{L}\d]))/gu, '\u00a0')
}

/** A stretch of time in one phrase; an end that is not known is said so. */
export function windowText({ from, to }: Window, pen: Pen): string {
  const { words } = pen
  if (from === null && to === null) return words.noKnownWindow
  if (from === null) return `${words.notKnown} → ${moment(to ?? '')} ${words.utc}`
  if (to === null) return `${moment(from)} ${words.utc} → ${words.notKnown}`
  return `${moment(from)} → ${moment(to)} ${words.utc}${lengthOf(from, to, pen)}`
}

/** One of the two windows; where nothing can have been taken there is none, which is known. */
export function windowOf(exposure: Exposure, name: 'accessWindow' | 'exposureWindow', pen: Pen): string {
  const isNone = name === 'accessWindow' && exposure.transfers.any.high === 0
  return isNone ? pen.words.noWindow : windowText(exposure[name], pen)
}

/** The same in words. */
export function windowInWords({ from, to }: Window, pen: Pen): string {
  const { words } = pen
  if (from === null && to === null) return words.noKnownWindow
  if (from === null || to === null)
    return from === null
      ? `${words.until} ${momentInWords(to ?? '', pen)}`
      : `${words.since} ${momentInWords(from, pen)}`
  return `${words.fromTo(momentInWords(from, pen), momentInWords(to, pen))}${lengthOf(from, to, pen)}`
}

function lengthOf(from: string | null, to: string | null, pen: Pen): string {
  if (from === null || to === null) return ''
  return ` (${lasting((Date.parse(to) - Date.parse(from)) / 1000, pen)})`
}

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400
// `2 h of 24 h` is read more easily than `2 h of 1 d`.
const DAYS_FROM = 3 * DAY

/** A duration in its two largest units: `11 h 51 min`, `2 h`, `40 s`. */
export function lasting(seconds: number, { words, say }: Pen): string {
  const all = Math.max(0, Math.round(seconds))
  const two = (large: number, name: string, small: number, smallName: string) => {
    const first = Math.floor(all / large)
    const second = Math.floor((all % large) / small)
    return `${say.count(first)}\u00a0${name}${second === 0 ? '' : ` ${second}\u00a0${smallName}`}`
  }
  if (all >= DAYS_FROM) return two(DAY, words.days, HOUR, 'h')
  if (all >= HOUR) return two(HOUR, 'h', MINUTE, 'min')
  return all >= MINUTE ? two(MINUTE, 'min', 1, 's') : `${all}\u00a0s`
}

export function hoursText(hours: number, pen: Pen): string {
  return lasting(hours * 3600, pen)
}

/** What the answer is about: the exposed file, else the only object, else how many there are. */
export function subjectOf({ file, objects, question }: Exposure, { words, say }: Pen): string {
  if (file) return printable(file.name)
  if (objects.length === 1) return printable(objects[0].path)
  if (objects.length === 0 && question.objects.length === 1) return printable(question.objects[0])
  return words.screen.objects(objects.length, say)
}

/** The statement of the document in the language asked for. */
export function statementOf(exposure: Exposure, lang: Lang): string {
  return bound(printable(exposure.statements[lang]))
}

/** A note as a sentence. What begins with a name of somebody else's keeps its letter. */
export function noteSentence(note: Note, { lang }: Pen): string {
  const text = bound(noteIn(lang, note))
  const isNamed = Object.values(note.facts).some(fact => typeof fact === 'string' && text.startsWith(fact))
  return `${(isNamed ? text : capital(text)).replace(/\.$/, '')}.`
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What was read, in one line. */
export function extentOf({ lines, inputs, coverage }: Exposure, { words, say }: Pen): string {
  const { screen } = words
  const silent = coverage.filter(({ from }) => from === null).length
  return `${screen.lines(lines.read, lines.malformed, say)}, ${screen.inputs(inputs.length, coverage.length - silent, silent, say)}`
}

/** A server by its name; one that exists by declaration alone has none, nor has what came on standard input. */
export function serverName({ server, from }: Coverage, { words }: Pen): string {
  const unnamed = from === null ? /^\?(\d+)$/.exec(server) : null
  if (server === '-') return words.standardInput
  return unnamed === null ? server : words.unknownServer(unnamed[1])
}
