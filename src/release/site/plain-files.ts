import { ICON_ADDRESS, STYLE_ADDRESS } from './addresses.ts'
import type { PageFile, Site } from './contract.ts'
import { contactLink, textFile } from './page-frame.ts'
import { STYLE } from './style.ts'

/** An address list may have so many (sitemaps.org, protocol 0.9). */
const MOST_ADDRESSES = 50_000
/** SOURCE: RFC 9116, 2.5.5: less than a year ahead is recommended. Signed anew with each publication. */
const SECURITY_DAYS = 330
const DAY = 24 * 60 * 60 * 1000

/** The files that are no pages: style sheet, icon, and what machines ask a site for. */
export function plainFiles(site: Site, pages: readonly string[]): PageFile[] {
  return [
    textFile(STYLE_ADDRESS, 'text/css; charset=utf-8', STYLE),
    textFile(ICON_ADDRESS, 'image/svg+xml', ICON),
    textFile(
      '/robots.txt',
      'text/plain; charset=utf-8',
      `User-agent: *\nAllow: /\n\nSitemap: ${site.origin}/sitemap.xml\n`,
    ),
    textFile('/sitemap.xml', 'application/xml', sitemap(site, pages)),
    ...securityFile(site),
  ]
}

/** A square with the wall across it. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="#16324f"/><path d="M5 16h22" stroke="#fff" stroke-width="4"/></svg>\n`

function sitemap({ origin }: Site, pages: readonly string[]): string {
  const addresses = pages.slice(0, MOST_ADDRESSES).map(path => `<url><loc>${xml(origin + path)}</loc></url>\n`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses.join('')}</urlset>\n`
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;')
}

/** SOURCE: RFC 9116, 2.5 (fields), 3 (place). No file rather than one without a contact. */
function securityFile({ origin, at, contacts }: Site): PageFile[] {
  const { security } = contacts
  if (security === null || contactLink(security, '') === null) return []
  const expires = new Date(Math.floor(new Date(at).getTime() / DAY + SECURITY_DAYS) * DAY)
  const lines = [
    `Contact: ${security}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: fr, en',
    `Canonical: ${origin}/.well-known/security.txt`,
  ]
  return [textFile('/.well-known/security.txt', 'text/plain; charset=utf-8', `${lines.join('\n')}\n`)]
}
