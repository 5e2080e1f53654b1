import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { productName } from '#kernel'
import { UNREAD_REASONS } from '#sources'
import { writeExample } from '../drills/2022-california/example.ts'
import { commands } from '../scripts/commands.ts'
import { REASONS } from '../src/inspect/words/reasons.ts'
import { folderWith, parefuite } from './cli/run.ts'

/** The documents cannot drift: what a person may meet is written down, what is written down exists. */

const ROOT = join(import.meta.dirname, '..')
const NOT_OURS = new Set(['node_modules', 'dist', '.cache', '.git', 'coverage'])
// Where a program finds programs and its user is no setting of ours.
const OF_THE_SYSTEM = new Set(['PATH', 'HOME'])
// Read by Node for us.
const THROUGH_NODE = ['TMPDIR']

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

function filesEnding(end: RegExp, folder = ''): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(entry => !NOT_OURS.has(entry.name))
    .flatMap(entry => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return filesEnding(end, path)
      return end.test(entry.name) ? [path] : []
    })
}

const codeFiles = ['src', 'apps', 'bin', 'scripts', 'tests', 'drills', 'bench'].flatMap(folder =>
  filesEnding(/\.(ts|mjs|js)$/, folder),
)
const documents = filesEnding(/\.md$/)
const codes = read('docs/codes.md')

/** The rows of the table under a heading of a document, cells without their backquotes. */
function tableUnder(heading: string, text: string): string[][] {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const lines = section.split('\n').filter(line => line.startsWith('|'))
  return lines.slice(2).map(line => line.split('|').slice(1, -1).map(plain))
}

function plain(cell: string): string {
  return cell.replaceAll('`', '').trim()
}

function matchesIn(files: readonly string[], pattern: RegExp): string[] {
  return [...new Set(files.flatMap(file => [...read(file).matchAll(pattern)].map(match => match[1])))].sort()
}

const firstCells = (heading: string) => tableUnder(heading, codes).map(([first]) => first)

