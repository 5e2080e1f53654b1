import { parentPort, workerData } from 'node:worker_threads'
import { type Chunk, cellsOf, type Layout } from '#sources'
import { seedFingerprints } from './dictionary.ts'
import { newExaminer } from './knowledge.ts'
import { TableObserver, type ThreadSeen } from './observer.ts'

/** What a scan thread is started with. */
export type ScanTask = Readonly<{
  layout: Layout
  scratch: string
  lexicon: SharedArrayBuffer
  seeds: readonly [number, number]
}>

const task = workerData as ScanTask
seedFingerprints(...task.seeds)
const observer = new TableObserver(newExaminer(task.lexicon), task.scratch)

parentPort!.on('message', (message: Chunk | 'finish') => {
  if (message === 'finish') {
    const seen = observer.finish()
    parentPort!.postMessage({ seen }, memoryOf(seen))
    parentPort!.close()
    return
  }
  const cells = cellsOf(message, task.layout)
  observer.take(message.order, cells)
  parentPort!.postMessage({ rows: cells.rows, bytes: message.inputBytes })
})

/** All memory of what was seen, to be handed over rather than copied. */
function memoryOf({ columns, codes }: ThreadSeen): ArrayBuffer[] {
  const dictionaries = columns.flatMap(({ dictionary }) => Object.values(dictionary).map(array => array.buffer))
  return [...dictionaries, ...codes.stretches.flatMap(({ data }) => (data ? [data.buffer] : []))]
}
