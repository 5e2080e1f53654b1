import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import type { ExposureQuestion } from '../contract.ts'
import type { Exposure } from './document.ts'
import { PLANTED, type Planted, type PlantedTruth, plant } from './planted.test-kit.ts'
import { type ReconstructOptions, reconstruct } from './reconstruct.ts'

const HOUR = 3_600_000
const OTHERS = 100_000
const FILE_BYTES = 1_234_567
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

async function planted(options: Partial<Planted> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'parefuite-planted-'))
  folders.push(folder)
  const truth = await plant(folder, { seed: 7, otherLines: OTHERS, fileBytes: FILE_BYTES, ...options })
  return { folder, truth }
}

/** One case that no test changes. */
let untouched: ReturnType<typeof planted> | undefined
function complete(): ReturnType<typeof planted> {
  untouched ??= planted()
  return untouched
}

async function ask(places: readonly string[], options: Partial<ReconstructOptions> = {}): Promise<Exposure> {
  const question: ExposureQuestion = {
    places,
    objects: ['/ccw/*'],
    fileBytes: FILE_BYTES,
    reachable: { from: PLANTED.from, to: PLANTED.to },
    trustedProxies: [],
    excluded: [],
    pattern: null,
    zone: null,
  }
  const answer = await reconstruct(question, { today: new Date('2022-07-01'), threads: 1, ...options })
  if (isRefusal(answer)) throw new Error(answer.code)
  return answer
}

const exactly = (n: number) => ({ low: n, high: n })

test('the planted case is recovered to the unit', async () => {
  const { folder, truth } = await complete()
  const found = await ask([folder])
  expect(found.lines).toMatchObject({ read: truth.lines, malformed: truth.malformed })
  expect(found.transfers).toMatchObject({
    whole: exactly(truth.whole),
    partial: exactly(truth.partial),
    any: exactly(PLANTED.transfers),
    probes: truth.probes,
  })
  expect(found.clients).toMatchObject(exactly(PLANTED.clients))
  expect(found.coverage.map(({ server, skewSeconds, gaps }) => ({ server, skewSeconds, gaps }))).toEqual([
    { server: 'web1/access.log', skewSeconds: 0, gaps: [] },
    { server: 'web2/access.log', skewSeconds: PLANTED.skewSeconds, gaps: [] },
  ])
  expect(found.evidence).toBe('yes')
})

test('with two hours missing on both servers the low bounds stay true, the high ones are open, and the estimate stands apart', async () => {
  const [from, to] = [PLANTED.from + 3 * HOUR, PLANTED.from + 5 * HOUR]
  const { folder, truth } = await planted({ lost: [{ server: null, from, to }] })
  const found = await ask([folder])
  isTrueAndOpen(found, truth)
  expect(found.reach.uncoveredHours).toBeCloseTo(2, 1)
  expect(found.reach).toMatchObject({ hours: 11, isWhole: false })
  for (const { gaps } of found.coverage) {
    expect(gaps).toHaveLength(1)
    expect(Math.abs(Date.parse(gaps[0].from) - from)).toBeLessThanOrEqual(5_000)
    expect(Math.abs(Date.parse(gaps[0].to) - to)).toBeLessThanOrEqual(5_000)
  }
  expect(found.estimate?.assumption).toBe('as-in-covered-time')
  expect(found.statement).toMatch(/unknown for 2 h of 11 h/)
  expect(found.statements.fr).toMatch(/pendant 2 h sur 11 h/)
})

test('two hours missing on one of two servers are found beside the other, also where that server has no rhythm of its own', async () => {
  const [from, to] = [PLANTED.from + 3 * HOUR, PLANTED.from + 5 * HOUR]
  const { folder, truth } = await planted({ lost: [{ server: 1, from, to }] })
  const found = await ask([folder])
  isTrueAndOpen(found, truth)
  expect(found.coverage.map(({ gaps }) => gaps.length)).toEqual([0, 1])
})

