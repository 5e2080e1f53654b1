/** Bytes taken from a stream into memory of one's own, at one's own pace. */
export type Pull = Readonly<{
  /** Writes the next bytes into `target` from `at`; gives how many, 0 only at the end. */
  fill(target: Uint8Array, at: number): Promise<number>
  /** Lets go of the stream. */
  close(): Promise<void>
}>

/** Pulls the bytes of a stream; fills the target wholly unless the stream ends. */
export function pullFrom(stream: AsyncIterable<Uint8Array>): Pull {
  const pieces = stream[Symbol.asyncIterator]()
  let piece: Uint8Array = new Uint8Array(0)
  let done = false
  return {
    async fill(target, at) {
      let to = at
      while (to < target.length && !done) {
        if (piece.length === 0) {
          const next = await pieces.next()
          if (next.done === true) done = true
          else piece = next.value
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
