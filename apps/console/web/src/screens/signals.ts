import type { Lang } from '#kernel'

const SIGNALS: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {}

/** What points to a shared account, in words; a kind without words is named. */
export function signalWords(kind: string, lang: Lang): string {
  return SIGNALS[kind]?.[lang] ?? kind
}
