import { describe, expect, test } from 'vitest'
import { open } from '../lexicon/lexicon.ts'
import { RECOGNISERS } from '../recognisers/recognisers.ts'
import { Examiner, type Outcome } from './examiner.ts'
import { newProse } from './prose.ts'

const examiner = new Examiner(RECOGNISERS, newProse(RECOGNISERS, open()))
const encoder = new TextEncoder()

function look(text: string): Outcome {
  const bytes = encoder.encode(text)
  return examiner.outcomes[examiner.examine(bytes, 0, bytes.length)]
}
const kinds = (positions: readonly number[]): string[] => [...new Set(positions.map(i => RECOGNISERS[i].kind))]

describe('looking at one value', () => {
  test('a whole identifier passes its rule, blanks around it aside', () => {
    expect(kinds(look('  9434765870 ').passed)).toContain('id.gb.nhs')
    expect(kinds(look('9434765871').passed)).not.toContain('id.gb.nhs')
    expect(kinds(look('9434765871').accepted)).toContain('id.gb.nhs')
  })

  test('the same outcome has the same number, nothing is 0', () => {
    const bytes = encoder.encode('steel hinge')
    expect(examiner.examine(bytes, 0, bytes.length)).toBe(0)
    const one = encoder.encode('x@example.org')
    const two = encoder.encode('another.one@example.com')
    expect(examiner.examine(one, 0, one.length)).toBe(examiner.examine(two, 0, two.length))
  })

  test('identifiers are found inside a text, and those that fail their check are weighed too', () => {
    const found = look('le NIR 2 95 07 45 123 456 84 et le courriel jean@example.org')
    expect(kinds(found.inside).sort()).toEqual(['contact.email', 'id.fr.nir'])
    expect(kinds(look('le NIR 2 95 07 45 123 456 85 est faux').missed)).toContain('id.fr.nir')
  })

  test('a date, a number and a run of one digit hold nothing inside and obey no rule', () => {
    for (const text of ['2006-09-06 10:04:02', '12/03/1985', '000000000', '9999999999999', '3.14159']) {
      const { passed, inside, name } = look(text)
      expect([text, kinds(passed).filter(kind => kind.startsWith('id.')), inside, name]).toEqual([text, [], [], false])
    }
  })

  test('a person is found by title or by given name and family name in prose, a street or a pronoun is none', () => {
    expect(look('reçu ce jour par Mme Delacroix au guichet').name).toBe(true)
    expect(look('call Dr. J. Hartmann before noon').name).toBe(true)
    expect(look('the parcel was left with Kevin Thompson on the second floor').name).toBe(true)
    expect(look('please send it back to Me before Friday').name).toBe(false)
    expect(look('the steel hinge of the left door is loose').name).toBe(false)
  })

  test('values longer than any identifier are read as text, to the end', () => {
    const padding = 'rien à signaler ; '.repeat(2000)
    expect(kinds(look(`${padding} joindre x@example.org`).inside)).toEqual(['contact.email'])
  })

  test('an address is found whatever stands before it', () => {
    for (const before of ["'", '"', '(', '<', '...', '-', '_', '+', '%', "O'", 'mailto:'])
      expect(kinds(look(`joindre ${before}ana.x@example.org, merci`).inside)).toEqual(['contact.email'])
  })

  test('broken UTF-8, control characters and NUL are looked at without harm', () => {
    const bytes = Uint8Array.from([0, 255, 254, 128, 27, 91, 50, 74, 9, 0, 49, 50])
    expect(() => examiner.examine(bytes, 0, bytes.length)).not.toThrow()
  })
})
