import { describe, expect, test } from 'vitest'
import { FLAGS, METHOD } from '../contract.ts'
import { briefly, countOf, FILE_BYTES, logsOf, type TestLine } from '../counting/lines.test-kit.ts'
import { foundBySize } from './found-by-size.ts'

const found = (...lines: readonly TestLine[]) => foundBySize(logsOf(lines), FILE_BYTES)
const headed = (object: string, beyond: number, more: TestLine = {}): TestLine => ({
  object,
  bytes: FILE_BYTES + beyond,
  flags: FLAGS.withHeaders,
  ...more,
})

describe('what has the size of the file', () => {
  test('has it to the byte in one answer, or as the log says it', () => {
    expect(found({ object: '/b' }, { object: '/c', status: 206 })).toEqual({ exact: ['/b', '/c'], near: [] })
    const logs = { ...logsOf([{ object: '/b', bytes: 7 }]), objectSizes: [-1, FILE_BYTES] }
    expect(foundBySize(logs, FILE_BYTES)).toEqual({ exact: ['/b'], near: [] })
  })

  test('has about it where a range ends at its last byte, unless another begins beyond', () => {
    const end: TestLine = { object: '/b', status: 206, bytes: 101, range: [FILE_BYTES - 101, FILE_BYTES - 1] }
    const open: TestLine = { object: '/c', status: 206, bytes: 101, range: [FILE_BYTES - 101, -1] }
    expect(found(end, open)).toEqual({ exact: [], near: ['/b', '/c'] })
    const beyond: TestLine = { object: '/b', status: 206, bytes: 50, range: [FILE_BYTES, FILE_BYTES + 49] }
    expect(found(end, beyond)).toEqual({ exact: [], near: [] })
  })

  test('has about it where a log counts headers, and to the byte with the headers of an answer to HEAD', () => {
    expect(found(headed('/b', 300), { object: '/c', bytes: FILE_BYTES + 300 })).toEqual({ exact: [], near: ['/b'] })
    const head = (bytes: number) => ({ object: '/b', method: METHOD.head, bytes, flags: FLAGS.withHeaders })
    expect(found(headed('/b', 300), head(298))).toEqual({ exact: ['/b'], near: [] })
    expect(found(headed('/b', 300), head(250))).toEqual({ exact: [], near: ['/b'] })
    expect(found(headed('/b', 300), head(180))).toEqual({ exact: [], near: [] })
  })
})

test('what has about the size of the file and another name counts in the high bounds alone', () => {
  const lines = [headed('/b', 300), headed('/d', 700, { client: '192.0.2.2' })]
  const logs = { ...logsOf(lines), isBySize: true }
  const file = { name: 'a', sizeBytes: FILE_BYTES, packedBytes: null, columns: [] }
  const named = { ...file, name: 'c' }
  expect(briefly(countOf({ ...logs, nearSize: [1, 2] }, { file: named }))).toBe('0–2 0–2 0–2 0–2 0')
  expect(briefly(countOf(logs, { file: named }))).toBe('0–2 0–2 2 2 0')
  const own = logsOf([
    headed('/a', 300),
    headed('/a', 301, { client: '192.0.2.3' }),
    headed('/a', 299, { client: '192.0.2.4' }),
  ])
  expect(briefly(countOf({ ...own, isBySize: true, nearSize: [0] }))).toBe('3 0 3 3 0')
})
