import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Interner } from './interner.ts'
import { ipv4At, ipv4Number, ipv4Text, NumberMap } from './ipv4.ts'

test('a text has the value that it was given first, wherever it stands', () => {
  const text = fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'b', 'é') })
  fc.assert(
    fc.property(fc.array(text, { maxLength: 2000, size: 'max' }), texts => {
      const [interner, known] = [new Interner(), new Map<string, number>()]
      for (const each of texts) {
        const bytes = Buffer.from(`<${each}>`)
        const value = interner.get(bytes, 1, bytes.length - 1, () => known.size)
        if (!known.has(each)) known.set(each, known.size)
        expect(value).toBe(known.get(each))
      }
      expect(interner.count).toBe(known.size)
    }),
    { numRuns: 50, seed: 4 },
  )
})

test('numbers keep their values while the map grows', () => {
  const map = new NumberMap()
  const keys = Array.from({ length: 50_000 }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 0)
  for (const [i, key] of [...keys, 0xffffffff].entries()) {
    expect(map.get(key)).toBe(-1)
    map.add(key, i)
  }
  expect(keys.every((key, i) => map.get(key) === i)).toBe(true)
})

test('an address of IPv4 is a number and back; anything else is none', () => {
  const at = (text: string) => ipv4At(Buffer.from(`x${text}x`), 1, text.length + 1)
  fc.assert(
    fc.property(fc.ipV4(), text => {
      expect(ipv4Text(at(text))).toBe(text)
      expect(ipv4Number(text)).toBe(at(text))
    }),
    { seed: 4 },
  )
  for (const text of [
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '01.1.1.1',
    '1..1.1',
    '1.2.3.',
    '::1',
    '1.2.3.a',
    '1.2.3.1000',
  ]) {
    expect(at(text), text).toBe(-1)
  }
})
