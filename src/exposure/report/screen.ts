import type { Lang } from '#kernel'
import { printable, shortened } from '#page'
import type { Bounds } from '../contract.ts'
import type { Coverage, Exposure } from '../counting/document.ts'
import { noteIn } from '../counting/words/words.ts'
import {
  bound,
  extentOf,
  highText,
  hoursText,
  moment,
  type Pen,
  penIn,
  serverName,
  statementOf,
  subjectOf,
  windowOf,
  windowText,
} from './phrases.ts'
import { cutTo, type Span, spanOf } from './timeline-scale.ts'

/** How the one-screen answer is written. `width` in characters; `next` the command that goes on from here, null for none. */
export type ScreenOptions = Readonly<{
  lang: Lang
  colour: boolean
  width: number
  next: Readonly<{ command: string; what: 'report' | 'verify' }> | null
}>

// One screen: what does not fit is counted, never dropped in silence.
const SHOWN = { servers: 8, gaps: 2, notes: 8 } as const
const INK: Readonly<Record<Exposure['evidence'], string>> = { yes: '1;31', potentially: '1;33', none: '1' }

type Screen = Pen & Readonly<{ width: number; ink(code: string, text: string): string }>

/**
 * The answer as one screen of text: the statement first, then the figures with bounds and definitions, how far the evidence
 * reaches, what is not known. Ends with a line feed. What came from outside is printed so that no terminal obeys it.
 */
export function exposureScreen(exposure: Exposure, { lang, colour, width, next }: ScreenOptions): string {
  const ink = (code: string, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text)
  const screen: Screen = { ...penIn(lang, exposure.question.zone), width: Math.max(60, width), ink }
  const blocks = [
    head(exposure, screen),
    figuresBlock(exposure, screen),
    coverageBlock(exposure, screen),
    unknownBlock(exposure, screen),
    estimateBlock(exposure, screen),
    nextBlock(next, screen),
  ]
  return `${blocks
    .filter(block => block.length > 0)
    .map(block => block.join('\n'))
    .join('\n\n')}\n`
}

function head(exposure: Exposure, screen: Screen): string[] {
  const { terms, ink, width, lang } = screen
  const verdict = ink(INK[exposure.evidence], terms.evidence[exposure.evidence])
  return [
    `${verdict}   ${shortened(subjectOf(exposure, screen), width - 30)}`,
    ...wrapped(extentOf(exposure, screen), width, '  ').map(text => ink('2', text)),
    '',
    ...wrapped(statementOf(exposure, lang), width, '  '),
  ]
}

function figuresBlock(exposure: Exposure, screen: Screen): string[] {
  const { words, say, ink } = screen
  const { transfers, clients, people } = exposure
  const rows: (readonly [string, Bounds, string])[] = [
    [words.figures.whole, transfers.whole, words.short.whole],
    [words.figures.partial, transfers.partial, words.short.partial],
    [words.figures.any, transfers.any, words.short.any],
    [words.figures.clients, clients, words.short.clients],
    ...(people ? [[words.figures.people, people, words.short.people] as const] : []),
    [
      words.figures.probes,
      { low: transfers.probes, high: transfers.any.high === null ? null : transfers.probes },
      words.short.probes,
    ],
  ]
  const cells = rows.map(([name, { low, high }, means]) => [name, say.count(low), highText(high, screen), means])
  const wide = [0, 1, 2].map(column =>
    Math.max(...cells.map(row => row[column].length), [0, words.screen.low.length, words.screen.high.length][column]),
  )
  const line = (name: string, low: string, high: string, means: string) => {
    const start = `  ${name.padEnd(wide[0])}  ${low.padStart(wide[1])}  ${high.padStart(wide[2])}  `
    return wrapped(means, screen.width, ' '.repeat(start.length), start).map(text => text.trimEnd())
  }
  const names = ['accessWindow', 'exposureWindow'] as const
  const longest = Math.max(...names.map(name => words.figures[name].length))
  const windows = names.flatMap(name => {
    const start = `  ${words.figures[name].padEnd(longest)}  `
    return wrapped(windowOf(exposure, name, screen), screen.width, ' '.repeat(start.length), start)
  })
  const title = words.screen.figures
  return [
    `${ink('1', title)}${line('', words.screen.low, words.screen.high, '')[0].slice(title.length)}`,
    ...cells.flatMap(([name, low, high, means]) => line(name, low, high, means)),
    ...windows,
  ]
}

