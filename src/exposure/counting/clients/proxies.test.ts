import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { hearsayOf } from '../../reading/clients.ts'
import { briefly, countOf, FILE_BYTES, logsOf, range, type TestLine } from '../lines.test-kit.ts'
import { reconstruct } from '../reconstruct.ts'

const HALF = 50_000
const codesOf = (lines: readonly TestLine[], options = {}) =>
  countOf(logsOf(lines), options)
    .notes.map(({ code }) => code)
    .filter(code => code === 'exposure/proxy-undeclared' || code === 'exposure/clients-hidden')
/** Twenty minutes apart, each through `peers` by turns for a client of its own. */
const through = (peers: readonly string[], count: number, said: (n: number) => string): TestLine[] =>
  range(0, count).map(n => ({ at: n * 60, client: peers[n % peers.length], flags: hearsayOf(said(n)) }))
const public_ = (n: number) => `203.0.113.${n}`

describe('a proxy that nobody declared', () => {
  test('an inside peer that forwards others leaves the number of clients open, and single whole answers counted', () => {
    const lines = through(['10.0.0.2', '10.0.0.3'], 12, public_)
    const found = countOf(logsOf(lines))
    expect(briefly(found)).toBe('12 0 12 1–? 0')
    expect(found.notes).toContainEqual({ code: 'exposure/proxy-undeclared', facts: { peers: 2, lines: 12 } })
  })

  test('parts of different people joined prove no whole, and leave the bounds of transfers open', () => {
    const parts: TestLine[] = range(0, 10).map(n => ({
      at: n,
      client: '10.0.0.2',
      flags: hearsayOf(public_(n)),
      status: 206,
      bytes: n % 2 === 0 ? HALF : FILE_BYTES - HALF,
      range: n % 2 === 0 ? [0, HALF - 1] : [HALF, FILE_BYTES - 1],
    }))
    expect(briefly(countOf(logsOf(parts)))).toBe('0–? 0–? 1–? 1–? 0')
  })

  test('a retry through another of several proxies is one transfer at least', () => {
    const retried = [
      { at: 0, client: '10.0.0.2', bytes: HALF, flags: hearsayOf(public_(1)) },
      { at: 60, client: '10.0.0.3', flags: hearsayOf(public_(1)) },
    ]
    const lines = [
      ...retried,
      ...through(['10.0.0.2', '10.0.0.3'], 9, public_).map(one => ({ ...one, at: one.at! + 900 })),
    ]
    expect(countOf(logsOf(lines)).figures.transfers.any.low).toBe(10)
  })

  test('a peer on the internet that brings half of the lines for many others is one', () => {
    const direct = range(0, 12).map(n => ({ at: n * 60, client: `192.0.2.${n}` }))
    const proxied = through(['198.51.100.1'], 12, public_)
    expect(codesOf([...direct, ...proxied])).toEqual(['exposure/proxy-undeclared'])
    expect(countOf(logsOf([...direct, ...proxied])).figures.clients).toMatchObject({ low: 12, high: null })
  })

  test('many edges of a network that each forward one client are', () => {
    const edges = range(0, 30).map(n => `198.51.100.${n}`)
    expect(codesOf(through(edges, 30, public_))).toEqual(['exposure/proxy-undeclared'])
  })

  test('whom it forwards is told where names are asked for: the proxy is named', () => {
    const logs = logsOf(through(['10.0.0.2', '10.0.0.3'], 12, public_))
    expect(countOf(logs, { showClients: true }).figures.clients.list).toMatchObject([{ address: '10.0.0.2 10.0.0.3' }])
    expect(JSON.stringify(countOf(logs))).not.toContain('10.0.0.')
  })
})

describe('what any client may send opens nothing', () => {
  const direct = range(0, 40).map(n => ({ at: n * 60, client: `192.0.2.${n}` }))

  test('clients behind a company’s proxy', () => {
    const company = through(['198.51.100.1'], 20, n => `10.1.0.${n}`)
    expect(codesOf([...direct, ...company])).toEqual([])
    expect(countOf(logsOf([...direct, ...company])).figures.clients).toMatchObject({ low: 41, high: 41 })
  })

  test('a few lines with forged addresses', () => {
    expect(codesOf([...direct, ...through(['198.51.100.1'], 9, public_)])).toEqual([])
  })

  test('an operator’s proxy with a small share', () => {
    const many = range(0, 100).map(n => ({ at: n * 30, client: `2001:db8:0:${n}::/64` }))
    expect(codesOf([...many, ...through(['198.51.100.1'], 12, public_)])).toEqual([])
  })
})

