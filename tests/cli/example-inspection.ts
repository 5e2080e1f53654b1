import type { Finding, Reason } from '#detect'
import type { RiskReport, SetRisk } from '#risk'
import type { InspectedColumn, InspectedTable, Inspection } from '../../src/inspect/inspection.ts'
import { because } from '../../src/inspect/words/reasons.ts'

/** A hand-made answer, for the renderers alone: a permit file with everything in it. Invented. */

const ROWS = 192_000

function finding(kind: Finding['kind'], more: Partial<Finding>, ...reasons: Reason[]): Finding {
  return { kind, confidence: 'certain', rows: ROWS, share: 1, distinct: 1000, legal: 'ordinary', reasons, ...more }
}

function column(
  index: number,
  name: string,
  personal: InspectedColumn['personal'],
  ...kinds: Finding[]
): InspectedColumn {
  return { name, index, personal, filled: ROWS, distinct: 1000, kinds }
}

const columns: readonly InspectedColumn[] = [
  column(0, 'row', 'none'),
  column(
    1,
    'name',
    'direct',
    finding('name.full', {}, because('detect/header', { word: 'name' }), because('detect/lexicon', { share: 0.991 })),
  ),
  column(
    2,
    'dob',
    'indirect',
    finding(
      'birth.date',
      {},
      because('detect/plausible-ages', { share: 1 }),
      because('detect/header', { word: 'dob' }),
    ),
  ),
  column(3, 'sex', 'indirect', finding('sex', {}, because('detect/closed-set', { covered: 1 }))),
  column(
    4,
    'race',
    'indirect',
    finding(
      'origin.ethnic',
      { legal: 'special-category', share: 0.98, rows: 188_160 },
      because('detect/closed-set', { covered: 0.9 }),
    ),
  ),
  column(5, 'street', 'direct', finding('address.street', {}, because('detect/address-shape', { share: 0.97 }))),
  column(
    6,
    'zip',
    'indirect',
    finding(
      'address.postcode',
      { confidence: 'likely' },
      because('detect/fits', {}),
      because('detect/header-hint', { word: 'zip' }),
    ),
  ),
  column(
    7,
    'permit_type',
    'indirect',
    finding('permit', { confidence: 'likely' }, because('detect/header', { word: 'permit' })),
  ),
  column(
    8,
    'history',
    'indirect',
    finding('offence', { legal: 'offences', confidence: 'likely' }, because('detect/header', { word: 'history' })),
    finding('attribute', { confidence: 'possible' }),
  ),
  column(
    9,
    'issued',
    'indirect',
    finding('event.date', { confidence: 'possible' }, because('detect/dates', { share: 1 })),
  ),
]

const QUASI = ['dob', 'sex', 'race', 'zip', 'issued'] as const
const ALONE: readonly (readonly [readonly string[], number])[] = [
  [['dob'], 1_210],
  [['zip'], 14],
  [['dob', 'sex'], 9_800],
  [['dob', 'race'], 31_000],
  [['dob', 'zip'], 190_270],
  [['zip', 'issued'], 120_000],
  [['dob', 'issued'], 191_100],
  [['sex', 'race', 'zip'], 4_020],
  [['dob', 'sex', 'zip'], 190_900],
  [['sex', 'zip', 'issued'], 151_000],
  [['dob', 'sex', 'race', 'zip', 'issued'], 191_990],
]

function setRisk([names, uniques]: readonly [readonly string[], number]): SetRisk {
  return {
    columns: names,
    classes: uniques + 10,
    uniques,
    belowK: Math.min(ROWS, uniques + 40),
    k: 1,
    distinction: 0.5,
    separation: 0.9,
  }
}

