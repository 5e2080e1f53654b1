import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

/** What is true of a generated sales file, counted while it was written. */
export type SalesTruth = Readonly<{ rows: number; people: number; phones: number; bytes: number }>

export const SALES_COLUMNS = [
  'sale_id',
  'birth_date',
  'sex',
  'licence',
  'zip',
  'county',
  'type',
  'timestamp',
  'dealer',
  'result',
  'comment',
]

/** As in the California files of 2022: sales by rows, two million people behind them. */
export const SALES_ROWS = 8_700_000
const PEOPLE = 2_000_000
const COUNTIES = [
  'Alameda',
  'Butte',
  'Contra Costa',
  'Fresno',
  'Kern',
  'Los Angeles',
  'Marin',
  'Orange',
  'Placer',
  'Riverside',
  'Sacramento',
  'San Diego',
  'San Mateo',
  'Shasta',
  'Solano',
  'Tulare',
  'Ventura',
  'Yolo',
]
const TYPES = ['HANDGUN', 'RIFLE', 'SHOTGUN', 'RECEIVER']
const RESULTS = ['APPROVED', 'APPROVED', 'APPROVED', 'DENIED', 'DELAYED']
const COMMENTS = [
  '',
  '',
  '',
  '',
  '',
  '',
  'paid in cash',
  'pick up after ten days',
  'second item still on hold',
  'box damaged',
]
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Mixes a number: Thomas Mueller's 32-bit finaliser, a bijection. */
function mixed(n: number): number {
  let x = Math.imul(n ^ (n >>> 16), 0x45d9f3b)
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b)
  return (x ^ (x >>> 16)) >>> 0
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`)

function birthDate(hash: number): string {
  const month = (hash >>> 8) % 12
  return `${1932 + ((hash % 37) + (mixed(hash) % 33))}-${two(month + 1)}-${two(((hash >>> 13) % MONTH_DAYS[month]!) + 1)}`
}

/** The fields that a person carries from one sale to the next: birth date, sex, licence, ZIP, county. */
function personFields(person: number): string {
  const hash = mixed(person + 1)
  const licence = (person * 48_271 + 31_337) % 20_000_000
  const zip = 90_001 + (mixed(hash) % 1_700)
  const letter = String.fromCharCode(65 + Math.floor(licence / 10_000_000) * 3 + (zip % 3))
  return `${birthDate(hash)},${(hash & 15) < 13 ? 'M' : 'F'},${letter}${String(licence % 10_000_000).padStart(7, '0')},${zip},${COUNTIES[zip % COUNTIES.length]}`
}

function moment(hash: number): string {
  const month = (hash >>> 7) % 12
  return `${2001 + (hash % 21)}-${two(month + 1)}-${two(((hash >>> 11) % MONTH_DAYS[month]!) + 1)} ${two(9 + ((hash >>> 16) % 9))}:${two((hash >>> 20) % 60)}:${two((hash >>> 25) % 60)}`
}

/** Every thousandth comment holds a telephone number that could be one: no exchange ends in 11 (NANP). */
const PHONE_EVERY = 1000
function comment(row: number, hash: number): string {
  if (row % PHONE_EVERY !== 7) return COMMENTS[hash % COMMENTS.length]!
  const line = mixed(hash)
  const exchange = `${2 + (line & 7)}${2 + ((line >>> 3) & 7)}${(line >>> 6) % 10}`
  return `call (916) ${exchange}-${String((line >>> 10) % 10_000).padStart(4, '0')} when ready`
}

function saleLine(row: number, person: string, hash: number): string {
  const second = mixed(hash + 77)
  return `${10_000_001 + row},${person},${TYPES[second & 3]},${moment(second)},Dealer No ${1000 + (hash % 2300)},${RESULTS[(second >>> 4) % 5]},${comment(row, second)}\n`
}

/**
 * Writes `rows` sales to `path`, the same bytes each time; a person's sales share birth date, sex, licence, ZIP and county.
 * About 104 bytes a row: 8.7 million rows make 907 MB. The licence number is one person's alone.
 */
export async function writeSales(path: string, rows: number): Promise<SalesTruth> {
  const out = createWriteStream(path, { highWaterMark: 8 << 20 })
  const known = new Uint8Array(PEOPLE)
  let [people, phones, bytes] = [0, 0, 0]
  const give = async (text: string): Promise<void> => {
    bytes += text.length
    if (!out.write(text, 'latin1')) await once(out, 'drain')
  }
  await give(`${SALES_COLUMNS.join(',')}\n`)
  for (let row = 0; row < rows; ) {
    let text = ''
    for (const end = Math.min(rows, row + 20_000); row < end; row++) {
      const hash = mixed(row + 0x9e3779b9)
      const person = hash % PEOPLE
      if (known[person]++ === 0) people++
      if (row % PHONE_EVERY === 7) phones++
      text += saleLine(row, personFields(person), hash)
    }
    await give(text)
  }
  out.end()
  await once(out, 'finish')
  return { rows, people, phones, bytes }
}