describe('docs/codes.md', () => {
  test('lists every exit code of the command and no other', () => {
    const signals = read('apps/cli/main.ts').match(/SIGNALS = \{([^}]*)\}/)?.[1] ?? ''
    const stops = [...signals.matchAll(/: (\d+)/g)].map(([, code]) => code)
    expect(stops).toHaveLength(3)
    expect(firstCells('Exit status').sort()).toEqual(['0', '1', '2', ...stops].sort())
  })

  test('lists every refusal and no other', () => {
    const ours = codeFiles.filter(file => /^(src|apps)\//.test(file) && !file.includes('.test'))
    const given = matchesIn(ours, /(?<!#)\brefuse\(\s*'([a-z-]+\/[a-z-]+)'/g)
    expect(given.length).toBeGreaterThan(0)
    expect(firstCells('Refusals').sort()).toEqual(given)
  })

  test('lists every code that the console has words for', () => {
    const words = read('apps/console/web/src/words/refusals.ts')
    const told = [...words.matchAll(/^\s+'([a-z]+\/[a-z0-9-]+)'/gm)].map(([, code]) => code)
    expect(told).toContain('release/behind')
    // What a key file signs to enter and to leave bears a name of the same form.
    const acts = ['officers/sign-in', 'officers/sign-out']
    expect(told.filter(code => !acts.includes(code) && !codes.includes(`\`${code}\``))).toEqual([])
  })

  test('lists every reason for not reading, with a way out', () => {
    const rows = tableUnder('What was not read', codes)
    expect(rows.map(([code]) => code)).toEqual([...UNREAD_REASONS])
    expect(rows.filter(([, meaning, way]) => meaning === '' || way === '')).toEqual([])
  })

  test('lists every reason of a verdict or a finding with the facts it takes', () => {
    const told = tableUnder('Reasons', codes).map(([code, facts]) => `${code}: ${facts}`)
    const given = Object.entries(REASONS).map(([code, facts]) => `${code}: ${Object.keys(facts).join(', ')}`)
    expect(told.sort()).toEqual(given.sort())
  })

  test('lists every environment variable that is read', () => {
    const dotted = matchesIn(codeFiles, /\benv\.([A-Z][A-Z0-9_]+)/g)
    const quoted = matchesIn(codeFiles, /\benv\['([A-Z][A-Z0-9_]+)'\]/g)
    const told = firstCells('Environment').flatMap(cell => cell.split(', '))
    const settings = [...new Set([...dotted, ...quoted, ...THROUGH_NODE])].filter(name => !OF_THE_SYSTEM.has(name))
    expect(told.sort()).toEqual(settings.sort())
  })
})

describe('the command line', () => {
  const options = [
    ...(read('apps/cli/arguments.ts').match(/OPTIONS = \{([\s\S]*?)\n\} as const/)?.[1] ?? '').matchAll(
      /^ {2}'?([a-z-]+)'?: \{/gm,
    ),
  ].map(([, name]) => `--${name}`)

  test('every option is in both helps, and the English ones are docs/commands.md', async () => {
    expect(options).toContain('--fail-on')
    const french = filesEnding(/fr\.ts$/, 'apps/cli/words')
      .map(read)
      .join('\n')
    const said = [read('docs/commands.md'), french]
    // Help asks for itself: it is what is being read.
    const silent = options.filter(name => name !== '--help' && !said.every(text => text.includes(name)))
    expect(silent).toEqual([])
    expect(read('docs/commands.md')).toBe(await commands())
  })

  test('every option of inspect is in the README', () => {
    const [own] = read('apps/cli/arguments.ts').match(/(?<=\n {2}inspect: \[)[^\]]*/) ?? ['']
    const names = [...own.matchAll(/'([a-z-]+)'/g)].map(([, name]) => `--${name}`)
    expect(names).toContain('--quasi')
    expect(names.filter(name => !read('README.md').includes(name))).toEqual([])
  })

  test('the README names no option that the command does not have', () => {
    const known = new Set([...options, '--errors', '--only', '--check'])
    const named = [...read('README.md').matchAll(/`[^`]*`|^ {4}.*$/gm)].flatMap(
      ([text]) => text.match(/--[a-z][a-z-]+/g) ?? [],
    )
    expect(named.filter(name => !known.has(name))).toEqual([])
  })
})

test('the screen in the README is what the command says of the example, but for the seconds', async () => {
  const folder = folderWith({})
  try {
    await writeExample(join(folder.path, 'ccw.csv'))
    const { stdout } = await parefuite(['inspect', 'ccw.csv'], { cwd: folder.path })
    const [shown] = read('README.md').match(/(?<=^ {4}\$ parefuite inspect ccw\.csv\n)(?: {4}.*\n|\n(?= {4}))+/m) ?? [
      '',
    ]
    expect(withoutSeconds(shown.replace(/^ {4}/gm, ''))).toBe(withoutSeconds(stdout))
  } finally {
    folder.remove()
  }
})

function withoutSeconds(screen: string): string {
  return screen.replace(/\([\d.]+\ss\)/, '(… s)')
}

describe('what documents point at', () => {
  test('no relative link is dead', () => {
    const dead = documents.flatMap(file =>
      [...read(file).matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, to]) => to)
        .flatMap(to => (leads(file, to) ? [] : [`${file}: ${to}`])),
    )
    expect(dead).toEqual([])
  })

  test('every file of the project that a document names exists', () => {
    const path = /`((?:src|apps|docs|bench|drills|scripts|tests|bin)\/[\w./-]+\.(?:ts|mjs|js|md|json|bin|tsv))`/g
    const missing = documents.flatMap(file =>
      [...read(file).matchAll(path)].filter(([, name]) => !isThere(name)).map(([, name]) => `${file}: ${name}`),
    )
    expect(missing).toEqual([])
  })

  test('the version is the same in the package, in the answer and at the top of the changelog', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string }
    const top = read('CHANGELOG.md').match(/^## (\d\S*)/m)?.[1]
    expect({ top, product: productName() }).toEqual({ top: version, product: `parefuite ${version}` })
  })

  test('every npm script that a document names exists', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> }
    const named = matchesIn(documents, /\bnpm run ([a-z-]+)/g)
    expect(named.filter(name => !Object.hasOwn(scripts, name))).toEqual([])
  })

  test('every decision is one page and says what was chosen, what was given up, and when to look again', () => {
    const decisions = documents.filter(
      file => dirname(file) === join('docs', 'decisions') && basename(file) !== 'README.md',
    )
    expect(decisions.length).toBeGreaterThan(0)
    const wrong = decisions.filter(file => {
      const text = read(file)
      const headings = ['Chosen', 'Given up', 'Look again when'].map(name => `\n## ${name}\n`)
      return text.split('\n').length > 60 || headings.some(heading => !text.includes(heading))
    })
    expect(wrong).toEqual([])
  })
})

/** Whether a link leads somewhere: a file or folder here, and the heading in it where one is named. */
function leads(from: string, to: string): boolean {
  if (/^[a-z]+:/.test(to)) return true
  const [path, heading] = to.split('#')
  const target = path === '' ? from : relative(ROOT, join(ROOT, dirname(from), decodeURIComponent(path)))
  return isThere(target) && (heading === undefined || headingsOf(target).includes(heading))
}

function isThere(path: string): boolean {
  return statSync(join(ROOT, path), { throwIfNoEntry: false }) !== undefined
}

/** Headings as a forge names them in addresses: lower case, blanks as dashes, no punctuation. */
function headingsOf(path: string): string[] {
  return [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
