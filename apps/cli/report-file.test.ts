import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { htmlReport } from '#inspect'
import { example } from '../../tests/cli/example-inspection.ts'
import { beginReport, type ReportFile, type ReportRefusal } from './report-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parefuite-report-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = (name: string) => join(folder, name)
function begun(answer: ReportFile | ReportRefusal): ReportFile {
  if ('why' in answer) throw new Error(answer.why)
  return answer
}

test('the report takes its name in one step, and no draft stays', () => {
  writeFileSync(at('r.html'), 'before')
  const report = begun(beginReport(at('r.html'), [], 1))
  expect(readFileSync(at('r.html'), 'utf8')).toBe('before')
  report.keep('after')
  expect(readFileSync(at('r.html'), 'utf8')).toBe('after')
  expect(readdirSync(folder)).toEqual(['r.html'])
})

test('a report that is dropped leaves what was there', () => {
  writeFileSync(at('r.html'), 'before')
  begun(beginReport(at('r.html'), [], 1)).drop()
  expect(readFileSync(at('r.html'), 'utf8')).toBe('before')
  expect(readdirSync(folder)).toEqual(['r.html'])
})

test('what is inspected is never overwritten, by any of its names', () => {
  writeFileSync(at('a.csv'), 'name\n')
  linkSync(at('a.csv'), at('hard.csv'))
  symlinkSync(at('a.csv'), at('soft.csv'))
  for (const name of ['a.csv', 'hard.csv', 'soft.csv'])
    expect(beginReport(at(name), [at('a.csv')], 1)).toEqual({ why: 'is-input', code: 'EEXIST' })
  expect(beginReport(at('a.csv'), [at('*.csv')], 1)).toEqual({ why: 'is-input', code: 'EEXIST' })
  expect(beginReport(at('a.csv'), [folder], 1)).toEqual({ why: 'is-input', code: 'EEXIST' })
})

test('inside an inspected folder an earlier report of ours may be replaced, nothing else', () => {
  writeFileSync(at('r.html'), htmlReport(example, 'en'))
  begun(beginReport(at('r.html'), [folder], 1)).drop()
  writeFileSync(at('page.html'), '<p>not ours</p>')
  expect(beginReport(at('page.html'), [folder], 1)).toEqual({ why: 'is-input', code: 'EEXIST' })
  begun(beginReport(at('new.html'), [folder], 1)).drop()
})

test('a folder, or a place that does not exist, is refused before the work', () => {
  mkdirSync(at('d'))
  expect(beginReport(at('d'), [], 1)).toEqual({ why: 'is-folder', code: 'EISDIR' })
  expect(beginReport(at('nowhere/r.html'), [], 1)).toEqual({ why: 'unwritable', code: 'ENOENT' })
})
