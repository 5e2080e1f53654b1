import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

/** What each room may import: only what lies below it, or inside the data storey along the chain. The table of the architecture. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  page: ['kernel'],
  ledger: ['kernel'],
  sources: ['kernel'],
  detect: ['kernel', 'sources'],
  risk: ['kernel', 'sources', 'detect'],
  inspect: ['kernel', 'page', 'sources', 'detect', 'risk'],
  zones: ['kernel'],
  vault: ['kernel', 'zones', 'ledger'],
  officers: ['kernel', 'zones', 'ledger', 'vault'],
  exposure: ['kernel', 'page', 'sources', 'detect', 'risk', 'inspect', 'vault', 'ledger', 'zones'],
  release: ['kernel', 'page', 'zones', 'ledger', 'vault', 'officers', 'sources', 'detect', 'risk', 'inspect'],
}
const ROOMS = Object.keys(MAY_IMPORT)
const ROOT = join(import.meta.dirname, '..')

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(
      name => /\.(ts|tsx|mjs|js)$/.test(name) && !name.includes('node_modules') && statSync(join(ROOT, name)).isFile(),
    )
}

/** The import specifiers of a file. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  return [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(match => match[1])
}

const sources = filesUnder('src')

describe('the house', () => {
  test('every room has a door, a note of one screen, and a line in the import table', () => {
    const rooms = readdirSync(join(ROOT, 'src'))
    expect([...rooms].sort()).toEqual([...ROOMS].sort())
    for (const room of rooms.filter(name => name !== 'kernel')) {
      const note = readFileSync(join(ROOT, 'src', room, 'ROOM.md'), 'utf8')
      expect(note.split('\n').length, `src/${room}/ROOM.md fits one screen`).toBeLessThanOrEqual(80)
      expect(sources, `src/${room}/${room}.ts is the door`).toContain(join('src', room, `${room}.ts`))
    }
  })

  test('a room imports other rooms only through their door, and only rooms below it', () => {
    const wrong = sources.flatMap(file => {
      const room = file.split('/')[1]
      return importsOf(file)
        .filter(to => !isAllowed(file, room, to))
        .map(to => `${file} imports ${to}`)
    })
    expect(wrong).toEqual([])
  })

  test('what a length, a log or a client is worth is known without transfers, which rest on it', () => {
    const wrong = ['sizes', 'reach', 'clients']
      .flatMap(part => filesUnder(join('src', 'exposure', 'counting', part)))
      .filter(file => !file.includes('.test'))
      .flatMap(file => importsOf(file).map(to => `${file} imports ${to}`))
      .filter(line => line.includes('/transfers/'))
    expect(wrong).toEqual([])
  })

  test('the apps import rooms through their doors only', () => {
    const wrong = filesUnder('apps').flatMap(file =>
      importsOf(file)
        .filter(to => to.startsWith('#') && !ROOMS.includes(to.slice(1)))
        .concat(
          importsOf(file).filter(
            to => to.startsWith('.') && relative(ROOT, join(ROOT, file, '..', to)).startsWith('src'),
          ),
        )
        .map(to => `${file} imports ${to}`),
    )
    expect(wrong).toEqual([])
  })

  test('the portal imports the wall, the kernel and Node, and nothing that could open a table or a database', () => {
    const wrong = filesUnder('apps/portal')
      .filter(file => !isTest(file))
      .flatMap(file => importsOf(file).map(to => `${file} imports ${to}`))
      .filter(line => !/ imports (?:#zones|#kernel|node:[a-z/]+|\.\/[a-z./-]+)$/.test(line))
    expect(wrong).toEqual([])
  })

  test('the wall runs in browsers too: its room imports nothing of Node', () => {
    const wrong = sources
      .filter(file => file.startsWith(join('src', 'zones')) && !isTest(file))
      .flatMap(file =>
        importsOf(file)
          .filter(to => to.startsWith('node:'))
          .map(to => `${file} imports ${to}`),
      )
    expect(wrong).toEqual([])
  })

  test('the door of exposure loads no word list, no database and nothing that reads the exposed file, until there is one', () => {
    const loaded = loadedBy(join('src', 'exposure', 'exposure.ts'))
    expect(loaded).toContain(join('src', 'exposure', 'reading', 'fast-clf.ts'))
    const later = /^src\/(?:inspect|detect|risk|page|exposure\/people|exposure\/report(?!\/forms))\b/
    expect(loaded.filter(file => later.test(file))).toEqual([])
    expect(loaded.filter(to => !to.startsWith('src')).filter(to => !to.startsWith('node:'))).toEqual(['yauzl'])
  })

  test('a thread that reads logs loads the reading and the kernel, nothing else', () => {
    const loaded = loadedBy(join('src', 'exposure', 'reading', 'read-worker.ts'))
    expect(loaded.filter(to => !/^(?:node:|src\/kernel\/|src\/exposure\/(?:reading\/|contract))/.test(to))).toEqual([])
  })

  test('nothing is left for later in the code, no test is skipped or alone, no type is switched off', () => {
    const marks = /\b(TODO|FIXME|HACK)\b|\b(?:test|it|describe)\.only\(|@ts-ignore|@ts-expect-error|\bas any\b/
    const all = ['src', 'apps', 'drills', 'bench', 'scripts', 'tests']
      .flatMap(filesUnder)
      .filter(file => !file.endsWith('house.test.ts'))
    const found = all.filter(file => marks.test(readFileSync(join(ROOT, file), 'utf8')))
    expect(found).toEqual([])
  })

  test('no two tests have the same name in one file: a report could not tell them apart', () => {
    const twice = sources
      .filter(file => file.endsWith('.test.ts'))
      .flatMap(file => {
        const names = [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^\s*(?:test|it)\(\s*(['"`])(.*?)\1/gm)].map(
          match => match[2],
        )
        return names.filter((name, i) => names.indexOf(name) !== i).map(name => `${file}: ${name}`)
      })
    expect(twice).toEqual([])
  })
})

/** All files that a file loads when it is imported, itself among them, and all packages: types and `import()` load nothing. */
function loadedBy(first: string): readonly string[] {
  const doors = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { imports: Record<string, string> })
    .imports
  const loaded = new Set([first])
  for (const file of loaded) {
    if (!file.startsWith('src')) continue
    const text = readFileSync(join(ROOT, file), 'utf8')
    for (const [, to] of text.matchAll(/^(?:(?:import|export)\s(?!type\s)[^'=]*?from |import )'([^']+)'/gm)) {
      if (to.startsWith('.')) loaded.add(join(file, '..', to))
      else loaded.add(to in doors ? join(doors[to]) : to)
    }
  }
  return [...loaded]
}

function isAllowed(file: string, room: string, to: string): boolean {
  if (to.startsWith('#')) return MAY_IMPORT[room].includes(to.slice(1))
  if (!to.startsWith('.')) return true
  const target = relative(ROOT, join(ROOT, file, '..', to))
  return target.startsWith(`${join('src', room)}/`) || (isTest(file) && /^(tests|drills)\//.test(target))
}

function isTest(file: string): boolean {
  return /\.test(-kit)?\.ts$/.test(file)
}
