import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CONFORMANCE, type Conformance } from './conformance.ts'
import { compactOf } from './mask.ts'
import { RECOGNISERS, recognises } from './recognisers.ts'

/** Any UTF-16 units, unpaired surrogates included. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 })
  .map(units => String.fromCharCode(...units))

const DRAWS = 60_000

test('every recogniser has its case in the suite', () => {
  expect(RECOGNISERS.filter(recogniser => !CONFORMANCE.some(one => one.recogniser === recogniser))).toEqual([])
})

describe.each(CONFORMANCE)('$name', one => {
  const { recogniser, valid, invalid } = one

  test('accepts the valid values in their usual writings', () => {
    expect(valid.filter(value => !recognises(recogniser, value))).toEqual([])
  })

  test('accepts them with blanks around and, unless case matters, in small letters', () => {
    expect(valid.filter(value => !recognises(recogniser, `\t ${value}\u00a0`))).toEqual([])
    const lower = one.caseMatters ? [] : valid
    expect(lower.filter(value => !recognises(recogniser, value.toLowerCase()))).toEqual([])
  })

  test('refuses the invalid values, the empty one, and 10 kB of anything', () => {
    const long = ['9', 'A', 'a1', '<', '-', '1.', ':', '/'].map(unit => unit.repeat(10_240 / unit.length))
    const glued = valid.map(value => value.repeat(Math.ceil(10_240 / value.length)))
    const longOnes =
      recogniser.kind === 'online.url' || recogniser.kind === 'credential.token' ? long : [...long, ...glued]
    expect([...invalid, '', ' ', ...longOnes].filter(value => recognises(recogniser, value))).toEqual([])
  })

  test('its check and its sample test never throw, whatever the text', () => {
    fc.assert(
      fc.property(anyText, text => {
        recogniser.check(compactOf(text), text)
        recogniser.isSample?.(compactOf(text))
      }),
      { numRuns: 200, seed: 20 },
    )
  })

  test('a pass is worth what it says: 60,000 random values of its masks pass at the stated rate, within three standard errors', () => {
    const error = Math.sqrt((recogniser.chance * (1 - recogniser.chance)) / DRAWS)
    expect(Math.abs(passRate(one) - recogniser.chance)).toBeLessThanOrEqual(3 * error)
  })

  if (one.flips)
    test('refuses the changed digits that its rule can catch', () => {
      const [refused, tried] = flipped(one)
      expect([refused, tried]).toEqual(one.flips === 'all' ? [tried, tried] : one.flips)
    })

  if (recogniser.text)
    test('is found inside a sentence, whole', () => {
      const looked = valid.filter(value => !one.notInText?.includes(value))
      expect(looked.filter(value => !found(one, `Voir (dossier) ${value}, merci.`).includes(value))).toEqual([])
      expect(looked.filter(value => !found(one, value).includes(value))).toEqual([])
    })

  if (recogniser.text)
    test('looks through 600 kB of repetitive text in linear time: seconds even on a busy machine', () => {
      const started = performance.now()
      for (const unit of ['9', 'A', 'a.', '9 ', 'A9', '9-', '<', ':', 'aB3_', '99/', 'FR76 ', '$2b$12$']) {
        found(one, unit.repeat(50_000 / unit.length))
      }
      expect(performance.now() - started).toBeLessThan(6_000)
    })

  if (recogniser.text)
    test('needs no more digits in a text than its values hold', () => {
      const digits = valid
        .filter(value => !one.notInText?.includes(value))
        .map(value => value.replace(/\D/g, '').length)
      expect(Math.min(...digits)).toBeGreaterThanOrEqual(recogniser.textDigits ?? 0)
    })

  if (one.samples)
    test('reports published samples as such and still accepts them', () => {
      expect(one.samples?.filter(value => !recogniser.isSample?.(compactOf(value)))).toEqual([])
      expect(one.samples?.filter(value => !recognises(recogniser, value))).toEqual([])
    })
})

function found(one: Conformance, prose: string): readonly string[] {
  const matches = [...prose.matchAll(one.recogniser.text!)].map(match => match[0])
  return matches.filter(match => one.recogniser.check(compactOf(match), match))
}

/** How many single-digit changes of the valid values are refused, and how many there are. */
function flipped({ recogniser, valid }: Conformance): readonly [number, number] {
  const changes = valid.flatMap(value =>
    [...value].flatMap((unit, i) => otherDigits(unit).map(digit => value.slice(0, i) + digit + value.slice(i + 1))),
  )
  return [changes.filter(change => !recognises(recogniser, change)).length, changes.length]
}

function otherDigits(unit: string): readonly string[] {
  return /^\d$/.test(unit) ? [...'0123456789'].filter(digit => digit !== unit) : []
}

function passRate({ recogniser, masks }: Conformance): number {
  const random = randomFrom(7)
  let passes = 0
  for (let i = 0; i < DRAWS; i++) {
    const value = draw(masks[i % masks.length], random)
    if (recogniser.check(compactOf(value), value)) passes++
  }
  return passes / DRAWS
}

function draw(mask: string, random: () => number): string {
  let value = ''
  for (const unit of mask) {
    if (unit === '9') value += Math.floor(random() * 10)
    else value += unit === 'A' ? String.fromCharCode(65 + Math.floor(random() * 26)) : unit
  }
  return value
}

/** A small seeded generator: T. Ettinger's mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
