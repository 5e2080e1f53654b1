import { type Refusal, refuse } from '#kernel'
import { openBytes, type RawInput, type RawInputs } from '#sources'
import { isErrorLog } from './error-log.ts'
import { namedPlace, serverNames } from './servers.ts'

/** `server` is null for an error log, which is no server's access log. */
export type Placed = Readonly<{ input: RawInput; server: string | null }>

type OpenOptions = Readonly<{ signal?: AbortSignal; stdin?: AsyncIterable<Uint8Array> }>

/** The inputs of all places, each with its server. */
export class Opened {
  readonly refusal: Refusal | null
  readonly inputs: readonly Placed[]
  /** Servers that a person named: one whose folder is empty is a server without a log, and not no server. */
  readonly named: readonly string[]
  readonly #opened: readonly RawInputs[]

  private constructor(opened: readonly RawInputs[], inputs: readonly Placed[], places: readonly string[]) {
    this.#opened = opened
    this.inputs = inputs
    this.named = places.flatMap(place => namedPlace(place).server ?? [])
    const unread = opened.flatMap(each => each.unread).find(each => each.reason !== 'sources/empty')
    const isEmpty = inputs.length === 0
    this.refusal =
      unread !== undefined
        ? unreadable(unread.place, unread.reason)
        : isEmpty
          ? unreadable(places[0] ?? '', 'sources/empty')
          : null
  }

  static async open(places: readonly string[], options: OpenOptions): Promise<Opened> {
    const opened: RawInputs[] = []
    const found: { input: RawInput; server: string | null }[] = []
    try {
      for (const named of places.map(namedPlace)) {
        const inputs = await openBytes([named.place], options)
        opened.push(inputs)
        for (const input of inputs.inputs) found.push({ input, server: named.server })
      }
    } catch (cause) {
      for (const each of opened) await each.close()
      throw cause
    }
    const isError = await Promise.all(found.map(each => (each.server === null ? isErrorLog(each.input) : false)))
    const unnamed = found.filter((each, i) => each.server === null && !isError[i])
    const names = unnamed.length === 0 ? [] : serverNames(unnamed.map(each => each.input.place))
    const nameOf = new Map(unnamed.map((each, i) => [each, names[i]]))
    return new Opened(
      opened,
      found.map(each => ({ input: each.input, server: each.server ?? nameOf.get(each) ?? null })),
      places,
    )
  }

  async close(): Promise<void> {
    for (const each of this.#opened) await each.close()
  }
}

function unreadable(place: string, reason: string): Refusal {
  return refuse('exposure/unreadable-place', {
    at: place,
    seen: reason,
    expected: 'logs that can be read',
    remedy: 'correct the place, or the rights on it; leave it out only if its absence may stand in the evidence',
  })
}
