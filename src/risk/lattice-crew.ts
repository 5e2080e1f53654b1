import type { Worker } from 'node:worker_threads'
import { workerAt } from '#kernel'
import type { LatticeMemory } from './lattice-memory.ts'
import type { LatticePlan } from './lattice-plan.ts'
import type { LatticeTally } from './lattice-tally.ts'
import { createWalker, type Phase } from './lattice-walk.ts'
import { type ScoreTally, scoreRecords } from './suda.ts'

/** Those who walk: the calling thread, or worker threads. One order at a time. */
export type Crew = Readonly<{
  walk(phase: Phase): Promise<number[]>
  score(): Promise<ScoreTally[]>
  tallies(): Promise<LatticeTally[]>
  /** Ends the threads. Nothing runs after. */
  dismiss(): Promise<void>
}>

/** What a worker is asked, and what it answers. */
export type Order = Readonly<{ kind: 'walk'; phase: Phase }> | Readonly<{ kind: 'score' }> | Readonly<{ kind: 'tally' }>
export type Answer = number[] | ScoreTally | LatticeTally

/** The calling thread alone: for small tables, where starting threads would cost more than the walk. */
export function soloCrew(plan: LatticePlan, memory: LatticeMemory): Crew {
  const walker = createWalker(plan, memory)
  return {
    walk: async phase => {
      Atomics.store(memory.control, 0, 0)
      return walker.run(phase)
    },
    score: async () => {
      Atomics.store(memory.control, 0, 0)
      return [scoreRecords(plan, memory)]
    },
    tallies: async () => [walker.tally],
    dismiss: async () => {},
  }
}

/** `size` worker threads. When the signal aborts, orders under way and later ones reject with its reason. */
export function threadCrew(plan: LatticePlan, memory: LatticeMemory, size: number, signal?: AbortSignal): Crew {
  const workers = Array.from({ length: size }, () =>
    workerAt(import.meta.url, './lattice-worker', { workerData: { plan, memory } }),
  )
  async function all<A extends Answer>(order: Order): Promise<A[]> {
    signal?.throwIfAborted()
    Atomics.store(memory.control, 0, 0)
    return Promise.all(workers.map(worker => ask<A>(worker, order, signal)))
  }
  return {
    walk: async phase => (await all<number[]>({ kind: 'walk', phase })).flat(),
    score: () => all<ScoreTally>({ kind: 'score' }),
    tallies: () => all<LatticeTally>({ kind: 'tally' }),
    dismiss: async () => {
      Atomics.store(memory.control, 1, 1)
      await Promise.all(workers.map(worker => worker.terminate()))
    },
  }
}

function ask<A extends Answer>(worker: Worker, order: Order, signal?: AbortSignal): Promise<A> {
  return new Promise<A>((resolve, reject) => {
    const settle = (finish: () => void) => {
      worker.off('message', answered)
      worker.off('error', failed)
      worker.off('exit', left)
      signal?.removeEventListener('abort', aborted)
      finish()
    }
    const answered = (answer: A) => settle(() => resolve(answer))
    const failed = (cause: unknown) =>
      settle(() => reject(new Error('risk: a worker thread failed while walking the lattice', { cause })))
    const left = (code: number) => settle(() => reject(new Error(`risk: a worker thread left with code ${code}`)))
    const aborted = () => settle(() => reject(signal!.reason))
    worker.on('message', answered)
    worker.on('error', failed)
    worker.on('exit', left)
    signal?.addEventListener('abort', aborted)
    worker.postMessage(order)
  })
}
