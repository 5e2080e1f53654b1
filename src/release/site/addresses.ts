import type { Lang } from '#kernel'
import type { FileFormat } from './contract.ts'

/** Where everything stands. Addresses never change: they are quoted, printed and harvested. */

/** The words of addresses that differ between the languages. */
const WORD: Readonly<Record<Lang, Readonly<Record<'data' | 'catalogue' | 'status' | 'accessibility', string>>>> = {
  fr: { data: 'donnees', catalogue: 'catalogue', status: 'etat', accessibility: 'accessibilite' },
  en: { data: 'data', catalogue: 'catalogue', status: 'status', accessibility: 'accessibility' },
}

export const STYLE_ADDRESS = '/style.css'
export const ICON_ADDRESS = '/icon.svg'
export const STATUS_ADDRESS = '/status'

export const FEED_ADDRESSES = { jsonld: '/catalog.jsonld', turtle: '/catalog.ttl' } as const

/** Media types of the files of a version. */
export const DATA_MEDIA_TYPES: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  json: 'application/json',
}

/** The address of a page that every site has. */
export function pageAddress(lang: Lang, page: 'home' | 'catalogue' | 'status' | 'accessibility'): string {
  return page === 'home' ? `/${lang}/` : `/${lang}/${WORD[lang][page]}/`
}

/** The address of a data set: always its newest version. */
export function dataSetAddress(lang: Lang, slug: string): string {
  return `/${lang}/${WORD[lang].data}/${slug}/`
}

/** The permanent address of one version. */
export function versionAddress(lang: Lang, slug: string, version: number): string {
  return `${dataSetAddress(lang, slug)}${version}/`
}

/** The permanent address of one file of one version; its last part is the name that the file has once downloaded. */
export function dataAddress(slug: string, version: number, format: FileFormat): string {
  return `/data/${slug}/${version}/${slug}-${version}.${format}`
}
