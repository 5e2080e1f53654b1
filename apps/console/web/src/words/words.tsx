import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import type { Lang } from '#kernel'
import { en, type Words } from './en.ts'
import { fr } from './fr.ts'

const WORDS: Readonly<Record<Lang, Words>> = { en, fr }
const LOCALES: Readonly<Record<Lang, string>> = { en: 'en-GB', fr: 'fr-FR' }
const KEPT = 'parefuite-lang'

/** The words of the language that this officer reads, and how it writes numbers and moments. */
export type Speech = Readonly<{
  lang: Lang
  w: Words
  count(n: number): string
  share(x: number): string
  bytes(n: number): string
  /** A day and a minute, in the officer's own time. */
  when(moment: string): string
  day(moment: string): string
  both(words: Readonly<{ fr: string; en: string }>): string
  turn(): void
}>

const Spoken = createContext<Speech | null>(null)

/** The language of this officer: the one chosen here before, else that of the browser, else English. */
function first(): Lang {
  const kept = localStorage.getItem(KEPT)
  if (kept === 'fr' || kept === 'en') return kept
  return navigator.languages.map(tag => tag.slice(0, 2)).find(tag => tag === 'fr' || tag === 'en') === 'fr'
    ? 'fr'
    : 'en'
}

export function SpeechProvider({ children }: Readonly<{ children: ReactNode }>) {
  const [lang, setLang] = useState<Lang>(first)
  useEffect(() => {
    document.documentElement.lang = lang
    localStorage.setItem(KEPT, lang)
  }, [lang])
  const speech = useMemo(() => speechIn(lang, () => setLang(lang === 'fr' ? 'en' : 'fr')), [lang])
  return (
    <I18nProvider locale={LOCALES[lang]}>
      <Spoken value={speech}>{children}</Spoken>
    </I18nProvider>
  )
}

export function useSpeech(): Speech {
  const speech = useContext(Spoken)
  if (!speech) throw new Error('a screen outside SpeechProvider has no language')
  return speech
}

function speechIn(lang: Lang, turn: () => void): Speech {
  const locale = LOCALES[lang]
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const minute = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  return {
    lang,
    w: WORDS[lang],
    count: n => whole.format(n),
    share: x => percent.format(x),
    bytes: n => bytesIn(n, locale, lang),
    when: moment => minute.format(new Date(moment)),
    day: moment => day.format(new Date(moment)),
    both: words => words[lang] || words[lang === 'fr' ? 'en' : 'fr'],
    turn,
  }
}

function bytesIn(n: number, locale: string, lang: Lang): string {
  const units = lang === 'fr' ? ['o', 'ko', 'Mo', 'Go', 'To'] : ['B', 'kB', 'MB', 'GB', 'TB']
  const power = n < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(n) / 3))
  const digits = power > 0 && n / 1000 ** power < 10 ? 1 : 0
  const size = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return `${size.format(n / 1000 ** power)}\u00a0${units[power]}`
}
