import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { enableCompileCache, getCompileCacheDir } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { workerAt } from './worker.ts'

const folder = mkdtempSync(join(tmpdir(), 'parefuite-test-worker-'))
const caller = pathToFileURL(join(folder, 'caller.ts')).href
afterAll(() => rmSync(folder, { recursive: true }))

test('a thread keeps what it compiles where the thread that starts it does, and is given its data', async () => {
  writeFileSync(
    join(folder, 'asked.ts'),
    `import { getCompileCacheDir } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
parentPort!.postMessage([getCompileCacheDir(), workerData as number, process.env.HOME])`,
  )
  enableCompileCache(join(folder, 'compiled'))
  const worker = workerAt(caller, './asked', { workerData: 7 })
  const [answer] = (await once(worker, 'message')) as [unknown]
  await worker.terminate()
  expect(getCompileCacheDir()).toBeDefined()
  expect(answer).toEqual([getCompileCacheDir(), 7, process.env.HOME])
})
