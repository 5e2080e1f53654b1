import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { refusalsFr } from './refusals-fr.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..', 'src')

/** The codes that the rooms of the wall and of the private zone refuse with. */
function codesOf(room: string): readonly string[] {
  const files = readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
  return files
    .filter(name => name.endsWith('.ts') && !name.includes('.test'))
    .flatMap(name => [
      ...readFileSync(join(ROOT, room, name), 'utf8').matchAll(/\b(?:refuse|nothingToPush)\(\s*'([a-z-]+\/[a-z-]+)'/g),
    ])
    .map(([, code]) => code)
    .filter(code => code.startsWith(`${room}/`))
}

test.each(['ledger', 'officers', 'release', 'vault', 'zones'])(
  'every refusal of the room %s has a French sentence, and no other code has one',
  room => {
    const told = Object.keys(refusalsFr).filter(code => code.startsWith(`${room}/`))
    expect(told.sort()).toEqual([...new Set(codesOf(room))].sort())
  },
)
