import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Lift, Root } from '#zones'
import { missingSignatures } from './missing.ts'

const PEOPLE = ['officer-a', 'officer-b', 'officer-c', 'officer-d']
const KEYS = ['1', '2', '3', '4', '5', '6']
const one = fc.record({ officer: fc.constantFrom(...PEOPLE), key: fc.constantFrom(...KEYS) })
const root = fc.uniqueArray(one, { minLength: 2, maxLength: 8, selector: ({ officer, key }) => officer + key }).map(
  (officers): Root => ({
    kind: 'zones/root',
    tenant: 'exemple',
    version: 2,
    epoch: 1,
    issued: '2026-03-02T09:00:00.000Z',
    threshold: 2,
    officers: officers.map(({ officer, key }) => ({ person: officer, key })),
    passkeys: [],
    leaseKey: '0',
  }),
)
const LIFT: Lift = { kind: 'zones/lift', tenant: 'exemple', hold: '0', issued: '2026-03-02T09:00:00.000Z' }

describe('what is missing to a document', () => {
  test('is never nothing while one person signed, with however many keys, or one key, by however many people', () => {
    fc.assert(
      fc.property(root, root, fc.array(one, { maxLength: 12 }), fc.boolean(), (before, after, approvals, byPerson) => {
        const [first] = approvals
        const alike = approvals.filter(each => (byPerson ? each.officer === first.officer : each.key === first.key))
        expect(missingSignatures(LIFT, before, alike)).toBeGreaterThan(0)
        expect(missingSignatures(after, before, alike)).toBeGreaterThan(0)
        expect(missingSignatures(after, null, alike)).toBeGreaterThan(0)
      }),
    )
  })

  test('is never nothing while everybody who signed is a stranger to the root', () => {
    fc.assert(
      fc.property(root, fc.array(one, { maxLength: 12 }), (before, approvals) => {
        const strangers = approvals.filter(
          each => !before.officers.some(({ person, key }) => person === each.officer && key === each.key),
        )
        expect(missingSignatures(LIFT, before, strangers)).toBe(2)
      }),
    )
  })

  test('of a change of root is the more of what the old and the new officers still owe', () => {
    const of = (...officers: string[]): Root => ({
      kind: 'zones/root',
      tenant: 'exemple',
      version: 2,
      epoch: 1,
      issued: LIFT.issued,
      threshold: 2,
      officers: officers.map(person => ({ person, key: person })),
      passkeys: [],
      leaseKey: '0',
    })
    const by = (...people: string[]) => people.map(officer => ({ officer, key: officer }))
    expect(missingSignatures(of('c', 'd'), of('a', 'b'), by('a', 'b'))).toBe(2)
    expect(missingSignatures(of('b', 'c'), of('a', 'b'), by('a', 'b'))).toBe(1)
    expect(missingSignatures(of('b', 'c'), of('a', 'b'), by('a', 'b', 'c'))).toBe(0)
    expect(missingSignatures(of('a', 'b', 'c'), of('a', 'b'), by('a', 'b'))).toBe(0)
  })
})
