import { expect, test } from 'vitest'
import { sayIn } from '#page'
import { progressLine } from './progress.ts'
import { cliWordsIn } from './words/words.ts'

function terminal(isTTY: boolean) {
  const written: string[] = []
  const out = { isTTY, columns: 100, write: (text: string) => written.push(text) > 0 }
  return { written, out: out as unknown as NodeJS.WriteStream }
}

const reading = { place: 'dump/a\u001b[31m.csv', bytesTotal: 907_000_000, stage: 'reading' } as const

test('progress says rows, bytes, rate and time left on one line, from the second on, ten times a second at most', () => {
  const { written, out } = terminal(true)
  let now = 0
  const line = progressLine(out, () => now, cliWordsIn('en'), sayIn('en'))
  for (const at of [500, 999, 1000, 1050, 1100]) {
    now = at
    line.show({ ...reading, bytesRead: at * 50_000, rows: at * 500 })
  }
  line.clear()
  expect(written).toEqual([
    '\r\u001b[Ka\\x1b[31m.csv  reading 500,000 rows, 50\u00a0MB / 907\u00a0MB, 50\u00a0MB/s, about 17 s left',
    '\r\u001b[Ka\\x1b[31m.csv  reading 550,000 rows, 55\u00a0MB / 907\u00a0MB, 50\u00a0MB/s, about 17 s left',
    '\r\u001b[K',
  ])
})

test('where the size is not known there is no time left', () => {
  const { written, out } = terminal(true)
  let now = 0
  const line = progressLine(out, () => now, cliWordsIn('fr'), sayIn('fr'))
  now = 2000
  line.show({ ...reading, place: '-', bytesTotal: null, bytesRead: 9_000_000, rows: 10 })
  expect(written).toEqual(['\r\u001b[K-  lecture 10 lignes, 9,0\u00a0Mo, 4,5\u00a0Mo/s'])
})

test('nothing is written where standard error is not a terminal', () => {
  const { written, out } = terminal(false)
  let now = 0
  const line = progressLine(out, () => now, cliWordsIn('en'), sayIn('en'))
  now = 9000
  line.show({ ...reading, bytesRead: 1, rows: 1 })
  line.clear()
  expect(written).toEqual([])
})
