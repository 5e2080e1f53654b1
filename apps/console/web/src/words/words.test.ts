import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EVENTS } from '#ledger'
import { SIGNAL_KINDS } from '#officers'
import { LICENCES } from '#release'
import { SIGNALS } from '../screens/signals.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { REFUSALS } from './refusals.ts'
import { typeset } from './typeset.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..', '..', '..')

/** Refusals that a command line, a start or a log can meet, and no officer at a screen. */
const ELSEWHERE = [
  'console/cannot-listen',
  'console/exposed',
  'console/not-built',
  'console/oidc',
  'console/origin',
  'console/usage',
  'console/witness',
  'officers/bad-proof',
  'officers/bad-tenant',
  'officers/founded',
  'officers/key-file',
  'officers/key-file-exists',
  'officers/short-passphrase',
  'officers/tenant-taken',
  'release/altered',
  'release/file-missing',
  'release/lease-expired',
  'release/lease-key',
  'release/missing',
  'release/no-manifest',
  'release/not-approved',
  'release/pull-failed',
  'release/push-failed',
  'release/round-failed',
  'release/settings',
]

/** The codes that rooms and server refuse with, as their sources write them. */
function codesIn(folder: string): string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
  return files
    .filter(name => name.endsWith('.ts') && !/\.test(-kit)?\.ts$/.test(name))
    .flatMap(name => [
      ...readFileSync(join(ROOT, folder, name), 'utf8').matchAll(
        /refuse\(\s*'((?:officers|release|console)\/[a-z-]+)'/g,
      ),
    ])
    .map(match => match[1])
}

function keysOf(words: object, under = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value, `${under}${key}.`) : [`${under}${key}`],
  )
}

describe('the words of the console', () => {
  test('French and English say the same things', () => {
    expect(keysOf(fr)).toEqual(keysOf(en))
  })

  test('no word is empty, in either language', () => {
    const texts = (words: object): unknown[] =>
      Object.values(words).flatMap(value => (typeof value === 'object' ? texts(value) : [value]))
    expect([...texts(en), ...texts(fr)].filter(value => typeof value === 'string' && value.trim() === '')).toEqual([])
  })

  test('every kind of ledger event is a sentence in both languages', () => {
    expect(Object.keys(EVENTS).filter(kind => !en.ledger.says[kind] || !fr.ledger.says[kind])).toEqual([])
  })

  test('every refusal that an officer can meet is a sentence in both languages', () => {
    const met = ['src/officers', 'src/release', 'apps/console/server'].flatMap(codesIn)
    const unsaid = [...new Set(met)].filter(code => !REFUSALS[code] && !ELSEWHERE.includes(code))
    expect(unsaid).toEqual([])
  })

  test('every sign of a shared account has words', () => {
    expect(Object.keys(SIGNALS)).toEqual([...SIGNAL_KINDS])
  })

  test('every licence offered is one that the room takes', () => {
    expect(Object.keys(en.propose.licences).filter(id => !LICENCES.includes(id))).toEqual([])
  })

  test('French is typeset: no straight apostrophe, no breaking space before a colon', () => {
    expect(typeset("L'état : « ouvert » ; fermé ?")).toBe('L’état\u00a0: «\u00a0ouvert\u00a0»\u202f; fermé\u202f?')
    expect(fr.wall.lease).toBe('Bail')
    expect(fr.hold.sentence("l'accueil", 'Sécurité')).toBe(
      'Ne plus montrer l’accueil. Classe de raison\u00a0: Sécurité.',
    )
  })
})
