import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import {
  cleanExample,
  closedExample,
  emptyExample,
  HOSTILE,
  hostileExample,
  longestExample,
  openExample,
} from './example.test-kit.ts'
import { factSheetPage } from './fact-sheet.ts'
import { factSheetOf } from './fact-sheet-content.ts'
import { factSheetPdf } from './fact-sheet-pdf.ts'
import { documentOf } from './inside.ts'
import { exposurePage } from './page.ts'
import { exposureScreen } from './screen.ts'
import { timelineFile, timelineSvg } from './timeline.ts'

const DAY = new Date('2026-03-02T09:00:00Z')
const ACTS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/
const screenOf = (exposure: typeof openExample, lang: 'en' | 'fr' = 'en', width = 120): string =>
  exposureScreen(exposure, { lang, colour: false, width, next: null })

async function pdfOf(exposure: typeof openExample, lang: 'en' | 'fr'): Promise<string> {
  const pdf = await factSheetPdf(exposure, lang, DAY)
  return isRefusal(pdf) ? pdf.code : Buffer.from(pdf).toString('latin1')
}

describe('the page', () => {
  test('the statement comes first, then figures, picture, coverage, what is not known, and how it was computed', () => {
    const page = exposurePage(openExample, 'en')
    const ids = [
      'statement',
      'figures',
      'timeline',
      'coverage',
      'unknown',
      'people',
      'clients',
      'objects',
      'inputs',
      'malformed',
      'how',
    ]
    const at = ids.map(id => page.indexOf(` id="${id}"`))
    expect(at).not.toContain(-1)
    expect(at).toEqual([...at].sort((a, b) => a - b))
  })

  test('it runs nothing and fetches nothing', () => {
    const page = exposurePage(hostileExample, 'en')
    expect(page).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
    )
    expect(page).not.toMatch(/<script|<iframe|<object|<link|<img|@import|javascript:/i)
    expect([...page.matchAll(/\s(?:src|href|action)="([^"]*)"/g)].map(match => match[1])).toEqual(['#statement'])
    expect([...page.matchAll(/url\(([^)]*)\)/g)].every(match => match[1].startsWith('#timeline-'))).toBe(true)
  })

  test('what a stranger wrote into a request is text, whatever it tries', () => {
    const page = exposurePage(hostileExample, 'fr')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\\x1b[31m')
    expect(page).not.toMatch(ACTS)
    expect(page.match(/<\/template>/g)).toHaveLength(1)
  })

  test('an open figure says that it is not known, and why', () => {
    const page = exposurePage(openExample, 'en')
    expect(page).toContain('data-head="At most">not known</td>')
    expect(page).toContain('more may have happened than these logs can show')
    expect(exposurePage(closedExample, 'en')).not.toContain('data-head="At most">not known</td>')
  })

  test('every input stands there with its hash, and what was not read to its end is said', () => {
    const page = exposurePage(openExample, 'en')
    for (const { place, sha256 } of openExample.inputs) {
      expect(page).toContain(place)
      expect(page).toContain(sha256)
    }
    expect(page).toContain('not read to its end (its end is missing)')
  })

  test('an address appears only where the document has it, and then the page warns', () => {
    const shown = {
      ...openExample,
      clients: { ...openExample.clients, list: [{ ...openExample.clients.list[0], address: '192.0.2.7' }] },
    }
    expect(exposurePage(openExample, 'en')).toContain('Addresses are replaced by pseudonyms')
    expect(exposurePage(shown, 'en')).toContain('192.0.2.7')
    expect(exposurePage(shown, 'en')).toContain('<p class="keep">This page shows network addresses')
  })

  test('under every figure is the period, hatched for as long as a log is missing', () => {
    const strips = (exposure: typeof openExample) =>
      exposurePage(exposure, 'en')
        .split('<section')
        .find(part => part.includes('id="figures"'))
        ?.match(/<span class="strip".*?<\/span>/g)
    expect(new Set(strips(closedExample))).toEqual(new Set(['<span class="strip" aria-hidden="true"></span>']))
    const gap = openExample.coverage.slice(0, 2)
    expect(new Set(strips({ ...openExample, coverage: gap }))).toEqual(
      new Set([
        '<span class="strip" aria-hidden="true"><i style="left:12.5%;width:8.33%"></i><i style="left:98.61%;width:1.39%"></i></span>',
      ]),
    )
  })

  test('a cache without a log may have answered at any time: the whole period is hatched', () => {
    const reach = { ...closedExample.reach, isWhole: false }
    expect(exposurePage({ ...closedExample, reach }, 'en')).toContain('<i style="left:0%;width:100%"></i>')
  })

  test('the command that does it again names the file as a shell takes it, and what else must be declared', () => {
    const file = { name: "people's list.csv", sizeBytes: 1, sha256: 'a'.repeat(64) }
    expect(exposurePage({ ...openExample, file }, 'en')).toContain(
      '<code>parefuite exposure verify REPORT.html LOGS… --file &#39;people&#39;\\&#39;&#39;s list.csv&#39; --exclude WHO</code>',
    )
  })

  test('a server that exists by declaration alone is called so, and is not among those that gave a log', () => {
    const coverage = openExample.coverage.map(one => (one.from === null ? { ...one, server: '?1' } : one))
    const page = exposurePage({ ...openExample, coverage }, 'fr')
    expect(page).toContain('serveur inconnu 1')
    expect(page).toContain('4 fichiers de 2 serveurs, 1 serveur sans journal')
  })

  test('where the question names a zone, the windows are told in it too', () => {
    const question = { ...closedExample.question, zone: 'Europe/Paris' }
    expect(exposurePage({ ...closedExample, question }, 'fr')).toContain('(21:31:08, heure de Paris)')
  })

  test('every identifier is unique and every label points to one', () => {
    const page = exposurePage(openExample, 'en')
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(match => match[1])
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, labels] of page.matchAll(/aria-labelledby="([^"]+)"/g))
      for (const label of labels.split(' ')) expect(ids).toContain(label)
  })

  test('in French it is French throughout', () => {
    expect(exposurePage(openExample, 'fr')).not.toMatch(
      />(Figures|Timeline|How far|What is not|People|Objects|The evidence|Malformed|At least|At most|not known)/,
    )
  })

  test('without any time or line there is a page all the same, and no picture', () => {
    const page = exposurePage(emptyExample, 'en')
    expect(page).not.toContain('<svg')
    expect(page).toContain('the period is not known')
  })
})

