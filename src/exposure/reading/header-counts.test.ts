import { expect, test } from 'vitest'
import { METHOD } from '../contract.ts'
import { briefly, countOf, FILE_BYTES, logsOf, type TestLine } from '../counting/lines.test-kit.ts'

/** An answer that broke off after all but 150 bytes, logged with 290 bytes of headers. */
const broken: TestLine = { at: 60, bytes: FILE_BYTES - 150 + 290, client: '192.0.2.9' }
const bodiless = (bytes: number): TestLine[] => [
  { at: 10, method: METHOD.head, bytes: bytes },
  { at: 20, status: 304, bytes: bytes - 100 },
  { at: 30, status: 304, bytes: bytes - 100 },
]

test('a log that gives bytes to answers without a body counts the headers: an answer that broke off is not whole for certain', () => {
  expect(briefly(countOf(logsOf([...bodiless(290), broken])))).toBe('0–1 0–1 1 1 3')
})

test('a log that gives none, or gives some to one of them alone, counts the body', () => {
  expect(briefly(countOf(logsOf([broken])))).toBe('1 0 1 1 0')
  expect(briefly(countOf(logsOf([...bodiless(290), { at: 40, status: 304, bytes: 0 }, broken])))).toBe('1 0 1 1 4')
  expect(briefly(countOf(logsOf([...bodiless(290).slice(1), broken])))).toBe('1 0 1 1 2')
})
