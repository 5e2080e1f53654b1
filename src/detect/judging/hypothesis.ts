import { CATALOGUE, type KindId } from '../catalogue.ts'
import type { Reason } from '../finding.ts'
import type { ColumnFacts } from './column-facts.ts'

/** 0 nothing, 1 a hint, 2 the usual meaning, 3 beyond what chance explains. */
export type Strength = 0 | 1 | 2 | 3

/**
 * One thing a column may be, with the strength of each side of the evidence. The value side never comes from the header and
 * the header side never from the values, so that two sides that agree are worth more than one.
 */
export type Hypothesis = {
  readonly kind: KindId
  value: Strength
  header: Strength
  rows: number
  distinct: number
  readonly reasons: Reason[]
}

/**
 * Weighs a hypothesis: what values show counts a little more than what a header claims; both together most. Of two kinds that weigh
 * the same the identifier goes first: taking it for less would publish it.
 */
export function weightOf(hypothesis: Hypothesis): number {
  const { value, header, kind } = hypothesis
  return (
    value * 1.3 + header * 1.1 + (value > 0 && header > 0 ? 1 : 0) + (CATALOGUE[kind].role === 'identifier' ? 0.1 : 0)
  )
}

/** The hypotheses of one column as evidence comes in. `rows` and `distinct` default to all of the column's. */
export class Hypotheses {
  readonly #all = new Map<KindId, Hypothesis>()
  readonly #facts: ColumnFacts

  constructor(facts: ColumnFacts) {
    this.#facts = facts
  }

  /** Evidence from the values. */
  value(
    kind: KindId,
    strength: Strength,
    reason: Reason,
    rows = this.#facts.filled,
    distinct = this.#facts.distinct,
  ): void {
    const one = this.#of(kind)
    if (strength > one.value) {
      one.value = strength
      one.rows = rows
      one.distinct = distinct
    }
    one.reasons.push(reason)
  }

  /** Evidence from the header. */
  header(kind: KindId, strength: Strength, reason: Reason): void {
    const one = this.#of(kind)
    if (strength <= one.header) return
    one.header = strength
    one.reasons.push(reason)
  }

  /** Strongest first. */
  sorted(): Hypothesis[] {
    return [...this.#all.values()].sort((a, b) => weightOf(b) - weightOf(a))
  }

  #of(kind: KindId): Hypothesis {
    let one = this.#all.get(kind)
    if (!one) {
      one = { kind, value: 0, header: 0, rows: this.#facts.filled, distinct: this.#facts.distinct, reasons: [] }
      this.#all.set(kind, one)
    }
    return one
  }
}
