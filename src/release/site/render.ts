import type { Lang } from '#kernel'
import type { PageFile, Site, SiteDataSet } from './contract.ts'
import { feedFiles } from './feed.ts'
import { dataSetPage, versionPage } from './page-data-set.ts'
import { cataloguePage, homePage } from './page-lists.ts'
import { accessibilityPage, choicePages, shortPages, statusPage } from './page-plain.ts'
import { plainFiles } from './plain-files.ts'

const LANGS: readonly Lang[] = ['fr', 'en']

/**
 * Every public file of a body but the data files: pages in both languages, the feed, the style sheet and what machines ask for.
 * Pure: the same state gives the same bytes, and what approvers see is what goes out. One after another, so that a large site need not
 * stand in memory; each path once.
 */
export function* renderPages(site: Site): Generator<PageFile> {
  const addresses: string[] = []
  for (const page of pagesOf(site)) {
    addresses.push(page.path)
    yield page
  }
  yield* choicePages(site)
  yield* shortPages(site)
  yield* feedFiles(site)
  yield* plainFiles(site, addresses)
}

/** All of `renderPages` at once. */
export function renderSite(site: Site): PageFile[] {
  return [...renderPages(site)]
}

function* pagesOf(site: Site): Generator<PageFile> {
  for (const lang of LANGS) {
    yield homePage(site, lang)
    yield cataloguePage(site, lang)
    yield statusPage(site, lang)
    yield accessibilityPage(site, lang)
  }
  for (const dataSet of site.dataSets) yield* renderDataSet(site, dataSet)
}

/** The pages of one data set: what is to be rendered again when nothing else of the site changed. */
export function* renderDataSet(site: Site, dataSet: SiteDataSet): Generator<PageFile> {
  for (const lang of LANGS) {
    yield dataSetPage(site, dataSet, lang)
    for (const version of dataSet.versions) yield versionPage(site, dataSet.slug, version, lang)
  }
}