test('with the log of one of two servers missing the low bounds stay true and the high ones are open', async () => {
  const { folder, truth } = await complete()
  const found = await ask([join(folder, 'web1')], { servers: 2 })
  isTrueAndOpen(found, truth)
  expect(found.coverage.map(({ gaps }) => gaps.map(gap => gap.reason))).toEqual([[], ['no-log']])
  expect(found.estimate).toMatchObject({ assumption: 'as-on-the-other-servers' })
  expect(found.notes).toContainEqual({ code: 'exposure/no-server-log', facts: { servers: 1 } })
})

test('logs of more servers than were said to exist are told', async () => {
  const { folder } = await complete()
  const found = await ask([folder], { servers: 1 })
  expect(found.notes).toContainEqual({ code: 'exposure/more-servers', facts: { servers: 2, declared: 1 } })
  const right = await ask([folder], { servers: 2 })
  expect(right.notes.map(({ code }) => code)).not.toContain('exposure/more-servers')
})

test('the log of web2 alone says that there is a web1', async () => {
  const { folder, truth } = await complete()
  const found = await ask([`web2=${join(folder, 'web2')}`])
  isTrueAndOpen(found, truth)
  expect(found.coverage.map(({ server }) => server)).toEqual(['web2', 'web1'])
})

test.each(['web1', 'web2'])(
  'the folder %s alone, with nobody saying how many servers there were, leaves the bounds open',
  async name => {
    const { folder, truth } = await complete()
    const found = await ask([join(folder, name)])
    isTrueAndOpen(found, truth)
    expect(found.statement).not.toMatch(/cover the whole period/)
    const isFirst = name === 'web1'
    expect(found.estimate?.assumption).toBe(isFirst ? 'one-more-server' : 'as-on-the-other-servers')
    expect(found.estimate?.whole).toBe(2 * found.transfers.whole.low)
    const declared = await ask([join(folder, name)], { servers: 1 })
    expect(declared.reach.isWhole).toBe(true)
  },
)

test('a place that was given and holds no log is a server without one', async () => {
  const { folder, truth } = await complete()
  const empty = mkdtempSync(join(tmpdir(), 'parefuite-empty-'))
  folders.push(empty)
  const found = await ask([join(folder, 'web1'), empty])
  isTrueAndOpen(found, truth)
  expect(found.notes).toContainEqual({ code: 'exposure/no-server-log', facts: { servers: 1 } })
})

test('a place is the same however it is written, and another whose name begins alike', async () => {
  const { folder } = await complete()
  expect((await ask([`${folder}/./`, folder])).reach.isWhole).toBe(true)
  mkdirSync(join(folder, 'web'), { recursive: true })
  const found = await ask([join(folder, 'web1'), join(folder, 'web2'), join(folder, 'web')])
  rmSync(join(folder, 'web'), { recursive: true })
  expect(found.notes).toContainEqual({ code: 'exposure/no-server-log', facts: { servers: 1 } })
})

test('where a cache answered a fifth, and is declared, the low bounds stay true and the high ones are open', async () => {
  const { folder, truth } = await planted({ cacheShare: 0.2 })
  const found = await ask([folder], { cache: true })
  isTrueAndOpen(found, truth)
  expect(found.estimate).toBeNull()
  expect(found.reach.isWhole).toBe(false)
})

test('a member that the rotation set lacks is a gap', async () => {
  const { folder, truth } = await planted({ otherLines: 20_000 })
  rmSync(join(folder, 'web1', 'access.log.1'))
  const found = await ask([folder])
  isTrueAndOpen(found, truth)
  expect(found.coverage[0].gaps.map(gap => gap.reason).sort()).toEqual(['rotation', 'silence'])
})

function isTrueAndOpen(found: Exposure, truth: PlantedTruth): void {
  const { whole, partial, any } = found.transfers
  expect([whole.high, partial.high, any.high, found.clients.high]).toEqual([null, null, null, null])
  expect(whole.low).toBeGreaterThan(0)
  expect(whole.low).toBeLessThanOrEqual(truth.whole)
  expect(partial.low).toBeLessThanOrEqual(truth.partial)
  expect(any.low).toBeLessThanOrEqual(PLANTED.transfers)
  expect(found.clients.low).toBeLessThanOrEqual(truth.clients)
}
