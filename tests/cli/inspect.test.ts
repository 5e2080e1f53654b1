import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dateAt, type InventedPerson, inventPerson, randomFrom } from '../../drills/people.ts'
import { folderWith, parefuite, root } from './run.ts'

/** The command as a person or a script meets it: real processes on real files of invented people. */

const random = randomFrom(7)
const crowd: readonly InventedPerson[] = Array.from({ length: 400 }, () => inventPerson(random, 'us'))
const people = [
  'name,dob,gender,zip,phone,email',
  ...crowd.map(p => `${p.given} ${p.family},${p.birthDate},${p.sex},${p.postcode},${p.phone},${p.email}`),
].join('\n')
const weather = [
  'day,rainfall_mm,wind_kmh',
  ...Array.from({ length: 200 }, (_, i) => `${dateAt(2024, random)},${(i * 7) % 31},${(i * 13) % 90}`),
].join('\n')
const hostile = people.replace('name,dob', '"\u001b]0;owned\u0007<script>",dob')

const folder = folderWith({ 'people.csv': people, 'weather.csv': weather, 'hostile.csv': hostile, 'empty.csv': '' })
const at = (name: string) => join(folder.path, name)
afterAll(folder.remove)

const schema: unknown = JSON.parse(readFileSync(join(root, 'docs', 'formats', 'inspection.schema.json'), 'utf8'))
const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true })
const validate = ajv.compile(schema as object)

/** Cells that identify one invented person: none of them may leave. */
const secrets = crowd.flatMap(p => [`${p.given} ${p.family}`, p.birthDate, p.phone, p.email])

describe('parefuite inspect', () => {
  test('a file about people: the verdict first, exit code 1', async () => {
    const { code, stdout, stderr } = await parefuite(['inspect', at('people.csv')])
    expect(stdout.split('\n')[0]).toBe('do not publish   people.csv')
    expect(stdout.split('\n')[1]).toMatch(/^ {2}400 rows, 6 columns, every cell read \([\d.]+\u00a0s\)$/)
    expect(stdout).toMatch(/^ {2}email +e-mail address/m)
    expect(stdout).not.toContain('\u001b')
    expect(stderr).toBe('')
    expect(code).toBe(1)
  })

  test('a file about the weather: nothing found, exit code 0', async () => {
    const { code, stdout } = await parefuite(['inspect', at('weather.csv')])
    expect(stdout.split('\n')[0]).toBe('nothing found   weather.csv')
    expect(code).toBe(0)
  })

  test('several files: the worst first and in full, the others in a line', async () => {
    const { code, stdout } = await parefuite(['inspect', at('weather.csv'), at('people.csv')])
    expect(stdout.split('\n')[0]).toBe('do not publish   2 tables')
    expect(stdout).toMatch(/OTHER TABLES\n {2}nothing found +weather\.csv +200 rows/)
    expect(code).toBe(1)
  })

  test('in French from the locale, or when asked', async () => {
    const locale = await parefuite(['inspect', at('people.csv')], { env: { LANG: 'fr_FR.UTF-8' } })
    const asked = await parefuite(['inspect', at('people.csv'), '--lang', 'fr'])
    for (const { stdout } of [locale, asked]) expect(stdout.split('\n')[0]).toBe('ne pas publier   people.csv')
  })

  test('--json writes one document that its schema describes, and nothing else', async () => {
    for (const name of ['people.csv', 'weather.csv', 'hostile.csv']) {
      const { stdout, stderr } = await parefuite(['inspect', at(name), '--json'])
      expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true)
      expect(stderr).toBe('')
    }
  })

  test('no value from the data leaves, in any form', async () => {
    const forms = await Promise.all([
      parefuite(['inspect', at('people.csv'), '--report', at('leak.html')]),
      parefuite(['inspect', at('people.csv'), '--json']),
      parefuite(['inspect', at('people.csv'), '--sarif']),
    ])
    const said = forms.map(({ stdout, stderr }) => stdout + stderr).join('') + readFileSync(at('leak.html'), 'utf8')
    expect(secrets.filter(secret => said.includes(secret))).toEqual([])
  })

  test('--sarif writes a log whose rules are kinds of data', async () => {
    const { stdout, code } = await parefuite(['inspect', at('people.csv'), '--sarif'])
    const log = JSON.parse(stdout) as { version: string; runs: { results: { ruleId: string }[] }[] }
    expect(log.version).toBe('2.1.0')
    expect(log.runs[0].results.map(result => result.ruleId)).toContain('contact.email')
    expect(code).toBe(1)
  })

  test('a hostile column name stays text in every form', async () => {
    const { stdout } = await parefuite(['inspect', at('hostile.csv'), '--report', at('hostile.html')])
    expect(stdout).toContain('\\x1b]0;owned\\x07<script>')
    expect(readFileSync(at('hostile.html'), 'utf8')).toContain('\\x1b]0;owned\\x07&lt;script&gt;')
  })

  test('what cannot be read is said, and is exit code 2 when nothing was', async () => {
    const missing = await parefuite(['inspect', at('none.csv')])
    expect(missing.stdout).toMatch(/NOT READ\n.*none\.csv {2}there is nothing at this place: check the path/)
    expect(missing.stdout).not.toContain('nothing found')
    expect(missing.code).toBe(2)
    const empty = await parefuite(['inspect', at('empty.csv')])
    expect(empty.stdout).toContain('there is nothing inside')
    expect(empty.code).toBe(2)
  })

  test('one unread file among clean ones is never "nothing found"', async () => {
    const { stdout, code } = await parefuite(['inspect', at('weather.csv'), at('none.csv')])
    expect(stdout.split('\n')[0]).toBe('review   weather.csv')
    expect(code).toBe(1)
    const strict = await parefuite(['inspect', at('weather.csv'), at('none.csv'), '--fail-on', 'certain'])
    expect(strict.code).toBe(1)
  })

  test('--quasi measures the columns named, and refuses a name that no table has', async () => {
    const chosen = await parefuite(['inspect', at('people.csv'), '--quasi', 'dob,zip', '--json'])
    const { tables } = JSON.parse(chosen.stdout) as { tables: { risk: { quasiIdentifiers: string[] } }[] }
    expect(tables[0].risk.quasiIdentifiers).toEqual(['dob', 'zip'])
    const unknown = await parefuite(['inspect', at('people.csv'), '--quasi', 'shoe'])
    expect(unknown.stderr).toBe(
      'No table here (people.csv) has a column named: shoe\nColumns: name, dob, gender, zip, phone, email\n',
    )
    expect(unknown.code).toBe(2)
  })

  test('misuse is exit code 2, one sentence, and where the help is', async () => {
    expect(await parefuite(['inpsect', 'a.csv'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'There is no verb “inpsect”. The nearest is: parefuite inspect\nSee: parefuite help\n',
    })
  })

  test('--version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    expect(await parefuite(['--version'])).toEqual({ code: 0, stdout: `parefuite ${version}\n`, stderr: '' })
  })

  test('help names every option', async () => {
    const { stdout } = await parefuite(['help', 'inspect'])
    for (const option of ['--json', '--sarif', '--report', '--quasi', '--lang', '--fail-on'])
      expect(stdout).toContain(option)
  })
})