export const exampleRisk: RiskReport = {
  kind: 'risk/report',
  version: 1,
  rows: ROWS,
  quasiIdentifiers: QUASI,
  k: 1,
  threshold: 5,
  uniques: 191_990,
  classes: 191_995,
  belowK: 192_000,
  coverage: { mode: 'all', maxSize: 5, measured: 31, possible: 31, leftOut: [] },
  sets: ALONE.map(setRisk),
  minimalUniques: [
    { size: 1, count: 1_224 },
    { size: 2, count: 240_000 },
  ],
  suda: {
    maxSize: 5,
    total: 4_000_000,
    max: 72,
    scored: 191_990,
    quantiles: [{ q: 0.5, score: 12, dis: 0.02 }],
    maxDis: 0.31,
  },
  sudaMissing: null,
  dis: 0.06,
  columns: [
    {
      column: 'dob',
      cardinality: 20_000,
      uniquesAlone: 1_210,
      uniquesPrevented: 90_000,
      belowKPrevented: 80_000,
      contribution: 0.71,
    },
    {
      column: 'zip',
      cardinality: 1_700,
      uniquesAlone: 14,
      uniquesPrevented: 800,
      belowKPrevented: 700,
      contribution: 0.44,
    },
  ],
  sensitive: [
    {
      column: 'history',
      cardinality: 2,
      distinctL: 1,
      entropyL: 1,
      recursiveC2: null,
      alpha: 1,
      homogeneousRows: 192_000,
      tEqual: 0.9,
      tOrdered: null,
      tHierarchical: null,
      basicBeta: 9,
      enhancedBeta: 2.3,
      delta: 2.3,
    },
  ],
  attackers: {
    prosecutor: { highest: 1, average: 0.9999, atRiskShare: 1 },
    journalist: { highest: 0.01, average: 0.0099 },
    marketer: 0.0099,
  },
  population: {
    samplingFraction: 0.01,
    assumed: true,
    zayatz: 0.8,
    pitman: 0.7,
    snb: null,
    dankar: { share: 0.7, model: 'pitman' },
    sampleShare: 0.9999,
  },
  generalisation: {
    passes: true,
    steps: [
      { column: 'dob', to: 'year', level: 2 },
      { column: 'zip', to: 'area', level: 1 },
      { column: 'issued', to: 'dropped', level: 4 },
    ],
    suppressed: 812,
    suppressedShare: 812 / ROWS,
    maxSuppressedShare: 0.01,
    k: 5,
    loss: 0.48,
    tried: 240,
    optimal: true,
  },
  blanks: 'own-value',
  seconds: 0.4,
}

const table: InspectedTable = {
  name: 'ccw.csv',
  rows: ROWS,
  about: 'people',
  aboutReasons: [because('detect/about-columns', { count: 9 })],
  people: { low: 188_000, high: 192_000 },
  verdict: 'block',
  reasons: [because('inspect/direct', { column: 'name', kind: 'name.full' })],
  columns,
  risk: exampleRisk,
}

export const example: Inspection = {
  kind: 'inspection',
  version: 1,
  verdict: 'block',
  reasons: [
    because('inspect/direct', { column: 'name', kind: 'name.full' }),
    because('inspect/sensitive', { column: 'race', kind: 'origin.ethnic', legal: 'special-category' }),
    because('inspect/alone', { columns: 'dob + zip', share: 190_270 / ROWS, rows: 190_270 }),
    because('inspect/people', { low: 188_000, high: 192_000 }),
  ],
  tables: [table],
  rare: [
    {
      table: 'ccw.csv',
      column: 'row',
      kind: 'id.us.ssn',
      confidence: 'likely',
      rows: 3,
      at: [12, 4_410, 90_001],
      reasons: [because('detect/in-text', { rows: 3 })],
    },
  ],
  unread: [],
  method: { product: 'parefuite 0.1.0', seconds: 1.9, bytes: 21_000_000, cells: 1_920_000, quasi: [] },
}

/** A table in which nothing was found. */
export const plainTable: InspectedTable = {
  name: 'weather.csv',
  rows: 365,
  about: 'things',
  aboutReasons: [],
  people: { low: 0, high: 0 },
  verdict: 'clear',
  reasons: [because('inspect/nothing', { columns: 2, cells: 730 })],
  columns: [column(0, 'day', 'none'), column(1, 'rain', 'none')],
  risk: null,
}

export const clearExample: Inspection = {
  ...example,
  verdict: 'clear',
  reasons: plainTable.reasons,
  tables: [plainTable],
  rare: [],
  method: { ...example.method, seconds: 0.04, bytes: 9_000, cells: 730 },
}

/** Several tables, one of them not read. */
export const mixedExample: Inspection = {
  ...example,
  tables: [plainTable, table],
  unread: [{ place: 'dump.zip!secret.xlsx', reason: 'sources/encrypted', facts: {} }],
}

export const HOSTILE = '<script>alert(1)</script>"\'&\u001b[31m\u202e'

/** Names of files and columns that try to act: markup, terminal escapes, direction overrides. */
export const hostileExample: Inspection = {
  ...mixedExample,
  tables: [
    {
      ...table,
      name: HOSTILE,
      reasons: [because('inspect/direct', { column: HOSTILE, kind: 'name.full' })],
      columns: table.columns.map(one => ({ ...one, name: HOSTILE })),
      risk: { ...exampleRisk, quasiIdentifiers: [HOSTILE, 'zip'], sets: [setRisk([[HOSTILE, 'zip'], 10])] },
    },
    { ...plainTable, name: HOSTILE },
  ],
  rare: example.rare.map(rare => ({ ...rare, table: HOSTILE, column: HOSTILE })),
  reasons: [because('inspect/alone', { columns: HOSTILE, share: 0.5, rows: 10 })],
  unread: [{ place: HOSTILE, reason: 'sources/denied', facts: {} }],
}
