import { availableParallelism } from 'node:os'
import { isRefusal, type Refusal, refuse } from '#kernel'
import type { ExposureQuestion, ReadLogs } from '../contract.ts'
import type { ReadingTask } from './chunk.ts'
import { chunkReader } from './chunk-reader.ts'
import { crewOf, crewOfOne, TooManyTexts } from './crew.ts'
import { foundBySize } from './found-by-size.ts'
import { readInput } from './input.ts'
import { LogSum } from './log-sum.ts'
import { Opened } from './opened.ts'
import { unseenObjects } from './targets.ts'

export type ReadOptions = Readonly<{
  signal?: AbortSignal
  /** Threads that read lines; as many as the machine has by default, none beside this one for small logs. */
  threads?: number
  /** Unpacked bytes read so far, and the bytes of all inputs as they lie on disk. */
  onProgress?: (progress: Readonly<{ bytes: number; totalBytes: number }>) => void
  /** What `-` reads; the standard input of the process by default. */
  stdin?: AsyncIterable<Uint8Array>
}>

/** Under this many bytes a thread costs more than it gives. */
const SMALL_BYTES = 8 * 1024 * 1024
/** Two inputs at a time: while one is unpacked, the lines of the other are read. */
const INPUTS_AT_A_TIME = 2

/**
 * Reads logs for a question: the lines that concern the objects, and for every server how many lines it wrote in each minute. Places are files,
 * folders, globs and `-`, packed or not, in any order; formats are recognised by content, line by line. Every line is read, or counted as malformed
 * with its place. Content that is there twice is counted once.
 *
 * Without objects, those are sought that answered with `fileBytes` bytes, or so many and headers that the log counts, or with a range that ends
 * there: the logs are read twice then. So they are where no line names an object that was asked for: lines that nearly do are counted in `near`.
 *
 * Refused: a place that is missing or denied (`exposure/unreadable-place`), no object and no file (`exposure/no-object`), a network, zone or pattern
 * that is none (`exposure/no-such-network`, `exposure/no-such-zone`, `exposure/unusable-pattern`), more objects than can be told apart
 * (`exposure/too-many-objects`). Throws the reason when `signal` is aborted.
 */
export async function readLogs(question: ExposureQuestion, options: ReadOptions = {}): Promise<ReadLogs | Refusal> {
  const task = taskOf(question)
  if (isRefusal(task)) return task
  const opened = await Opened.open(question.places, options)
  try {
    if (opened.refusal !== null) return opened.refusal
    if (question.objects.length > 0) return await readNamed(question, opened, task, options)
    return await readOfSize(question, opened, task, options)
  } finally {
    await opened.close()
  }
}

/**
 * Reads the lines of every object that may be the file, by its size; then, where some turn out to have another (their answers are longer by what
 * headers would be, and the log counts none), those of the rest.
 */
async function readOfSize(
  question: ExposureQuestion,
  opened: Opened,
  task: ReadingTask,
  options: ReadOptions,
): Promise<ReadLogs | Refusal> {
  const size = question.fileBytes ?? 0
  const named = (objects: readonly string[]) =>
    readAll(question, opened, { ...task, objects, sought: 'names' }, options)
  const candidates = await readAll(question, opened, { ...task, onlyBytes: size }, options)
  if (isRefusal(candidates)) return candidates
  const all = await named(candidates.objects)
  if (isRefusal(all)) return all
  const { exact, near } = foundBySize(all, size)
  const objects = [...exact, ...near]
  const read = objects.length === candidates.objects.length ? all : await named(objects)
  if (isRefusal(read)) return read
  const nearSize = near.map(name => read.objects.indexOf(name))
  return Object.freeze({ ...read, isBySize: true, nearSize, isSizeUnseen: objects.length === 0 })
}

/** Where no line names an object that was asked for, the logs are read once more for what a person may have meant. */
async function readNamed(
  question: ExposureQuestion,
  opened: Opened,
  task: ReadingTask,
  options: ReadOptions,
): Promise<ReadLogs | Refusal> {
  const read = await readAll(question, opened, task, options)
  if (isRefusal(read)) return read
  const unseen = unseenObjects(question.objects, read.objects)
  if (unseen.length === 0 || read.lines.read === 0) return read
  const nearby = await readAll(question, opened, { ...task, objects: unseen, sought: 'near' }, options)
  return isRefusal(nearby) ? nearby : Object.freeze({ ...read, unseen: unseen.length, near: nearby.near ?? [] })
}

function taskOf(question: ExposureQuestion): ReadingTask | Refusal {
  const { objects, fileBytes, trustedProxies, excluded, pattern, zone } = question
  if (objects.length === 0 && fileBytes === null) return noObject()
  return {
    objects,
    parameters: question.parameters ?? [],
    sought: 'globs',
    onlyBytes: null,
    namingBytes: objects.length === 0 ? fileBytes : null,
    trustedProxies,
    excluded,
    pattern,
    zone,
  }
}

function noObject(): Refusal {
  return refuse('exposure/no-object', {
    at: '--object',
    seen: 'neither an object nor a file',
    expected: 'the path of what was exposed, or the file itself',
    remedy: 'name a path or a glob with --object, or give the file with --file',
  })
}

function tooMany(): Refusal {
  return refuse('exposure/too-many-objects', {
    at: '--object',
    seen: 'more than eight million different objects or clients',
    expected: 'fewer, that can be told apart in memory',
    remedy: 'name the objects more narrowly, or read a shorter stretch of the logs',
  })
}

async function readAll(
  question: ExposureQuestion,
  { inputs, named }: Opened,
  task: ReadingTask,
  options: ReadOptions,
): Promise<ReadLogs | Refusal> {
  const reader = chunkReader(task)
  if (isRefusal(reader)) return reader
  const totalBytes = inputs.reduce((sum, { input }) => sum + input.sizeBytes, 0)
  const threads = options.threads ?? (totalBytes < SMALL_BYTES ? 0 : availableParallelism())
  const crew = threads < 1 ? crewOfOne(reader) : crewOf(threads, task)
  let bytes = 0
  const onBytes = (more: number) => {
    options.signal?.throwIfAborted()
    bytes += more
    options.onProgress?.({ bytes, totalBytes })
  }
  try {
    const sum = new LogSum(question)
    await inOrder(
      inputs,
      placed => readInput(placed.input, crew, reader, { bytes: onBytes, rows: sum.begin(placed.server) }),
      (reading, placed) => sum.add(reading, placed.server),
    )
    for (const server of named) sum.declare(server)
    return sum.take(crew)
  } catch (cause) {
    if (cause instanceof TooManyTexts) return tooMany()
    throw cause
  } finally {
    await crew.close()
  }
}

/** Does `work` for some things at a time, and hands each result over in the order of the things. */
async function inOrder<T, R>(
  things: readonly T[],
  work: (thing: T) => Promise<R>,
  then: (result: R, thing: T) => void,
) {
  const underWay: Promise<R>[] = []
  let asked = 0
  const ask = () => {
    const promise = work(things[asked++])
    // A failure is met where its turn comes.
    promise.catch(() => {})
    underWay.push(promise)
  }
  for (const thing of things) {
    while (asked < things.length && underWay.length < INPUTS_AT_A_TIME) ask()
    then(await underWay.shift()!, thing)
  }
}
