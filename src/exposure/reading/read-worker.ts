import { parentPort, workerData } from 'node:worker_threads'
import { isRefusal } from '#kernel'
import type { LogChunk, ReadingTask } from './chunk.ts'
import { chunkReader } from './chunk-reader.ts'
import { buffersOf } from './rows.ts'

/** Reads chunks that the main thread sends, and sends back what they gave together with the buffer, for the next chunk. */

const reader = chunkReader(workerData as ReadingTask)
if (isRefusal(reader)) throw new Error(`The task was checked before: ${reader.code}`)

parentPort!.on('message', ({ ticket, chunk }: { ticket: number; chunk: LogChunk }) => {
  const reading = reader.read(chunk)
  const buffers = [chunk.bytes.buffer, ...buffersOf(reading.rows)]
  parentPort!.postMessage({ ticket, reading, buffer: chunk.bytes.buffer }, buffers)
})
