import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tar } from './tar.ts'

async function* pieces() {
  yield { path: 'checkpoint', bytes: Buffer.from('head\n') }
  yield { path: 'tile/entries/x001/234.p/17', bytes: Buffer.alloc(1024, 7) }
  yield { path: 'empty', bytes: new Uint8Array(0) }
}

test('the tar of this machine unpacks what was packed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parefuite-tar-'))
  try {
    const packed: Uint8Array[] = []
    for await (const piece of tar(pieces(), new Date('2026-03-02T09:00:00Z'))) packed.push(piece)
    writeFileSync(join(folder, 'a.tar'), Buffer.concat(packed))
    execFileSync('tar', ['-xf', 'a.tar'], { cwd: folder })
    expect(readFileSync(join(folder, 'checkpoint'), 'utf8')).toBe('head\n')
    expect(readFileSync(join(folder, 'tile/entries/x001/234.p/17'))).toEqual(Buffer.alloc(1024, 7))
    expect(readFileSync(join(folder, 'empty'))).toHaveLength(0)
    expect(readdirSync(folder).sort()).toEqual(['a.tar', 'checkpoint', 'empty', 'tile'])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
