import { describe, expect, test } from 'vitest'
import { CATALOGUE, type Confidence, type KindId, type Personal } from '#detect'
import type { RiskReport } from '#risk'
import { exampleRisk } from '../../tests/cli/example-inspection.ts'
import type { InspectedColumn, InspectedTable, Inspection, RareFinding, Verdict } from './inspection.ts'
import { judgeAll, judgeTable, passes } from './verdict.ts'

const ROWS = 10_000

function column(name: string, personal: Personal, kind?: KindId, confidence: Confidence = 'certain'): InspectedColumn {
  const kinds = kind
    ? [{ kind, confidence, rows: ROWS, share: 1, distinct: 9, legal: CATALOGUE[kind].legal, reasons: [] }]
    : []
  return { name, index: 2, personal, filled: ROWS, distinct: 9, kinds }
}

function hit(kind: KindId, confidence: Confidence): RareFinding {
  return { table: 't', column: 'note', kind, confidence, rows: 1, at: [7], reasons: [] }
}

function riskWith(uniques: number, belowK: number): RiskReport {
  const set = { classes: 5, belowK, k: 1, distinction: 0, separation: 0 }
  return {
    ...exampleRisk,
    rows: ROWS,
    uniques,
    belowK,
    threshold: 5,
    sets: [
      { ...set, columns: ['sex'], uniques: 0 },
      { ...set, columns: ['dob', 'zip'], uniques },
      { ...set, columns: ['dob', 'sex'], uniques: Math.floor(uniques / 2) },
      { ...set, columns: ['dob', 'sex', 'zip'], uniques },
    ],
  }
}

type Parts = Parameters<typeof judgeTable>[0]

function tableOf(parts: Partial<Parts>): Parts {
  return {
    name: 't', rows: ROWS, about: 'people', aboutReasons: [], people: { low: 0, high: 0 }, columns: [], risk: null, rare: [],
    riskMissing: null, ...parts,
  } // biome-ignore format: one table
}

/** The verdict and the codes of its reasons. */
function judged(parts: Partial<Parts>): [Verdict, ...string[]] {
  const { verdict, reasons } = judgeTable(tableOf(parts))
  return [verdict, ...reasons.map(reason => reason.code)]
}

describe('may this table be shown?', () => {
  test('not when a column identifies people, certainly or likely', () => {
    expect(judged({ columns: [column('name', 'direct', 'name.full', 'likely')] })).toEqual(['block', 'inspect/direct'])
  })

  test('a person decides when a column may identify people', () => {
    expect(judged({ columns: [column('name', 'direct', 'name.full', 'possible')] })).toEqual([
      'review',
      'inspect/possible',
    ])
  })

  test('more than three columns that identify are counted, not listed', () => {
    const columns = ['a', 'b', 'c', 'd'].map(name => column(name, 'direct', 'contact.email'))
    const { reasons } = judgeTable(tableOf({ columns }))
    expect(reasons.map(({ code, facts }) => [code, facts.column ?? facts.count])).toEqual([
      ['inspect/direct', 'a'],
      ['inspect/direct', 'b'],
      ['inspect/direct', 'c'],
      ['inspect/directs', 4],
    ])
  })

  test('a column without a name is called by its place', () => {
    const { reasons } = judgeTable(tableOf({ columns: [column('', 'direct', 'contact.email')] }))
    expect(reasons[0].facts).toEqual({ column: '#3', kind: 'contact.email' })
  })

  test('one cell that surely numbers a person blocks, one that may is for a person to look at', () => {
    expect(judged({ rare: [hit('id.fr.nir', 'likely')] })).toEqual(['block', 'inspect/rare'])
    expect(judged({ rare: [hit('id.fr.nir', 'possible')] })).toEqual(['review', 'inspect/rare'])
  })

  test('nameless is not anonymous: one row in a hundred alone blocks, one fewer does not (GDPR recital 26)', () => {
    const dob = [column('dob', 'indirect', 'birth.date')]
    expect(judged({ columns: dob, risk: riskWith(100, 400) })).toEqual(['block', 'inspect/alone'])
    expect(judged({ columns: dob, risk: riskWith(99, 400) })).toEqual(['review', 'inspect/below-k', 'inspect/indirect'])
  })

  test('of the sets that single out, the smallest are named, the worst first', () => {
    const { reasons } = judgeTable(tableOf({ risk: riskWith(5000, 9000) }))
    expect(reasons.map(reason => reason.facts)).toEqual([
      { columns: 'dob + zip', share: 0.5, rows: 5000 },
      { columns: 'dob + sex', share: 0.25, rows: 2500 },
    ])
  })

  test('health, origins and offences of people are named, those of things are not (GDPR Art. 9 and 10)', () => {
    const columns = [column('diagnosis', 'indirect', 'health.icd10'), column('verdict', 'indirect', 'offence')]
    expect(judged({ columns })).toEqual(['review', 'inspect/sensitive', 'inspect/sensitive', 'inspect/indirect'])
    expect(judged({ columns, about: 'things' })).toEqual(['review', 'inspect/indirect'])
  })

  test('codes of examinations on many rows that say of nobody are for a person to look at, a nomenclature is not', () => {
    const codes = column('code', 'none', 'health.loinc', 'likely')
    expect(judged({ about: 'unknown', columns: [codes] })).toEqual(['review', 'inspect/unattached'])
    const once = { ...codes, filled: 9 }
    expect(judged({ about: 'unknown', columns: [once] })).toEqual(['clear', 'inspect/nothing'])
    expect(judged({ about: 'things', columns: [codes] })).toEqual(['clear', 'inspect/nothing'])
  })

  test('two columns that single out nearly everybody are named before the one that singles out some', () => {
    const risk = riskWith(9_800, 9_900)
    const sets = risk.sets.map(set => (set.columns.length === 1 ? { ...set, uniques: 1_300 } : set))
    const { reasons } = judgeTable(tableOf({ risk: { ...risk, sets } }))
    const alone = reasons.filter(({ code }) => code === 'inspect/alone').map(({ facts }) => facts.columns)
    expect(alone).toEqual(['dob + zip', 'sex'])
  })

  test('risk that could not be measured is never clear', () => {
    expect(judged({ riskMissing: 'scratch-full' })).toEqual(['review', 'inspect/risk-not-measured'])
  })

  test('nothing found is clear and says how much was looked at', () => {
    const { verdict, reasons } = judgeTable(tableOf({ columns: [column('a', 'none'), column('b', 'none')] }))
    expect([verdict, reasons]).toEqual(['clear', [{ code: 'inspect/nothing', facts: { columns: 2, cells: 2 * ROWS } }]])
  })

  test('how many people a table tells of is said after the reasons', () => {
    const { reasons } = judgeTable(
      tableOf({ columns: [column('name', 'direct', 'name.full')], people: { low: 7, high: 9 } }),
    )
    expect(reasons.at(-1)).toEqual({ code: 'inspect/people', facts: { low: 7, high: 9 } })
  })
})

