/** How a workbook's number is meant: Excel keeps dates, postcodes and identifiers as numbers, and says so in a format. */
export type NumberFormat =
  | Readonly<{ kind: 'plain' }>
  | Readonly<{ kind: 'date' | 'time' | 'elapsed' }>
  /** Shown with zeros before it, up to so many digits: `00000` for postcodes. */
  | Readonly<{ kind: 'digits'; digits: number }>

/** Built-in formats that stand for dates and times (ECMA-376 part 1 §18.8.30; 27-36 and 50-58 are East Asian dates). */
const BUILT_IN: readonly (readonly [number, number, 'date' | 'time' | 'elapsed'])[] = [
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'date'],
  [27, 31, 'date'],
  [32, 35, 'time'],
  [36, 36, 'date'],
  [45, 45, 'time'],
  [46, 46, 'elapsed'],
  [47, 47, 'time'],
  [50, 58, 'date'],
]
const PLAIN: NumberFormat = { kind: 'plain' }
const DAY_MS = 86_400_000

/** What the built-in format of this number is. */
export function builtInFormat(id: number): NumberFormat {
  const range = BUILT_IN.find(([from, to]) => id >= from && id <= to)
  return range === undefined ? PLAIN : { kind: range[2] }
}

/** What a format code means (ECMA-376 part 1 §18.8.31): texts in quotes, escapes, colours and conditions are left out. */
export function formatOf(code: string): NumberFormat {
  const [first] = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';')
  if (/\[(h+|m+|s+)\]/i.test(first)) return { kind: 'elapsed' }
  const bare = first.replace(/\[[^\]]*\]/g, '')
  if (/^0{2,15}$/.test(bare)) return { kind: 'digits', digits: bare.length }
  if (/general|standard/i.test(bare)) return PLAIN
  if (/[yd]/i.test(bare) || /m{3,}/i.test(bare)) return { kind: 'date' }
  if (/[hs]/i.test(bare)) return { kind: 'time' }
  return PLAIN
}

/**
 * A stored number as text: dates and times in ISO 8601, zeros before it where they are shown, all digits otherwise (a 15-digit
 * identifier is not `2.95E+14`). `isFrom1904` tells the workbook's day zero.
 */
export function numberText(stored: string, format: NumberFormat, isFrom1904: boolean): string {
  const value = Number(stored)
  if (!Number.isFinite(value)) return stored
  if (format.kind === 'digits' && Number.isInteger(value) && value >= 0)
    return plainText(stored).padStart(format.digits, '0')
  if (format.kind === 'plain' || format.kind === 'digits' || value < 0) return plainText(stored)
  if (format.kind === 'elapsed') return clock(value)
  // 2,958,466 is the first day after 9999: Excel shows no date for it.
  if (value >= 2_958_466) return plainText(stored)
  return format.kind === 'time' && value < 1 ? clock(value) : dateText(value, isFrom1904)
}

/** The shortest text of the same number, without an exponent below 10^21; as stored where it is short already. */
function plainText(stored: string): string {
  return stored.length > 15 || /e/i.test(stored) ? String(Number(stored)) : stored
}

function clock(days: number): string {
  const seconds = Math.round(days * 86_400)
  const pad = (count: number) => String(count).padStart(2, '0')
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
}

/** Day 60 of the 1900 system is 29 February 1900, which never was (ECMA-376 part 1 §18.17.4.1): days before it count one less. */
function dateText(serial: number, isFrom1904: boolean): string {
  const zero = isFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30)
  const seconds = Math.round(serial * 86_400)
  const iso = new Date(zero + Math.floor(seconds / 86_400) * DAY_MS + (seconds % 86_400) * 1000).toISOString()
  return seconds % 86_400 === 0 ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
}
