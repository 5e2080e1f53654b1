import { figure, paragraph, type Say, markupSafe as safe, section, tableOf } from '#page'
import type { Generalisation, RiskReport } from '#risk'
import { mapOf } from './report-map.ts'
import type { Measure, Words } from './words/words.ts'

/** The part of the page on how easily the rows of one table are tied to a person: map, way out, harm, measures. */
export function riskSections(risk: RiskReport, id: string, words: Words, say: Say): string {
  const { page } = words
  if (risk.quasiIdentifiers.length === 0 || risk.rows === 0) return ''
  const map = mapOf(risk, `${id}-map`, words, say)
  const explained = map === '' ? paragraph(page.notAlone) : paragraph(page.mapExplained(risk.rows, say)) + map
  return [
    section(`${id}-map`, 3, page.map, explained),
    wayOut(risk, id, words, say),
    harm(risk, id, words, say),
    measures(risk, id, words, say),
    sensitive(risk, id, words, say),
  ].join('\n')
}

function wayOut(risk: RiskReport, id: string, words: Words, say: Say): string {
  const found = risk.generalisation
  const { page, screen } = words
  if (!found || (found.passes && found.steps.length === 0 && found.suppressed === 0)) return ''
  if (!found.passes)
    return section(`${id}-way`, 3, page.cheapest, paragraph(screen.nothingWouldPass(risk.threshold, say)))
  const steps = found.steps.map(step => `<li>${safe(screen.step(step.column, step.to, say))}</li>`).join('')
  const cost = paragraph(costOf(found, words, say), 'soft')
  const body = `${paragraph(page.cheapestExplained(found.k, say))}<ul class="steps">${steps}</ul>${cost}`
  return section(`${id}-way`, 3, page.cheapest, body)
}

function costOf(found: Generalisation, { page }: Words, say: Say): string {
  const removed = found.suppressed > 0 ? `${page.removedRows(found.suppressed, found.suppressedShare, say)}; ` : ''
  return removed + page.lossIs(found.loss, say)
}

function harm(risk: RiskReport, id: string, words: Words, say: Say): string {
  const { page } = words
  if (risk.columns.length === 0 || risk.uniques === 0) return ''
  const rows = risk.columns.map(one => [
    one.column,
    figure(one.contribution === null ? '–' : say.share(one.contribution)),
    figure(say.count(one.uniquesAlone)),
    figure(say.count(one.uniquesPrevented)),
  ])
  const { column, contribution, alone, prevented } = page.harmHeads
  const table = tableOf(page.harm, [column, contribution, alone, prevented], rows)
  return section(`${id}-harm`, 3, page.harm, `${paragraph(page.harmExplained)}<div class="table">${table}</div>`)
}

function measures(risk: RiskReport, id: string, words: Words, say: Say): string {
  const { page } = words
  const rows = measuresOf(risk, words, say).map(([measure, value]) => [
    page.measure[measure].name,
    figure(value),
    page.measure[measure].means,
  ])
  const heads = [page.measureHeads.measure, page.measureHeads.value, page.measureHeads.means]
  const table = tableOf(page.measures, heads, rows)
  return section(`${id}-measures`, 3, page.measures, `<div class="table">${table}</div>`)
}

function measuresOf(risk: RiskReport, { page }: Words, say: Say): readonly (readonly [Measure, string])[] {
  const { prosecutor, journalist, marketer } = risk.attackers
  const { dankar } = risk.population
  const of = (count: number) => `${say.count(count)} (${say.share(count / risk.rows)})`
  return [
    ['classes', say.count(risk.classes)],
    ['k', say.count(risk.k)],
    ['uniques', of(risk.uniques)],
    ['belowK', `${of(risk.belowK)}, < ${say.count(risk.threshold)}`],
    ['prosecutorMax', say.share(prosecutor.highest)],
    ['prosecutorMean', say.share(prosecutor.average)],
    ['prosecutorAtRisk', say.share(prosecutor.atRiskShare)],
    ['journalistMax', say.share(journalist.highest)],
    ['journalistMean', say.share(journalist.average)],
    ['marketer', say.share(marketer)],
    ['populationUniques', `${say.share(dankar.share)} (${page.populationModel(dankar.model)})`],
    ...(risk.suda
      ? ([
          ['sudaMax', say.count(risk.suda.max)],
          ['disMax', say.share(risk.suda.maxDis)],
        ] as const)
      : []),
    ...(risk.dis === null ? [] : ([['disFile', say.share(risk.dis)]] as const)),
  ]
}

function sensitive(risk: RiskReport, id: string, words: Words, say: Say): string {
  const { page } = words
  if (risk.sensitive.length === 0) return ''
  const { column, distinct, entropy, same, closeness, beta, delta } = page.sensitiveHeads
  const rows = risk.sensitive.map(one => [
    one.column,
    figure(say.count(one.distinctL)),
    figure(say.number(one.entropyL)),
    figure(say.count(one.homogeneousRows)),
    figure(say.number(one.tOrdered ?? one.tEqual)),
    figure(say.number(one.basicBeta)),
    figure(say.number(one.delta)),
  ])
  const table = tableOf(page.sensitive, [column, distinct, entropy, same, closeness, beta, delta], rows)
  return section(
    `${id}-sensitive`,
    3,
    page.sensitive,
    `${paragraph(page.sensitiveExplained)}<div class="table">${table}</div>`,
  )
}
