import { createHash } from 'node:crypto'
import type { Lang } from '#kernel'
import type { HoldReason } from '#zones'

/** The three pages that the portal says itself. No script, no picture, one style sheet inside, so that they need nothing else. */

/** What a page is about. */
export type Page =
  | Readonly<{ kind: 'absent' }>
  | Readonly<{ kind: 'moment' }>
  | Readonly<{ kind: 'held'; reason: HoldReason; since: string }>

type Words = Readonly<{
  absent: readonly [title: string, text: string]
  moment: readonly [title: string, text: string]
  held: readonly [title: string, text: string]
  since: string
  reasons: Readonly<Record<HoldReason, string>>
}>

const WORDS: Readonly<Record<Lang, Words>> = {
  fr: {
    absent: ['Page introuvable', 'Rien n’est publié à cette adresse.'],
    moment: [
      'De retour dans un instant',
      'Ce site vérifie ce qu’il peut montrer. Réessayez dans une minute ; rien n’est à faire de votre côté.',
    ],
    held: ['Retiré de la publication', 'Ce qui était publié à cette adresse a été bloqué par l’organisme responsable.'],
    since: 'Depuis le',
    reasons: {
      'personal-data': 'Raison : protection de données personnelles.',
      'wrong-data': 'Raison : données inexactes.',
      security: 'Raison : sécurité.',
      legal: 'Raison : obligation légale.',
      other: 'Raison : autre.',
    },
  },
  en: {
    absent: ['Page not found', 'Nothing is published at this address.'],
    moment: [
      'Back in a moment',
      'This site is checking what it may show. Try again in a minute; there is nothing for you to do.',
    ],
    held: ['No longer published', 'What was published at this address has been held by the body responsible for it.'],
    since: 'Since',
    reasons: {
      'personal-data': 'Reason: protection of personal data.',
      'wrong-data': 'Reason: inaccurate data.',
      security: 'Reason: security.',
      legal: 'Reason: legal obligation.',
      other: 'Reason: other.',
    },
  },
}

const STYLE = `:root{color-scheme:light dark;--ink:#1b1b1f;--paper:#fff;--line:#5b5b66}
@media (prefers-color-scheme:dark){:root{--ink:#f1f1f4;--paper:#17171b;--line:#a9a9b6}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.6 system-ui,sans-serif}
main{max-width:38rem;margin:0 auto;padding:12vh 1.25rem}
h1{font-size:1.75rem;line-height:1.25;border-inline-start:.375rem solid var(--line);padding-inline-start:1rem}`

/** The digest of the style sheet, for the policy that lets it in and nothing else. */
export const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/** The whole page. Nothing in it comes from the request. */
export function pageIn(lang: Lang, page: Page): string {
  const words = WORDS[lang]
  const [title, text] = words[page.kind]
  const held = page.kind === 'held' ? heldLines(lang, page.reason, page.since) : ''
  return `<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1><p>${text}</p>${held}</main></body>
</html>
`
}

function heldLines(lang: Lang, reason: HoldReason, since: string): string {
  const words = WORDS[lang]
  const when = new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
  const time = `<time datetime="${since}">${when.format(new Date(since))} UTC</time>`
  return `<p>${words.reasons[reason]}</p><p>${words.since} ${time}.</p>`
}

/** French where the browser asks for it before English; English where it says neither. */
export function langAsked(acceptLanguage: string | undefined): Lang {
  const asked = (acceptLanguage ?? '')
    .toLowerCase()
    .split(',')
    .map(one => ({ lang: one.trim().slice(0, 2), weight: Number(/;\s*q=([\d.]+)/.exec(one)?.[1] ?? 1) }))
    .filter(({ lang, weight }) => (lang === 'fr' || lang === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return asked[0]?.lang === 'fr' ? 'fr' : 'en'
}
