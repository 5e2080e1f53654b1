import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isRefusal, langOf, refuse, temporaryFolder } from './kernel.ts'

describe('the primitives of every room', () => {
  test('the language asked for wins over the locale, an empty variable says nothing', () => {
    expect(langOf('fr', { LANG: 'en_GB.UTF-8' })).toBe('fr')
    expect(langOf(undefined, { LC_ALL: '', LANG: 'fr_FR.UTF-8' })).toBe('fr')
    expect(langOf(undefined, { LC_ALL: 'C', LANG: 'fr_FR.UTF-8' })).toBe('en')
    expect(langOf(undefined, {})).toBe('en')
  })

  test('a refusal is told from any other answer', () => {
    const no = refuse('sources/missing', { at: 'x', seen: 'nothing', expected: 'a file', remedy: 'name another' })
    expect([isRefusal(no), isRefusal(null), isRefusal({ kind: 'inspection' }), isRefusal('refusal')]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  test('a temporary folder is there until it is removed, and removing it twice is no harm', async () => {
    const folder = await temporaryFolder()
    expect(existsSync(folder.path)).toBe(true)
    await folder.remove()
    await folder.remove()
    expect(existsSync(folder.path)).toBe(false)
  })
})
