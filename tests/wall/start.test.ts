import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { root } from '../cli/run.ts'
import { makeHome } from './started.ts'

/** `npm start` where it cannot do what is asked: it says why and leaves nothing running. */

const places: ReturnType<typeof makeHome>[] = []
let home = ''
beforeEach(() => {
  const place = makeHome()
  places.push(place)
  home = place.path
  mkdirSync(join(home, 'private'), { recursive: true })
})
afterAll(() => {
  for (const place of places) place.remove()
})

function started(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const surroundings = { ...process.env, PAREFUITE_HOME: home, LC_ALL: '', LANG: 'en_GB.UTF-8', ...env }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'start.mjs'), ...words], {
    env: surroundings,
    encoding: 'utf8',
    timeout: 90_000,
  })
  return { status, stdout, stderr }
}

describe('npm start', () => {
  test('with words is the command', () => {
    expect(started(['--version'])).toEqual({ status: 0, stdout: 'parefuite 0.1.0\n', stderr: '' })
    expect(started(['hold', 'lift'])).toMatchObject({ status: 2, stdout: '' })
  })

  test('keeps to the ports of its first start, to which passkeys are bound, and says when one is taken', async () => {
    const server = createServer()
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const ports = JSON.stringify({ portal: port, console: port + 1 })
    writeFileSync(join(home, 'ports.json'), ports)
    // The server answers nobody while spawnSync waits, and holds its port all the same.
    const { status, stdout, stderr } = started([])
    server.close()
    expect({ status, stdout, said: stderr.split('.')[0] }).toEqual({
      status: 2,
      stdout: '',
      said: `Port ${port}, on which this home ran before, is in use`,
    })
    expect(readFileSync(join(home, 'ports.json'), 'utf8')).toBe(ports)
  })

  test('advises the walk, except to whom walks', () => {
    const words = pathToFileURL(join(root, 'scripts', 'words.mjs')).href
    const said = (language: string, isWalk: boolean) => {
      const line = `(await import('${words}')).wordsOfStart({ LANG: '${language}' }).ready({}, null, '', ${isWalk})`
      const given = ['--input-type=module', '-e', `process.stdout.write(${line})`]
      return spawnSync(process.execPath, given, { encoding: 'utf8' }).stdout.trimEnd().split('\n').at(-1)
    }
    expect([said('en_GB', false), said('en_GB', true)]).toEqual([
      'Alone with it? npm start -- walk shows the whole way with two invented officers. Ctrl-C stops both zones.',
      'Ctrl-C stops both zones.',
    ])
    expect([said('fr_FR', false), said('fr_FR', true)]).toEqual([
      'Seul devant l’écran\u202f? npm start -- walk montre tout le chemin avec deux agents inventés. Ctrl-C arrête les deux zones.',
      'Ctrl-C arrête les deux zones.',
    ])
  })

  test('says what the private process said when it refuses to run, in French where the system is', () => {
    writeFileSync(join(home, 'private', 'zone.json'), '{"trustPortal":"yes"}')
    const { status, stdout, stderr } = started([], { LANG: 'fr_FR.UTF-8' })
    const lines = stderr.split('\n')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(lines[0]).toBe(
      `Le processus console ne fonctionne pas. Tout ce qu’il a dit est dans ${join(home, 'private', 'console.log')}\u00a0; la fin\u00a0:`,
    )
    expect(lines[1].startsWith('release/settings: private/zone.json, trustPortal: ')).toBe(true)
  })
})
