import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isRefusal, langOf, productName, refuse, temporaryFilesIn, temporaryFolder } from './kernel.ts'

describe('the primitives of every room', () => {
  test('the product names itself as its package does', () => {
    expect(productName()).toBe('parefuite 0.1.0')
  })

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

  test('what a killed process left a day ago is removed, what is young or alive stays', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'parefuite-test-'))
    const gone = 4_000_000
    const yesterday = new Date(Date.now() - 25 * 3600 * 1000)
    for (const [name, when] of [
      [`parefuite-${gone}-old`, yesterday],
      [`parefuite-${gone}-young`, new Date()],
      [`parefuite-${process.pid}-ours`, yesterday],
      ['other', yesterday],
    ] as const) {
      mkdirSync(join(parent, name))
      utimesSync(join(parent, name), when, when)
    }
    const folder = await temporaryFolder(parent)
    await folder.remove()
    expect(readdirSync(parent).sort()).toEqual(
      [`parefuite-${process.pid}-ours`, `parefuite-${gone}-young`, 'other'].sort(),
    )
    rmSync(parent, { recursive: true })
  })

  test('in a folder of our own, what a killed process left is removed at once, and new temporary files lie there', async () => {
    const before = { TMPDIR: process.env.TMPDIR, TEMP: process.env.TEMP }
    const parent = mkdtempSync(join(tmpdir(), 'parefuite-test-'))
    const folder = join(parent, 'work')
    mkdirSync(join(folder, 'parefuite-4000000-young'), { recursive: true })
    mkdirSync(join(folder, `parefuite-${process.pid}-ours`))
    try {
      await temporaryFilesIn(folder)
      expect(readdirSync(folder)).toEqual([`parefuite-${process.pid}-ours`])
      const made = await temporaryFolder()
      expect(dirname(made.path)).toBe(folder)
      await made.remove()
    } finally {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      }
      rmSync(parent, { recursive: true })
    }
  })
})
