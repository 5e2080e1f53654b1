import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inventPerson, randomFrom } from '../../drills/people.ts'
import { parefuite, type Ran } from '../cli/run.ts'
import { makeHome } from './started.ts'

/** The command on a private zone of its own, without any process that stays: bodies, keys, people, backups, the ledger. */

const place = makeHome()
const beside = (name: string) => join(place.path, '..', name)
const passphrase = beside('passphrase')
const env = { PAREFUITE_PASSPHRASE_FILE: passphrase }
const run = (...words: readonly string[]): Promise<Ran> => parefuite([...words, '--home', place.path], { env })
const first = ({ code, stdout, stderr }: Ran) => ({ code, said: (stdout + stderr).split('\n')[0] })
let codes: readonly string[] = []

beforeAll(async () => {
  writeFileSync(passphrase, 'four words that rhyme not\n')
  const titles = ['--title-fr', 'Préfecture A', '--title-en', 'Prefecture A']
  const made = await run('zone', 'create', 'prefecture-a', ...titles, '--host', 'a.example', '--json')
  codes = (JSON.parse(made.stdout) as { codes: string[] }).codes
})
afterAll(place.remove)

function person(name: string, code: string): string {
  const { given, family, email } = inventPerson(randomFrom(name.length), 'fr')
  const file = beside(`${name}.json`)
  writeFileSync(file, JSON.stringify({ code, name: `${given} ${family}`, email, label: 'key file' }))
  return file
}

describe('the private zone on the command line', () => {
  test('a key file is only its owner’s, is never overwritten, and needs a long passphrase', async () => {
    const key = beside('first.pem')
    expect((await parefuite(['officers', 'key', 'create', key], { env })).code).toBe(0)
    expect(statSync(key).mode & 0o777).toBe(0o600)
    expect(readFileSync(key, 'utf8')).toContain('BEGIN AGE ENCRYPTED FILE')
    expect(first(await parefuite(['officers', 'key', 'create', key], { env }))).toEqual({
      code: 1,
      said: 'Refused: officers/key-file-exists',
    })
    const short = beside('short')
    writeFileSync(short, 'short\n')
    const asked = parefuite(['officers', 'key', 'create', beside('x.pem')], {
      env: { PAREFUITE_PASSPHRASE_FILE: short },
    })
    expect(first(await asked).said).toBe('Refused: officers/short-passphrase')
    expect(existsSync(beside('x.pem'))).toBe(false)
  })

  test('without a terminal or a file, a passphrase cannot be given: it is never an argument', async () => {
    const { code, stderr } = await parefuite(['officers', 'key', 'create', beside('y.pem')])
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `This has to be asked, and there is no terminal: Passphrase of ${beside('y.pem')}: Name a file with it instead (see the help of this verb).\n`,
    })
  })

  test('a code enrols one person, once; a second person with the same code is refused', async () => {
    const enrol = (key: string, file: string) => run('officers', 'enrol', '--key', key, '--person', file)
    expect((await enrol(beside('first.pem'), person('first', codes[0]))).code).toBe(0)
    await parefuite(['officers', 'key', 'create', beside('second.pem')], { env })
    expect(first(await enrol(beside('second.pem'), person('another', codes[0]))).said).toBe(
      'Refused: officers/wrong-code',
    )
    expect((await enrol(beside('second.pem'), person('second', codes[1]))).code).toBe(0)
  })

  test('nothing can be invited, held or alerted that the first list of officers does not carry yet', async () => {
    const key = ['--key', beside('first.pem')]
    const asked = [
      run('officers', 'invite', '--role', 'officer', ...key),
      run('hold', 'place', '--site', '--reason', 'legal', ...key),
    ]
    expect((await Promise.all(asked)).map(one => first(one).said)).toEqual([
      'Refused: officers/no-root',
      'Refused: release/not-an-officer',
    ])
  })

  test('what is misused is exit 2 with one sentence, what is refused exit 1, in French where it is asked', async () => {
    const key = ['--key', beside('first.pem')]
    expect(first(await run('hold', 'place', '--site', '--everything', '--reason', 'legal', ...key))).toEqual({
      code: 2,
      said: 'Say what is to be stopped: --path PATH, --release ID, --site or --everything, one of them.',
    })
    expect(first(await run('alert', 'open', '--reason', 'fear', ...key))).toEqual({
      code: 2,
      said: 'The option --reason takes one of: personal-data, wrong-data, security, legal, other',
    })
    expect(first(await run('officers', 'list', '--tenant', 'nowhere', ...key))).toEqual({
      code: 2,
      said: 'There is no body named nowhere in this private zone.',
    })
    expect(first(await run('officers', 'remove', 'officer-x', '--lang', 'fr', ...key))).toEqual({
      code: 1,
      said: 'Refusé\u00a0: la première liste d’agents n’est pas encore signée par les deux premiers agents (officers/no-root)',
    })
  })

  test('the ledger goes out as files, and is verified off line', async () => {
    const folder = beside('ledger')
    expect((await run('ledger', 'export', folder)).code).toBe(0)
    expect(first(await parefuite(['ledger', 'verify', folder]))).toEqual({ code: 0, said: `verified   ${folder}` })
  })

  test('a backup opens with its identity alone, and brings everything back into an empty home', async () => {
    const identity = await generateX25519Identity()
    writeFileSync(beside('identity'), `# a comment, as age-keygen writes\n${identity}\n`)
    const recipient = await identityToRecipient(identity)
    expect((await run('vault', 'backup', beside('backup.age'), '--to', recipient)).code).toBe(0)
    const other = (name: string) => ['--home', beside('other'), '--identity', beside(name)]
    writeFileSync(beside('stranger'), `${await generateX25519Identity()}\n`)
    const restore = (name: string) => parefuite(['vault', 'restore', beside('backup.age'), ...other(name)], { env })
    expect(first(await restore('stranger')).said).toBe('Refused: vault/identity')
    expect((await restore('identity')).code).toBe(0)
    const words = ['officers', 'list', '--home', beside('other'), '--key', beside('first.pem'), '--json']
    const list = JSON.parse((await parefuite(words, { env })).stdout) as { state: string }[]
    expect(list.map(({ state }) => state)).toEqual(['active', 'active'])
  })

  test('the master key changes, and everything can still be read', async () => {
    expect(first(await run('vault', 'rotate'))).toEqual({ code: 0, said: 'The private zone has a new master key.' })
    expect((await run('officers', 'list', '--key', beside('first.pem'))).code).toBe(0)
  })
})
