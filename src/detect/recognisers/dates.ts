/**
 * Dates as tables write them. Which of day and month comes first is a matter for the whole column: a caller asks `possibleOrders` of every
 * value, keeps the orders that all of them allow, and then parses with one. No `Date` object and, for numeric forms, no expression:
 * this runs on every cell.
 */

/** Year first, day first or month first. A month written in letters reads the same under the three. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy'

/** `day`: days since 1970-01-01, negative before. `hasTime`: a time of day other than midnight is written. */
export type ParsedDate = Readonly<{ day: number; hasTime: boolean }>

export const ORDER_YMD = 1
export const ORDER_DMY = 2
export const ORDER_MDY = 4

/** The bit that stands for each order in what `possibleOrders` gives. */
export const ORDER_BITS: Readonly<Record<DateOrder, number>> = { ymd: ORDER_YMD, dmy: ORDER_DMY, mdy: ORDER_MDY }

/**
 * The date that a value is under one order, or null when it is none: `1985-03-12`, `12/03/1985`, `3/12/1985`, `19850312`, `12.03.85`, `12 mars 1985`,
 * `1er mars 1985`, `March 12, 1985`, `12-Mar-85`, a weekday before, a time and a zone behind. The day is that of the place of writing: a zone
 * does not move it. Two-digit years 00–29 are 2000–2029, 30–99 are 1930–1999 (the rule of spreadsheets). Eight digits in a row are a date
 * for the years 1800 to 2199 only. Does not throw.
 */
export function parseDate(raw: string, order: DateOrder): ParsedDate | null {
  if (!read(raw)) return null
  const day = dayUnder(ORDER_BITS[order])
  return day === NO_DAY ? null : { day, hasTime }
}

/** The orders under which a value is a date, as a sum of `ORDER_…` bits: `12/03/1985` gives day and month first, `31/12/1985` day first only; 0 is no date. */
export function possibleOrders(raw: string): number {
  if (!read(raw)) return 0
  let orders = 0
  for (let bit = 1; bit <= 4; bit <<= 1) if (dayUnder(bit) !== NO_DAY) orders |= bit
  return orders
}

/** Whether values of this mask can be dates at all: asked once a mask, before any value is parsed. */
export function isDateMask(mask: string): boolean {
  return NUMERIC_MASK.test(mask) || MONTH_MASK.test(mask)
}

const TIME_MASK = `(?:(?: ?A ?|,? )9{1,2}[:A]9{1,2}.{0,30})?`
const NUMERIC_MASK = new RegExp(
  String.raw`^(?:9{8}|9{12}|9{14}|9{4}([-/. ])9{1,2}\1[9]{1,2}|9{1,2}([-/. ])9{1,2}\2(?:[9]{4}|[9]{2}))${TIME_MASK}$`,
)
const MONTH_MASK = new RegExp(
  String.raw`^(?:A{2,10}[.,]*[ ])?(?:9{1,2}A{0,2}[ .\-/]*A{3,10}[ .,\-/]*(?:9{4}|9{2})|A{3,10}\.? 9{1,2}(?:AA)?,? 9{4})${TIME_MASK}$`,
)

/**
 * Days from 1970-01-01 to a date of the Gregorian calendar, months and days from 1.
 * Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
 */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

// [Note: one reading at a time] `read` leaves what it saw in these, and the caller uses it before the next `read`: no garbage on millions of cells.
const NO_DAY = Number.NEGATIVE_INFINITY
/** The three numbers in the order written, and how many digits each had. */
const part = [0, 0, 0]
const digits = [0, 0, 0]
/** Month in letters (1–12), or 0; then part 0 is the day and part 2 the year. */
let namedMonth = 0
let hasTime = false
/** Where the reading stands. */
let at = 0
let text = ''

function read(raw: string): boolean {
  text = raw
  at = 0
  namedMonth = 0
  hasTime = false
  if (raw.length < 6 || raw.length > 64) return false
  skipBlanks()
  return readDate() && readTime()
}

function readDate(): boolean {
  if (!isDigit(code())) return readWordFirst()
  readNumber(0)
  if (digits[0] >= 8) return splitRun()
  const separator = code()
  if (separator === DASH || separator === SLASH || separator === DOT || separator === SPACE) {
    if (isDigit(text.charCodeAt(at + 1))) return readNumeric(separator)
  }
  return digits[0] <= 2 && readDayThenMonth()
}

/** 12/03/1985: the same separator twice. */
function readNumeric(separator: number): boolean {
  at++
  readNumber(1)
  if (code() !== separator) return false
  at++
  readNumber(2)
  if (digits[1] > 2 || digits[1] === 0) return false
  if (digits[0] === 4) return digits[2] === 1 || digits[2] === 2
  return digits[0] <= 2 && (digits[2] === 2 || digits[2] === 4)
}

/** 19850312, 12031985, and with hours behind: 198503121430, 19850312143000. */
function splitRun(): boolean {
  const length = digits[0]
  if (length !== 8 && length !== 12 && length !== 14) return false
  const start = at - length
  hasTime = length > 8 && !isZeros(start + 8, at)
  if (length > 8 && (number(start + 8, 2) > 23 || number(start + 10, 2) > 59)) return false
  part[0] = number(start, 4)
  part[1] = number(start + 4, 2)
  part[2] = number(start + 6, 2)
  digits[0] = RUN
  digits[1] = start
  return true
}
/** In place of a digit count: eight digits without separators, whose start stands in `digits[1]`. */
const RUN = -8