describe('the document inside the page', () => {
  test.each([
    ['open', openExample],
    ['hostile', hostileExample],
    ['empty', emptyExample],
  ])('comes out as it went in, sign for sign: %s', (_, exposure) => {
    expect(documentOf(exposurePage(exposure, 'fr'))).toEqual(exposure)
    expect(documentOf(JSON.stringify(exposure))).toEqual(exposure)
  })

  test('a file without one is refused, and one of another version', () => {
    for (const text of ['', '<html></html>', '{}', '[]', 'null', JSON.stringify({ ...openExample, version: 2 })]) {
      const read = documentOf(text)
      expect(isRefusal(read) && read.code, text.slice(0, 20)).toBe('exposure/no-document')
    }
  })
})

describe('the picture', () => {
  test('each kind of access has its lane, each window its band, each server its bar', () => {
    const svg = timelineSvg(openExample, 'en', 'wide') ?? ''
    for (const kind of ['whole', 'partial', 'probes'])
      expect(svg.match(new RegExp(`<path class="${kind}"`, 'g'))).toHaveLength(1)
    expect(svg.match(/class="(?:reachable|taken)"/g)).toHaveLength(2)
    expect(svg.match(/class="log"/g)).toHaveLength(2) // the third server has no line
    expect(svg.match(/class="gap"/g)).toHaveLength(3)
    expect(svg.match(/class="pause"/g)).toHaveLength(1)
  })

  test('it has a name and a description, and the time without evidence is shaded behind all lanes', () => {
    const svg = timelineSvg(openExample, 'en', 'narrow') ?? ''
    expect(svg).toContain('role="img" aria-labelledby="timeline-narrow-title timeline-narrow-desc"')
    expect(svg).toContain('<title id="timeline-narrow-title">Accesses to ccw.csv over time</title>')
    expect(svg.match(/class="shade"/g)).toHaveLength(1)
    expect(timelineSvg(closedExample, 'en', 'narrow')).not.toContain('class="shade"')
  })

  test('as a file it stands alone: its colours are in it, and nothing in it acts', () => {
    const file = timelineFile(hostileExample, 'en') ?? ''
    expect(file.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" ')).toBe(
      true,
    )
    expect(file).not.toContain('var(--')
    expect(file).not.toMatch(/<script|<foreignObject|\son[a-z]+=|href=/i)
    expect(file).not.toMatch(ACTS)
  })

  test('as a file it says above what it shows, and below what the marks mean, which a page says around it', () => {
    const [file, inPage] = [timelineFile(openExample, 'fr') ?? '', timelineSvg(openExample, 'fr', 'wide') ?? '']
    const said = ['class="heading"', '>couvert par le journal</text>', '>non couvert</text>']
    expect(said.map(one => file.split(one).length)).toEqual([2, 2, 2])
    expect(said.map(one => inPage.split(one).length)).toEqual([1, 1, 1])
    expect(file).toContain('viewBox="-24 -48 1128 ')
    expect(inPage).toContain('viewBox="0 0 1080 ')
  })

  test('accesses of which it cannot be told whether they were whole are not said to be in part', () => {
    expect(timelineSvg(closedExample, 'en', 'wide')).toContain('>in part</text>')
    const partial = { low: 700, high: 736 }
    const unsure = { ...closedExample, transfers: { ...closedExample.transfers, partial } }
    expect(timelineSvg(unsure, 'en', 'wide')).toContain('>in part, or unsure</text>')
  })

  test('where no time is known there is none', () => {
    expect(timelineFile(emptyExample, 'en')).toBeNull()
  })
})

