import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type Inspection, inspect } from '#inspect'
import { isRefusal } from '#kernel'
import { standingOf } from './standing.ts'

const folder = mkdtempSync(join(tmpdir(), 'parefuite-standing-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What stands on a file of this name and content, as lists give it: without its tables. */
async function standing(name: string, content: string): Promise<string> {
  const file = join(folder, name)
  writeFileSync(file, content)
  const found = await inspect([file], { today: new Date('2026-03-01T00:00:00Z') })
  if (isRefusal(found)) return found.code
  const listed: Inspection = { ...found, tables: [], rare: [], unread: [] }
  return standingOf(listed)
}

describe('what stands on a file in a list', () => {
  test('is "not read" where no table could be read, and never "review"', async () => {
    expect(await standing('letter.pdf', '%PDF-1.7\n%\u0000\u0001')).toBe('unread')
  })

  test('is the verdict where something was read', async () => {
    expect(await standing('counts.csv', 'year,requests\n2024,120\n2025,131\n')).toBe('clear')
  })
})
