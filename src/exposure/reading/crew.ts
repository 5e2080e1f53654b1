import type { Worker } from 'node:worker_threads'
import { workerAt } from '#kernel'
import type { ChunkReader, ChunkReading, LogChunk, ReadingTask } from './chunk.ts'
import { ipv4Text, NumberMap } from './ipv4.ts'
import { mapped } from './rows.ts'

/** Reads chunks, on this thread or on several. Texts are numbered alike for all of them. */
export type Crew = Readonly<{
  /** A buffer of `CHUNK_BYTES`, when fewer chunks are under way than would only take memory. */
  buffer(): Promise<ArrayBuffer>
  /** Gives a buffer back that no chunk came to fill. */
  release(buffer: ArrayBuffer): void
  /** Takes the buffer of the chunk. */
  read(chunk: LogChunk): Promise<ChunkReading>
  clients: readonly string[]
  objects: readonly string[]
  agents: readonly string[]
  objectSizes: ReadonlyMap<number, number>
  close(): Promise<void>
}>

/** Large enough that a chunk's fixed costs vanish, small enough to stay near the processor. */
export const CHUNK_BYTES = 2 * 1024 * 1024

type Answer = Readonly<{ ticket: number; reading: ChunkReading; buffer: ArrayBuffer }>

/** A map holds twice as many; each takes some hundred bytes. */
const MOST_TEXTS = 8 * 1024 * 1024

/** More objects or clients than can be told apart: someone asked for everything under a wide glob. */
export class TooManyTexts extends Error {}

/** Numbers for texts, over all readers. */
class Numbers {
  readonly texts: string[] = []
  readonly #ids = new Map<string, number>()

  id(text: string): number {
    const known = this.#ids.get(text)
    if (known !== undefined) return known
    if (this.texts.length === MOST_TEXTS) throw new TooManyTexts('more texts than can be told apart')
    this.#ids.set(text, this.texts.length)
    return this.texts.push(text) - 1
  }
}

/** The same for clients, of which those with an IPv4 address are kept by their numbers. */
class ClientNumbers extends Numbers {
  readonly #ipv4 = new NumberMap()

  ipv4(address: number): number {
    const known = this.#ipv4.get(address)
    if (known !== -1) return known
    this.#ipv4.add(address, this.texts.length)
    return this.texts.push(ipv4Text(address)) - 1
  }
}

class Names {
  readonly clients = new ClientNumbers()
  readonly objects = new Numbers()
  readonly agents = new Numbers()
  readonly sizes = new Map<number, number>()
}

/** The numbers of one reader turned into those of all. */
class Translation {
  readonly #names: Names
  readonly #ipv4 = new Ids()
  readonly #others = new Ids()
  readonly #objects = new Ids()
  readonly #agents = new Ids()

  constructor(names: Names) {
    this.#names = names
  }

