import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Refusal, refuse } from '#kernel'

/**
 * How long access logs are kept: six months, the lower end of what CNIL recommends for logs of access (délibération 2021-122 of 14 October
 * 2021), because after an exposure they are the only evidence of who took what. Shorter would lose that evidence.
 */
export const ACCESS_LOG_DAYS = 183
/** Lines are written together; what a crash loses is this much of the log and no envelope. */
const FLUSH_MS = 500
/** Lines that wait for a disk that cannot take them: some megabytes. */
const MAX_WAITING_LINES = 20_000
/** The same alarm again, at the earliest: visitors cannot fill the log with it. */
const SAME_ALARM_MS = 60_000
const MAX_ALARMS_KNOWN = 10_000
const DAY_MS = 24 * 3600 * 1000

export type Access = Readonly<{
  address: string
  method: string
  path: string
  httpVersion: string
  status: number
  sentBytes: number
  agent: string
  at: Date
}>

/** Writes accesses in the combined format, one file a day, and removes the files that are too old. */
export class AccessLog {
  readonly #folder: string
  #lines: string[] = []
  #day = ''
  /** Days since 1970: what a line is asked, rather than its text. */
  #dayNumber = -1

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
    setInterval(() => this.flush(), FLUSH_MS).unref()
  }

  add(access: Access): void {
    if (Math.floor(access.at.getTime() / DAY_MS) !== this.#dayNumber) this.#beginDay(access.at)
    this.#lines.push(combined(access))
  }

  flush(): void {
    if (this.#lines.length === 0) return
    try {
      appendFileSync(join(this.#folder, `access-${this.#day}.log`), this.#lines.join(''), { mode: 0o640 })
      this.#lines = []
    } catch {
      // Kept for the next try, up to a bound: a full disk must not take the memory too.
      this.#lines = this.#lines.slice(-MAX_WAITING_LINES)
      alarm('-', unwritable())
    }
  }

  #beginDay(now: Date): void {
    this.flush()
    this.#day = now.toISOString().slice(0, 10)
    this.#dayNumber = Math.floor(now.getTime() / DAY_MS)
    const oldest = new Date(now.getTime() - ACCESS_LOG_DAYS * DAY_MS).toISOString().slice(0, 10)
    for (const name of readdirSync(this.#folder)) {
      const [, from] = /^access-(\d{4}-\d\d-\d\d)\.log$/.exec(name) ?? []
      if (from && from < oldest) rmSync(join(this.#folder, name))
    }
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** One line of the combined format, without the query and the referrer: people type and carry personal data in both. */
export function combined({ address, method, path, httpVersion, status, sentBytes, agent, at }: Access): string {
  const request = `${method} ${quoted(path)} HTTP/${httpVersion}`
  return `${address} - - [${when(at)}] "${request}" ${status} ${sentBytes || '-'} "-" "${quoted(agent)}"\n`
}

let lastWhen = { second: -1, text: '' }

/** The moment as the format writes it: once a second, for thousands of lines. */
function when(at: Date): string {
  const second = Math.floor(at.getTime() / 1000)
  if (second !== lastWhen.second) {
    const [year, month, day] = at.toISOString().slice(0, 10).split('-')
    lastWhen = { second, text: `${day}/${MONTHS[Number(month) - 1]}/${year}:${at.toISOString().slice(11, 19)} +0000` }
  }
  return lastWhen.text
}

/** Nothing that a client sends ends a line or a quotation of the log. */
function quoted(text: string): string {
  return text
    .slice(0, 512)
    .replace(/[^\x20-\x7e]|["\\]/g, char => `\\x${(char.charCodeAt(0) & 0xff).toString(16).padStart(2, '0')}`)
}

const lastAlarms = new Map<string, number>()

/** An alarm: one line of JSON on standard error, for whoever watches the process; the same one at most once a minute. */
export function alarm(tenant: string, { code, at, seen, expected, remedy }: Refusal): void {
  const now = performance.now()
  const which = `${tenant} ${code} ${at}`
  if (now - (lastAlarms.get(which) ?? Number.NEGATIVE_INFINITY) < SAME_ALARM_MS) return
  if (lastAlarms.size >= MAX_ALARMS_KNOWN) lastAlarms.clear()
  lastAlarms.set(which, now)
  const time = new Date().toISOString()
  process.stderr.write(`${JSON.stringify({ time, room: 'portal', alarm: code, tenant, at, seen, expected, remedy })}\n`)
}

function unwritable(): Refusal {
  return refuse('portal/log-unwritable', {
    at: 'the access log',
    seen: 'a disk that takes no more',
    expected: 'room for the evidence of who took what',
    remedy: 'make room; the newest lines wait in memory',
  })
}
