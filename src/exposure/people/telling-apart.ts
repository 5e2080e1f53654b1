import { type InspectedTable, NEARLY_EACH, type PeopleKeys, peopleKeys } from '#inspect'
import { cellsOf, open } from '#sources'
import type { Interval } from '../counting/intervals.ts'
import { Different, fingerprint, joinPrints, type Print } from './different.ts'
import { walker } from './walker.ts'

/** Rows of more than this are not gone through again: the different values of a column of numbers would take gigabytes. */
const MOST_ROWS = 20_000_000

/** People whom some rows tell of, at least and at most; and in how many of them each column says something. */
export type Within = Readonly<{ low: number; high: number; filled: readonly number[] }>

/**
 * The people in the rows that were carried for certain and in those that may have been, told apart by the columns by which the inspection tells them
 * apart (`inspect/people.ts`), so that all rows give its figures. Reads the file's only table once. Null where the inspection counted otherwise: no
 * personal column, different values not counted, a table too large.
 */
export async function peopleWithin(
  path: string,
  table: InspectedTable,
  certain: readonly Interval[],
  possible: readonly Interval[],
): Promise<Readonly<{ certain: Within; possible: Within }> | null> {
  const keys = peopleKeys(table)
  if (keys === null || table.rows > MOST_ROWS) return null
  const [sure, most] = [new Tally(keys, table.columns.length), new Tally(keys, table.columns.length)]
  const together = new Different()
  const [isSure, isPossible] = [walker(certain), walker(possible)]
  let row = 0
  for await (const one of open([path])) {
    if (one.kind !== 'sources/table') continue
    for await (const chunk of one.chunks()) {
      const cells = cellsOf(chunk, one.layout)
      for (let r = 0; r < cells.rows; r++, row++) {
        const prints = new Map<number, Print>()
        const print = (column: number): Print => {
          const known = prints.get(column)
          if (known !== undefined) return known
          const made = printAt(cells, r, column)
          prints.set(column, made)
          return made
        }
        if (keys.isAboutPeople) together.add(printsOf(keys.together, print))
        if (isSure(row)) sure.add(print)
        if (isPossible(row)) most.add(print)
      }
    }
  }
  const isTogether = together.size >= table.rows * NEARLY_EACH
  const limits = limitsOf(table, keys)
  return { certain: sure.people(limits, isTogether), possible: most.people(limits, isTogether) }
}

type Cells = ReturnType<typeof cellsOf>

function printAt({ bytes, columns, starts, ends }: Cells, r: number, column: number): Print {
  if (column >= columns) return null
  const at = r * columns + column
  return fingerprint(bytes, starts[at], ends[at])
}

/** The print of several cells together; null where one is blank. */
function printsOf(columns: readonly number[], print: (column: number) => Print): Print {
  return columns.length === 0 ? null : columns.map(print).reduce(joinPrints)
}

/** What the whole file says of the numbers by which people are told apart. */
type Limits = Readonly<{
  /** Numbers that do not obey the rule of their kind: two of them may be one person's, mistyped. */
  doubtful: number
  /** The numbers bound the people from above. */
  isBounding: boolean
}>

function limitsOf({ rows, people, columns }: InspectedTable, { number }: PeopleKeys): Limits {
  const key = columns.find(({ index }) => index === number)
  if (key === undefined) return { doubtful: 0, isBounding: false }
  if (key.distinct === null) return { doubtful: Number.POSITIVE_INFINITY, isBounding: false }
  const obeying = Math.min(key.distinct, key.kinds[0].distinct ?? key.distinct)
  return {
    doubtful: key.distinct - obeying,
    isBounding: people.high <= Math.min(rows, key.distinct + rows - key.filled),
  }
}

/** Counts over some of the rows. */
class Tally {
  readonly #keys: PeopleKeys
  readonly #alone: ReadonlyMap<number, Different>
  readonly #together = new Different()
  readonly #kept = new Different()
  readonly #filled: number[]
  #rows = 0

  constructor(keys: PeopleKeys, columns: number) {
    this.#keys = keys
    const { number, together, kept, named } = keys
    const alone = keys.isAboutPeople ? [...(number === null ? [] : [number]), ...together, ...kept] : named
    this.#alone = new Map(alone.map(column => [column, new Different()]))
    this.#filled = Array.from({ length: columns }, () => 0)
  }

  add(print: (column: number) => Print): void {
    this.#rows++
    for (let column = 0; column < this.#filled.length; column++) if (print(column) !== null) this.#filled[column]++
    for (const [column, different] of this.#alone) different.add(print(column))
    if (!this.#keys.isAboutPeople) return
    this.#together.add(printsOf(this.#keys.together, print))
    this.#kept.add(printsOf(this.#keys.kept, print))
  }

  people(limits: Limits, isTogether: boolean): Within {
    if (this.#rows === 0) return { low: 0, high: 0, filled: this.#filled }
    const { isAboutPeople, number, together, kept } = this.#keys
    const of = (column: number) => this.#alone.get(column)!.size
    if (!isAboutPeople) {
      const named = this.#keys.named.map(of)
      return { low: Math.max(...named), high: named.reduce((sum, some) => sum + some, 0), filled: this.#filled }
    }
    const apart = isTogether ? this.#together.size : Math.max(this.#kept.size, ...[...together, ...kept].map(of))
    const blanks = number === null ? 0 : this.#rows - this.#filled[number]
    const low = number === null ? apart : of(number) - limits.doubtful
    const high = number === null || !limits.isBounding ? this.#rows : of(number) + blanks
    return { low: Math.max(1, low), high: Math.min(this.#rows, high), filled: this.#filled }
  }
}
