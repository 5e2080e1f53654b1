import type { ReadLogs } from '../contract.ts'
import { type Basis, excludedLines } from './basis.ts'
import type { Note, NoteCode } from './document.ts'
import { iso } from './moments.ts'
import type { ObjectSize } from './sizes/object-size.ts'
import type { Count } from './transfers/count.ts'

const HOUR = 3_600_000

/** What is not known, or had to be assumed: what opens the bounds first, then what leaves transfers in doubt, then the circumstances. */
export function notesOf(basis: Basis, count: Count, sizes: readonly ObjectSize[]): readonly Note[] {
  return [
    ...openingNotes(basis),
    ...gapNotes(basis),
    ...doubtNotes(count, sizes),
    ...sizes.flatMap(replacedNotes),
    ...basis.logs.assumptions,
    ...unseenNotes(basis.logs),
    ...windowNotes(basis),
    ...lineNotes(basis, count),
    ...clockNotes(basis),
    ...told('exposure/copies-elsewhere', 'clients', count.clients.copiesElsewhere()),
    ...told('exposure/excluded', 'lines', excludedLines(basis)),
    ...pauseNotes(basis),
  ]
}

/** A note where there is something to tell. */
function noted(isSo: boolean, code: NoteCode, facts: Note['facts'] = {}): Note[] {
  return isSo ? [{ code, facts }] : []
}

/** A note of one number, where it is not 0. */
function told(code: NoteCode, fact: string, number: number): Note[] {
  return noted(number > 0, code, { [fact]: number })
}

/** Hours to the hundredth. */
export function hoursOf(ms: number): number {
  return Math.round((ms / HOUR) * 100) / 100
}

function openingNotes(basis: Basis): Note[] {
  const { covered, hasCache, cacheLines, logs, layers, proxies } = basis
  const { undeclared } = covered
  const servers = covered.coverage.filter(({ from }) => from === null).length
  return [
    ...noted(logs.lines.read === 0, 'exposure/no-lines'),
    ...told('exposure/no-server-log', 'servers', servers),
    ...(undeclared === null ? [] : noted(true, 'exposure/servers-undeclared', { server: undeclared })),
    ...moreServersNotes(basis),
    ...noted(layers.inner.size > 0, 'exposure/two-layers', { servers: layers.inner.size, lines: layers.lines }),
    ...noted(proxies.undeclared.peers > 0, 'exposure/proxy-undeclared', proxies.undeclared),
    ...told('exposure/clients-hidden', 'lines', proxies.hiddenLines),
    ...noted(hasCache, 'exposure/unlogged-cache', { lines: cacheLines }),
  ]
}

/** Logs of more servers than were said to exist: some of them may be of one, and would then lack what the others hold. */
function moreServersNotes({ declaredServers: declared, rhythms, layers }: Basis): Note[] {
  const servers = rhythms.length - layers.inner.size
  return declared === null ? [] : noted(servers > declared, 'exposure/more-servers', { servers, declared })
}

/** Every stretch without evidence; servers without any log are told together. */
function gapNotes({ covered }: Basis): Note[] {
  return covered.coverage.flatMap(({ server, gaps }) =>
    gaps
      .filter(({ reason }) => reason !== 'no-log')
      .map(({ from, to }): Note => {
        const hours = hoursOf(Date.parse(to) - Date.parse(from))
        return { code: 'exposure/uncovered', facts: { server, from, to, hours } }
      }),
  )
}

function doubtNotes({ doubts }: Count, sizes: readonly ObjectSize[]): Note[] {
  const ofUnknownSize = sizes.filter(({ size, isPart }) => size === null && !isPart).length
  return [...doubts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, transfers]): Note => {
      if (code === 'exposure/size-unknown') return { code, facts: { objects: ofUnknownSize } }
      return { code, facts: code === 'exposure/stray-times' ? { lines: transfers } : { transfers } }
    })
}

/** Versions besides the one whose size an object is shown with. */
function replacedNotes({ versions = [] }: ObjectSize): Note[] {
  const others = versions.filter(({ isOther }) => isOther)
  const sizes = others.map(({ size }) => size).join(', ')
  const since = others.map(({ from }) => iso(from)).join(', ')
  return noted(others.length > 0, 'exposure/replaced', { versions: others.length, sizes, since })
}

/** What no line names, and what a person may have meant. */
function unseenNotes({ matched, lines, isSizeUnseen = false, unseen = 0, near = [] }: ReadLogs): Note[] {
  if (lines.read === 0) return []
  const isNone = matched.count === 0
  return [
    ...noted(isNone, 'exposure/nothing-matched'),
    ...noted(isSizeUnseen, 'exposure/size-unseen'),
    ...noted(!isNone && unseen > 0, 'exposure/object-unseen', { objects: unseen }),
    ...near.map(({ how, lines }): Note => ({ code: 'exposure/object-near', facts: { how, lines } })),
  ]
}

function windowNotes({ reachable: { window, outside }, period: { from, to } }: Basis): Note[] {
  const isOfLogs = window.from === null || window.to === null
  return [
    ...(isOfLogs && from !== null && to !== null
      ? noted(true, 'exposure/window-from-logs', { from: iso(from), to: iso(to) })
      : []),
    ...told('exposure/reached-outside-window', 'transfers', outside),
  ]
}

function lineNotes({ logs, rhythms }: Basis, { doubts }: Count): Note[] {
  const strays = rhythms.reduce((sum, rhythm) => sum + (rhythm?.strayLines ?? 0), 0)
  return [
    ...told('exposure/malformed-lines', 'lines', logs.lines.malformed),
    ...told('exposure/malformed-naming', 'lines', logs.malformedNaming ?? 0),
    ...told('exposure/unreadable', 'places', logs.unreadable ?? 0),
    ...(doubts.has('exposure/stray-times') ? [] : told('exposure/stray-times', 'lines', strays)),
  ]
}

function clockNotes({ covered, layers }: Basis): Note[] {
  return covered.coverage.flatMap(({ server, skewSeconds, from }, s) =>
    noted(skewSeconds === null && from !== null && !layers.inner.has(s), 'exposure/skew-unknown', { server }),
  )
}

function pauseNotes({ covered }: Basis): Note[] {
  const pauses = covered.coverage.flatMap(server => server.pauses)
  const ms = pauses.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0)
  return noted(pauses.length > 0, 'exposure/pauses', { pauses: pauses.length, minutes: Math.round(ms / 60_000) })
}
