import { statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from './fold.ts'
import { loadLexicon, open } from './lexicon.ts'

const lexicon = open()

describe('a word', () => {
  it.each([
    ['Étienne', 'etienne'], ['STRASSE', 'strasse'], ['Straße', 'strasse'], ['Cœur', 'coeur'], ['Saint-Étienne', 'saint etienne'],
    ["L'Haÿ-les-Roses", 'l hay les roses'], ['L’Haÿ', 'l hay'], ['  New   York ', 'new york'], ['M.', 'm'], ['Łódź', 'lodz'],
  ])('%s is known as "%s"', (text, folded) => expect(fold(text)).toBe(folded)) // biome-ignore format: a table

  it('is known whatever its accents and case', () => {
    expect(lexicon.word('MULLER')).toEqual(lexicon.word('Muller'))
    expect(lexicon.word('éric')).toEqual(lexicon.word('ERIC'))
    fc.assert(fc.property(fc.string(), text => fold(fold(text)) === fold(text)))
  })

  it('that is a typical given name has a sex', () => {
    expect(lexicon.word('Jennifer')).toMatchObject({ given: 3, sex: 'female', fr: 0, en: 0, de: 0 })
    expect(lexicon.word('John')).toMatchObject({ given: 3, sex: 'male' })
    expect(lexicon.word('Camille')).toMatchObject({ given: 3, sex: 'female' })
  })

  it('that is a family name is no given name', () => {
    for (const name of ['Dupont', 'Schmidt', 'Kowalski', 'Lefebvre'])
      expect(lexicon.word(name)).toMatchObject({ given: 0, family: 3 })
  })

  it('that is an everyday word is no name', () => {
    expect(lexicon.word('table')).toMatchObject({ given: 0, family: 0, fr: 3, en: 3 })
    expect(lexicon.word('rouge')).toMatchObject({ given: 0, family: 0, fr: 3, commune: true })
  })

  it('can be a place of each sort', () => {
    expect(lexicon.word('Saint-Étienne')).toMatchObject({ commune: true, city: true, bigCity: true, country: false })
    expect(lexicon.word('Deutschland')).toMatchObject({ country: true })
    expect(lexicon.word('Californie')).toMatchObject({ region: false })
    expect(lexicon.word('Ille-et-Vilaine')).toMatchObject({ region: true })
    expect(lexicon.word('marocaine')).toMatchObject({ nationality: true })
    expect(lexicon.word('allemand')).toMatchObject({ language: true })
  })

  it('can say what stands beside it', () => {
    expect(lexicon.word('SARL').legalForm).toBe(true)
    expect(lexicon.word('GmbH').legalForm).toBe(true)
    expect(lexicon.word('allée').street).toBe(true)
    expect(lexicon.word('Straße').street).toBe(true)
    expect(lexicon.word('Mme').title).toBe(true)
    expect(lexicon.word('Herr').title).toBe(true)
    expect(lexicon.word('PhD').suffix).toBe(true)
    expect(lexicon.word('van').particle).toBe(true)
    expect(lexicon.word('mairie').organisation).toBe(true)
    expect(lexicon.word('infirmière').occupation).toBe(true)
    expect(lexicon.word('août').month).toBe(true)
    expect(lexicon.word('Montag').day).toBe(true)
  })

  it('in no list is unknown', () => {
    for (const text of ['', ' ', 'qzxjvkw', '%%%', '12 345', '\u0000', '\ud800'])
      expect(lexicon.word(text).known).toBe(false)
  })

  it('in no list is taken for a known one less than once in 100,000', () => {
    let wrong = 0
    for (let at = 0; at < 300_000; at++)
      if (lexicon.word(`zq${at.toString(36)}xk${(at * 7919).toString(36)}`).known) wrong += 1
    expect(wrong).toBe(0)
  })
})

describe('the file', () => {
  it('is at most 6 MB', () =>
    expect(statSync(new URL('./generated/lexicon.bin', import.meta.url)).size).toBeLessThan(6_000_000))

  it('is refused when its layout is another', () => {
    expect(() => loadLexicon(new SharedArrayBuffer(64))).toThrow(
      'the lexicon file has another layout than this program',
    )
  })

  it('is shared with a worker thread without a copy', async () => {
    const code = `
      import { parentPort, workerData } from 'node:worker_threads'
      const { loadLexicon } = await import(workerData.module)
      parentPort.postMessage(loadLexicon(workerData.shared).word('Dupont').family)`
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {
      workerData: { module: new URL('./lexicon.ts', import.meta.url).href, shared: lexicon.shared },
    })
    const answer = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
    await worker.terminate()
    expect(answer).toBe(3)
  })
})
