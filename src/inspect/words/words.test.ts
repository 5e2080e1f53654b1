import { describe, expect, test } from 'vitest'
import { KIND_IDS } from '#detect'
import type { Lang } from '#kernel'
import { sayIn } from '#page'
import { kindName } from './kinds.ts'
import { type FactType, REASONS, type ReasonCode } from './reasons.ts'
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
    for (const kind of KIND_IDS) expect(kindName(kind, lang)).toMatch(/^[^.]{2,}$/)
  })

  test('French has no plain space before a double sign, no straight apostrophe, no straight quotation mark', () => {
    const wrong = allFrench().filter(text => / [:;!?%»]|« |['"]/.test(text) && !text.startsWith('detect/'))
    expect(wrong).toEqual([])
  })
})
