import { ENDED } from '../../contract.ts'
import { bytesOf, type Line, type LineReader, lineOf, methodOf, rangeOf, statusOf } from '../line.ts'
import { IN_UTC, isoTime } from '../time.ts'
import { readCloudFront } from './cloudfront.ts'

/**
 * W3C extended format as IIS writes it: `#Fields` names the columns, also anew in the middle of a file; times are UTC; `+` stands for a
 * space, `-` for nothing. IIS counts the headers in `sc-bytes`. `sc-win32-status` says whether the client was still there: 64, 121,
 * 995 and 1236 are broken connections. Source: W3C WD-logfile-960323; Microsoft "W3C logging", "System error codes".
 */
export const readW3c: LineReader = (text, state) => {
  if (state.fields === null) return 'structure'
  const cells = text.split(text.includes('\t') ? '\t' : ' ')
  if (cells.length !== state.fields.length) return 'structure'
  const said = new Said(placesOf(state.fields), cells)
  if (said.has('x-edge-location')) return readCloudFront(said)
  return readCells(said)
}

/** The cells of a line by the names of their columns; `-` is nothing. */
export class Said {
  readonly #places: ReadonlyMap<string, number>
  readonly #cells: readonly string[]

  constructor(places: ReadonlyMap<string, number>, cells: readonly string[]) {
    this.#places = places
    this.#cells = cells
  }

  has(name: string): boolean {
    return this.#places.has(name)
  }

  /** The cell's text; '' where it says nothing, or there is no such column. */
  say(name: string): string {
    const place = this.#places.get(name)
    const cell = place === undefined ? '' : this.#cells[place]
    return cell === '-' ? '' : cell
  }
}

const places = new WeakMap<readonly string[], ReadonlyMap<string, number>>()

/** Where each column stands; found once for each directive. */
function placesOf(fields: readonly string[]): ReadonlyMap<string, number> {
  const known = places.get(fields) ?? new Map(fields.map((name, i) => [name, i]))
  places.set(fields, known)
  return known
}

/** The names of a `#Fields:` directive, in lower case. */
export function fieldNames(directive: string): string[] {
  return directive
    .replace(/^#Fields:\s*/, '')
    .trim()
    .toLowerCase()
    .split(/\s+/)
}

/** Whether a line is a directive, which is no record. */
export function isDirective(text: string): boolean {
  return /^#(Version|Fields|Software|Start-Date|End-Date|Date|Remark):/.test(text)
}

const BROKEN = new Set(['64', '121', '995', '1236'])

function readCells(said: Said): ReturnType<LineReader> {
  const say = (name: string) => said.say(name)
  const client = say('c-ip') || say('c-dns')
  const stem = say('cs-uri-stem') || say('cs-uri')
  if (client === '' || !(said.has('cs-uri-stem') || said.has('cs-uri'))) return 'structure'
  const { at } = isoTime(`${say('date')} ${say('time')}`, IN_UTC)
  if (Number.isNaN(at)) return 'time'
  const status = said.has('sc-status') ? statusOf(say('sc-status')) : 0
  if (status === null) return 'status'
  const bytes = said.has('sc-bytes') ? bytesOf(say('sc-bytes') || '-') : -1
  if (bytes === null) return 'bytes'
  const target = say('cs-uri-query') === '' ? stem : `${stem}?${say('cs-uri-query')}`
  const connection = say('sc-win32-status')
  const format = 'w3c'
  const sent = { status, bytes, hasHeaderBytes: bytes !== -1, ended: endedBy(connection) }
  return lineOf({ format, at, client, method: methodOf(say('cs-method')), target, ...sent, ...headersIn(say) })
}

function endedBy(connection: string): number {
  return BROKEN.has(connection) ? ENDED.aborted : connection === '0' ? ENDED.complete : ENDED.unknown
}

function headersIn(say: (name: string) => string): Partial<Line> {
  const range = say('cs(range)')
  return {
    agent: say('cs(user-agent)').replaceAll('+', ' '),
    forwarded: (say('x-forwarded-for') || say('cs(x-forwarded-for)')).replaceAll('+', ' '),
    ...(range === '' ? {} : rangeOf(range.replaceAll('+', ' '))),
  }
}
