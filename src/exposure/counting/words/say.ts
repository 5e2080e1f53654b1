import type { Lang } from '#kernel'

const LOCALES: Readonly<Record<Lang, string>> = { en: 'en-GB', fr: 'fr-FR' }

/** A number as people of the language write it, at most one decimal. */
export function numberIn(lang: Lang, value: number): string {
  return new Intl.NumberFormat(LOCALES[lang], { maximumFractionDigits: 1 }).format(value)
}

/** Whether a word that follows the number is in the singular: 1 in English; 0 and 1 in French. */
export function isOne(lang: Lang, value: number | string | undefined): boolean {
  return lang === 'fr' ? Math.abs(Number(value)) < 2 : Number(value) === 1
}

const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const

/**
 * A moment as `2 March 2026, 09:00:00 UTC`; not known as a dash. In a zone (`Europe/Paris`, `+01:00`) the time there follows, with its
 * day where that is another: `2 March 2026, 23:30:00 UTC (3 March 2026, 00:30:00 in Paris)`.
 */
export function momentIn(lang: Lang, value: string | number | undefined, zone: string | null = null): string {
  const time = new Date(String(value))
  if (Number.isNaN(time.getTime())) return '–'
  const utc = clockIn(lang, time, 'UTC')
  const there = zone === null ? null : clockIn(lang, time, zone)
  const told = `${dated(lang, utc)} UTC`
  const isSame = there?.day === utc.day && there.time === utc.time
  if (zone === null || there === null || isSame) return told
  return `${told} (${there.day === utc.day ? there.time : dated(lang, there)}${placeOf(lang, zone)})`
}

type Clock = Readonly<{ day: string; time: string }>

/** Day and time in a zone; in none where the zone is not known here. */
function clockIn(lang: Lang, time: Date, timeZone: 'UTC'): Clock
function clockIn(lang: Lang, time: Date, timeZone: string): Clock | null
function clockIn(lang: Lang, time: Date, timeZone: string): Clock | null {
  try {
    const day = new Intl.DateTimeFormat(LOCALES[lang], { ...DAY, timeZone }).format(time)
    const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone }).format(time)
    // The first of a month is an ordinal in French.
    return { day: lang === 'fr' ? day.replace(/^1 /, '1er ') : day, time: clock }
  } catch {
    return null // a zone of another machine: the time in UTC says it all
  }
}

function dated(lang: Lang, { day, time }: Clock): string {
  return lang === 'fr' ? `${day} à ${time}` : `${day}, ${time}`
}

/** Where a time is that of: the city that names the zone, or the offset. */
function placeOf(lang: Lang, zone: string): string {
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
  if (!zone.includes('/')) return ` UTC${zone.replace(/^UTC|^Z$/, '')}`
  return lang === 'fr' ? `, heure de ${city}` : ` in ${city}`
}

/** Minutes by which so many hours may be off: what is told beside them tells the minutes. */
const MOST_OFF = 3

/** So many hours: `2 h`, `1 h 10 min`, to the hour where three minutes at most lack or are too many; below one hour `12 min`, at least one. */
export function hoursIn(lang: Lang, hours: number): string {
  if (hours === 0) return '0 h'
  if (hours < 1) return `${Math.max(1, Math.round(hours * 60))} min`
  const minutes = Math.floor(Math.round(hours * 3600) / 60)
  const whole = Math.round(hours)
  if (Math.abs(minutes - whole * 60) <= MOST_OFF) return `${numberIn(lang, whole)} h`
  return `${numberIn(lang, Math.floor(minutes / 60))} h ${minutes % 60} min`
}
