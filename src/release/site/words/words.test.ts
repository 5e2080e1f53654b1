import { describe, expect, test } from 'vitest'
import { en } from './en.ts'
import { fr } from './fr.ts'

/** Every place in the words, with the kind of thing that stands there. */
function places(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${at}: ${typeof value}`]
  return Object.entries(value).flatMap(([key, inner]) => places(inner, `${at}.${key}`))
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return [String(value(2, 2, '2', '2')), String(value(1, 1, '1', '1'))]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
}

describe('the words of the public pages', () => {
  test('French and English say the same things', () => {
    expect(places(fr).sort()).toEqual(places(en).sort())
  })

  test('no sentence is empty, and none shows a value that is missing', () => {
    for (const text of [...texts(fr), ...texts(en)]) expect(text).toMatch(/^(?!.*(?:undefined|NaN|\[object)).+$/)
  })

  test('French double signs keep their spaces, which do not break', () => {
    const wrong = texts(fr).filter(text => / [:;?!»]|« |[^\s\u00a0\u202f][?!»]/.test(text))
    expect(wrong).toEqual([])
  })

  test('one and several are told apart', () => {
    expect(fr.catalogue.lead(1, '1')).toBe('1 jeu de données.')
    expect(fr.catalogue.lead(2, '2')).toBe('2 jeux de données, par ordre alphabétique.')
    expect(en.dataSet.rowsAndColumns(1, 2, '1', '2')).toBe('1 row, 2 columns')
    expect(fr.dataSet.rowsAndColumns(0, 1, '0', '1')).toBe('0 ligne, 1 colonne')
  })
})
