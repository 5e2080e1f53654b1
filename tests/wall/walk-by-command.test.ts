import { appendFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PEOPLE } from '../../drills/2026-prefecture-exemple/files.ts'
import { WORDS_OF_STATISTICS } from '../../drills/2026-prefecture-exemple/words.ts'
import { parefuite, type Ran } from '../cli/run.ts'
import { makeHome, type Started, start, statusOf } from './started.ts'

/** `npm start -- walk`: one person alone sees the whole way, by two invented officers with key files on the command line. */

const place = makeHome()
const BODY = 'prefecture-exemple'
const PAGE = '/fr/donnees/demandes-de-titres/'
const example = (name: string) => join(place.path, 'private', 'example', name)
const released = join(place.path, 'public', 'released')
let zones: Started

beforeAll(async () => {
  zones = await start(place.path, ['walk'])
  await zones.hears('release verify', 300_000)
}, 480_000)
afterAll(async () => {
  await zones?.stop()
  place.remove()
})

/** The command at one of the invented people's seats. */
function at(who: 'clerk' | 'first-officer' | 'second-officer', ...words: readonly string[]): Promise<Ran> {
  const env = { PAREFUITE_HOME: place.path, PAREFUITE_PASSPHRASE_FILE: example('passphrase') }
  return parefuite([...words, '--key', example(`${who}.pem`)], { env })
}
const first = ({ code, stdout, stderr }: Ran) => ({ code, said: (stdout + stderr).split('\n')[0] })
/** What the table of people is proposed with: every column said to be what its name says. */
function wordsOfPeople() {
  const [header] = readFileSync(join(place.path, 'example', PEOPLE), 'utf8').split('\n')
  const columns = Object.fromEntries(header.split(',').map(name => [name, { fr: name, en: name }]))
  return { ...WORDS_OF_STATISTICS, slug: 'people', columns, chart: null }
}
const json = async <T>(answer: Promise<Ran>) => JSON.parse((await answer).stdout) as T