function inspected(name: string, verdict: Verdict, columns: readonly InspectedColumn[] = []): InspectedTable {
  const { rare, riskMissing, ...parts } = tableOf({ name, columns })
  return { ...parts, verdict, reasons: [{ code: `of-${name}`, facts: {} }] }
}

const UNREAD = { place: 'b.csv', reason: 'sources/empty', facts: {} } as const

describe('all places together', () => {
  const told = (tables: readonly InspectedTable[], unread: readonly (typeof UNREAD)[] = []): string[] => {
    const { verdict, reasons } = judgeAll(tables, unread)
    return [verdict, ...reasons.map(({ code, facts }) => (facts.table ? `${code} ${facts.table}` : code))]
  }

  test('have the verdict of the worst table, which is named; alone, with its reasons', () => {
    expect(told([inspected('a', 'clear'), inspected('b', 'block'), inspected('c', 'review')])).toEqual([
      'block',
      'inspect/table b',
      'of-b',
    ])
  })

  test('with something unread are never clear, and one table alone gives its own reasons', () => {
    expect(told([inspected('a', 'clear')])).toEqual(['clear', 'of-a'])
    expect(told([inspected('a', 'clear')], [UNREAD])).toEqual(['review', 'inspect/unread'])
    expect(told([inspected('a', 'block')], [UNREAD])).toEqual(['block', 'of-a', 'inspect/unread'])
  })

  test('without any table are for a person to look at', () => {
    expect(told([], [])).toEqual(['review', 'inspect/no-table'])
  })
})

describe('a run that must fail on findings', () => {
  const answerOf = (verdict: Verdict, columns: readonly InspectedColumn[], unread = false): Inspection => ({
    kind: 'inspection',
    version: 1,
    verdict,
    reasons: [],
    tables: [inspected('a', verdict, columns)],
    rare: [],
    unread: unread ? [UNREAD] : [],
    method: { product: 'parefuite', seconds: 0, bytes: 0, cells: 0, quasi: [] },
  })
  const likely = [column('city', 'indirect', 'address.city', 'likely')]

  test('passes only what is clear when no degree is named', () => {
    expect(passes(answerOf('clear', []), null)).toBe(true)
    expect(passes(answerOf('review', []), null)).toBe(false)
  })

  test('fails on a finding as sure as the degree named, or surer', () => {
    expect(passes(answerOf('review', likely), 'certain')).toBe(true)
    expect(passes(answerOf('review', likely), 'likely')).toBe(false)
    expect(passes(answerOf('review', likely), 'possible')).toBe(false)
  })

  test('does not count what is nobody’s', () => {
    expect(passes(answerOf('clear', [column('siren', 'none', 'company.siren')]), 'possible')).toBe(true)
  })

  test('fails on "block" and on what was not read, whatever the degree', () => {
    expect(passes(answerOf('block', []), 'certain')).toBe(false)
    expect(passes(answerOf('clear', [], true), 'certain')).toBe(false)
  })
})
