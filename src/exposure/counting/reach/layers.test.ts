import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../../../drills/people.ts'
import type { ReadLogs } from '../../contract.ts'
import { hearsayOf } from '../../reading/clients.ts'
import { briefly, countOf, FILE_BYTES, logsOf, range, type TestLine } from '../lines.test-kit.ts'

const always = range(0, 120)
const named = (logs: ReadLogs, ...names: string[]): ReadLogs => ({
  ...logs,
  servers: logs.servers.map((server, s) => ({ ...server, name: names[s] })),
})
/** Thirty clients, each with a whole answer of its own. */
const asked: readonly TestLine[] = range(0, 30).map(n => ({ at: n * 211, client: `192.0.2.${n}` }))
const behind = (lines: readonly TestLine[], change: (line: TestLine, n: number) => TestLine): TestLine[] =>
  lines.map((line, n) => change({ ...line, at: (line.at ?? 0) + 1, server: 1 }, n))
const layersIn = (logs: ReadLogs) => countOf(logs).notes.filter(({ code }) => code === 'exposure/two-layers')
const two = (lines: readonly TestLine[]) => named(logsOf(lines, always, 2), 'lb', 'portal')

describe('a balancer’s log and that of the server behind it', () => {
  test('count each request once, and all of it is known', () => {
    const logs = two([...asked, ...behind(asked, line => ({ ...line, client: '10.0.0.9' }))])
    expect(briefly(countOf(logs))).toBe('30 0 30 30 0')
    expect(layersIn(logs)).toEqual([{ code: 'exposure/two-layers', facts: { servers: 1, lines: 30 } }])
  })

  test('also where the inner log names the same clients, bears another clock, and the other counts headers', () => {
    const inner = behind(asked, line => ({ ...line, at: line.at! + 40, bytes: FILE_BYTES + 300, flags: 4 }))
    expect(briefly(countOf(two([...asked, ...inner])))).toBe('30 0 30 30 0')
  })

  test('also where the inner log alone forwards them, whatever the servers are called', () => {
    const inner = behind(asked, (line, n) => ({ ...line, client: '10.0.0.9', flags: hearsayOf(`192.0.2.${n}`) }))
    for (const names of [
      ['a', 'b'],
      ['b', 'a'],
    ]) {
      const found = countOf(named(logsOf([...asked, ...inner], always, 2), ...names))
      expect(briefly(found)).toBe('30 0 30 30 0')
      expect(found.notes.map(({ code }) => code)).not.toContain('exposure/proxy-undeclared')
    }
  })

  test('also where the balancer asks from an address on the internet and forwards its clients', () => {
    const inner = behind(asked, (line, n) => ({ ...line, client: '203.0.113.9', flags: hearsayOf(`192.0.2.${n}`) }))
    expect(briefly(countOf(two([...asked, ...inner])))).toBe('30 0 30 30 0')
  })

  test('two balancers and two servers behind them are two layers', () => {
    const outer = asked.map((line, n) => ({ ...line, server: n % 2 }))
    const inner = behind(asked, (line, n) => ({ ...line, server: 2 + (n % 3 === 0 ? 1 : 0), client: '10.0.0.9' }))
    const logs = named(logsOf([...outer, ...inner], always, 4), 'lb1', 'lb2', 'portal1', 'portal2')
    expect(briefly(countOf(logs))).toBe('30 0 30 30 0')
  })

  test('a request that stands in the inner log alone leaves the high bounds open', () => {
    const inner = behind(asked, line => ({ ...line, client: '10.0.0.9' }))
    const logs = two([...asked, ...inner, { at: 7_000, server: 1, client: '10.0.0.9' }])
    expect(briefly(countOf(logs))).toBe('30–? 0–? 30–? 30–? 0')
  })

  describe('where one writes a request when its long answer has ended', () => {
    const random = randomFrom(5)
    const late = asked.map(line => ({ ...line, at: line.at! + random.between(5, 900) }))

    test('count each once at least, and more are not ruled out', () => {
      const inner = asked.map(line => ({ ...line, server: 1 }))
      const found = countOf(two([...late, ...inner]))
      expect(briefly(found)).toBe('30–? 0–? 30–? 30–? 0')
      expect(layersIn(two([...late, ...inner]))).toHaveLength(1)
    })

    test('also where the inner log names the balancer alone', () => {
      const inner = asked.map(line => ({ ...line, server: 1, client: '10.0.0.9' }))
      expect(briefly(countOf(two([...late, ...inner])))).toBe('30–? 0–? 30–? 30–? 0')
    })

    test('also where two servers share what is behind', () => {
      const inner = asked.map((line, n) => ({ ...line, server: 1 + (n % 2) }))
      expect(briefly(countOf(logsOf([...late, ...inner], always, 3)))).toBe('30–? 0–? 30–? 30–? 0')
    })
  })

  test('a silence of the inner server opens nothing: the outer log went on', () => {
    const logs = two([...asked, ...behind(asked, line => ({ ...line, client: '10.0.0.9' }))])
    const silent = logsOf(
      [],
      range(0, 120).filter(minute => minute < 30 || minute >= 60),
    )
    const found = countOf({ ...logs, servers: [logs.servers[0], { ...silent.servers[0], name: 'portal' }] })
    expect(briefly(found)).toBe('30 0 30 30 0')
  })

  test('few requests count once at least, and more are not ruled out', () => {
    const one: TestLine = { at: 60 }
    const found = countOf(two([one, ...behind([one], line => line)]))
    expect(briefly(found)).toBe('1–? 0–? 1–? 1–? 0')
  })
})

describe('two balanced servers are no layers', () => {
  const random = randomFrom(3)

  test('with clients of their own', () => {
    const lines = range(0, 200).map(n => ({ at: n * 30, client: `192.0.2.${n}`, server: random.between(0, 1) }))
    expect(layersIn(two(lines))).toEqual([])
    expect(briefly(countOf(two(lines)))).toBe('200 0 200 200 0')
  })

  test('with clients that come often, in bursts', () => {
    const lines = range(0, 40).flatMap(client =>
      range(0, 20).map(n => ({ at: client * 150 + n * 9, client: `192.0.2.${client}`, server: random.between(0, 1) })),
    )
    expect(briefly(countOf(two(lines)))).toBe('800 0 800 40 0')
    const twice = lines.filter((_, n) => n % 20 < 2)
    expect(briefly(countOf(two(twice)))).toBe('80 0 80 40 0')
  })

  test('with one busy client, by chance or by turns', () => {
    const busy = (server: (n: number) => number) => two(range(0, 3_000).map(n => ({ at: n * 2, server: server(n) })))
    expect(briefly(countOf(busy(() => random.between(0, 1))))).toBe('3000 0 3000 1 0')
    expect(briefly(countOf(busy(n => n % 2)))).toBe('3000 0 3000 1 0')
  })

  test('where an answer that broke off on one was asked for again on the other', () => {
    const again = asked.map(line => ({ ...line, at: line.at! + 40, server: 1 }))
    expect(layersIn(two([...asked.map(line => ({ ...line, bytes: 50_000 })), ...again]))).toEqual([])
  })
})
