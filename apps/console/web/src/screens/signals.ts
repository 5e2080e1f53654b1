import type { Lang } from '#kernel'
import type { SignalKind } from '#officers'

/** What points to a shared account, in words. */
export const SIGNALS: Readonly<Record<SignalKind, Readonly<Record<Lang, string>>>> = {
  'one-key-two-accounts': { en: 'one device, two accounts', fr: 'un même appareil, deux comptes' },
  'overlapping-sessions': {
    en: 'two sessions at once, with different keys',
    fr: 'deux sessions en même temps, avec des clés différentes',
  },
  'many-passkeys': { en: 'many passkeys', fr: 'beaucoup de clés d’accès' },
  'synced-passkey': {
    en: 'a passkey that is copied between devices',
    fr: 'une clé d’accès copiée entre plusieurs appareils',
  },
  'post-for-a-name': {
    en: 'the name or address of a post, not of a person',
    fr: 'le nom ou l’adresse d’un poste, pas d’une personne',
  },
  'never-idle': { en: 'at work longer than one person is', fr: 'au travail plus longtemps qu’une seule personne' },
}

/** The words of one sign; a kind without words is named. */
export function signalWords(kind: string, lang: Lang): string {
  return SIGNALS[kind as SignalKind]?.[lang] ?? kind
}
