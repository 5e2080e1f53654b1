import type { KindId } from './catalogue.ts'
import type { ColumnFacts } from './column-facts.ts'
import type { Outcome } from './examiner.ts'
import type { Confidence, Reason } from './finding.ts'
import { because } from './reasons.ts'
import { RECOGNISERS } from './recognisers/recognisers.ts'

/** Cells that hold what their column as a whole does not. */
export type RareHit = Readonly<{
  kind: KindId
  confidence: Confidence
  rows: number
  at: readonly number[]
  reasons: readonly Reason[]
}>

const MOST_PLACES = 20

/**
 * What some cells of a column hold beside what the column is: identifiers inside texts, and whole cells that pass a rule the
 * column does not follow. Weighed against what chance lets pass, and never dropped for being few.
 * `own`: kinds that the column as a whole was found to hold.
 */
export function rareHits(facts: ColumnFacts, own: ReadonlySet<KindId>): RareHit[] {
  const hits = new Map<KindId, RareHit>()
  const consider = (
    kind: KindId,
    rows: number,
    failed: number,
    chance: number,
    needsCue: boolean,
    met: (outcome: Outcome) => boolean,
  ): void => {
    if (rows === 0 || own.has(kind) || isNotPersonal(kind)) return
    const confidence = weigh(rows, failed, chance, needsCue)
    const known = hits.get(kind)
    if (!confidence || (known && known.rows >= rows)) return
    hits.set(kind, { kind, confidence, rows, at: placesOf(facts, met), reasons: [because('detect/in-text', { rows })] })
  }
  for (const [i, { rows, missedRows }] of facts.inside) {
    const { kind, chance, needsCue } = RECOGNISERS[i]
    consider(kind, rows, missedRows, chance, needsCue, outcome => outcome.inside.includes(i))
  }
  for (const [i, { acceptedRows, passedRows }] of facts.tallies) {
    const { kind, chance, needsCue } = RECOGNISERS[i]
    if (passedRows > facts.filled * 0.5 || chance > WEAKEST_WHOLE_CELL) continue
    consider(kind, passedRows, acceptedRows - passedRows, chance, needsCue, outcome => outcome.passed.includes(i))
  }
  if (facts.namedRows > 0 && !own.has('name.full')) {
    const reasons = [because('detect/cue-in-text', { rows: facts.namedRows })]
    hits.set('name.full', {
      kind: 'name.full',
      confidence: 'possible',
      rows: facts.namedRows,
      at: placesOf(facts, outcome => outcome.name),
      reasons,
    })
  }
  return [...hits.values()].sort((a, b) => b.rows - a.rows)
}

/** A whole cell that passes a rule which one random number in five passes says nothing among cells that do not. */
const WEAKEST_WHOLE_CELL = 0.12
const CERTAIN_ODDS = 9
const LIKELY_ODDS = 3

/**
 * How sure that at least some of the passes are real: the likelihood ratio of the best mixture of real values and chance
 * against chance alone (generalised likelihood ratio, Neyman–Pearson). Null when chance explains them.
 */
function weigh(passed: number, failed: number, chance: number, needsCue: boolean): Confidence | null {
  if (chance >= 1) return needsCue ? null : 'likely'
  const tried = passed + failed
  const rate = passed / tried
  if (rate <= chance) return chance <= 0.02 && tried < 1000 ? 'possible' : null
  const odds = passed * Math.log(rate / chance) + (failed > 0 ? failed * Math.log((1 - rate) / (1 - chance)) : 0)
  if (needsCue) return odds >= CERTAIN_ODDS ? 'possible' : null
  if (odds >= CERTAIN_ODDS) return 'certain'
  return odds >= LIKELY_ODDS ? 'likely' : odds >= 1 ? 'possible' : null
}

function isNotPersonal(kind: KindId): boolean {
  return (
    kind.startsWith('company.') ||
    kind.startsWith('place.') ||
    kind.startsWith('health.') ||
    kind === 'geo.point' ||
    kind === 'online.url'
  )
}

function placesOf(facts: ColumnFacts, met: (outcome: Outcome) => boolean): number[] {
  const at: number[] = []
  for (const [outcome, places] of facts.column.places) if (met(outcome)) at.push(...places)
  return at.sort((a, b) => a - b).slice(0, MOST_PLACES)
}