describe('a log in which everybody comes from inside', () => {
  const from = (clients: readonly string[], more: Partial<TestLine> = {}) =>
    clients.map((client, n): TestLine => ({ at: n * 400, client, ...more }))

  test('a proxy on the machine hides who asked', () => {
    const lines = from(Array(6).fill('127.0.0.1'))
    expect(briefly(countOf(logsOf(lines)))).toBe('6 0 6 1–? 0')
    expect(codesOf(lines)).toEqual(['exposure/clients-hidden'])
  })

  test('a balancer’s few addresses are no clients, and what they joined may be of several', () => {
    const lines = range(0, 6).map(n => ({ at: n * 60, client: `10.0.0.${n % 2}`, bytes: HALF }))
    expect(briefly(countOf(logsOf(lines)))).toBe('0–? 1–? 1–? 1–? 0')
  })

  test('the machines of a house keep their transfers, and their number is open', () => {
    const lines = range(0, 12).map(n => ({ at: n * 10, client: `10.0.1.${n}` }))
    expect(briefly(countOf(logsOf(lines)))).toBe('12 0 12 12–? 0')
  })

  test('one client from outside says that the server is reached without a proxy', () => {
    expect(codesOf([...from(['10.0.0.1', '10.0.0.2']), { client: '192.0.2.1' }])).toEqual([])
  })

  test('where proxies are declared, who stands there is a client', () => {
    expect(codesOf(from(['10.0.0.1', '10.0.0.2']), { trustedProxies: ['10.9.0.0/16'] })).toEqual([])
  })

  test('a declared proxy that names nobody hides who asked', () => {
    const lines = [...from(['10.0.0.1']), { at: 900, client: '203.0.113.1', flags: 1 }]
    const found = countOf(logsOf(lines), { trustedProxies: ['10.0.0.0/24'] })
    expect(found.figures.clients).toMatchObject({ low: 1, high: null })
    expect(found.notes).toContainEqual({ code: 'exposure/clients-hidden', facts: { lines: 1 } })
  })

  test('probes alone leave no client open', () => {
    expect(countOf(logsOf(from(['127.0.0.1'], { status: 404 }))).figures.clients).toMatchObject({ low: 0, high: 0 })
  })
})

test('a part after the whole answer of another may go on with a part before it, or be the rest of what broke off', () => {
  const client = '127.0.0.1'
  const began: TestLine = { client, bytes: 40_000, ended: 2 }
  const other: TestLine = { client, at: 60 }
  const rest: TestLine = { client, at: 120, status: 206, bytes: 60_001, range: [40_000, 100_000] }
  expect(briefly(countOf(logsOf([began, other, rest])))).toBe('1–? 0–? 1–? 1–? 0')
})

test('whoever sent which of a proxy’s requests, the low bounds are true and the high ones not too low', () => {
  const piece = fc.record({
    at: fc.integer({ min: 0, max: 2_000 }),
    client: fc.constantFrom('192.0.2.1', '192.0.2.2', '192.0.2.3'),
    kind: fc.constantFrom('whole', 'first', 'second', 'cut', 'loose', 'probe'),
  })
  const kinds: Record<string, Partial<TestLine>> = {
    whole: {},
    first: { status: 206, bytes: HALF, range: [0, HALF - 1] },
    second: { status: 206, bytes: FILE_BYTES - HALF, range: [HALF, FILE_BYTES - 1] },
    cut: { bytes: 60_000, ended: 2 },
    loose: { status: 206, bytes: 40_000 },
    probe: { status: 304, bytes: 0 },
  }
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), pieces => {
      const told = pieces.map(({ at, client, kind }) => ({ at, client, ...kinds[kind] }))
      const truth = countOf(logsOf(told)).figures
      const hidden = countOf(logsOf(told.map(line => ({ ...line, client: '127.0.0.1' })))).figures
      for (const name of ['whole', 'partial', 'any'] as const) {
        expect(hidden.transfers[name].low).toBeLessThanOrEqual(truth.transfers[name].high!)
        const { high } = hidden.transfers[name]
        if (high !== null) expect(high).toBeGreaterThanOrEqual(truth.transfers[name].high!)
      }
      for (const name of ['whole', 'partial', 'any'] as const) {
        const { low, high } = truth.transfers[name]
        if (low === high) expect(hidden.transfers[name].low).toBeLessThanOrEqual(low)
      }
      expect(hidden.clients.low).toBeLessThanOrEqual(truth.clients.low)
    }),
    { numRuns: 500 },
  )
})

test('a log of nginx’ packaged format behind a proxy says so until the proxy is declared, and then is exact', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parefuite-proxies-'))
  const place = join(folder, 'access.log')
  const lines = range(0, 60).map(n => {
    const time = `${String(10 + Math.floor(n / 60))}:${String(n % 60).padStart(2, '0')}:00`
    return `10.0.0.${2 + (n % 2)} - - [02/Mar/2026:${time} +0000] "GET /a HTTP/1.1" 200 700 "-" "curl/8" "198.51.100.${n}"\n`
  })
  writeFileSync(place, lines.join(''))
  const asked = async (trustedProxies: readonly string[]) => {
    const question = {
      places: [place],
      objects: ['/a'],
      fileBytes: 700,
      trustedProxies,
      excluded: [],
      pattern: null,
      zone: null,
    }
    const reachable = { from: null, to: null }
    const found = await reconstruct({ ...question, reachable }, { today: new Date('2026-03-03') })
    if (isRefusal(found)) throw new Error(found.code)
    return found
  }
  const [undeclared, declared] = [await asked([]), await asked(['10.0.0.0/24'])]
  rmSync(folder, { recursive: true })
  expect(undeclared.clients).toMatchObject({ low: 1, high: null })
  expect(undeclared.transfers.whole).toEqual({ low: 60, high: 60 })
  expect(undeclared.notes).toContainEqual({ code: 'exposure/proxy-undeclared', facts: { peers: 2, lines: 60 } })
  expect(undeclared.statements.fr).toMatch(/serveur mandataire/)
  expect(declared.clients).toMatchObject({ low: 60, high: 60 })
  expect(declared.notes.map(({ code }) => code)).toEqual(['exposure/window-from-logs'])
})
