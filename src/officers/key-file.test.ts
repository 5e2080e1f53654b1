import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isSoundKey } from '#zones'
import { createKeyFile, openKeyFile, provesKeyFile } from './key-file.ts'
import { codeOf, given } from './tenant.test-kit.ts'

const PASSPHRASE = 'quatre mots sans lien'
/** Little work: the tests try many passphrases. */
const QUICK = 10
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parefuite-key-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a key file', () => {
  test('opens with its passphrase, and what it signs is verified with its public key', async () => {
    const path = join(folder, 'own')
    const key = given(await createKeyFile(path, PASSPHRASE))
    expect(isSoundKey(key)).toBe(true)
    const opened = given(await openKeyFile(path, PASSPHRASE))
    expect(opened.key).toBe(key)
    const signature = await opened.sign(new TextEncoder().encode('officers/sign-in'))
    expect(await provesKeyFile(key, 'officers/sign-in', signature)).toBe(true)
    expect(await provesKeyFile(key, 'officers/sign-out', signature)).toBe(false)
  })

  test('can be read by its owner alone, is an age file with a passphrase, and shows nothing of the key', async () => {
    const path = join(folder, 'private')
    given(await createKeyFile(path, PASSPHRASE, QUICK))
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const text = readFileSync(path, 'utf8')
    expect(text).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/)
    const inside = Buffer.from(text.replace(/-----.*-----/g, ''), 'base64').toString('latin1')
    expect(inside).toMatch(/^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]+ 10\n/)
    expect(inside).not.toContain('PRIVATE KEY')
  })

  test('is not opened by another passphrase, when it is damaged, or when it is not there', async () => {
    const path = join(folder, 'closed')
    given(await createKeyFile(path, PASSPHRASE, QUICK))
    expect(codeOf(await openKeyFile(path, `${PASSPHRASE} `))).toBe('officers/key-file')
    const damaged = join(folder, 'damaged')
    writeFileSync(damaged, readFileSync(path, 'utf8').replace(/.(?=\n-----END)/, '!'))
    expect(codeOf(await openKeyFile(damaged, PASSPHRASE))).toBe('officers/key-file')
    expect(codeOf(await openKeyFile(join(folder, 'absent'), PASSPHRASE))).toBe('officers/key-file')
  })

  test('is never overwritten', async () => {
    const path = join(folder, 'kept')
    given(await createKeyFile(path, PASSPHRASE, QUICK))
    const before = readFileSync(path)
    expect(codeOf(await createKeyFile(path, PASSPHRASE, QUICK))).toBe('officers/key-file-exists')
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('takes a passphrase of twelve characters, and none of eleven', async () => {
    expect(codeOf(await createKeyFile(join(folder, 'eleven'), 'é'.repeat(11), QUICK))).toBe('officers/short-passphrase')
    expect(codeOf(await createKeyFile(join(folder, 'twelve'), 'é'.repeat(12), QUICK))).toBe(null)
  })
})
