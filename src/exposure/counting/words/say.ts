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

/** A moment as `2 March 2026, 09:00:00 UTC`; not known as a dash. */
export function momentIn(lang: Lang, value: string | number | undefined): string {
  const time = new Date(String(value))
  if (Number.isNaN(time.getTime())) return '–'
  const day = new Intl.DateTimeFormat(LOCALES[lang], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return `${day.format(time)}${lang === 'fr' ? ' à' : ','} ${time.toISOString().slice(11, 19)} UTC`
}
