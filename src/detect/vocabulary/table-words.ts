import type { KindId } from '../catalogue.ts'
import type { About } from './header-reading.ts'
import { PHRASES } from './lists.ts'
import { SUBJECT_KINDS, type Subject } from './phrases.ts'
import { headerOf } from './reading.ts'
import { spansOf } from './spans.ts'
import { tokensOf } from './tokens.ts'

/** The name of a table says twice what one header says: it names all rows at once. */
const TABLE_NAME_FACTOR = 2
/** One subject gets at most this much from headers that mean the same kind: forty symptoms are not forty proofs. */
const MAX_PER_KIND = 6
/** Facts of a person that stand together in no table but one about people: this many different ones count as much as a name. */
const TOGETHER: ReadonlySet<KindId> = new Set<KindId>([
  'age',
  'sex',
  'education.level',
  'civil.marital',
  'work.occupation',
  'money.income',
  'family.relation',
  'origin.ethnic',
  'civil.nationality',
  'birth.year',
  'birth.date',
  'health.condition',
  'health.measure',
])
const TOGETHER_LEAST = 3

/**
 * What the headers and the name of a table say its rows are about: sums of weights from 0 (nothing said), a header adding at most 3
 * to each subject. Values are not looked at, so that this is evidence to be joined with theirs, never a decision.
 */
export function tableAboutWords(headers: readonly string[], tableName: string): About {
  const about: Record<Subject, number> = { people: 0, companies: 0, places: 0, things: 0, aggregates: 0 }
  const given = new Map<string, number>()
  const seen = new Set<KindId>()
  for (const header of headers) {
    const reading = headerOf(header)
    const best = reading.readings[0]
    if (best !== undefined && best.weight >= 2 && !reading.aggregate && TOGETHER.has(best.kind)) seen.add(best.kind)
    for (const subject of SUBJECT_KINDS)
      about[subject] += capped(given, `${best?.kind ?? ''} ${subject}`, reading.about[subject])
  }
  if (seen.size >= TOGETHER_LEAST) about.people += seen.size
  return addName(about, tableName)
}

function capped(given: Map<string, number>, key: string, more: number): number {
  const before = given.get(key) ?? 0
  const after = Math.min(MAX_PER_KIND, before + more)
  given.set(key, after)
  return after - before
}

function addName(about: Record<Subject, number>, tableName: string): About {
  const base = tableName.replace(/^.*[/\\]/, '').replace(/(\.[a-z0-9]{1,8}){1,2}$/i, '')
  for (const { meaning } of spansOf(tokensOf(base).tokens, PHRASES))
    for (const subject of SUBJECT_KINDS) about[subject] += TABLE_NAME_FACTOR * (meaning.about[subject] ?? 0)
  return about
}
