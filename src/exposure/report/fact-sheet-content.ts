import { kindName } from '#inspect'
import type { Lang } from '#kernel'
import { shortened } from '#page'
import type { ClientClass, Exposure } from '../counting/document.ts'
import {
  boundsText,
  capital,
  hoursText,
  momentInWords,
  noteSentence,
  type Pen,
  penIn,
  statementOf,
  subjectOf,
  windowInWords,
} from './phrases.ts'

/** One page for whoever must decide or tell: what, since when, how many, by whom in classes, what is certain, what is not known and why. */
export type FactSheet = Readonly<{
  lang: Lang
  title: string
  subject: string
  evidence: Exposure['evidence']
  verdict: string
  statement: string
  parts: readonly Readonly<{ title: string; items: readonly string[] }>[]
  made: string
}>

// One page: what does not fit is counted, and stands in the report.
const SHOWN = { notes: 7, ofNotes: 1300, note: 420, kinds: 8, name: 90 } as const
const CLASSES: readonly ClientClass[] = ['other', 'crawler-known', 'crawler-claimed']

/** What the sheet says, as plain texts; `made` is its date. What came from outside is shortened and made to show, not to act. */
export function factSheetOf(exposure: Exposure, lang: Lang, made: Date): FactSheet {
  const pen = penIn(lang, exposure.question.zone)
  const { sheet } = pen.words
  return {
    lang,
    title: sheet.title,
    subject: shortened(subjectOf(exposure, pen), SHOWN.name),
    evidence: exposure.evidence,
    verdict: capital(pen.terms.evidence[exposure.evidence]),
    statement: shortened(statementOf(exposure, lang), 900),
    parts: [
      { title: sheet.what, items: what(exposure, pen) },
      { title: sheet.since, items: since(exposure, pen) },
      { title: sheet.howMany, items: howMany(exposure, pen) },
      { title: sheet.who, items: who(exposure, pen) },
      { title: sheet.certain, items: certain(exposure, pen) },
      { title: sheet.unknown, items: unknown(exposure, pen) },
      { title: sheet.basis, items: basis(exposure, pen) },
    ],
    made: sheet.made(momentInWords(made.toISOString(), pen), exposure.product),
  }
}

function what({ file, objects, question }: Exposure, { words, say }: Pen): string[] {
  const { sheet } = words
  const most = [...objects].sort((a, b) => b.whole.low - a.whole.low || b.partial.low - a.partial.low)
  const paths = most.length > 0 ? most.map(({ path }) => path) : question.objects
  const name = (text: string) => shortened(text, SHOWN.name)
  return [
    ...(file ? [sheet.exposedFile(name(file.name), say.bytes(file.sizeBytes), file.sha256)] : []),
    ...(paths.length > 0 ? [sheet.exposedObjects(paths.length, name(paths[0]), say)] : []),
  ]
}

function since({ exposureWindow, accessWindow }: Exposure, pen: Pen): string[] {
  const { sheet } = pen.words
  const none = accessWindow.from === null && accessWindow.to === null
  return [
    sheet.exposed(windowInWords(exposureWindow, pen)),
    none ? sheet.notTaken : sheet.taken(windowInWords(accessWindow, pen)),
  ]
}

function howMany({ transfers, people }: Exposure, pen: Pen): string[] {
  const { sheet } = pen.words
  const kinds = people ? [...new Set(people.columns.map(({ kind }) => shortened(kindName(kind, pen.lang), 60)))] : []
  const named = kinds.slice(0, SHOWN.kinds).join(', ')
  return [
    taken(transfers, pen),
    people ? sheet.people(boundsText(people, pen)) : sheet.peopleUnknown,
    ...(kinds.length > 0 ? [sheet.kinds(named, kinds.length > SHOWN.kinds)] : []),
  ]
}

/** What was transferred; a figure of which nothing is certain is not told beside those that are. */
function taken({ any, whole, partial }: Exposure['transfers'], pen: Pen): string {
  const { sheet } = pen.words
  const [all, wholes, parts] = [any, whole, partial].map(bounds => boundsText(bounds, pen))
  if (any.low > 0 && whole.low + partial.low === 0) return sheet.transfersUnsorted(all)
  const isPartOpen = partial.low === 0 && partial.high === null && any.low > whole.low
  return isPartOpen ? sheet.transfersWhole(all, wholes) : sheet.transfers(all, wholes, parts)
}

function who({ clients }: Exposure, pen: Pen): string[] {
  const { sheet } = pen.words
  const seen = CLASSES.filter(one => clients.byClass[one].low + (clients.byClass[one].high ?? 0) > 0)
  const classes = seen.map(one => sheet.class(pen.terms.classes[one], boundsText(clients.byClass[one], pen)))
  const detail = classes.length > 0 ? ` (${classes.join(pen.lang === 'fr' ? '\u202f; ' : '; ')})` : ''
  return [`${sheet.clients(boundsText(clients, pen)).replace(/\.$/, '')}${detail}.`, sheet.clientsAre]
}

function certain({ transfers, clients, accessWindow, reach }: Exposure, pen: Pen): string[] {
  const { words, say } = pen
  const { sheet } = words
  const covered = Math.max(0, reach.hours - reach.uncoveredHours)
  const taken =
    transfers.any.low === 0
      ? [sheet.certainNothing]
      : [
          sheet.certainTaken(
            say.count(transfers.any.low),
            transfers.whole.low === 0 ? null : say.count(transfers.whole.low),
            say.count(clients.low),
          ),
        ]
  const first =
    transfers.any.low > 0 && accessWindow.from !== null && accessWindow.to !== null
      ? [sheet.certainFirst(momentInWords(accessWindow.from, pen), momentInWords(accessWindow.to, pen))]
      : []
  const cover = covered > 0 ? [sheet.certainCovered(hoursText(covered, pen), hoursText(reach.hours, pen))] : []
  return [...taken, ...first, ...cover]
}

function unknown({ notes, estimate }: Exposure, pen: Pen): string[] {
  const { words, say, terms } = pen
  const items = fitting(notes.slice(0, SHOWN.notes).map(note => shortened(noteSentence(note, pen), SHOWN.note)))
  const rest = notes.length - items.length
  const guess = estimate
    ? [
        `${words.page.estimate} ${words.screen.estimated(say.count(estimate.whole + estimate.partial), say.count(estimate.whole))}, ${terms.estimates[estimate.assumption]}.`,
      ]
    : []
  const all = [...items, ...(rest > 0 ? [words.sheet.more(rest, say)] : []), ...guess]
  return all.length > 0 ? all : [words.sheet.nothingUnknown]
}

/** As many as fit, in their order: the first always does. */
function fitting(sentences: readonly string[]): readonly string[] {
  let room: number = SHOWN.ofNotes
  const end = sentences.findIndex((one, at) => {
    room -= one.length
    return at > 0 && room < 0
  })
  return end < 0 ? sentences : sentences.slice(0, end)
}

function basis({ lines, inputs, coverage }: Exposure, { words, say }: Pen): string[] {
  const { sheet } = words
  return [
    sheet.basisLines(
      say.count(lines.read),
      say.count(inputs.length),
      say.count(coverage.filter(({ from }) => from !== null).length),
      say.count(lines.malformed),
    ),
    sheet.basisVerify,
  ]
}
