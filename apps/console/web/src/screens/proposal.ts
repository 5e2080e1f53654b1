import type { Bilingual, ChartSpec, ProposalWords } from '#release'

/** What somebody is writing; texts stay texts until they are sent. */
export type Draft = Readonly<{
  slug: string
  title: Bilingual
  description: Bilingual
  licence: string
  changes: Bilingual
  columns: Readonly<Record<string, Bilingual>>
  table: number
  chart: 'none' | ChartSpec['kind']
  x: string
  y: string
  series: string
  /** As `<input type="datetime-local">` gives it: local time, empty for none. */
  embargo: string
}>

/** What is wrong with a draft, by the field it is wrong in. */
export type Wrong = Readonly<Record<string, 'missing' | 'slugWrong' | 'chartWrong' | 'embargoPast'>>

const NONE: Bilingual = { fr: '', en: '' }
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/

/** An empty draft about one table. */
export function emptyDraft(): Draft {
  return {
    slug: '',
    title: NONE,
    description: NONE,
    licence: 'etalab-2.0',
    changes: NONE,
    columns: {},
    table: 0,
    chart: 'none',
    x: '',
    y: '',
    series: '',
    embargo: '',
  }
}

/** An address made of a title: without accents, words joined by hyphens. */
export function slugOf(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}

/** What keeps a draft from being sent, in the order of the form; `columns` are those of the chosen table. */
export function wrongIn(draft: Draft, columns: readonly string[], now: number): Wrong {
  const wrong: Record<string, Wrong[string]> = {}
  for (const name of ['title', 'description', 'changes'] as const) if (isMissing(draft[name])) wrong[name] = 'missing'
  if (!SLUG.test(draft.slug)) wrong.slug = 'slugWrong'
  for (const column of columns) if (isMissing(draft.columns[column] ?? NONE)) wrong[`column:${column}`] = 'missing'
  if (draft.chart !== 'none' && (!columns.includes(draft.x) || !columns.includes(draft.y))) wrong.chart = 'chartWrong'
  if (draft.embargo !== '' && !(new Date(draft.embargo).getTime() > now)) wrong.embargo = 'embargoPast'
  return wrong
}

/** The words of a draft as the private zone takes them. */
export function wordsOf(draft: Draft, columns: readonly string[]): ProposalWords {
  const chart =
    draft.chart === 'none' ? null : { kind: draft.chart, x: draft.x, y: draft.y, series: draft.series || null }
  return {
    slug: draft.slug,
    title: trimmed(draft.title),
    description: trimmed(draft.description),
    licence: draft.licence,
    changes: trimmed(draft.changes),
    columns: Object.fromEntries(columns.map(name => [name, trimmed(draft.columns[name] ?? NONE)])),
    table: draft.table,
    chart,
    embargo: draft.embargo === '' ? null : new Date(draft.embargo).toISOString(),
  }
}

function isMissing(words: Bilingual): boolean {
  return words.fr.trim() === '' || words.en.trim() === ''
}

function trimmed(words: Bilingual): Bilingual {
  return { fr: words.fr.trim(), en: words.en.trim() }
}
