import { Worker, type WorkerOptions } from 'node:worker_threads'

/**
 * Starts the worker thread that lives beside the calling module: `workerAt(import.meta.url, './scan-worker')`
 * finds `scan-worker.ts` in the sources and `scan-worker.js` in the built package.
 */
export function workerAt(moduleUrl: string, name: string, options?: WorkerOptions): Worker {
  const extension = moduleUrl.endsWith('.ts') ? '.ts' : '.js'
  return new Worker(new URL(name + extension, moduleUrl), options)
}
