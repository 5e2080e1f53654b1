import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal, type TemporaryFolder, temporaryFolder } from '#kernel'
import type { ExposureQuestion } from '../contract.ts'
import type { Exposure } from './document.ts'
import { reconstruct } from './reconstruct.ts'

let temporary: TemporaryFolder
let serial = 0
beforeAll(async () => {
  temporary = await temporaryFolder(undefined)
})
afterAll(() => temporary.remove())

const FROM = Date.UTC(2026, 2, 2, 12)
const QUESTION: Omit<ExposureQuestion, 'places'> = {
  objects: ['/ccw/all.csv'],
  fileBytes: null,
  reachable: { from: FROM, to: FROM + 59 * 60_000 },
  trustedProxies: [],
  excluded: ['203.0.113.9'],
  pattern: null,
  zone: null,
}

function lineOf(minute: number, client: string, request: string, rest = '200 512'): string {
  return `${client} - - [02/Mar/2026:12:${String(minute).padStart(2, '0')}:00 +0000] "${request}" ${rest}\n`
}

/** An hour of a site, a line a minute, and some lines more. */
async function answerTo(more: string, question: Partial<ExposureQuestion> = {}): Promise<Exposure> {
  const lines = Array.from({ length: 60 }, (_, minute) => lineOf(minute, '192.0.2.1', 'GET / HTTP/1.1'))
  const path = join(temporary.path, `case${serial++}.log`)
  writeFileSync(path, lines.join('') + more)
  const answer = await reconstruct({ ...QUESTION, ...question, places: [path] }, { today: new Date(FROM), lang: 'en' })
  if (isRefusal(answer)) throw new Error(answer.code)
  return answer
}

describe('nothing was taken', () => {
  const own = lineOf(59, '203.0.113.9', 'HEAD /ccw/all.csv HTTP/1.1', '404 0')

  test('of an object that some line names, if only one’s own check, nothing found is a proof', async () => {
    expect(await answerTo(own)).toMatchObject({ evidence: 'none', lines: { matched: 1, excluded: 1 } })
  })

  test('of an object that no line names it is none: the name may be mistyped', async () => {
    const { evidence, statement, notes } = await answerTo('')
    expect(evidence).toBe('potentially')
    expect(statement).toMatch(
      /a transfer cannot be ruled out\. No line names what was asked for, not even a refused request: the name may be mistyped\.$/,
    )
    expect(notes).toContainEqual({ code: 'exposure/nothing-matched', facts: {} })
  })

  test('where nothing was seen in what is covered, what was not seen is not estimated to be nothing', async () => {
    const longer = { from: FROM - 3_600_000, to: FROM + 59 * 60_000 }
    const some = lineOf(59, '192.0.2.9', 'GET /ccw/all.csv HTTP/1.1', '200 90000')
    const [none, one] = [await answerTo(own, { reachable: longer }), await answerTo(some, { reachable: longer })]
    expect([none.transfers.any, none.estimate]).toEqual([{ low: 0, high: null }, null])
    expect(one.estimate).toMatchObject({ assumption: 'as-in-covered-time' })
  })

  test('what nearly names it is told by how, and never by what the line holds', async () => {
    const { notes, statements } = await answerTo(lineOf(59, '192.0.2.9', 'GET /CCW/all.csv HTTP/1.1'))
    expect(notes).toContainEqual({ code: 'exposure/object-near', facts: { how: 'case', lines: 1 } })
    expect(JSON.stringify([notes, statements])).not.toContain('CCW')
  })

  test('one of two objects that no line names forbids it', async () => {
    const { evidence, notes, statement } = await answerTo(own, { objects: ['/ccw/all.csv', '/gone'] })
    expect(evidence).toBe('potentially')
    expect(statement).toContain('No line names 1 of the objects')
    expect(notes).toContainEqual({ code: 'exposure/object-unseen', facts: { objects: 1 } })
  })

  test('of a file alone it is none: a compressed copy has other bytes', async () => {
    const { evidence, notes } = await answerTo(own, { objects: [], fileBytes: 77 })
    expect(evidence).toBe('potentially')
    expect(notes).toContainEqual({ code: 'exposure/size-unseen', facts: {} })
  })

  test('beside a line that is broken behind a request for something else it is a proof', async () => {
    expect(await answerTo(`${own}${lineOf(59, '192.0.2.9', 'GET /x HTTP/1.1', '2x0 5')}`)).toMatchObject({
      evidence: 'none',
      lines: { malformed: 1 },
    })
  })

  test('beside a line that breaks off before its request it is none, and the bounds stay closed', async () => {
    const { evidence, statement, notes, transfers } = await answerTo(`${own}192.0.2.9 - - [02/Mar/2026:12`)
    expect(evidence).toBe('potentially')
    expect(transfers.any).toEqual({ low: 0, high: 0 })
    expect(statement).toMatch(/but in 1 place no request can be read: a transfer cannot be ruled out\.$/)
    expect(notes).toContainEqual({ code: 'exposure/unreadable', facts: { places: 1 } })
  })
})

test('what was taken leaves places without a request out, and says so', async () => {
  const { transfers, statements } = await answerTo(
    `${lineOf(9, '192.0.2.9', 'GET /ccw/all.csv HTTP/1.1')}\0\0garbage\n`,
  )
  expect(transfers.any).toEqual({ low: 1, high: 1 })
  expect(statements.en).toContain('In 1 place of the logs no request can be read: these figures leave them out.')
  expect(statements.fr).toContain('aucune requête ne peut être lue : ces chiffres n’en tiennent pas compte.')
})
