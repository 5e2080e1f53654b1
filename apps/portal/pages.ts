import { createHash } from 'node:crypto'
import type { Lang } from '#kernel'
import type { HoldReason } from '#zones'

/** The three pages that the portal says itself. No script, no picture, one style sheet inside, so that they need nothing else. */

/** What a page is about. */
export type Page =
  | Readonly<{ kind: 'absent' }>
  | Readonly<{ kind: 'moment' }>
  | Readonly<{ kind: 'held'; reason: HoldReason; since: string; isWholeSite: boolean }>

type Words = Readonly<{
  absent: readonly [title: string, text: string]
  moment: readonly [title: string, text: string]
  held: readonly [title: string, text: string]
  heldSite: string
  reason: string
  reasons: Readonly<Record<HoldReason, string>>
  since: string
  whatNow: string
  /** What else a person can do, by page. */
  help: Readonly<Record<Page['kind'], readonly string[]>>
  /** For whoever took a copy of what should not have been out. */
  copies: string
  home: string
  again: string
}>

const WORDS: Readonly<Record<Lang, Words>> = {
  fr: {
    absent: ['Page introuvable', 'Rien n’est publié à cette adresse.'],
    moment: [
      'De retour dans un instant',
      'Ce site vérifie ce qu’il peut montrer avant de le montrer. Cela dure d’ordinaire moins d’une minute.',
    ],
    held: [
      'Publication bloquée',
      'L’organisme responsable a bloqué ce qui était publié à cette adresse. Ce n’est pas une panne.',
    ],
    heldSite: 'L’organisme responsable a bloqué tout ce que ce site publiait. Ce n’est pas une panne.',
    reason: 'Raison',
    reasons: {
      'personal-data': 'protection de données personnelles',
      'wrong-data': 'données inexactes',
      security: 'sécurité',
      legal: 'obligation légale',
      other: 'autre raison',
    },
    since: 'Depuis le',
    whatNow: 'Ce que vous pouvez faire',
    help: {
      absent: ['Vérifiez l’adresse : une lettre a pu manquer.', 'Ce que vous cherchez a pu changer d’adresse.'],
      moment: [
        'Si votre démarche est urgente, adressez-vous à l’organisme par téléphone, par courrier ou à son guichet.',
      ],
      held: [
        'Vous pouvez toujours demander ces informations à l’organisme, par téléphone, par courrier ou à son guichet.',
        'Si vous pensez que des données vous concernent, écrivez à son délégué à la protection des données.',
      ],
    },
    copies: 'Si vous en avez gardé une copie, ne la transmettez pas et effacez‑la.',
    home: 'Aller à l’accueil de ce site',
    again: 'Essayer de nouveau',
  },
  en: {
    absent: ['Page not found', 'Nothing is published at this address.'],
    moment: [
      'Back in a moment',
      'This site checks what it may show before it shows it. That usually takes less than a minute.',
    ],
    held: [
      'Publication on hold',
      'The body responsible has put on hold what was published at this address. This is not a breakdown.',
    ],
    heldSite: 'The body responsible has put on hold everything that this site published. This is not a breakdown.',
    reason: 'Reason',
    reasons: {
      'personal-data': 'protection of personal data',
      'wrong-data': 'inaccurate data',
      security: 'security',
      legal: 'legal obligation',
      other: 'another reason',
    },
    since: 'Since',
    whatNow: 'What you can do',
    help: {
      absent: ['Check the address: a letter may be missing.', 'What you are looking for may have moved.'],
      moment: ['If your business is urgent, turn to the body by telephone, by letter or at its counter.'],
      held: [
        'You can still ask the body for this information, by telephone, by letter or at its counter.',
        'If you think that data about you is concerned, write to its data protection officer.',
      ],
    },
    copies: 'If you kept a copy, do not pass it on, and delete it.',
    home: 'Go to the home page of this site',
    again: 'Try again',
  },
}

