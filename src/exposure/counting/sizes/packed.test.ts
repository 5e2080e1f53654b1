import { describe, expect, test } from 'vitest'
import { briefly, countOf, FILE_BYTES, logsOf, range, type TestLine } from '../lines.test-kit.ts'

const file = { name: 'a', sizeBytes: FILE_BYTES, packedBytes: 20_000, columns: [] }
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0'
/** One browser's answer as long as gzip at its best makes the file. */
const packed: TestLine = { client: '198.51.100.1', agent: BROWSER, bytes: 17_303, at: 4_000 }

function counted(...lines: readonly TestLine[]): string {
  return briefly(countOf(logsOf(lines), { file }))
}

function wholes(clients: number, agent: string, more: TestLine = {}): TestLine[] {
  return range(0, clients).map(n => ({ client: `192.0.2.${n}`, agent, at: n, ...more }))
}

describe('an answer as long as a packed copy, which one client had', () => {
  test('may be the whole or a part', () => {
    expect(counted(packed)).toBe('0–1 0–1 1 1 0')
    const { notes } = countOf(logsOf([packed]), { file })
    expect(notes).toContainEqual({ code: 'exposure/perhaps-compressed', facts: { transfers: 1 } })
  })

  test('may be the whole beside many who asked otherwise and had it unpacked', () => {
    expect(counted(...wholes(30, 'curl/8.5.0'), packed)).toBe('30–31 0–1 31 31 0')
  })

  test('is a part beside two with the same agent, or five with the like, who had it unpacked from that server', () => {
    expect(counted(...wholes(2, BROWSER), packed)).toBe('2 1 3 3 0')
    expect(counted(...wholes(5, 'Mozilla/5.0 (Windows NT 10.0)'), packed)).toBe('5 1 6 6 0')
    expect(counted(...wholes(4, 'Mozilla/5.0 (Windows NT 10.0)'), packed)).toBe('4–5 0–1 5 5 0')
  })

  test('may be the whole where only another server is known to send it unpacked', () => {
    const lines = [...wholes(9, BROWSER, { server: 1 }), packed]
    const { transfers } = countOf(logsOf(lines, range(0, 120), 2), { file }).figures
    expect(transfers).toMatchObject({ whole: { low: 9, high: 10 }, partial: { low: 0, high: 1 } })
  })

  test('as long as gzip usually makes it may be the whole whoever had it unpacked', () => {
    const usual = { ...file, usuallyPackedBytes: 17_300 }
    const asked = (bytes: number) =>
      briefly(countOf(logsOf([...wholes(9, BROWSER), { ...packed, bytes }]), { file: usual }))
    expect(asked(17_320)).toBe('9–10 0–1 10 10 0')
    expect(asked(17_321)).toBe('9 1 10 10 0')
  })

  test('is a part where that client had more of it at another time', () => {
    expect(counted({ ...packed, at: 0, bytes: 60_000 }, packed)).toBe('0 2 2 1 0')
  })

  test('of a log without agents, is a part beside twenty', () => {
    expect(counted(...wholes(19, '-'), { ...packed, agent: '-' })).toBe('19–20 0–1 20 20 0')
    expect(counted(...wholes(20, '-'), { ...packed, agent: '-' })).toBe('20 1 21 21 0')
  })

  test('may be a tenth longer than gzip at its fastest makes it here: other servers have other packers', () => {
    expect(counted({ ...packed, bytes: 22_301 })).toBe('0–1 0–1 1 1 0')
  })

  test('may be the whole where several had nearly that length, as nginx counts the frames of chunks, whoever had it unpacked', () => {
    const near = [17_303, 17_295, 17_311].map((bytes, n) => ({ ...packed, client: `198.51.100.${n}`, bytes }))
    expect(counted(...wholes(5, BROWSER), ...near)).toBe('5–8 0–3 8 8 0')
    const far = [17_303, 18_303, 19_303].map((bytes, n) => ({ ...packed, client: `198.51.100.${n}`, bytes }))
    expect(counted(...wholes(5, BROWSER), ...far)).toBe('5 3 8 8 0')
  })

  test('is a part though some lie near each other, where they are so many that chance puts them there', () => {
    const anywhere = range(0, 200).map(n => ({ ...packed, client: `198.51.100.${n}`, bytes: 10_001 + n * 101 }))
    expect(counted(...wholes(5, BROWSER), ...anywhere)).toBe('5 200 205 205 0')
  })

  test('is a part where the server says that it broke off, or packing cannot make it so short or so long', () => {
    expect(counted({ ...packed, ended: 2 })).toBe('0 1 1 1 0')
    expect(counted({ ...packed, bytes: 9_999 })).toBe('0 1 1 1 0')
    expect(counted({ ...packed, bytes: 31_001 })).toBe('0 1 1 1 0')
  })
})
