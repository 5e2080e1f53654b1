import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from '../cli/run.ts'
import { makeHome } from './started.ts'

/** The command as somebody at a terminal meets it. Linux's `script` gives a process a terminal of its own. */

const place = makeHome()
mkdirSync(place.path)
afterAll(place.remove)
const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0

/** Runs the command in a terminal, types each answer once its question ends the screen, and gives what stood on the screen. */
function atTerminal(
  words: readonly string[],
  answers: readonly string[],
): Promise<Readonly<{ code: number; screen: string }>> {
  const line = [process.execPath, join(root, 'bin', 'parefuite.js'), ...words].map(word => `'${word}'`).join(' ')
  const child = spawn('script', ['-qefc', line, '/dev/null'], {
    env: { ...process.env, LC_ALL: '', LANG: 'en_GB.UTF-8' },
  })
  const left = [...answers]
  let screen = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text
    const answer = screen.trimEnd().endsWith(':') ? left.shift() : undefined
    if (answer !== undefined) child.stdin.write(answer)
  })
  return new Promise(resolve => child.once('close', code => resolve({ code: code ?? -1, screen })))
}

describe.skipIf(!hasScript)('a passphrase at the terminal (needs script, of Linux)', () => {
  test('is asked twice for a new key and shown never; what is erased does not count', async () => {
    const key = join(place.path, 'key.pem')
    const typed = [
      'four words that rhymed\u007f\u007f not\r',
      'four words that rhym not\u007f\u007f\u007f\u007fe not\r',
    ]
    const { code, screen } = await atTerminal(['officers', 'key', 'create', key], typed)
    expect({ code, isThere: existsSync(key), isShown: /words|rhym/.test(screen) }).toEqual({
      code: 2,
      isThere: false,
      isShown: false,
    })
    expect(screen).toContain('The two passphrases differ. Nothing was made.')
    const same = ['four words that rhymed\u007f not\r', 'four words that rhyme not\r']
    const made = await atTerminal(['officers', 'key', 'create', key], same)
    expect({ code: made.code, isThere: existsSync(key), isShown: /words|rhym/.test(made.screen) }).toEqual({
      code: 0,
      isThere: true,
      isShown: false,
    })
  })

  test('is not asked where the key file that is named is not there: that is said at once', async () => {
    const words = ['officers', 'list', '--home', place.path, '--key', join(place.path, 'elsewhere.pem')]
    const { code, screen } = await atTerminal(words, ['four words that rhyme not\r'])
    expect({ code, isAsked: screen.includes('Passphrase') }).toEqual({ code: 2, isAsked: false })
    expect(screen).toContain(`There is no such key file: ${join(place.path, 'elsewhere.pem')}`)
  })

  test('Ctrl-C while it is asked ends the command, and makes nothing', async () => {
    const key = join(place.path, 'other.pem')
    const { code } = await atTerminal(['officers', 'key', 'create', key], ['four wo\u0003'])
    expect({ code, isThere: existsSync(key) }).toEqual({ code: 130, isThere: false })
  })
})
