import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './cli/run.ts'

test('the lock file describes the packages of every platform, so that npm ci takes it anywhere', () => {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'scripts', 'complete-lock.mjs'), '--check'], {
    encoding: 'utf8',
  })
  expect(stdout, 'run: node scripts/complete-lock.mjs').toBe('')
  expect(status).toBe(0)
})
