import { figure, type Say, markupSafe as safe, shortened, tableOf } from '#page'
import type { RiskReport, SetRisk } from '#risk'
import { tellingSets } from './report-choice.ts'
import type { Words } from './words/words.ts'

// The picture shows at most this many sets, the table beside it at most that many: a page of 4,095 bars tells nobody anything,
// and the complete list is in the JSON document.
const SETS_DRAWN = 20
const SETS_LISTED = 60

const ROW = 26
const DOT = 30
const BAR = 260
const SHARE = 84

/**
 * The map of risky column sets: one line per set, dots for its columns (after Lex, Gehlenborg, Strobelt, Vuillemot & Pfister
 * 2014, "UpSet", IEEE TVCG 20(12)), a bar for the share of rows alone; then the same figures as a table. Empty where no
 * set leaves a row alone.
 */
export function mapOf(risk: RiskReport, id: string, words: Words, say: Say): string {
  const telling = tellingSets(risk)
  if (telling.length === 0) return ''
  const drawn = telling.slice(0, SETS_DRAWN)
  const alt = words.page.mapAlt(drawn.length, risk.sets.length, say)
  const picture = pictureOf(drawn, risk, `${id}-alt`, alt, say)
  const list = listOf(risk, words, say)
  return `<div class="map" role="group" tabindex="0" aria-label="${safe(words.page.map)}">${picture}</div>
<details><summary>${safe(words.page.mapTable)}</summary><div class="table">${list}</div></details>`
}

function pictureOf(sets: readonly SetRisk[], risk: RiskReport, id: string, alt: string, say: Say): string {
  const columns = risk.quasiIdentifiers.filter(name => sets.some(set => set.columns.includes(name)))
  const names = columns.map(name => shortened(name, 22))
  const top = 18 + Math.max(...names.map(name => name.length)) * 5.6
  const left = columns.length * DOT
  const width = left + 24 + BAR + SHARE
  const height = top + sets.length * ROW + 8
  // Names are written at 45 degrees: the last one leans to the right over the bars, where there is room.
  const heads = names.map((name, at) => headOf(name, at * DOT + DOT / 2, top - 8))
  const rows = sets.map((set, at) => rowOf(set, columns, risk.rows, top + at * ROW, left, width, at, say))
  return `<svg role="img" aria-labelledby="${id}" width="${width}" height="${round(height)}" viewBox="0 0 ${width} ${round(height)}"><title id="${id}">${safe(alt)}</title>
${heads.join('\n')}
${rows.join('\n')}</svg>`
}

function headOf(name: string, x: number, y: number): string {
  return `<text class="name" transform="translate(${x} ${round(y)}) rotate(-45)">${safe(name)}</text>`
}

function rowOf(
  set: SetRisk,
  columns: readonly string[],
  rows: number,
  y: number,
  left: number,
  width: number,
  at: number,
  say: Say,
): string {
  const middle = round(y + ROW / 2)
  const share = rows === 0 ? 0 : set.uniques / rows
  const stripe = at % 2 === 0 ? `<rect class="stripe" x="0" y="${round(y)}" width="${width}" height="${ROW}"/>` : ''
  // A set that leaves one row in ten million alone still shows a sliver.
  const bar = `<rect class="bar" x="${left + 16}" y="${round(y + 6)}" width="${round(Math.max(1.5, share * BAR))}" height="${ROW - 12}"/>`
  const text = `<text class="share" x="${round(left + 24 + Math.max(1.5, share * BAR))}" y="${round(y + ROW / 2 + 4.5)}">${safe(say.share(share))}</text>`
  return `<g>${stripe}${dotsOf(set, columns, middle)}${bar}${text}</g>`
}

function dotsOf(set: SetRisk, columns: readonly string[], y: number): string {
  const at = columns.flatMap((name, index) => (set.columns.includes(name) ? [index] : []))
  const x = (index: number) => index * DOT + DOT / 2
  const dots = columns.map(
    (_, index) => `<circle class="${at.includes(index) ? 'dot in' : 'dot'}" cx="${x(index)}" cy="${y}" r="6"/>`,
  )
  const link =
    at.length > 1 ? `<line class="link" x1="${x(at[0])}" x2="${x(at[at.length - 1])}" y1="${y}" y2="${y}"/>` : ''
  return dots.join('') + link
}

function listOf(risk: RiskReport, words: Words, say: Say): string {
  const { mapHeads: heads, mapTable } = words.page
  const sets = [...risk.sets].sort((a, b) => b.uniques - a.uniques || a.columns.length - b.columns.length)
  const rows = sets
    .slice(0, SETS_LISTED)
    .map(set => [
      set.columns.join(' + '),
      figure(say.count(set.uniques)),
      figure(say.share(risk.rows === 0 ? 0 : set.uniques / risk.rows)),
      figure(say.count(set.belowK)),
      figure(say.count(set.k)),
      figure(say.count(set.classes)),
    ])
  const rest = sets.length - rows.length
  const names = [heads.columns, heads.alone, heads.share, heads.below, heads.smallest, heads.classes]
  return (
    tableOf(mapTable, names, rows) +
    (rest > 0 ? `<p class="soft">${safe(words.screen.moreSets(rest, say))} (--json)</p>` : '')
  )
}

function round(x: number): number {
  return Math.round(x * 10) / 10
}
