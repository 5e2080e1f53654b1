import type { Lang, Refusal } from '#kernel'
import type { Words } from './en.ts'

/**
 * What a refusal says to an officer: the sentence of its code; where this console has none, in English what the room itself says,
 * in French that it was refused. The code always stands beside it.
 */
export function refusalWords(refusal: Refusal, lang: Lang, words: Words): string {
  const own = words.refusals[refusal.code]
  if (own) return own
  if (lang === 'en' && refusal.expected) return `Expected: ${refusal.expected}. ${capital(refusal.remedy)}`
  return words.refused
}

function capital(text: string): string {
  return text ? `${text[0].toUpperCase()}${text.slice(1)}.` : ''
}
