import { once } from 'node:events'
import { availableParallelism, devNull } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { temporaryFolder, workerAt } from '#kernel'
import { type Chunk, cellsOf, type Table } from '#sources'
import { seedFingerprints } from './dictionary.ts'
import { lexiconMemory, newExaminer } from './knowledge.ts'
import { type ObservedTable, observed } from './observed.ts'
import { TableObserver, type ThreadSeen } from './observer.ts'
import type { ScanTask } from './scan-worker.ts'

export type ScanOptions = Readonly<{
  signal?: AbortSignal
  /** Threads to use; by default one per core. */
  threads?: number
  onProgress?: (progress: Readonly<{ bytes: number; rows: number }>) => void
}>

/** Input below which starting threads costs more than it saves. */
const SMALL_BYTES = 6 * 1024 * 1024
/** Chunks under way in each thread: one being read, one waiting. */
const IN_FLIGHT = 2

/**
 * Sees every cell of a table, in bounded memory: `use` receives what was seen while the scratch files still exist.
 * Throws what reading the table throws, and the signal's reason when it is aborted; scratch files are removed in any case.
 */
export async function scan<T>(
  table: Table,
  options: ScanOptions,
  use: (seen: ObservedTable) => Promise<T>,
): Promise<T> {
  // Without one, codes that outgrow memory are lost as on a full disk: the table is examined, its risk is not known.
  const scratch = await temporaryFolder().catch(() => NO_FOLDER)
  try {
    // [Note: threads are let go] What the threads saw is joined at once and held by nobody: it is as large as the joined table.
    const joined = observed(table, await observe(table, options, scratch.path))
    options.signal?.throwIfAborted()
    return await use(joined)
  } finally {
    await scratch.remove()
  }
}

/** A place where nothing can be written. */
const NO_FOLDER = { path: join(devNull, 'parefuite'), remove: () => Promise.resolve() }

async function observe(table: Table, options: ScanOptions, scratch: string): Promise<ThreadSeen[]> {
  const seeds = crypto.getRandomValues(new Uint32Array(2))
  const task = { layout: table.layout, lexicon: lexiconMemory(), seeds: [seeds[0], seeds[1]] as const }
  seedFingerprints(...task.seeds)
  const early: Chunk[] = []
  let earlyBytes = 0
  let crew: Crew | null = null
  try {
    for await (const chunk of table.chunks(options.signal)) {
      options.signal?.throwIfAborted()
      if (crew) await crew.give(chunk)
      else {
        early.push(chunk)
        earlyBytes += chunk.bytes.length
        if (earlyBytes <= SMALL_BYTES) continue
        crew = new Crew(options, task, scratch)
        for (const kept of early.splice(0)) await crew.give(kept)
      }
    }
    return crew ? await crew.finish() : [alone(table, early, options, scratch)]
  } finally {
    await crew?.dismiss()
  }
}

/** A small table is seen in the calling thread. */
function alone(table: Table, chunks: readonly Chunk[], options: ScanOptions, scratch: string): ThreadSeen {
  const observer = new TableObserver(newExaminer(lexiconMemory()), join(scratch, 'codes'))
  for (const chunk of chunks) {
    const cells = cellsOf(chunk, table.layout)
    observer.take(chunk.order, cells)
    options.onProgress?.({ bytes: chunk.inputBytes, rows: cells.rows })
  }
  return observer.finish()
}

/** The threads of one scan. A chunk goes to the thread of its number, so that the same file always gives the same work to each. */
class Crew {
  readonly #members: Member[]

  constructor(options: ScanOptions, task: Omit<ScanTask, 'scratch'>, scratch: string) {
    const threads = Math.max(1, options.threads ?? availableParallelism())
    this.#members = Array.from(
      { length: threads },
      (_, i) => new Member({ ...task, scratch: join(scratch, `codes-${i}`) }, options),
    )
  }

  async give(chunk: Chunk): Promise<void> {
    await this.#members[chunk.order % this.#members.length].give(chunk)
  }

  async finish(): Promise<ThreadSeen[]> {
    return Promise.all(this.#members.map(member => member.finish()))
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.#members.map(member => member.worker.terminate()))
  }
}

class Member {
  readonly worker: Worker
  #waiting = 0
  #failure: Error | null = null
  #seen: ThreadSeen | null = null
  readonly #options: ScanOptions

  constructor(task: ScanTask, options: ScanOptions) {
    this.#options = options
    this.worker = workerAt(import.meta.url, './scan-worker', { workerData: task })
    this.worker.on('error', error => this.#fail(error instanceof Error ? error : new Error(String(error))))
    this.worker.on('messageerror', error => this.#fail(error))
    // [Note: a lost thread is a failure] One that ends before it said what it saw would leave its rows out, or be waited for.
    this.worker.on('exit', code => {
      if (!this.#seen) this.#fail(new Error(`ended with code ${code}`))
    })
    this.worker.on('message', (answer: { seen: ThreadSeen } | { rows: number; bytes: number }) => {
      if ('seen' in answer) this.#seen = answer.seen
      else {
        this.#waiting--
        options.onProgress?.({ bytes: answer.bytes, rows: answer.rows })
      }
      this.worker.emit('room')
    })
  }

  #fail(failure: Error): void {
    this.#failure ??= failure
    this.worker.emit('room')
  }

  async give(chunk: Chunk): Promise<void> {
    while (this.#waiting >= IN_FLIGHT && !this.#failure) await this.#change()
    this.#throwFailure()
    this.#waiting++
    this.worker.postMessage(chunk, [chunk.bytes.buffer])
  }

  async finish(): Promise<ThreadSeen> {
    this.worker.postMessage('finish')
    while (!this.#seen && !this.#failure) await this.#change()
    this.#throwFailure()
    return this.#seen!
  }

  /** Waits until the thread answers, fails, or the scan is aborted. */
  async #change(): Promise<void> {
    const { signal } = this.#options
    await once(this.worker, 'room', signal ? { signal } : {}).catch(error => {
      throw signal?.aborted ? signal.reason : error
    })
  }

  #throwFailure(): void {
    if (this.#failure) throw new Error('a scan thread stopped', { cause: this.#failure })
  }
}
