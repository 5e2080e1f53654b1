import { UnreadError } from './reader.ts'

/** Bytes taken from a stream into memory of one's own, at one's own pace. */
export type Pull = Readonly<{
  /** Writes the next bytes into `target` from `at`; gives how many, 0 only at the end. */
  fill(target: Uint8Array, at: number): Promise<number>
  /** Lets go of the stream. */
  close(): Promise<void>
}>

/** A pull that knows why its bytes ended before their time; null when they did not. */
export type Source = Pull & Readonly<{ broken(): UnreadError | null }>

/**
 * Pulls the bytes of a stream; fills the target wholly unless the stream ends. Bytes that cannot be read on (a cut archive) end
 * there: what came before is given, and `broken` says why.
 */
export function pullFrom(stream: AsyncIterable<Uint8Array>): Source {
  const pieces = stream[Symbol.asyncIterator]()
  let piece: Uint8Array = new Uint8Array(0)
  let done = false
  let broken: UnreadError | null = null
  async function next(): Promise<void> {
    try {
      const { value, done: isDone } = await pieces.next()
      if (isDone === true) done = true
      else piece = value
    } catch (cause) {
      if (!(cause instanceof UnreadError)) throw cause
      broken = cause
      done = true
    }
  }
  return {
    broken: () => broken,
    async fill(target, at) {
      let to = at
      while (to < target.length && !done) {
        if (piece.length === 0) {
          await next()
          continue
        }
        const taken = Math.min(piece.length, target.length - to)
        target.set(piece.subarray(0, taken), to)
        piece = piece.subarray(taken)
        to += taken
      }
      return to - at
    },
    async close() {
      done = true
      await pieces.return?.()
    },
  }
}

/** Pulls `head` first, then what `rest` still has. */
export function pullAfter(head: Uint8Array, rest: Pull): Pull {
  let left = head
  return {
    async fill(target, at) {
      const taken = Math.min(left.length, target.length - at)
      target.set(left.subarray(0, taken), at)
      left = left.subarray(taken)
      return taken === target.length - at ? taken : taken + (await rest.fill(target, at + taken))
    },
    close: () => rest.close(),
  }
}