function coverageBlock({ coverage, reach, ...exposure }: Exposure, screen: Screen): string[] {
  const { words, say } = screen
  const told = reach.isWhole
    ? words.screen.covered
    : reach.uncoveredHours === 0 && reach.hours > 0
      ? words.screen.elsewhere
      : words.screen.uncovered(hoursText(reach.uncoveredHours, screen), hoursText(reach.hours, screen))
  const period =
    reach.from === null && reach.to === null ? words.screen.noPeriod : `${windowText(reach, screen)}, ${told}`
  const span = spanOf({ ...exposure, coverage, reach })
  const shown = coverage.slice(0, SHOWN.servers)
  const names = shown.map(one => shortened(serverName(one, screen), 24))
  const wide = Math.max(0, ...names.map(name => name.length))
  const lines = shown.flatMap((one, at) => serverLines(one, at, names[at].padEnd(wide), span, screen))
  const rest = coverage.length - shown.length
  return [
    ...headed(words.screen.coverage, period, screen),
    ...lines,
    ...(rest > 0 ? [`  ${words.screen.moreServers(rest, say)}`] : []),
  ]
}

/** A server's bar, its clock, and its first gaps. */
function serverLines(one: Coverage, at: number, name: string, span: Span | null, screen: Screen): string[] {
  const { words, say, terms } = screen
  const bar = span === null ? '' : barOf(one, span, Math.min(48, Math.max(20, screen.width - name.length - 40)))
  const clock =
    at === 0 || one.lines === 0 || one.skewSeconds === 0
      ? ''
      : one.skewSeconds === null
        ? words.screen.skewUnknown
        : words.screen.skew(one.skewSeconds, one.skewWithin ?? 0)
  const state = one.gaps.length > 0 ? '' : one.lines === 0 ? words.screen.noLine : words.screen.noGap
  const first = `  ${name}  ${bar}  ${[state, clock].filter(text => text !== '').join(', ')}`.trimEnd()
  const indent = ' '.repeat(name.length + 4)
  const gaps = one.gaps
    .slice(0, SHOWN.gaps)
    .flatMap(gap =>
      wrapped(
        words.screen.gap(moment(gap.from), moment(gap.to), terms.gaps[gap.reason]),
        screen.width,
        `${indent}  `,
        indent,
      ),
    )
  const rest = one.gaps.length - Math.min(one.gaps.length, SHOWN.gaps)
  return [first, ...gaps, ...(rest > 0 ? [`${indent}${words.screen.moreGaps(rest, say)}`] : [])]
}

/** `█` where the log is evidence over the whole of a cell, `░` where it is not over some of it, blank where there is no line yet or no more. */
function barOf({ from, to, gaps }: Coverage, span: Span, cells: number): string {
  const wide = (span.to - span.from) / cells
  const holes = gaps.map(gap => ({ from: Date.parse(gap.from), to: Date.parse(gap.to) }))
  const log = from === null || to === null ? null : { from: Date.parse(from), to: Date.parse(to) + 1 }
  return Array.from({ length: cells }, (_, at) => {
    const cell = { from: span.from + at * wide, to: span.from + (at + 1) * wide }
    if (holes.some(hole => cutTo(hole, cell) !== null)) return '░'
    return log !== null && cutTo(log, cell) !== null ? '█' : ' '
  }).join('')
}

function unknownBlock({ notes }: Exposure, screen: Screen): string[] {
  const { words, say, lang, ink, width } = screen
  if (notes.length === 0) return []
  const lines = notes
    .slice(0, SHOWN.notes)
    .flatMap(note => wrapped(bound(printable(noteIn(lang, note))), width, '    ', '  - '))
  const rest = notes.length - SHOWN.notes
  return [ink('1', words.screen.unknown), ...lines, ...(rest > 0 ? [`  ${words.screen.moreUnknown(rest, say)}`] : [])]
}

function estimateBlock({ estimate }: Exposure, { words, terms, say, ink, width }: Screen): string[] {
  if (estimate === null) return []
  const any = say.count(estimate.whole + estimate.partial)
  const text = `${words.screen.estimated(any, say.count(estimate.whole))}, ${terms.estimates[estimate.assumption]}`
  return [ink('1', words.screen.estimate), ...wrapped(text, width, '  ')]
}

/** The command in one piece, so that it can be copied; what it is for beside it, or below where there is no room. */
function nextBlock(next: ScreenOptions['next'], { words, ink, width }: Screen): string[] {
  if (next === null) return []
  const why = next.what === 'report' ? words.screen.nextReport : words.screen.nextVerify
  const title = words.screen.next
  const command = `   ${printable(next.command)}`
  const isOne = title.length + command.length + 3 + why.length <= width
  const indent = ' '.repeat(title.length + 3)
  return isOne ? [`${ink('1', title)}${command}   ${why}`] : [ink('1', title) + command, ...wrapped(why, width, indent)]
}

/** A heading and what follows it, broken under itself where it is long. */
function headed(title: string, text: string, { ink, width }: Screen): string[] {
  const [first, ...rest] = wrapped(text, width, ' '.repeat(title.length + 3))
  return [ink('1', title) + first.slice(title.length), ...rest]
}

function wrapped(text: string, width: number, indent: string, first: string = indent): string[] {
  const lines = [first]
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1]
    const isFresh = last === indent || last === first
    if (!isFresh && last.length + 1 + word.length > width) lines.push(indent + word)
    else lines[lines.length - 1] = isFresh ? last + word : `${last} ${word}`
  }
  return lines
}
