import type { ColumnType } from './contract.ts'

/** What a column is, learnt cell by cell: a number only where every filled cell is one, and is one without loss. */

// No leading zero (01000 is a postcode, not a thousand), no plus, no exponent, no spaces.
const INTEGER = /^-?(?:0|[1-9][0-9]*)$/
const POINT = /^-?(?:0|[1-9][0-9]*)\.[0-9]+$/
const COMMA = /^-?(?:0|[1-9][0-9]*),[0-9]+$/
/** 1,234 may be one thousand or one and a bit: three digits after the comma decide nothing. */
const COMMA_THREE = /,[0-9]{3}$/
/** A double holds every decimal of fifteen significant digits (IEEE 754 binary64); beyond, digits would be lost. */
const MOST_DIGITS = 15

/** Learns the type of one column. */
export class ColumnLearner {
  #filled = 0
  #isText = false
  #points = 0
  #commas = 0
  #commasPlain = 0

  /** Takes one cell; blank cells say nothing. */
  learn(cell: string): void {
    if (cell === '') return
    this.#filled++
    if (this.#isText) return
    if (cell.length > MOST_DIGITS + 2 || digitsOf(cell) > MOST_DIGITS) this.#isText = true
    else if (INTEGER.test(cell)) return
    else if (POINT.test(cell)) this.#points++
    else if (COMMA.test(cell)) {
      this.#commas++
      if (!COMMA_THREE.test(cell)) this.#commasPlain++
    } else this.#isText = true
  }

  get isBlank(): boolean {
    return this.#filled === 0
  }

  /** A column that mixes decimal points and commas, or whose commas may all be of thousands, is text. */
  get type(): ColumnType {
    if (this.#isText || this.isBlank || (this.#points > 0 && this.#commas > 0)) return 'text'
    if (this.#commas > 0) return this.#commasPlain > 0 ? 'number' : 'text'
    return this.#points > 0 ? 'number' : 'integer'
  }
}

function digitsOf(cell: string): number {
  return cell.length - (cell.startsWith('-') ? 1 : 0) - (/[.,]/.test(cell) ? 1 : 0)
}

/** The number that a cell of an `integer` or `number` column spells; null for a blank cell. */
export function numberOf(cell: string): number | null {
  return cell === '' ? null : Number(cell.replace(',', '.'))
}
