import { describe, expect, it } from 'vitest'
import { countSizes, groupRows } from './classes.ts'
import { encode, published } from './encode.test-kit.ts'
import { frequencies, individualRisk, individualRiskApproximate } from './individual.ts'
import { measure, scoreEach } from './measure.ts'
import { populationUniqueness } from './population.ts'

/** Numbers that others published for their own tables: each must come out here. Read from ../shared/data, never copied. */

const adult = published('arx/adult.csv', ';')
const testdata = published('sdcmicro-testdata.csv', ',')
const students = published('pycanon/StudentsMath_Score.csv', ',')
const studentsK5 = published('pycanon/StudentsMath_Score_k5.csv', ',')
const absent = (table: unknown) => (table === null ? ' (skipped: ../shared/data is not there)' : '')

const pick = <T>(table: Readonly<Record<string, T>> | null, names: readonly string[]) =>
  Object.fromEntries(names.map(name => [name, table![name]]))

describe('ARX, TestRiskMetrics: Adult, 30,162 rows of 9 columns', () => {
  const sizes = () => countSizes(groupRows(encode(adult!).columns, 30_162).sizes)

  it.skipIf(adult === null)(`counts its classes, uniques and pairs${absent(adult)}`, async () => {
    const report = await measure(encode(adult!), { maxSize: 1, suda: false, generalise: false })
    expect(report.classes).toBe(19_502)
    expect(report.uniques).toBe(15_512)
    expect(report.attackers.prosecutor.average).toBe(0.6465751607983555)
    expect(report.population.sampleShare).toBe(0.5142895033485844)
    expect(sizes().get(2)).toBe(2_098)
  })

  it.skipIf(adult === null)(`estimates its population uniques by each model${absent(adult)}`, () => {
    const tenth = populationUniqueness(sizes(), 0.1, 'arx')
    expect(tenth.pitman).toBeCloseTo(0.27684993883653597, 9)
    expect(tenth.zayatz).toBeCloseTo(0.3207402393466189, 9)
    expect(tenth.snb).toBeNull()
    expect(populationUniqueness(sizes(), 0.2, 'arx').dankar.share).toBeCloseTo(0.3577099234829125, 9)
    expect(populationUniqueness(sizes(), 0.01, 'arx').dankar.share).toBeCloseTo(0.1446083531167384, 9)
    expect(populationUniqueness(sizes(), 1, 'arx').dankar.share).toBeCloseTo(0.5142895033485844, 9)
  })

  it.skipIf(adult === null)(
    `solves the negative binomial model as published, where ARX finds nothing${absent(adult)}`,
    () => {
      expect(populationUniqueness(sizes(), 0.1).snb).toBeCloseTo(0.2499769375682938, 9)
    },
  )
})

describe('ARX, TestRiskQuasiIdentifiers: five people', () => {
  it('gives the distinction and separation of every set of columns', async () => {
    const report = await measure(
      encode({
        age: [20, 30, 40, 20, 40],
        sex: ['Female', 'Female', 'Female', 'Male', 'Male'],
        state: ['CA', 'CA', 'TX', 'NY', 'CA'],
      }),
    )
    const found = Object.fromEntries(report.sets.map(s => [s.columns.join('+'), [s.distinction, s.separation]]))
    expect(found).toEqual({
      age: [0.6, 0.8],
      sex: [0.4, 0.6],
      state: [0.6, 0.7],
      'age+sex': [1, 1],
      'age+state': [1, 1],
      'sex+state': [0.8, 0.9],
      'age+sex+state': [1, 1],
    })
  })
})

