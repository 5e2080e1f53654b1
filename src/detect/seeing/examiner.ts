import type { Recogniser } from '../recogniser.ts'
import { isDateMask } from '../recognisers/dates.ts'
import { compactOf, maskOf } from '../recognisers/mask.ts'
import { MaskIndex } from './mask-index.ts'
import { FEWEST_DIGITS, type Prose, readProse, SHORTEST_SECRET } from './prose.ts'

/** What looking at one value gave. Numbers are positions in `RECOGNISERS`. Equal outcomes share one number in a thread. */
export type Outcome = Readonly<{
  /** Recognisers whose mask accepts the value. */
  accepted: readonly number[]
  /** Those whose check it passes as well. */
  passed: readonly number[]
  /** Recognisers that found something inside the value. */
  inside: readonly number[]
  /** Recognisers that found only values that fail their check inside: what chance must be weighed against. */
  missed: readonly number[]
  /** A person's name with a title or a cue stands inside the value. */
  name: boolean
  /** A passed value is one that is published as a sample (078-05-1120). */
  sample: boolean
}>

export const NOTHING: Outcome = Object.freeze({
  accepted: [],
  passed: [],
  inside: [],
  missed: [],
  name: false,
  sample: false,
})

/** The recognisers that a mask admits, and the outcomes already met for it, by which of them passed. */
type Plan = {
  candidates: readonly number[]
  met: Map<number, number>
  /** One number, date or UUID: the whole was looked at, and nothing else can stand inside. */
  isWhole: boolean
}

/** Longer values are prose or documents: no identifier of the catalogue is longer (an MRZ has 88 characters, IBAN with blanks 42). */
const LONGEST_MASKED = 96
/** A plan is kept for this many masks; prose has endless ones, and an unkept plan is only made again. */
const MOST_PLANS = 50_000
/** Which candidates passed is kept as bits of one exact integer. */
const MOST_CANDIDATES = 52

/** Looks at values one at a time. One per thread; outcomes are numbered from 0 (nothing) in order of first sight. */
export class Examiner {
  readonly outcomes: Outcome[] = [NOTHING]
  readonly #known = new Map<string, number>([[keyOf(NOTHING), 0]])
  readonly #masks: MaskIndex
  readonly #plans = new Map<string, Plan>()
  readonly #shared = new Map<string, Plan>()
  readonly #planByHash = new Map<number, Plan>()
  readonly #recognisers: readonly Recogniser[]
  readonly #prose: Prose

  constructor(recognisers: readonly Recogniser[], prose: Prose) {
    this.#recognisers = recognisers
    this.#masks = new MaskIndex(recognisers)
    this.#prose = prose
  }

  /** The number of the outcome for the value `bytes[start … end)` (UTF-8). */
  examine(bytes: Uint8Array, start: number, end: number): number {
    let from = start
    let to = end
    while (from < to && bytes[from] <= 32) from++
    while (to > from && bytes[to - 1] <= 32) to--
    if (from === to) return 0
    const length = to - from
    measure(bytes, from, to)
    const plan = length <= LONGEST_MASKED ? this.#planFor(bytes, from, to) : NO_PLAN
    const passes = plan.candidates.length > 0 ? this.#check(plan, decode(bytes, from, to)) : 0
    if (passes > 0 || plan.isWhole || !mayHoldSomething(length)) return this.#met(plan, passes)
    return this.#lookInside(plan, decode(bytes, from, to))
  }

  #planFor(bytes: Uint8Array, from: number, to: number): Plan {
    if (seen.wide) return this.#planOf(maskOf(decode(bytes, from, to)))
    const known = this.#planByHash.get(seen.mask)
    if (known) return known
    const plan = this.#planOf(maskOf(decode(bytes, from, to)))
    if (this.#planByHash.size < MOST_PLANS) this.#planByHash.set(seen.mask, plan)
    return plan
  }

