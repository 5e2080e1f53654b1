import type { TimeZone } from '#kernel'
import type { LocalTime } from './time.ts'

/** Reads local times of lines in their order: an hour that the clock showed twice is told by the line before. */
export class LineClock {
  readonly #zone: TimeZone
  /** When the line before was written. */
  previous = Number.NaN
  /** The time read last is one that the clock showed twice. */
  isRepeated = false

  constructor(zone: TimeZone) {
    this.#zone = zone
  }

  get hasChanges(): boolean {
    return this.#zone.hasChanges
  }

  readonly utcOf: LocalTime = local => {
    this.isRepeated = this.#zone.isRepeated(local)
    return this.#zone.utcOf(local, this.previous)
  }
}
