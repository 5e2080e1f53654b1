import type { Lang } from '#kernel'

/** Numbers, dates and sizes as a language writes them. */

/** A publication at midnight in Paris is dated of that day: the bodies that use this are French, and no page says an hour. */
const TIME_ZONE = 'Europe/Paris'
const LOCALES: Readonly<Record<Lang, string>> = { fr: 'fr-FR', en: 'en-GB' }
const UNITS: Readonly<Record<Lang, readonly string[]>> = {
  fr: ['octets', 'ko', 'Mo', 'Go', 'To'],
  en: ['bytes', 'kB', 'MB', 'GB', 'TB'],
}

/** Beside a bar nobody reads more digits; the table below the chart has them all. */
const SHORT = { maximumSignificantDigits: 4, roundingPriority: 'morePrecision', maximumFractionDigits: 0 } as const

type Formats = Readonly<{
  short: Intl.NumberFormat
  whole: Intl.NumberFormat
  part: Intl.NumberFormat
  day: Intl.DateTimeFormat
  minute: Intl.DateTimeFormat
}>

const FORMATS: Readonly<Record<Lang, Formats>> = { fr: formatsOf(LOCALES.fr), en: formatsOf(LOCALES.en) }

function formatsOf(locale: string): Formats {
  const day = { dateStyle: 'long', timeZone: TIME_ZONE } as const
  return {
    short: new Intl.NumberFormat(locale, SHORT),
    whole: new Intl.NumberFormat(locale, { maximumFractionDigits: 15 }),
    part: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
    day: new Intl.DateTimeFormat(locale, day),
    minute: new Intl.DateTimeFormat(locale, { ...day, timeStyle: 'short' }),
  }
}

/** A number with all its digits. */
export function numberIn(lang: Lang, value: number): string {
  return FORMATS[lang].whole.format(value)
}

/** A number to four digits, all of its whole part. */
export function shortNumberIn(lang: Lang, value: number): string {
  return FORMATS[lang].short.format(value)
}

/** The day of a moment. */
export function dayIn(lang: Lang, moment: string): string {
  return FORMATS[lang].day.format(new Date(moment))
}

/** The day and the time of a moment. */
export function minuteIn(lang: Lang, moment: string): string {
  return FORMATS[lang].minute.format(new Date(moment))
}

/** A size in units of a thousand (SI). */
export function sizeIn(lang: Lang, bytes: number): string {
  let unit = 0
  let value = bytes
  for (; value >= 1000 && unit < UNITS[lang].length - 1; unit++) value /= 1000
  return `${FORMATS[lang].part.format(value)} ${UNITS[lang][unit]}`
}