describe('the bad day', () => {
  beforeAll(() => writeFileSync(at('kept.html'), 'before'))
  const drafts = () => readdirSync(folder.path).filter(name => name.endsWith('.draft'))

  test('Ctrl-C while reading is exit code 130; the report that was there is unchanged, and nothing half-written stays', async () => {
    const { code, stdout, stderr } = await parefuite(['inspect', '-', '--report', at('kept.html')], {
      during: child => {
        child.stdin?.on('error', () => {}) // the reader goes away
        child.stdin?.write(people) // and never ends
        const drafted = setInterval(() => {
          if (drafts().length === 0) return
          clearInterval(drafted)
          setTimeout(() => child.kill('SIGINT'), 300)
        }, 20)
      },
    })
    expect({ code, stdout, stderr }).toEqual({ code: 130, stdout: '', stderr: 'Interrupted: nothing was written.\n' })
    expect(readFileSync(at('kept.html'), 'utf8')).toBe('before')
    expect(drafts()).toEqual([])
  })

  test('a full disk: the answer is given, the report that was there is unchanged, and it is not a success', async () => {
    const { code, stdout, stderr } = await parefuite(['inspect', at('people.csv'), '--report', at('kept.html')], {
      fileBlocks: 8,
    })
    expect(stdout.split('\n')[0]).toBe('do not publish   people.csv')
    expect(stderr).toBe(
      `The report could not be written at ${at('kept.html')} (EFBIG). What was there before, if anything, is unchanged. Choose another place.\n`,
    )
    expect(code).toBe(2)
    expect(readFileSync(at('kept.html'), 'utf8')).toBe('before')
    expect(drafts()).toEqual([])
  })

  test('a reader that leaves early is not an error', async () => {
    const { stderr } = await parefuite(['inspect', at('people.csv'), '--json'], {
      during: child => child.stdout?.once('data', () => child.stdout?.destroy()),
    })
    expect(stderr).toBe('')
  })

  test('the report never overwrites what is inspected', async () => {
    const { code, stderr } = await parefuite(['inspect', at('people.csv'), '--report', at('people.csv')])
    expect(stderr).toBe(`The report would overwrite what is inspected: ${at('people.csv')}. Choose another name.\n`)
    expect(code).toBe(2)
    expect(readFileSync(at('people.csv'), 'utf8')).toBe(people)
  })

  test('a report that cannot be written is said before the work, exit code 2', async () => {
    const { code, stdout, stderr } = await parefuite(['inspect', at('people.csv'), '--report', at('no/where/r.html')])
    expect(stderr).toContain('could not be written')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})