  #planOf(mask: string): Plan {
    const known = this.#plans.get(mask)
    if (known) return known
    const candidates = this.#masks.accepting(mask).slice(0, MOST_CANDIDATES)
    const isWhole = (!/[A @]/.test(mask) && !mask.endsWith('…')) || UUID.test(mask) || isDateMask(mask)
    const plan = this.#share({
      candidates,
      met: new Map<number, number>(candidates.length === 0 ? [[0, 0]] : []),
      isWhole,
    })
    if (this.#plans.size < MOST_PLANS) this.#plans.set(mask, plan)
    return plan
  }

  /** One plan for all masks that admit the same: their outcomes are the same. */
  #share(plan: Plan): Plan {
    const key = `${plan.isWhole}|${plan.candidates}`
    const known = this.#shared.get(key)
    if (known) return known
    this.#shared.set(key, plan)
    return plan
  }

  /** Which candidates pass, as bits. */
  #check(plan: Plan, raw: string): number {
    const compact = compactOf(raw)
    if (isOneDigit(compact)) return 0
    let passes = 0
    for (let i = 0; i < plan.candidates.length; i++) {
      if (this.#recognisers[plan.candidates[i]].check(compact, raw)) passes += 2 ** i
    }
    if (passes > 0 && plan.candidates.some(i => this.#recognisers[i].isSample?.(compact))) passes += SAMPLE_BIT
    return passes
  }

  #met(plan: Plan, passes: number): number {
    const known = plan.met.get(passes)
    if (known !== undefined) return known
    const bits = passes % SAMPLE_BIT
    const passed = plan.candidates.filter((_, i) => Math.floor(bits / 2 ** i) % 2 === 1)
    const number = this.#number({ ...NOTHING, accepted: plan.candidates, passed, sample: passes >= SAMPLE_BIT })
    plan.met.set(passes, number)
    return number
  }

  #lookInside(plan: Plan, raw: string): number {
    const found = readProse(this.#prose, raw, seen.digits, seen.at, seen.longestRun)
    if (found.inside.length === 0 && found.missed.length === 0 && !found.name) return this.#met(plan, 0)
    return this.#number({ ...NOTHING, accepted: plan.candidates, ...found })
  }

  #number(outcome: Outcome): number {
    const key = keyOf(outcome)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    this.outcomes.push(outcome)
    this.#known.set(key, this.outcomes.length - 1)
    return this.outcomes.length - 1
  }
}

/** 000000000 and 999999999 obey most rules and stand for nothing. */
function isOneDigit(compact: string): boolean {
  const first = compact.charCodeAt(0)
  if (first < 48 || first > 57 || compact.length < 5) return false
  for (let i = 1; i < compact.length; i++) if (compact.charCodeAt(i) !== first) return false
  return true
}

/** A universally unique identifier (RFC 9562, section 4): its groups of digits are no numbers of their own. */
const UUID = /^[9A]{8}-[9A]{4}-[9A]{4}-[9A]{4}-[9A]{12}$/
const SAMPLE_BIT = 2 ** 52
const NO_PLAN: Plan = { candidates: [], met: new Map([[0, 0]]), isWhole: false }
const decoder = new TextDecoder()

/** One key for equal outcomes. */
export function keyOf(outcome: Outcome): string {
  return `${outcome.accepted}|${outcome.passed}|${outcome.inside}|${outcome.missed}|${outcome.name}|${outcome.sample}`
}

/** What one pass over the bytes of a value tells; kept in one object because it is made for every value examined. */
const seen = { mask: 0, digits: 0, letters: 0, spaces: 0, at: false, longestRun: 0, wide: false }

/** `a@b.fr`. */
const SHORTEST_ADDRESS = 6
/** Identifiers that are sought inside texts are longer: a date of eight characters holds none. */
const SHORTEST_NUMBER = 9
/** A title and a name (`Dr Weber`); fewer letters are a unit or initials. */
const FEWEST_LETTERS_OF_NAMES = 6

/** Whether reading the value as a text could find anything: what is too short, or one word without digits or @, is not read. */
function mayHoldSomething(length: number): boolean {
  if (length < SHORTEST_ADDRESS) return false
  return (
    seen.at ||
    (seen.digits >= FEWEST_DIGITS && length >= SHORTEST_NUMBER) ||
    (seen.spaces > 0 && seen.letters >= FEWEST_LETTERS_OF_NAMES) ||
    seen.longestRun >= SHORTEST_SECRET
  )
}

function measure(bytes: Uint8Array, from: number, to: number): void {
  let low = 0x811c9dc5
  let high = 0x9e3779b9
  let digits = 0
  let letters = 0
  let spaces = 0
  let run = 0
  let longestRun = 0
  let previous = 0
  seen.at = false
  seen.wide = false
  for (let i = from; i < to; i++) {
    const byte = bytes[i]
    let mark = byte
    run++
    if (byte >= 48 && byte <= 57) {
      mark = 57
      digits++
    } else if ((byte | 32) >= 97 && (byte | 32) <= 122) {
      mark = 65
      letters++
    } else if (byte <= 32) {
      mark = 32
      if (run > longestRun) longestRun = run
      run = 0
      if (previous === 32) continue
      spaces++
    } else if (byte === 64) seen.at = true
    else if (byte >= 128) {
      seen.wide = true
      letters++
    }
    previous = mark
    low = Math.imul(low ^ mark, 0x01000193)
    high = Math.imul(high ^ mark, 0x5bd1e995) ^ (high >>> 13)
  }
  // 53 bits: the low hash whole and 21 bits of the high one.
  seen.mask = (low >>> 0) + (high >>> 11) * 2 ** 32
  seen.digits = digits
  seen.letters = letters
  seen.spaces = spaces
  seen.longestRun = Math.max(longestRun, run)
}

function decode(bytes: Uint8Array, from: number, to: number): string {
  if (seen.wide || to - from > 48) return decoder.decode(bytes.subarray(from, to))
  let text = ''
  for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i])
  return text
}
