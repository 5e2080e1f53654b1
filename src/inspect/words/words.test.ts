import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KIND_IDS } from '#detect'
import type { Lang } from '#kernel'
import { f } from './french.ts'
import { printable, shortened } from './printable.ts'
import { type FactType, REASONS, type ReasonCode } from './reasons.ts'
import { sayIn } from './say.ts'
import { sentence, wordsIn } from './words.ts'

const LANGS: readonly Lang[] = ['en', 'fr']
const CODES = Object.keys(REASONS) as ReasonCode[]

const INVENTED: Readonly<Record<FactType, string | number>> = {
  count: 1234,
  share: 0.5,
  column: 'dob',
  columns: 'dob + zip',
  kind: 'birth.date',
  word: 'dob',
  place: 'a.csv',
  code: 'ordinary',
}

function factsOf(code: ReasonCode) {
  return Object.fromEntries(Object.entries(REASONS[code]).map(([fact, type]) => [fact, INVENTED[type as FactType]]))
}

/** Everything fixed that French says: sentences with facts, and every word of the page and the screen. */
function allFrench(): string[] {
  const words = wordsIn('fr')
  const fixed = JSON.stringify(words).match(/"(?:[^"\\]|\\.)*"/g) ?? []
  return [
    ...CODES.map(code => sentence({ code, facts: factsOf(code) }, 'fr')),
    ...fixed.map(text => JSON.parse(text) as string),
  ]
}

describe('the words', () => {
  test.each(LANGS)('every reason has a sentence that uses its facts, in %s', lang => {
    for (const code of CODES) {
      const said = sentence({ code, facts: factsOf(code) }, lang)
      expect(said, code).not.toMatch(/undefined|NaN|\[object|detect\/|inspect\//)
      expect(said.length, code).toBeGreaterThan(5)
    }
  })

  test('a reason that this version does not know is named, not dropped', () => {
    expect(sentence({ code: 'detect/of-tomorrow', facts: {} }, 'en')).toBe('rule detect/of-tomorrow')
    expect(sentence({ code: 'detect/of-tomorrow', facts: {} }, 'fr')).toBe('règle detect/of-tomorrow')
  })

  test.each(LANGS)('every reason for not reading says what to do, in %s', lang => {
    for (const say of Object.values(wordsIn(lang).unread)) expect(say({}, sayIn(lang)).length).toBeGreaterThan(10)
    const { unread } = wordsIn(lang)
    expect(unread['sources/denied']({ scratch: 'ENOSPC' }, sayIn(lang))).toContain('TMPDIR')
    expect(unread['sources/hidden']({ what: 'formulas' }, sayIn(lang))).toMatch(/^(des )?formul/)
  })

  test.each(LANGS)('every kind of data has a name in %s', lang => {
    for (const kind of KIND_IDS) expect(sayIn(lang).kind(kind)).toMatch(/^[^.]{2,}$/)
  })

  test('French has no plain space before a double sign, no straight apostrophe, no straight quotation mark', () => {
    const wrong = allFrench().filter(text => / [:;!?%»]|« |['"]/.test(text) && !text.startsWith('detect/'))
    expect(wrong).toEqual([])
  })

  test('French typography leaves what is interpolated as it is', () => {
    expect(f`colonne ${'a : b'} : vue`).toBe('colonne a : b\u00a0: vue')
  })
})

describe('numbers', () => {
  test('a share is never rounded up to all nor down to nothing', () => {
    const { share } = sayIn('en')
    expect([1, 0.99999999, 0.9912, 0.5, 0.0001, 1e-7, 0].map(share)).toEqual([
      '100%',
      '> 99.99%',
      '99.12%',
      '50.0%',
      '0.01%',
      '< 0.01%',
      '0%',
    ])
    fc.assert(
      fc.property(
        fc.double({ min: 1e-12, max: 0.999999999999 }),
        x => !['0%', '100%', '0.00%', '100.00%', '100.0%'].includes(share(x)),
      ),
    )
  })

  test('each language writes numbers its own way', () => {
    expect(sayIn('en').count(192000)).toBe('192,000')
    expect(sayIn('fr').count(192000)).toBe('192\u202f000')
    expect(sayIn('fr').share(0.5)).toBe('50,0\u202f%')
    expect(sayIn('fr').some(1.5, 'ligne', 'lignes')).toBe('2 ligne')
    expect(sayIn('fr').some(0, 'ligne', 'lignes')).toBe('0 ligne')
    expect(sayIn('en').some(0, 'row', 'rows')).toBe('0 rows')
    expect(sayIn('fr').bytes(907_000_000)).toBe('907\u00a0Mo')
  })
})

describe('names from outside', () => {
  test('terminal escapes, direction overrides and invisible characters are written out', () => {
    expect(printable('a\u001b[31mb\u202ec\u200bd\u0085e\n')).toBe('a\\x1b[31mb\\u202ec\\u200bd\\x85e\\x0a')
  })

  test('no name can act on a terminal', () => {
    const acting = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u
    const shownAsIs =
      /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}]/gu
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => !acting.test(printable(text).replace(shownAsIs, ''))))
  })

  test('ordinary names of any alphabet are left alone', () => {
    for (const name of ['date de naissance', 'Müller', 'имя', '名前', 'الاسم', '👩']) expect(printable(name)).toBe(name)
  })

  test('a long name keeps both ends', () => {
    expect(shortened('abcdefghijklmnop', 9)).toBe('abcd…mnop')
    expect(shortened('abcdefghi', 9)).toBe('abcdefghi')
  })
})