describe('the walk on the command line', () => {
  test('says each step as it is done, and the page is public at its end', async () => {
    const steps = zones.said().split('Ctrl-C stops both zones.\n')[1].split('\n').slice(0, 6)
    expect(zones.said()).not.toContain('npm start -- walk')
    expect(steps).toEqual([
      '  two officers are enrolled, each with a key file',
      '  both signed the first list of officers',
      '  the clerk proposed the statistics',
      `  both signed exactly what goes out; GET ${PAGE} answers 200`,
      `  one of them stopped it; GET ${PAGE} answers 410`,
      `  both lifted the hold; GET ${PAGE} answers 200`,
    ])
    expect(await statusOf(zones.site + PAGE, 200, 0)).toBe(200)
  })

  test('what is public can be verified off line, and a changed byte is found', async () => {
    // A copy: what is changed in the public folder itself is soon put right again.
    const copy = join(place.path, 'copy')
    cpSync(join(released, BODY), copy, { recursive: true })
    const verify = async (...words: readonly string[]) => {
      const { code, stdout } = await parefuite(['release', 'verify', copy, ...words])
      return { code, first: stdout.split('\n')[0], stdout }
    }
    expect(await verify()).toMatchObject({ code: 0, first: `verified   ${copy}` })
    const trusted = JSON.parse(readFileSync(join(place.path, 'public', 'state', 'tenants.json'), 'utf8'))
    const known = await verify('--first-root', trusted[0].firstRoot)
    expect({ code: known.code, fromFolder: known.stdout.includes('lay in the folder') }).toEqual({
      code: 0,
      fromFolder: false,
    })
    expect((await verify('--first-root', '0'.repeat(64))).code).toBe(1)
    const [name] = readdirSync(join(copy, 'files'))
    appendFileSync(join(copy, 'files', name), ' ')
    const broken = await verify()
    expect(broken).toMatchObject({ code: 1, first: `broken   ${copy}` })
    expect(broken.stdout).toContain('(release/altered)')
  })

  test('a table of people says block: it goes out only with a written reason by each of both', async () => {
    const begun = JSON.parse(readFileSync(example('begun.json'), 'utf8')) as { candidates: Record<string, string> }
    const candidate = begun.candidates['usagers-du-guichet.csv']
    const words = (name: string) => ['--words', join(place.path, 'example', name)]
    const undescribed = await at('clerk', 'release', 'propose', candidate, ...words('words.json'))
    expect(first(undescribed)).toEqual({ code: 1, said: 'Refused: release/column-not-described' })
    writeFileSync(words('people.json')[1], JSON.stringify(wordsOfPeople()))
    const proposed = await at('clerk', 'release', 'propose', candidate, ...words('people.json'), '--json')
    const release = JSON.parse(proposed.stdout) as { id: string; verdict: string }
    expect(release.verdict).toBe('block')
    writeFileSync(example('reason'), 'These people do not exist; shown in a drill.\n')
    const approve = (who: 'first-officer' | 'second-officer', ...reason: readonly string[]) =>
      at(who, 'release', 'approve', release.id, ...reason)
    expect(first(await approve('first-officer')).said).toBe('Refused: release/reason-missing')
    const reason = ['--despite-verdict', example('reason')]
    expect((await approve('first-officer', ...reason)).code).toBe(0)
    expect(first(await approve('second-officer', ...reason)).said).toBe(
      'Signed by all who had to: it is public now, or will be at its moment.',
    )
    const page = `${zones.site}/en/data/people/`
    expect(await statusOf(page, 200, 10_000)).toBe(200)
    expect(await (await fetch(page)).text()).toContain(
      'Published in spite of the automatic inspection, by a written decision of two officers',
    )
  })

  test('the clerk, whose key no list of officers names, cannot stop anything, and an officer cannot sign twice', async () => {
    const hold = ['hold', 'place', '--site', '--reason', 'other']
    expect((await at('clerk', ...hold)).stderr.split('\n')[0]).toBe('Refused: release/not-an-officer')
    const { id } = await json<{ id: string }>(at('first-officer', ...hold, '--json'))
    expect(await statusOf(`${zones.site}/fr/`, 410, 5000)).toBe(410)
    const first = await at('first-officer', 'hold', 'lift', id)
    const again = await at('first-officer', 'hold', 'lift', id)
    expect([first.code, again.code, again.stderr.split('\n')[0]]).toEqual([0, 1, 'Refused: officers/signed-before'])
    expect(await statusOf(`${zones.site}/fr/`, 410, 0)).toBe(410)
    expect((await at('second-officer', 'hold', 'lift', id)).code).toBe(0)
    expect(await statusOf(`${zones.site}/fr/`, 200, 5000)).toBe(200)
  })

  test('a hold goes straight into the public folder while the private zone is down, and is kept when it is back', async () => {
    const env = { PAREFUITE_PASSPHRASE_FILE: example('passphrase'), PAREFUITE_HOME: join(place.path, 'nowhere') }
    const words = ['hold', 'place', '--path', PAGE, '--reason', 'security', '--tenant', BODY, '--released', released]
    const placed = await parefuite([...words, '--key', example('first-officer.pem'), '--json'], { env })
    const { hold } = JSON.parse(placed.stdout) as { hold: { id: string } }
    expect(await statusOf(zones.site + PAGE, 410, 5000)).toBe(410)
    await zones.kill('console')
    await zones.kill('portal')
    expect(await statusOf(zones.site + PAGE, 410, 20_000)).toBe(410)
    const known = await json<{ id: string; state: string }[]>(at('second-officer', 'hold', 'list', '--json'))
    expect(known.filter(({ id }) => id === hold.id).map(({ state }) => state)).toEqual(['in-force'])
  })

  test('a start that is killed stands in the way of no other, which goes on where it was: the hold is in force', async () => {
    await zones.crash()
    zones = await start(place.path)
    expect(zones.said().split('\n').slice(0, 2)).toEqual([
      'A start that was killed left the console running; it is ended first.',
      'A start that was killed left the portal running; it is ended first.',
    ])
    expect(zones.codes).toEqual([])
    expect(await statusOf(zones.site + PAGE, 410, 20_000)).toBe(410)
    expect(await statusOf(`${zones.site}/en/`, 200, 0)).toBe(200)
    expect(await zones.stop()).toBe(0)
    expect(await statusOf(zones.site + PAGE, 0, 0)).toBe(0)
  })
})
