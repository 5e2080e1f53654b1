import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { eventOf, given } from './ledger.test-kit.ts'
import { decodeEvent, EVENTS, encodeEvent, type LedgerEvent } from './ledger.ts'

const right = eventOf(7)
const changed = (members: Readonly<Record<string, unknown>>) => ({ ...right, ...members }) as LedgerEvent

describe('what the ledger may hold', () => {
  test('an event is written with sorted members and read back the same', () => {
    const entry = given(encodeEvent(right))
    expect(Buffer.from(entry).toString().slice(0, 20)).toBe('{"artefact":"0000000')
    expect(decodeEvent(entry)).toEqual(right)
  })

  test.each([
    ['an unknown kind', { kind: 'release.whispered' }, 'kind'],
    ['a name where an id stands', { by: 'officer-someone' }, 'by'],
    ['a time that does not exist', { at: '2026-02-30T00:00:00.000Z' }, 'at'],
    ['a time of another zone', { at: '2026-02-03T00:00:00.000+01:00' }, 'at'],
    ['words in place of a hash', { artefact: 'the list of last year' }, 'artefact'],
    ['a missing member', { tenant: undefined }, 'tenant'],
    ['a member more', { remark: 'seen by telephone' }, 'a member that is not in the list'],
    ['a negative count', { kind: 'release.published', version: -1 }, 'a member that is not in the list'],
  ])('%s is refused, and the refusal does not repeat it', (_, members, at) => {
    const answer = encodeEvent(changed(members))
    expect(answer).toMatchObject({ code: 'ledger/event', at })
    expect(JSON.stringify(answer)).not.toMatch(/someone|telephone|last year/)
  })

  test('the same event in another spelling is refused when read', () => {
    expect(decodeEvent(Buffer.from(JSON.stringify(right)))).toMatchObject({ at: 'spelling' })
    expect(decodeEvent(Buffer.from('[]'))).toMatchObject({ at: 'entry' })
    expect(decodeEvent(Buffer.from('{'))).toMatchObject({ at: 'entry' })
  })

  test('every kind of event and its members are in docs/formats/ledger.md, and no other', () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/formats/ledger.md'), 'utf8')
    const rows = [...text.matchAll(/^\| `([a-z]+\.[a-z-]+)` \| (.*?) \|/gm)].map(([, kind, members]) => [
      kind,
      [...members.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    ])
    expect(rows).toEqual(Object.entries(EVENTS).map(([kind, members]) => [kind, Object.keys(members)]))
  })
})
