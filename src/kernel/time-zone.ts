/** Minutes east of UTC of `Z`, `+0200` or `+02:00`; NaN for what is none. */
export function minutesEast(text: string): number {
  if (text === 'Z' || text === 'z') return 0
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(text)
  if (match === null || Number(match[2]) > 14 || Number(match[3]) > 59) return Number.NaN
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]))
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Clocks are changed at quarters of an hour: what holds for one moment of a quarter holds for all of it. */
const QUARTER = 15 * MINUTE
/** Quarters of three years, kept with what they mean; beyond, all are forgotten and met anew. */
const MOST_QUARTERS = 100_000

/** A zone in which local times are written. */
export type TimeZone = Readonly<{
  /** The clock was put forward and back there. */
  hasChanges: boolean
  /**
   * UTC of a local time: of the two readings of an hour that the clock showed twice, the one nearer to `near`, and the earlier where that is no time or as far from
   * both. A time that the clock skipped is read as if it had not been put forward.
   */
  utcOf(local: number, near: number): number
  /** The clock showed this local time twice. */
  isRepeated(local: number): boolean
}>

/**
 * A zone by its offset (`+02:00`, `Z`) or its name in the IANA time zone database (`Europe/Paris`), as Node knows it (ECMA-402 §6.5); null for what is
 * neither. Null itself is UTC.
 */
export function timeZoneOf(name: string | null): TimeZone | null {
  const east = name === null ? 0 : minutesEast(name)
  if (!Number.isNaN(east)) {
    return { hasChanges: false, utcOf: local => local - east * MINUTE, isRepeated: () => false }
  }
  const format = formatOf(name ?? '')
  return format === null ? null : new NamedZone(format)
}

function formatOf(name: string): Intl.DateTimeFormat | null {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return null
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
  } catch {
    return null // no zone of that name
  }
}

class NamedZone implements TimeZone {
  readonly hasChanges = true
  readonly #format: Intl.DateTimeFormat
  /** What is to be taken from the local times of a quarter of an hour: two offsets where the clock showed it twice, the earlier reading first. */
  readonly #quarters = new Map<number, readonly number[]>()

  constructor(format: Intl.DateTimeFormat) {
    this.#format = format
  }

  utcOf(local: number, near: number): number {
    if (Number.isNaN(local)) return local
    const [first, second = first] = this.#offsets(local)
    const [early, late] = [local - first, local - second]
    return near - early > late - near ? late : early
  }

  isRepeated(local: number): boolean {
    return !Number.isNaN(local) && this.#offsets(local).length === 2
  }

  #offsets(local: number): readonly number[] {
    const quarter = Math.floor(local / QUARTER)
    const known = this.#quarters.get(quarter)
    if (known !== undefined) return known
    if (this.#quarters.size === MOST_QUARTERS) this.#quarters.clear()
    const found = this.#readings(quarter * QUARTER)
    this.#quarters.set(quarter, found)
    return found
  }

  /** The offsets of the days around that are right at the moment they lead to; none is where the clock was put forward. */
  #readings(local: number): readonly number[] {
    const around = [this.#eastAt(local - DAY), this.#eastAt(local + DAY)]
    const right = [...new Set(around)].filter(east => this.#eastAt(local - east) === east)
    return right.length === 0 ? around.slice(0, 1) : right.sort((a, b) => b - a)
  }

  /** Milliseconds east of UTC at a moment. */
  #eastAt(at: number): number {
    const name = this.#format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const match = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name)
    if (match === null) throw new Error('an offset in a form that was not known')
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = match
    return (sign === '-' ? -1 : 1) * ((Number(hours) * 60 + Number(minutes)) * MINUTE + Number(seconds) * 1000)
  }
}
