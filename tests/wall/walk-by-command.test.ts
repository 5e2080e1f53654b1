import { appendFileSync, cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
const json = async <T>(answer: Promise<Ran>) => JSON.parse((await answer).stdout) as T

describe('the walk on the command line', () => {
  test('says each step as it is done, and the page is public at its end', async () => {
    const steps = zones.said().split('Ctrl-C stops both zones.\n')[1].split('\n').slice(0, 6)
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
    const verify = async () => {
      const { code, stdout } = await parefuite(['release', 'verify', copy])
      return { code, first: stdout.split('\n')[0], stdout }
    }
    expect(await verify()).toMatchObject({ code: 0, first: `verified   ${copy}` })
    const [name] = readdirSync(join(copy, 'files'))
    appendFileSync(join(copy, 'files', name), ' ')
    const broken = await verify()
    expect(broken).toMatchObject({ code: 1, first: `broken   ${copy}` })
    expect(broken.stdout).toContain('(release/altered)')
  })

  test('the table of people was inspected and must not go out; nobody has proposed it', async () => {
    const found = await json<{ items: { slug: string; verdict: string }[] }>(at('clerk', 'release', 'list', '--json'))
    expect(found.items.map(({ slug, verdict }) => [slug, verdict])).toEqual([['demandes-de-titres', 'clear']])
    const begun = JSON.parse(readFileSync(example('begun.json'), 'utf8')) as { candidates: Record<string, string> }
    const words = join(place.path, 'example', 'words.json')
    const line = ['release', 'propose', begun.candidates['usagers-du-guichet.csv'], '--words', words]
    const refused = await at('clerk', ...line)
    expect({ code: refused.code, refused: refused.stderr.split('\n')[0] }).toEqual({
      code: 1,
      refused: 'Refused: release/column-not-described',
    })
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
