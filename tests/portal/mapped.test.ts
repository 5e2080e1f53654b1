import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { lstatSync } from 'node:fs'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { Contents, PIECE_BYTES, pieceAt } from '../../apps/portal/contents.ts'
import { inventTenant } from '../../src/zones/wall.test-kit.ts'
import { ask, install, listed, makeFolders, pathOfDocument, publish, renew, startPortal, until } from './portal.ts'

/** Whoever has a file mapped into memory changes it, and neither its size nor its times tell: seen on ext4 for half a minute. */

const BIG = 'x'.repeat(3 * 1024 * 1024 + 17)
const [FILE] = listed({ '/big.txt': BIG }, 'text/plain; charset=utf-8')
const WRITE_IN_MAP = `
import mmap, sys
file = open(sys.argv[1], 'r+b')
whole = mmap.mmap(file.fileno(), 0)
for _ in range(2):
    whole[2000000] = ord(sys.stdin.read(1))
    print('done', flush=True)
sys.stdin.read()
`
const hasPython = spawnSync('python3', ['--version']).status === 0

async function write(mapped: ChildProcessWithoutNullStreams, letter: string): Promise<void> {
  mapped.stdin.write(letter)
  await once(mapped.stdout, 'data', { signal: AbortSignal.timeout(10_000) })
}

describe('a large file that was verified', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parefuite-pieces-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('is compared piece by piece when it is read again: the changed piece is none, the others are what they were', async () => {
    await writeFile(join(folder, FILE.sha256), BIG)
    const content = await new Contents(folder).find(FILE)
    if (isRefusal(content)) throw new Error(content.code)
    const handle = await open(content.path, 'r+')
    await handle.write('y', 5 * PIECE_BYTES + 3)
    const numbers = Array.from({ length: content.pieces.length / 32 }, (_, number) => number)
    const sizes = await Promise.all(
      numbers.map(async number => (await pieceAt(handle, content, number))?.length ?? null),
    )
    await handle.close()
    expect(sizes).toEqual([...Array(5).fill(PIECE_BYTES), null, ...Array(6).fill(PIECE_BYTES), 17])
  })

  test.skipIf(!hasPython)(
    'and is changed without a trace is cut before the change, then answered 503, with an alarm',
    async () => {
      const folders = makeFolders()
      const tenant = await inventTenant('prefecture-a', new Date(Date.now() - 60_000), [FILE])
      const host = 'open.prefecture-a.example'
      await install(folders, [tenant], [[host]])
      await publish(folders, tenant, { '/big.txt': BIG })
      const path = pathOfDocument(folders, tenant.name, `files/${FILE.sha256}`)
      const mapped = spawn('python3', ['-c', WRITE_IN_MAP, path])
      await write(mapped, 'x')
      const portal = await startPortal(folders)
      try {
        await renew(folders, tenant)
        expect((await until(portal, host, '/big.txt', 200)).body.toString()).toBe(BIG)
        const before = lstatSync(path)
        await write(mapped, 'y')
        const after = lstatSync(path)
        await expect(ask(portal, host, '/big.txt')).rejects.toThrow('aborted')
        expect((await ask(portal, host, '/big.txt')).status).toBe(503)
        expect(portal.alarms().map(one => one.alarm)).toContain('portal/altered')
        // Where this fails, the system tells of the change, and the test shows nothing new.
        expect([after.mtimeMs, after.ctimeMs]).toEqual([before.mtimeMs, before.ctimeMs])
      } finally {
        mapped.stdin.end()
        await portal.stop()
        folders.remove()
      }
    },
  )
})
