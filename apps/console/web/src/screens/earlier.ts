import type { Bilingual, ProposalWords } from '#release'
import type { Draft } from './proposal.ts'

/** What a draft takes over from the version before, named as the form names it. */
export type Taken = 'title' | 'description' | 'licence' | 'dictionary' | 'chart'

const NONE: Bilingual = { fr: '', en: '' }

/**
 * The words of an earlier version of the same data set, put where a draft is still empty: what somebody wrote or chose (`typed` names
 * the fields) stays. Meanings go by the names of `columns`, those of the chosen table; the chart comes only where all its columns exist.
 * What changed is new each time, as is the embargo. `what` is empty when there is nothing to take.
 */
export function takenFrom(
  earlier: ProposalWords,
  draft: Draft,
  typed: ReadonlySet<string>,
  columns: readonly string[],
): Readonly<{ draft: Draft; what: readonly Taken[] }> {
  const { chart } = earlier
  const fits = chart !== null && [chart.x, chart.y, chart.series ?? chart.x].every(name => columns.includes(name))
  const drawn = fits && !typed.has('chart') ? { ...chart, chart: chart.kind, series: chart.series ?? '' } : null
  const meanings = columns.map(name => [name, filled(draft.columns[name], earlier.columns[name])] as const)
  const next: Draft = {
    ...draft,
    title: filled(draft.title, earlier.title),
    description: filled(draft.description, earlier.description),
    licence: typed.has('licence') ? draft.licence : earlier.licence,
    columns: { ...draft.columns, ...Object.fromEntries(meanings) },
    ...(drawn && { chart: drawn.chart, x: drawn.x, y: drawn.y, series: drawn.series }),
  }
  const changed: Readonly<Record<Taken, boolean>> = {
    title: differ(draft.title, next.title),
    description: differ(draft.description, next.description),
    licence: draft.licence !== next.licence,
    dictionary: columns.some(name => differ(draft.columns[name] ?? NONE, next.columns[name])),
    chart: draft.chart !== next.chart,
  }
  return { draft: next, what: (Object.keys(changed) as Taken[]).filter(name => changed[name]) }
}

function filled(own: Bilingual = NONE, earlier: Bilingual = NONE): Bilingual {
  return { fr: own.fr.trim() === '' ? earlier.fr : own.fr, en: own.en.trim() === '' ? earlier.en : own.en }
}

function differ(one: Bilingual, other: Bilingual): boolean {
  return one.fr !== other.fr || one.en !== other.en
}