  /** The reading in the numbers of all. To be called for each reading of the reader, in their order. */
  apply(reading: ChunkReading): ChunkReading {
    for (const address of reading.ipv4) this.#ipv4.push(this.#names.clients.ipv4(address))
    for (const text of reading.clients) this.#others.push(this.#names.clients.id(text))
    for (const text of reading.objects) this.#objects.push(this.#names.objects.id(text))
    for (const text of reading.agents) this.#agents.push(this.#names.agents.id(text))
    for (let i = 0; i < reading.objectSizes.length; i += 2)
      this.#size(reading.objectSizes[i], reading.objectSizes[i + 1])
    const { rows } = reading
    const [ipv4, others] = [this.#ipv4, this.#others]
    const client = mapped(rows.client, rows.count, local => ((local & 1) === 0 ? ipv4 : others).of[local >>> 1])
    const object = mapped(rows.object, rows.count, local => this.#objects.of[local])
    const agent = mapped(rows.agent, rows.count, local => this.#agents.of[local])
    return { ...reading, rows: { ...rows, client, object, agent } }
  }

  #size(local: number, size: number): void {
    const id = this.#objects.of[local]
    this.#names.sizes.set(id, Math.max(size, this.#names.sizes.get(id) ?? -1))
  }
}

/** The numbers of all, by those of one reader. */
class Ids {
  of = new Uint32Array(256)
  #count = 0

  push(id: number): void {
    if (this.#count === this.of.length) {
      const larger = new Uint32Array(this.#count * 2)
      larger.set(this.of)
      this.of = larger
    }
    this.of[this.#count++] = id
  }
}

function namesOf({
  clients,
  objects,
  agents,
  sizes,
}: Names): Pick<Crew, 'clients' | 'objects' | 'agents' | 'objectSizes'> {
  return { clients: clients.texts, objects: objects.texts, agents: agents.texts, objectSizes: sizes }
}

/** One reader on this thread: small logs are read before a thread has begun. */
export function crewOfOne(reader: ChunkReader): Crew {
  const names = new Names()
  const translation = new Translation(names)
  const free: ArrayBuffer[] = []
  return {
    ...namesOf(names),
    buffer: () => Promise.resolve(free.pop() ?? new ArrayBuffer(CHUNK_BYTES)),
    release: buffer => void free.push(buffer),
    read(chunk) {
      const reading = translation.apply(reader.read(chunk))
      free.push(chunk.bytes.buffer)
      return Promise.resolve(reading)
    },
    close: () => Promise.resolve(),
  }
}

/** One reader on each of `threads` threads. A thread that breaks rejects all that was asked. */
export function crewOf(threads: number, task: ReadingTask): Crew {
  const names = new Names()
  const crew = new ThreadCrew(threads, task, names)
  return {
    ...namesOf(names),
    buffer: () => crew.buffer(),
    release: buffer => crew.release(buffer),
    read: chunk => crew.read(chunk),
    close: () => crew.close(),
  }
}

type Waiting = Readonly<{ resolve(reading: ChunkReading): void; reject(cause: unknown): void }>
type Hand = { worker: Worker; translation: Translation; busy: number }

class ThreadCrew {
  readonly #hands: Hand[]
  readonly #waiting = new Map<number, Waiting>()
  readonly #free: ArrayBuffer[] = []
  readonly #wantBuffer: Readonly<{ resolve(buffer: ArrayBuffer): void; reject(cause: unknown): void }>[] = []
  readonly #most: number
  #lent = 0
  #ticket = 0
  #broken: { cause: unknown } | null = null

  constructor(threads: number, task: ReadingTask, names: Names) {
    // Two chunks wait for each thread, so that none is idle; two more are being filled.
    this.#most = 3 * threads + 2
    this.#hands = Array.from({ length: threads }, () => {
      const worker = workerAt(import.meta.url, './read-worker', { workerData: task })
      const hand: Hand = { worker, translation: new Translation(names), busy: 0 }
      worker.on('message', (answer: Answer) => this.#answered(hand, answer))
      worker.on('error', cause => this.#break(cause))
      return hand
    })
  }

  buffer(): Promise<ArrayBuffer> {
    if (this.#broken !== null) return Promise.reject(this.#broken.cause)
    if (this.#lent >= this.#most) return new Promise((resolve, reject) => this.#wantBuffer.push({ resolve, reject }))
    this.#lent++
    return Promise.resolve(this.#free.pop() ?? new ArrayBuffer(CHUNK_BYTES))
  }

  release(buffer: ArrayBuffer): void {
    const next = this.#wantBuffer.shift()
    if (next === undefined) {
      this.#lent--
      this.#free.push(buffer)
    } else next.resolve(buffer)
  }

  read(chunk: LogChunk): Promise<ChunkReading> {
    if (this.#broken !== null) return Promise.reject(this.#broken.cause)
    const ticket = this.#ticket++
    const hand = this.#hands.reduce((least, each) => (each.busy < least.busy ? each : least))
    hand.busy++
    hand.worker.postMessage({ ticket, chunk }, [chunk.bytes.buffer])
    return new Promise((resolve, reject) => this.#waiting.set(ticket, { resolve, reject }))
  }

  async close(): Promise<void> {
    await Promise.all(this.#hands.map(({ worker }) => worker.terminate()))
  }

  #answered(hand: Hand, { ticket, reading, buffer }: Answer): void {
    hand.busy--
    this.release(buffer)
    try {
      this.#waiting.get(ticket)?.resolve(hand.translation.apply(reading))
    } catch (cause) {
      this.#break(cause)
    }
    this.#waiting.delete(ticket)
  }

  #break(cause: unknown): void {
    this.#broken ??= { cause }
    for (const { reject } of [...this.#waiting.values(), ...this.#wantBuffer]) reject(cause)
    this.#waiting.clear()
    this.#wantBuffer.length = 0
  }
}