/** 12 mars 1985, 1er mars 1985, 12th March 1985, 12-Mar-85. */
function readDayThenMonth(): boolean {
  if (isLetter(code())) readWord()
  skipSeparators()
  namedMonth = monthOf(readWord())
  if (namedMonth === 0) return false
  skipSeparators()
  readNumber(2)
  return digits[2] === 4 || digits[2] === 2
}

/** March 12, 1985; and a weekday before any form in letters. */
function readWordFirst(): boolean {
  const word = readWord()
  if (word === '') return false
  skipSeparators()
  namedMonth = monthOf(word)
  if (namedMonth === 0) return isWeekday(word) && readDate()
  readNumber(0)
  if (digits[0] === 0 || digits[0] > 2) return false
  if (isLetter(code())) readWord()
  skipSeparators()
  readNumber(2)
  return digits[2] === 4
}

/** Nothing, or a time and perhaps a zone, to the end of the value. */
function readTime(): boolean {
  const afterDate = at
  skipBlanks()
  if (at === text.length) return true
  const first = code() | 32
  if (first === LOWER_T) at++
  else if (code() === COMMA || code() === DASH) at++
  else if (at === afterDate) return false
  return TIME.test(text.slice(at)) && noteTime()
}

const TIME =
  /^\s?(?:(?:à|at) )?(?:[01]?\d|2[0-4])(?:[:h.]\s?[0-5]\d(?:[:m][0-5]\d(?:[.,]\d{1,9})?s?)?|h)?\s?(?:[ap]\.?m\.?)?\s?(?:z|utc|gmt|ce?s?t|[-+]\d{2}:?\d{2}|[-+]\d{2})?(?:\[[\w/]+\])?\s*$/i

function noteTime(): boolean {
  const time = text.slice(at).replace(/[-+]\d{2}:?\d{0,2}(?:\[.*)?\s*$/, '')
  hasTime = /[1-9]/.test(time) && !/^\s?12:00(?::00)?\s?am/i.test(time)
  return true
}

/** The day number of what was read, under the order of that bit; `NO_DAY` when it is no date. */
function dayUnder(bit: number): number {
  if (namedMonth > 0) return checkedDay(fullYear(part[2], digits[2]), namedMonth, part[0])
  if (digits[0] === RUN) return runUnder(bit, digits[1])
  if (bit === ORDER_YMD) {
    if (digits[0] === 1 || digits[2] === 4) return NO_DAY
    return checkedDay(fullYear(part[0], digits[0]), part[1], part[2])
  }
  if (digits[0] === 4) return NO_DAY
  const year = fullYear(part[2], digits[2])
  return bit === ORDER_DMY ? checkedDay(year, part[1], part[0]) : checkedDay(year, part[0], part[1])
}

function runUnder(bit: number, start: number): number {
  const year = number(bit === ORDER_YMD ? start : start + 4, 4)
  if (year < 1800 || year > 2199) return NO_DAY
  if (bit === ORDER_YMD) return checkedDay(year, part[1], part[2])
  const first = number(start, 2)
  const second = number(start + 2, 2)
  return bit === ORDER_DMY ? checkedDay(year, second, first) : checkedDay(year, first, second)
}

function fullYear(year: number, digitCount: number): number {
  if (digitCount !== 2) return year
  return year < 30 ? 2000 + year : 1900 + year
}

function checkedDay(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || year < 1) return NO_DAY
  return day > daysOf(year, month) ? NO_DAY : dayNumber(year, month, day)
}

function daysOf(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

const SPACE = 32
const COMMA = 44
const DASH = 45
const DOT = 46
const SLASH = 47
const LOWER_T = 116

function code(): number {
  return text.charCodeAt(at)
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

function isLetter(unit: number): boolean {
  return (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || (unit >= 0xc0 && unit < 0x250)
}

function readNumber(index: number): void {
  const start = at
  let value = 0
  while (isDigit(code())) value = value * 10 + (text.charCodeAt(at++) - 48)
  part[index] = value
  digits[index] = at - start
}

function readWord(): string {
  const start = at
  while (isLetter(code())) at++
  return text.slice(start, at)
}

function skipBlanks(): void {
  while (code() === SPACE || code() === 0xa0 || code() === 9) at++
}

function skipSeparators(): void {
  for (let unit = code(); at < text.length; unit = text.charCodeAt(++at)) {
    if (unit !== SPACE && unit !== 0xa0 && unit !== DOT && unit !== COMMA && unit !== DASH && unit !== SLASH) return
  }
}

function number(start: number, length: number): number {
  let value = 0
  for (let i = start; i < start + length; i++) value = value * 10 + (text.charCodeAt(i) - 48)
  return value
}

function isZeros(start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) !== 48) return false
  return true
}

/** Months in French, English and German, whole and as they are cut, without accents. */
const MONTHS = new Map<string, number>(
  [
    'janvier janv january jan januar',
    'fevrier fevr fev february feb februar',
    'mars march mar marz maerz',
    'avril avr april apr',
    'mai may',
    'juin june jun juni',
    'juillet juil july jul juli',
    'aout aou august aug',
    'septembre september sept sep',
    'octobre october oct oktober okt',
    'novembre november nov',
    'decembre december dec dezember dez',
  ].flatMap((names, index) => names.split(' ').map(name => [name, index + 1] as const)),
)

const WEEKDAYS = new Set(
  (
    'lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim le ' +
    'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun ' +
    'montag dienstag mittwoch donnerstag freitag samstag sonntag'
  ).split(' '),
)

function monthOf(word: string): number {
  return word.length < 3 ? 0 : (MONTHS.get(plain(word)) ?? 0)
}

function isWeekday(word: string): boolean {
  return WEEKDAYS.has(plain(word))
}

function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