describe('the screen', () => {
  test('of a log without a line it does not say that it has no gap, and neither does the page', () => {
    const silent = { ...closedExample.coverage[0], from: null, to: null, lines: 0, gaps: [] }
    const exposure = { ...closedExample, coverage: [silent] }
    expect([screenOf(exposure), exposurePage(exposure, 'en')].map(text => /no gap/.test(text))).toEqual([false, false])
    expect([screenOf(exposure), exposurePage(exposure, 'en')].map(text => /no line/.test(text))).toEqual([true, true])
  })

  test('where only a cache or uncounted servers lack a log, no hours are said to be missing, and not all is said to be covered', () => {
    const reach = { ...openExample.reach, uncoveredHours: 0, isWhole: false }
    const screen = screenOf({ ...openExample, reach }).replace(/\s+/g, ' ')
    expect(screen).toContain('the logs here cover it; others that answered may have none here')
    expect(screen).not.toMatch(/0 s of|covers all of it/)
  })

  test('where the logs leave something out they do not bound the probes either', () => {
    expect(screenOf(openExample)).toMatch(/probes +313 +not known/)
  })

  test('statement, figures with bounds, coverage, what is not known, estimate', () => {
    expect(screenOf(openExample)).toMatchSnapshot()
  })

  test('nothing taken and everything covered is one quiet screen', () => {
    expect(screenOf(cleanExample, 'fr')).toMatchSnapshot()
  })

  test('no terminal obeys what came from outside, and no line is wider than asked', () => {
    const screen = screenOf(hostileExample, 'en', 100)
    expect(screen).not.toMatch(ACTS)
    const plain = screenOf(openExample, 'fr', 80).split('\n')
    expect(plain.filter(line => [...line].length > 80)).toEqual([])
  })

  test('colour is there only where it is asked for', () => {
    expect(exposureScreen(openExample, { lang: 'en', colour: true, width: 100, next: null })).toContain(
      '\u001b[1;31maccess shown\u001b[0m',
    )
    expect(screenOf(openExample)).not.toContain('\u001b')
  })
})

