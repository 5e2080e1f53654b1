import type { Lang } from '#kernel'
import { printable } from './printable.ts'

/** Numbers and names as one language writes them. */
export type Say = Readonly<{
  lang: Lang
  /** 192000 → `192,000` or `192 000`. */
  count(n: number): string
  /** 0.9912 → `99.12%` or `99,12 %`: two decimals, never rounded up to 100 nor down to 0. */
  share(x: number): string
  /** At most four significant digits. */
  number(x: number): string
  seconds(s: number): string
  bytes(n: number): string
  /** A column's or a file's name in the quotation marks of the language. */
  name(name: string): string
  /** `1 row`, `2 rows`; in French the plural begins at two. */
  some(n: number, one: string, many: string): string
}>

const LOCALE: Readonly<Record<Lang, string>> = { en: 'en-GB', fr: 'fr-FR' }

/** The way one language writes numbers and names. */
export function sayIn(lang: Lang): Say {
  const whole = new Intl.NumberFormat(LOCALE[lang], { maximumFractionDigits: 0 })
  const significant = new Intl.NumberFormat(LOCALE[lang], { maximumSignificantDigits: 4 })
  const count = (n: number) => whole.format(n)
  return {
    lang,
    count,
    share: x => percent(x, lang),
    number: x => significant.format(x),
    seconds: s => `${decimal(s, s < 1 ? 2 : s < 10 ? 1 : 0, lang)}\u00a0s`,
    bytes: n => bytesOf(n, lang),
    name: name => (lang === 'fr' ? `«\u00a0${printable(name)}\u00a0»` : `“${printable(name)}”`),
    some: (n, one, many) => `${count(n)} ${(lang === 'fr' ? Math.abs(n) < 2 : n === 1) ? one : many}`,
  }
}

/** A share that is not all is never written 100, and one that is not nothing never 0: one row in ten million still counts. */
function percent(x: number, lang: Lang): string {
  const sign = lang === 'fr' ? '\u202f%' : '%'
  if (x > 0 && x < 0.00005) return `< ${decimal(0.01, 2, lang)}${sign}`
  if (x < 1 && x > 0.99994) return `> ${decimal(99.99, 2, lang)}${sign}`
  const digits = x === 1 || x === 0 ? 0 : x < 0.1 || x > 0.99 ? 2 : 1
  return `${decimal(x * 100, digits, lang)}${sign}`
}

function decimal(x: number, digits: number, lang: Lang): string {
  return new Intl.NumberFormat(LOCALE[lang], { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(x)
}

function bytesOf(n: number, lang: Lang): string {
  const units = lang === 'fr' ? ['octets', 'ko', 'Mo', 'Go', 'To'] : ['bytes', 'kB', 'MB', 'GB', 'TB']
  const power = n < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(n) / 3))
  return `${decimal(n / 1000 ** power, power > 0 && n / 1000 ** power < 10 ? 1 : 0, lang)}\u00a0${units[power]}`
}