describe('sdcMicro, test_suda2.R', () => {
  const book = {
    age: [...Array(7).fill('20s'), '60s'],
    gender: [...Array(4).fill('male'), ...Array(3).fill('female'), 'male'],
    income: ['50k+', '50k+', ...Array(6).fill('50k-')],
    education: [...Array(4).fill('highschool'), 'university', 'highschool', 'middleschool', 'university'],
  }

  it('scores the eight people of the book example', async () => {
    const scores = await scoreEach(encode(book), { samplingFraction: 0.01 })
    expect([...scores!.suda]).toEqual([0, 0, 0, 0, 4, 2, 6, 8])
    const dis = [0, 0, 0, 0, 0.0108591, 0.00475586, 0.01754517, 0.02460106]
    for (const [r, probability] of scores!.dis.entries()) expect(probability).toBeCloseTo(dis[r], 8)
  })

  it('scores the ten people of the guideline example', async () => {
    const scores = await scoreEach(
      encode({
        residence: ['U', 'U', 'U', 'U', 'R', 'U', 'U', 'U', 'U', 'U'],
        gender: ['F', 'F', 'F', 'M', 'F', 'M', 'F', 'M', 'F', 'F'],
        education: ['si', 'si', 'pi', 'sc', 'sc', 'sc', 'pc', 'ps', 'si', 'si'],
        labour: ['E', 'E', 'N', 'E', 'U', 'E', 'N', 'U', 'N', 'N'],
      }),
    )
    expect([...scores!.suda]).toEqual([0, 0, 6, 0, 12, 0, 6, 10, 0, 0])
  })

  it('shares the score out over the columns', async () => {
    const report = await measure(encode({ a: [2, 1, 1], b: [0, 3, 0], c: [0, 6, 0] }))
    const shares = Object.fromEntries(report.columns.map(c => [c.column, c.contribution]))
    expect(shares).toEqual({ a: 0.5, b: 0.375, c: 0.375 })
  })

  const keys = ['urbrur', 'roof', 'walls', 'water', 'electcon', 'relat', 'sex']
  it.skipIf(testdata === null)(`measures the survey test data${absent(testdata)}`, async () => {
    const table = encode(pick(testdata, keys))
    const report = await measure(table, { samplingFraction: 0.01 })
    expect(report).toMatchObject({ rows: 4_580, classes: 412, uniques: 157, belowK: 458 })
    expect((await measure(table, { k: 3, suda: false, generalise: false })).belowK).toBe(281)
    expect(report.suda).toMatchObject({ total: 4_890, max: 720 })
    expect(report.suda!.maxDis).toBeCloseTo(0.6781426, 7)
  })
})

describe('sdcMicro, test_freqCalc.R and test_indivRisk.R: eight records, three keys', () => {
  const keys = { A: [2, 3, 2, 2, 3, 3, 1, 2], B: [3, 3, 3, 3, 3, 3, 4, 3], C: [1, 3, 1, 2, 1, 1, 1, 1] }
  const weights = [18, 45.5, 39, 17, 92, 8, 123.5, 51]
  const blank = (values: readonly number[], ...at: number[]) => values.map((v, i) => (at.includes(i + 1) ? '' : v))
  const risks = (of: (f: number, population: number) => number, found: ReturnType<typeof frequencies>) =>
    [...found.sample].map((f, r) => Number(of(f, found.population[r]).toFixed(8)))

  it('counts keys in the sample and in the population', () => {
    const found = frequencies(encode(keys), weights)
    expect([...found.sample]).toEqual([3, 1, 3, 1, 2, 2, 1, 3])
    expect([...found.population]).toEqual([108, 45.5, 108, 17, 100, 100, 123.5, 108])
  })

  it('lets a blank match any value', () => {
    const found = frequencies(encode({ ...keys, C: blank(keys.C, 3, 7) }), weights)
    expect([...found.sample]).toEqual([3, 1, 4, 2, 2, 2, 1, 3])
    expect([...found.population]).toEqual([108, 45.5, 125, 56, 100, 100, 123.5, 108])
    const more = frequencies(encode({ ...keys, A: blank(keys.A, 8), C: blank(keys.C, 3, 7) }), weights)
    expect([...more.sample]).toEqual([3, 1, 4, 2, 3, 3, 1, 5])
  })

  it('gives the individual risks, by the short formula and exactly', () => {
    const found = frequencies(encode(keys), weights)
    const two = [0.01877883, 0.01877883, 0.03931625]
    expect(risks(individualRiskApproximate, found)).toEqual([
      0.01369863,
      0.08579129,
      0.01369863,
      0.17707583,
      ...two,
      0.01369863,
    ])
    expect(risks(individualRisk, found)).toEqual([0.01355297, 0.08579129, 0.01355297, 0.17707583, ...two, 0.01355297])
  })
})

describe('pyCANON, test_anonymity.py: StudentsMath', () => {
  const quasiIdentifiers = ['Teacher', 'Gender', 'Ethnic', 'Freeredu', 'wesson']
  const table = (from: typeof students) => encode({ ...pick(from, quasiIdentifiers), Score: from!.Score.map(Number) })

  it.skipIf(students === null)(`measures the raw table${absent(students)}`, async () => {
    const report = await measure(table(students), { quasiIdentifiers, sensitive: ['Score'] })
    const [score] = report.sensitive
    expect(report.k).toBe(1)
    expect(score).toMatchObject({ distinctL: 1, entropyL: 1, recursiveC2: null, alpha: 1 })
    expect(score.basicBeta).toBeCloseTo(71, 9)
    expect(score.enhancedBeta).toBeCloseTo(5.375278407684164, 9)
    expect(score.delta).toBeCloseTo(4.276666119016055, 9)
    expect(score.tOrdered).toBeCloseTo(0.4165919952210274, 9)
  })

  it.skipIf(studentsK5 === null)(`measures the 5-anonymous table${absent(studentsK5)}`, async () => {
    const report = await measure(table(studentsK5), { quasiIdentifiers, sensitive: ['Score'] })
    expect(report.k).toBe(5)
    expect(report.sensitive[0].alpha).toBe(0.5)
  })
})
