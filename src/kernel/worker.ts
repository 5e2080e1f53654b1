import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/**
 * Starts the worker thread that lives beside the calling module: `workerAt(import.meta.url, './scan-worker')`
 * finds `scan-worker.ts` in the sources and `scan-worker.js` in the built package. It has the cache of compiled code of the
 * thread that starts it: by itself it would have none, and compile anew what that thread has just compiled.
 * SOURCE: Node.js 24, "Module compile cache" of `node:module`.
 */
export function workerAt(moduleUrl: string, name: string, options?: WorkerOptions): Worker {
  const extension = moduleUrl.endsWith('.ts') ? '.ts' : '.js'
  // Node keeps the code in a folder of its version, inside the one that was named.
  const cache = getCompileCacheDir()
  const env = cache === undefined ? {} : { env: { ...process.env, NODE_COMPILE_CACHE: dirname(cache) } }
  return new Worker(new URL(name + extension, moduleUrl), { ...env, ...options })
}
