import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal, type TemporaryFolder, temporaryFolder } from '#kernel'
import { type ReadOptions, readLogs } from './read-logs.ts'

let temporary: TemporaryFolder
let serial = 0
beforeAll(async () => {
  temporary = await temporaryFolder(undefined)
})
afterAll(() => temporary.remove())

/** Times at which lines with these local times were written, by what was read. */
async function timesOf(lines: readonly string[], zone: string, options: ReadOptions = {}) {
  const folder = join(temporary.path, String(serial++))
  mkdirSync(folder)
  writeFileSync(join(folder, 'access.log'), lines.join(''))
  const question = { objects: ['/*'], fileBytes: null, reachable: { from: null, to: null }, trustedProxies: [] }
  const read = await readLogs({ ...question, places: [folder], excluded: [], pattern: null, zone }, options)
  if (isRefusal(read)) throw new Error(read.code)
  return read
}

function lineAt(local: string, client = '192.0.2.1'): string {
  return `{"time":"${local}","remote_addr":"${client}","request":"GET /a HTTP/1.1","status":200,"body_bytes_sent":5}\n`
}

function clocksOf({ matched }: Awaited<ReturnType<typeof timesOf>>): string[] {
  return Array.from({ length: matched.count }, (_, i) => new Date(matched.at(i)).toISOString().slice(5, 19))
}

describe('the hour that the clock shows twice', () => {
  const autumn = ['01:59', '02:00', '02:58', '02:01', '02:29', '03:00'].map(clock => lineAt(`2026-10-25T${clock}:00`))

  test('each line has the reading nearer to the line before it, and that is said', async () => {
    const read = await timesOf(autumn, 'Europe/Paris')
    const utc = [
      '10-24T23:59:00',
      '10-25T00:00:00',
      '10-25T00:58:00',
      '10-25T01:01:00',
      '10-25T01:29:00',
      '10-25T02:00:00',
    ]
    expect(clocksOf(read)).toEqual(utc)
    expect(read.assumptions).toContainEqual({
      code: 'exposure/hour-repeated',
      facts: { place: read.inputs[0].place, lines: 4 },
    })
  })

  test('a line that was begun long before it was written down does not turn the clock back', async () => {
    const lines = ['01:59', '02:20', '02:50', '02:30', '02:51'].map(clock => lineAt(`2026-10-25T${clock}:00`))
    expect(clocksOf(await timesOf(lines, 'Europe/Paris'))).toEqual([
      '10-24T23:59:00',
      '10-25T00:20:00',
      '10-25T00:50:00',
      '10-25T00:30:00',
      '10-25T00:51:00',
    ])
  })

  test('a log of many chunks is read as one of few, by one thread or several', async () => {
    const pass = Array.from({ length: 60 * 400 }, (_, i) => {
      const clock = `02:${String(Math.floor(i / 400)).padStart(2, '0')}:${String(Math.floor((i % 400) / 7)).padStart(2, '0')}`
      return lineAt(`2026-10-25T${clock}`)
    })
    const lines = [lineAt('2026-10-25T01:59:59'), ...pass, ...pass, lineAt('2026-10-25T03:00:00')]
    const utc = [
      '10-24T23:59:59',
      ...pass.map(line => `10-25T00${line.slice(22, 28)}`),
      ...pass.map(line => `10-25T01${line.slice(22, 28)}`),
      '10-25T02:00:00',
    ]
    for (const threads of [0, 2]) {
      const read = await timesOf(lines, 'Europe/Paris', { threads })
      expect(read.inputs[0].sizeBytes).toBeGreaterThan(2 * 2 * 1024 * 1024)
      expect(clocksOf(read).sort()).toEqual(utc)
    }
  })
})
