import { CATALOGUE, type KindId } from '../catalogue.ts'
import type { Confidence, Reason } from '../finding.ts'
import { because } from '../reasons.ts'
import { RECOGNISERS } from '../recognisers/recognisers.ts'
import type { Outcome } from '../seeing/examiner.ts'
import { MOST_PLACES } from '../seeing/observer.ts'
import type { ColumnFacts, Tally } from './column-facts.ts'

/** Cells that hold what their column as a whole does not. */
export type RareHit = Readonly<{
  kind: KindId
  confidence: Confidence
  rows: number
  at: readonly number[]
  reasons: readonly Reason[]
}>

/**
 * What some cells of a column hold beside what the column is: identifiers inside texts, and whole cells that pass a rule the
 * column does not follow. Weighed against what chance lets pass, and never dropped for being few.
 * `own`: kinds that the column as a whole was found to hold.
 */
export function rareHits(facts: ColumnFacts, own: ReadonlySet<KindId>): RareHit[] {
  const hits = new Map<KindId, RareHit>()
  const consider = (i: number, rows: number, failed: number, met: (outcome: Outcome) => boolean): void => {
    const { kind, chance, needsCue } = RECOGNISERS[i]
    if (rows === 0 || needsCue || own.has(kind) || !isTelling(kind)) return
    const confidence = confidenceOf(rows, failed, chance)
    if (!confidence || (hits.get(kind)?.rows ?? 0) >= rows) return
    hits.set(kind, { kind, confidence, rows, at: placesOf(facts, met), reasons: [because('detect/in-text', { rows })] })
  }
  for (const [i, { rows, missedRows }] of facts.inside) {
    consider(i, rows, missedRows, outcome => outcome.inside.includes(i))
  }
  for (const [i, tally] of facts.tallies) {
    if (isOfDecimals(facts)) continue
    // Cells that all have the form of a rule which many of them fail pass it by chance, or by being drawn from one range.
    if (tally.acceptedRows <= facts.filled * 0.5) {
      consider(i, tally.passedRows, tally.acceptedRows - tally.passedRows, outcome => outcome.passed.includes(i))
    } else if (tally.passedValues >= tally.acceptedValues * 0.9 && isBeyondChance(tally, RECOGNISERS[i].chance)) {
      consider(i, tally.passedRows, 0, outcome => outcome.passed.includes(i))
    }
  }
  const names = [...own].some(holdsNames) ? null : namesIn(facts)
  return [...hits.values(), ...(names ? [names] : [])].sort((a, b) => b.rows - a.rows)
}

/** A short column that obeys a rule as a whole, with too few values for its kind to be decided: one value counts once. */
function isBeyondChance({ passedValues, acceptedValues }: Tally, chance: number): boolean {
  const sure = confidenceOf(passedValues, acceptedValues - passedValues, chance)
  return sure === 'certain' || sure === 'likely'
}

/** A column of numbers with decimals: their digits pass rules by chance, and none is an identifier. */
function isOfDecimals({ numbers }: ColumnFacts): boolean {
  return numbers !== null && numbers.decimals > 0 && numbers.share >= 0.9
}

/** Kinds of which one cell is worth saying: they name or number one person, or open a door. */
function isTelling(kind: KindId): boolean {
  const { personal, legal } = CATALOGUE[kind]
  return (
    personal === 'direct' ||
    legal === 'national-identifier' ||
    legal === 'payment' ||
    legal === 'credential' ||
    kind === 'online.ip'
  )
}

/** Columns of names, addresses and companies hold words that names are made of: `Dr` is a drive, `Martin` a street. */
function holdsNames(kind: KindId): boolean {
  return (
    kind.startsWith('name.') || kind.startsWith('address.') || kind.startsWith('company.') || kind === 'work.employer'
  )
}

function namesIn(facts: ColumnFacts): RareHit | null {
  const rows = facts.namedRows
  if (rows === 0) return null
  const at = placesOf(facts, outcome => outcome.name)
  return { kind: 'name.full', confidence: 'possible', rows, at, reasons: [because('detect/cue-in-text', { rows })] }
}

/** Above this chance a rule is a form (brackets, dashes, a prefix), which is weighed as a form: likely. */
const FORM_CHANCE = 0.2
/** Natural-log odds: 9 is 1 in 8,000, 3 is 1 in 20, 1 is 1 in 3. A false alarm costs a look; a missed NIR costs its bearer. */
const CERTAIN_ODDS = 9
const LIKELY_ODDS = 3
const POSSIBLE_ODDS = 1
/** A pass that chance explains is still said when so few were tried that each can be looked at. */
const RARE_PASS = 0.02
const FEW_TRIED = 1000

/**
 * How sure that at least some of the passes are real: the likelihood ratio of the best mixture of real values and chance
 * against chance alone (Wilks 1938, Ann. Math. Statist. 9:60). Null when chance explains them.
 */
function confidenceOf(passed: number, failed: number, chance: number): Confidence | null {
  if (chance >= 1) return 'certain'
  if (chance > FORM_CHANCE) return 'likely'
  const rate = passed / (passed + failed)
  if (rate <= chance) return chance <= RARE_PASS && passed + failed < FEW_TRIED ? 'possible' : null
  const odds = passed * Math.log(rate / chance) + (failed > 0 ? failed * Math.log((1 - rate) / (1 - chance)) : 0)
  if (odds >= CERTAIN_ODDS) return 'certain'
  return odds >= LIKELY_ODDS ? 'likely' : odds >= POSSIBLE_ODDS ? 'possible' : null
}

function placesOf(facts: ColumnFacts, met: (outcome: Outcome) => boolean): number[] {
  const at: number[] = []
  for (const [outcome, places] of facts.column.places) if (met(outcome)) at.push(...places)
  return at.sort((a, b) => a - b).slice(0, MOST_PLACES)
}
