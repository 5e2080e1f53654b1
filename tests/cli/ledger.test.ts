import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { ed25519Signer, folderStore, keyText, type LedgerEvent, openLedger } from '#ledger'
import { folderWith, parefuite } from './run.ts'

const signer = ed25519Signer('ledger.example/test', generateKeyPairSync('ed25519').privateKey)
const key = keyText(signer.key)
const folder = folderWith({ key: `${key}\n` })
const empty = folderWith({})
afterAll(() => {
  folder.remove()
  empty.remove()
})

const made = (count: number): readonly LedgerEvent[] =>
  Array.from({ length: count }, (_, at) => ({
    kind: 'vault.key-made',
    at: '2026-01-31T12:00:00.000Z',
    by: `officer-${'0'.repeat(32)}`,
    key: at.toString(16).padStart(64, '0'),
  }))

beforeAll(async () => {
  const store = folderStore(folder.path)
  const ledger = isRefusal(store) ? store : await openLedger(store, signer)
  if (isRefusal(ledger)) throw new Error(ledger.code)
  await ledger.append(made(1300))
  await ledger.close()
})

const verify = (...words: readonly string[]) => parefuite(['ledger', 'verify', ...words], { cwd: folder.path })
const first = (text: string) => text.split('\n')[0]

/** Changes one bit of a file, asks, and changes it back. */
async function withBit<Answer>(path: string, at: number, ask: () => Promise<Answer>): Promise<Answer> {
  const file = join(folder.path, path)
  const bytes = readFileSync(file)
  const changed = Buffer.from(bytes)
  changed[at] ^= 1
  writeFileSync(file, changed)
  try {
    return await ask()
  } finally {
    writeFileSync(file, bytes)
  }
}

describe('parefuite ledger verify', () => {
  test('says that a ledger is what was written, with the key given', async () => {
    const { code, stdout, stderr } = await verify('.', '--key', key)
    const lines = stdout.split('\n')
    expect({ code, stderr, lines: [lines[0], lines[1], lines[3]] }).toEqual({
      code: 0,
      stderr: '',
      lines: [
        'verified   .',
        '  1,300 entries, every one hashed again, every tile compared',
        `  signed by ledger.example/test (key ${signer.key.id})`,
      ],
    })
  })

  test('with the key that lies beside it, and says what that is worth; in French too', async () => {
    const { code, stdout } = await verify('.', '--lang', 'fr')
    expect({ code, first: first(stdout) }).toEqual({ code: 0, first: 'vérifié   .' })
    expect(stdout).toContain('la clé se trouvait dans le dossier')
  })

  test('names the entry that was changed', async () => {
    const { code, stdout } = await withBit('tile/entries/004', 400, () => verify('.'))
    expect({ code, first: first(stdout) }).toEqual({ code: 1, first: 'broken   .' })
    expect(stdout).toContain('  tile/entries/004, entry 1,026: is not what was written')
  })

  test('gives the same as one document', async () => {
    const { code, stdout } = await withBit('tile/0/002', 0, () => verify('.', '--json', '--key', key))
    expect({ code, document: JSON.parse(stdout) }).toMatchObject({
      code: 1,
      document: {
        kind: 'ledger/verification',
        version: 1,
        verified: false,
        size: 1300,
        keyFrom: 'given',
        faults: [{ fault: 'tile', path: 'tile/0/002', entry: null }],
      },
    })
  })

  test('a changed checkpoint is broken, a changed key is no key', async () => {
    expect((await withBit('checkpoint', 21, () => verify('.'))).code).toBe(1)
    expect((await withBit('key', 30, () => verify('.'))).code).toBe(2)
  })

  test.each([
    [['nowhere'], 'There is no such folder: nowhere'],
    [['.', '--key', 'k'], 'The key is not a verifier key'],
    [[empty.path], 'No key: the folder holds none.'],
    [[empty.path, '--key', key], 'This folder holds no ledger'],
  ])('what cannot be checked is exit 2 with one sentence: %j', async (words, sentence) => {
    const { code, stdout, stderr } = await verify(...words)
    expect({ code, stdout, said: stderr.startsWith(sentence) }).toEqual({ code: 2, stdout: '', said: true })
  })
})
