import { linesOf, type Minutes } from './minutes.ts'

/** When one input was written, and how much in each minute. */
export type Written = Readonly<{ server: number; first: number; last: number; minutes: Readonly<Minutes> }>

/** From when to when an input holds the lines that another of its server holds: numbers of inputs, milliseconds, both ends included. */
export type Copied = Readonly<{ input: number; original: number; from: number; to: number }>

const MINUTE = 60_000
/** Fewer lines, or fewer minutes that are not as most are, could agree by chance or by two clocks that call every minute. */
const FEWEST = { lines: 20, telling: 10 } as const
/** So many inputs at a time are compared with the next: a server has a few logs open at once, not dozens. */
const MOST_AT_A_TIME = 32

/**
 * Where two logs of one server hold the same lines: a copy that was taken while the log was still written, exports whose hours overlap. Told by their
 * minutes: in all that lie wholly in both, they have the same number of lines. Logs of two sites have not, and members of a rotation set share no
 * minute. The method is ours; what it finds still has to be the same line for line.
 */
export function copiedStretches(inputs: readonly Written[]): Copied[] {
  const order = inputs
    .map((_, i) => i)
    .sort((a, b) => inputs[a].first - inputs[b].first || inputs[b].last - inputs[a].last)
  const found: Copied[] = []
  let before: number[] = []
  for (const input of order) {
    before = before.filter(each => inputs[each].last >= inputs[input].first).slice(-MOST_AT_A_TIME)
    for (const original of before) {
      const stretch = sharedBy(inputs[original], inputs[input])
      const isKnown = found.some(one => one.input === input && meets(one, stretch))
      if (stretch !== null && !isKnown) found.push({ input, original, ...stretch })
    }
    before.push(input)
  }
  return found
}

type Stretch = Readonly<{ from: number; to: number }>

function meets(one: Stretch, other: Stretch | null): boolean {
  return other !== null && one.from <= other.to && other.from <= one.to
}

function sharedBy(one: Written, other: Written): Stretch | null {
  if (one.server !== other.server) return null
  const [from, to] = [Math.max(one.first, other.first), Math.min(one.last, other.last)]
  const [first, last] = insideOf({ from, to })
  const counts = new Map<number, number>()
  let [minutes, lines] = [0, 0]
  for (const [minute, value] of one.minutes) {
    if (minute < first || minute > last) continue
    const count = linesOf(value)
    if (linesOf(other.minutes.get(minute) ?? 0) !== count) return null
    counts.set(count, (counts.get(count) ?? 0) + 1)
    minutes++
    lines += count
  }
  for (const minute of other.minutes.keys()) {
    if (minute >= first && minute <= last && !one.minutes.has(minute)) return null
  }
  const silent = last - first + 1 - minutes
  const telling = last - first + 1 - Math.max(silent, ...counts.values())
  return lines >= FEWEST.lines && telling >= FEWEST.telling ? { from, to } : null
}

/** The first and the last minute that lie wholly in a stretch. */
export function insideOf({ from, to }: Stretch): readonly [number, number] {
  return [Math.floor(from / MINUTE) + 1, Math.floor(to / MINUTE) - 1]
}