// Vermilion is for what is held, and for nothing else.
const STYLE = `:root{color-scheme:light dark;--ink:#16324f;--paper:#fff;--quiet:#4d6178;--line:#c9d3dd;--mark:#16324f}
:root:has(.held){--mark:#c8321e}
@media (prefers-color-scheme:dark){:root{--ink:#e4ecf4;--paper:#0f1822;--quiet:#a9bacb;--line:#2f4256;--mark:#8fb4d9}:root:has(.held){--mark:#ef6a55}}
body{margin:0;border-top:.5rem solid var(--mark);background:var(--paper);color:var(--ink);font:1.125rem/1.6 system-ui,sans-serif}
main{max-width:38rem;margin:0 auto;padding:clamp(2rem,10vh,6rem) 1.25rem 3rem}
h1{margin:0 0 1.25rem;font-size:clamp(1.75rem,5vw,2.25rem);line-height:1.2}
h2{margin:2rem 0 .5rem;font-size:1.25rem;line-height:1.3}
p{margin:0 0 1rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.375rem 1.25rem;margin:1.5rem 0;padding:1rem 1.25rem;border-inline-start:.375rem solid var(--mark);background:color-mix(in srgb,var(--mark) 7%,var(--paper))}
dt{color:var(--quiet)}
dd{margin:0;font-weight:600}
ul{margin:0 0 1rem;padding-inline-start:1.25rem}
li{margin:.375rem 0}
a{display:inline-block;min-height:1.75rem;color:inherit;text-underline-offset:.2em}
a:hover{text-decoration-thickness:.15em}
a:focus-visible{outline:.1875rem solid var(--ink);outline-offset:.1875rem}
section{margin-top:3rem;padding-top:2rem;border-top:1px solid var(--line)}
section h2{margin-top:0;font-size:1.5rem}
h3{margin:1.5rem 0 .5rem;font-size:1.125rem;line-height:1.3}
@media (max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
@media print{body{border:0;color:#000;background:#fff}a{display:none}}`

/** The digest of the style sheet, for the policy that lets it in and nothing else. */
export const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/**
 * The whole page, in the language asked for and below it in the other: on a shared machine nobody chose. Nothing in it comes from the
 * request.
 */
export function pageIn(lang: Lang, page: Page): string {
  const other: Lang = lang === 'fr' ? 'en' : 'fr'
  const [title] = WORDS[lang][page.kind]
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">`
  return `<!doctype html>
<html lang="${lang}">
<head>${head}<title>${title}</title><style>${STYLE}</style></head>
<body><main class="${page.kind}">${wordsOf(lang, page, 'h1')}<section lang="${other}">${wordsOf(other, page, 'h2')}</section></main></body>
</html>
`
}

function wordsOf(lang: Lang, page: Page, heading: 'h1' | 'h2'): string {
  const words = WORDS[lang]
  const [title, text] = words[page.kind]
  const below = heading === 'h1' ? 'h2' : 'h3'
  const isSite = page.kind === 'held' && page.isWholeSite
  const facts = page.kind === 'held' ? factsOf(lang, page.reason, page.since) : ''
  const copies = page.kind === 'held' && page.reason === 'personal-data' ? [words.copies] : []
  const items = [...words.help[page.kind], ...copies].map(line => `<li>${line}</li>`)
  const link = page.kind === 'moment' ? `<a href="">${words.again}</a>` : `<a href="/">${words.home}</a>`
  const lines = [`<${heading}>${title}</${heading}>`, `<p>${isSite ? words.heldSite : text}</p>`, facts]
  return [
    ...lines,
    `<${below}>${words.whatNow}</${below}><ul>${items.join('')}</ul>`,
    isSite ? '' : `<p>${link}</p>`,
  ].join('')
}

function factsOf(lang: Lang, reason: HoldReason, since: string): string {
  const words = WORDS[lang]
  const when = new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
  const time = `<time datetime="${since}">${when.format(new Date(since))} UTC</time>`
  return `<dl><dt>${words.reason}</dt><dd>${words.reasons[reason]}</dd><dt>${words.since}</dt><dd>${time}</dd></dl>`
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
