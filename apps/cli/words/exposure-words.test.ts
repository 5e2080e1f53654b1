import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exposureFr } from './exposure-fr.ts'

const ROOM = join(import.meta.dirname, '..', '..', '..', 'src', 'exposure')

test('every refusal of the room exposure has a French sentence, and no other code has one', () => {
  const files = readdirSync(ROOM, { recursive: true, encoding: 'utf8' }).filter(name => /(?<!\.test)\.ts$/.test(name))
  const codes = files.flatMap(name => [
    ...readFileSync(join(ROOM, name), 'utf8').matchAll(/\brefuse\(\s*'([a-z-]+\/[a-z-]+)'/g),
  ])
  expect(Object.keys(exposureFr.refusals).sort()).toEqual([...new Set(codes.map(([, code]) => code))].sort())
})
