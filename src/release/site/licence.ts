import type { Lang } from '#kernel'
import { html, type Markup } from './markup.ts'

/** Licences by SPDX id: what people call them. SOURCE: SPDX License List 3.27, spdx.org/licenses. */
const NAMES: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  'etalab-2.0': { fr: 'Licence Ouverte 2.0 (Etalab)', en: 'Open Licence 2.0 (Etalab)' },
  'CC-BY-4.0': { fr: 'Creative Commons Attribution 4.0', en: 'Creative Commons Attribution 4.0' },
  'CC0-1.0': { fr: 'Creative Commons Zéro 1.0 (domaine public)', en: 'Creative Commons Zero 1.0 (public domain)' },
  'ODbL-1.0': { fr: 'Licence ODbL 1.0', en: 'Open Database Licence 1.0' },
  'OGL-UK-3.0': { fr: 'Open Government Licence 3.0 (Royaume-Uni)', en: 'Open Government Licence 3.0 (United Kingdom)' },
}

/** The address that stands for a licence; null for what is no SPDX id. */
export function licenceAddress(licence: string): string | null {
  return /^[A-Za-z0-9][A-Za-z0-9.-]{0,60}$/.test(licence) ? `https://spdx.org/licenses/${licence}.html` : null
}

/** The licence by its name, with its text behind a link. */
export function licenceLink(licence: string, lang: Lang): Markup {
  const name = Object.hasOwn(NAMES, licence) ? NAMES[licence][lang] : licence
  const address = licenceAddress(licence)
  return address === null ? html`${name}` : html`<a href="${address}" rel="license">${name}</a>`
}