describe('the fact sheet', () => {
  test('says what, since when, how many, by whom in classes, what is certain, what is not known and why', () => {
    const { parts } = factSheetOf(openExample, 'en', DAY)
    expect(parts.map(({ title }) => title)).toEqual([
      'What was exposed',
      'Since when, until when',
      'How much was taken, and how many people are in it',
      'By whom, in classes',
      'What is certain',
      'What is not known, and why',
      'What this rests on',
    ])
    expect(parts[2].items).toEqual([
      'Transfers: at least 2,303 (whole: at least 1,702; in part: at least 601).',
      'People in what was transferred: 191,870 to 192,000.',
      'Kinds of data about them: full name, birth date.',
    ])
    expect(parts[4].items[0]).toBe(
      'The logs prove at least 2,303 transfers, 1,702 of them whole, to at least 455 addresses.',
    )
    expect(parts[5].items.at(-1)).toMatch(/^An estimate, which is no bound: /)
  })

  test('an estimate never stands among what is certain', () => {
    const { parts } = factSheetOf(openExample, 'en', DAY)
    expect(parts[4].items.join(' ')).not.toContain('1,986')
  })

  test('as HTML it runs nothing, and hostile names are text', () => {
    const page = factSheetPage(hostileExample, 'en', DAY)
    expect(page).not.toMatch(/<script|<img|javascript:/i)
    expect(page).not.toMatch(ACTS)
  })

  test.each([
    ['open', openExample],
    ['clean', cleanExample],
    ['empty', emptyExample],
    ['hostile', hostileExample],
  ])('as PDF it is one page, and no name is read as Typst: %s', async (_, exposure) => {
    const pdf = await pdfOf(exposure, 'fr')
    expect(pdf.startsWith('%PDF-1.7')).toBe(true)
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    expect(pdf).toContain('pdfuaid:part')
  })

  test('the longest that can be said is one page still, and what does not fit is counted', async () => {
    expect(factSheetOf(longestExample, 'fr', DAY).parts[5].items.join(' ')).toMatch(
      / \d+ autres points dans le rapport/,
    )
    const pdf = await pdfOf(longestExample, 'fr')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  })

  test('a hundred points that are not known are counted, and the sheet stays one page', async () => {
    const note = openExample.notes[0]
    const long = { ...openExample, notes: Array.from({ length: 100 }, () => note) }
    expect(factSheetOf(long, 'en', DAY).parts[5].items).toContain('93 other points in the full report.')
    const pdf = await pdfOf(long, 'en')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  })

  test('claims neither whole nor in part where none of the transfers can be told', () => {
    const open = { low: 0, high: null }
    const unsure = { ...openExample, transfers: { ...openExample.transfers, whole: open, partial: open } }
    const { parts } = factSheetOf(unsure, 'en', DAY)
    expect(parts[2].items[0]).toBe('Transfers: at least 2,303; which of them were whole cannot be told.')
    expect(parts[4].items[0]).toBe('The logs prove at least 2,303 transfers, to at least 455 addresses.')
    const wholes = { ...openExample, transfers: { ...openExample.transfers, partial: open } }
    expect(factSheetOf(wholes, 'en', DAY).parts[2].items[0]).toBe(
      'Transfers: at least 2,303 (whole: at least 1,702; the others whole or in part).',
    )
  })

  test('a note is a sentence; one that begins with a name leaves the name as it is', () => {
    const facts = { place: 'web/access.log', zone: 'UTC' }
    const notes = [
      { code: 'exposure/zone-assumed', facts },
      { code: 'exposure/no-lines', facts: {} },
    ] as const
    const { parts } = factSheetOf({ ...openExample, notes, estimate: null }, 'en', DAY)
    expect(parts[5].items).toEqual([
      expect.stringMatching(/^web\/access\.log: its times .*[^.]\.$/),
      'No line could be read.',
    ])
  })

  test('the hostile text is what it seems', () => {
    expect(HOSTILE).toMatch(ACTS)
  })
})
