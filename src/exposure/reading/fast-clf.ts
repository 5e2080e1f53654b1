import { ipv4At } from './ipv4.ts'
import { clfTime, IN_UTC } from './time.ts'

/**
 * The common, combined and vhost formats read from bytes, without a string: the path that nearly every line of the usual logs takes.
 *
 * [Note: the fast reader never decides] It reads a line only when nothing in it is unusual; anything else (an escape, a control character, a word
 * too many, a number too long) it leaves to `formats/clf.ts`, which alone says what is malformed. A property test holds the two together.
 */
export class FastClf {
  at = 0
  clientFrom = 0
  clientTo = 0
  method = 0
  targetFrom = 0
  targetTo = 0
  /** Where the path ends and the query begins. */
  pathTo = 0
  /** The path is in its one spelling already, byte for byte. */
  isPlain = false
  status = 0
  bytes = 0
  agentFrom = 0
  agentTo = 0
  forwardedFrom = 0
  forwardedTo = 0
  isVhost = false
  isCombined = false

  readonly #day = new Uint8Array(11)
  #dayMs = Number.NaN
  readonly #zone = new Uint8Array(5)
  #zoneMs = Number.NaN

  /** Reads `buf[start, end)`, a line without its end; false when the line is not of the usual kind. */
  read(buf: Uint8Array, start: number, end: number): boolean {
    const time = this.#who(buf, start, end)
    if (time === -1 || !this.#time(buf, time)) return false
    const answer = this.#request(buf, time + 29, end)
    return answer !== -1 && this.#answer(buf, answer, end)
  }

  /** Client, identity, user; gives where the time begins, −1 for none. */
  #who(buf: Uint8Array, start: number, end: number): number {
    let i = start
    let words = 0
    let second = 0
    let third = 0
    const first = buf[start]
    if (first === 0x7b || first === 0x23 || first === 0x20) return -1
    for (; ; i++) {
      if (i + 60 > end && i + 36 > end) return -1
      const c = buf[i]
      if (c > 0x20) continue
      if (c !== 0x20) return -1
      words++
      if (words === 1) second = i + 1
      else if (words === 2) third = i + 1
      if (buf[i + 1] === 0x5b) break
      if (words === 4) return -1
    }
    this.isVhost = words === 4
    if (words < 3 || (words === 4 && ipv4At(buf, second, third - 1) === -1)) return -1
    this.clientFrom = words === 4 ? second : start
    this.clientTo = (words === 4 ? third : second) - 1
    return i + 2
  }

  /** `17/May/2015:10:05:03 +0000] "` at `t`. The day and the zone are those of the line before, nearly always. */
  #time(buf: Uint8Array, t: number): boolean {
    if (buf[t + 11] !== 0x3a || buf[t + 14] !== 0x3a || buf[t + 17] !== 0x3a || buf[t + 20] !== 0x20) return false
    if (buf[t + 26] !== 0x5d || buf[t + 27] !== 0x20 || buf[t + 28] !== 0x22) return false
    const day = this.#day
    for (let i = 0; i < 11; i++) if (buf[t + i] !== day[i]) return this.#newDay(buf, t) && this.#time(buf, t)
    const zone = this.#zone
    for (let i = 0; i < 5; i++) if (buf[t + 21 + i] !== zone[i]) return this.#newDay(buf, t) && this.#time(buf, t)
    const hours = two(buf, t + 12)
    const minutes = two(buf, t + 15)
    const seconds = two(buf, t + 18)
    if (hours > 23 || minutes > 59 || seconds > 60) return false
    this.at = this.#dayMs - this.#zoneMs + ((hours * 60 + minutes) * 60 + seconds) * 1000
    return true
  }

  #newDay(buf: Uint8Array, t: number): boolean {
    const day = Buffer.from(buf.subarray(t, t + 11)).toString('latin1')
    const zone = Buffer.from(buf.subarray(t + 21, t + 26)).toString('latin1')
    const here = clfTime(`${day}:00:00:00 ${zone}`, IN_UTC).at
    if (Number.isNaN(here)) return false
    this.#dayMs = clfTime(`${day}:00:00:00 +0000`, IN_UTC).at
    this.#zoneMs = this.#dayMs - here
    this.#day.set(buf.subarray(t, t + 11))
    this.#zone.set(buf.subarray(t + 21, t + 26))
    return true
  }

  /** `GET /path HTTP/1.1" `; gives where the status begins, −1 for another sort of request. */
  #request(buf: Uint8Array, start: number, end: number): number {
    let i = start
    while (buf[i] >= 0x41 && buf[i] <= 0x5a) i++
    if (i === start || buf[i] !== 0x20 || buf[i + 1] <= 0x20) return -1
    this.method = methodAt(buf, start, i)
    const to = this.#target(buf, i + 1, end)
    // ` HTTP/1.1" ` or ` HTTP/2" `
    if (to === -1 || to + 9 > end || buf[to + 1] !== 0x48 || buf[to + 2] !== 0x54 || buf[to + 3] !== 0x54) return -1
    if (buf[to + 4] !== 0x50 || buf[to + 5] !== 0x2f || !isDigit(buf[to + 6])) return -1
    const quote = buf[to + 7] === 0x2e && isDigit(buf[to + 8]) ? to + 9 : to + 7
    return buf[quote] === 0x22 && buf[quote + 1] === 0x20 ? quote + 2 : -1
  }

  #target(buf: Uint8Array, from: number, end: number): number {
    this.targetFrom = from
    let isPlain = buf[from] === 0x2f
    let mark = -1
    let i = from
    for (; i < end; i++) {
      const kind = TARGET[buf[i]]
      if (kind === 0) continue
      if (kind === 1) break
      if (kind === 2) return -1
      if (mark !== -1) continue
      if (kind === 4) mark = i
      else if (kind === 3) isPlain = false
      else if (buf[i + 1] === 0x2f || buf[i + 1] === 0x2e) isPlain = false
    }
    this.targetTo = i
    this.pathTo = mark === -1 ? i : mark
    this.isPlain = isPlain
    return i < end ? i : -1
  }

  /** `200 512 "referrer" "agent"` to the end. */
  #answer(buf: Uint8Array, from: number, end: number): boolean {
    if (from + 5 > end || buf[from + 3] !== 0x20) return false
    if (!isDigit(buf[from]) || !isDigit(buf[from + 1]) || !isDigit(buf[from + 2])) return false
    this.status = (buf[from] - 48) * 100 + two(buf, from + 1)
    let i = from + 4
    this.bytes = 0
    if (buf[i] === 0x2d) i++
    else {
      let bytes = 0
      for (; i < end && isDigit(buf[i]); i++) bytes = bytes * 10 + buf[i] - 48
      if (i === from + 4 || i > from + 19) return false
      this.bytes = bytes
    }
    this.agentFrom = this.agentTo = this.forwardedFrom = this.forwardedTo = 0
    this.isCombined = i !== end
    return i === end || this.#tail(buf, i, end)
  }

  #tail(buf: Uint8Array, from: number, end: number): boolean {
    const referrer = closing(buf, from, end)
    if (referrer === -1) return false
    const agent = closing(buf, referrer + 1, end)
    if (agent === -1) return false
    this.agentFrom = referrer + 3
    this.agentTo = agent
    if (agent + 1 === end) return true
    const forwarded = closing(buf, agent + 1, end)
    if (forwarded === -1 || forwarded + 1 !== end) return false
    let i = agent + 3
    while (i < forwarded && ADDRESSES[buf[i]] === 1) i++
    if (i === forwarded) {
      this.forwardedFrom = agent + 3
      this.forwardedTo = forwarded
      return true
    }
    // Something that a client wrote, and perhaps an address behind it: for the exact reader.
    return !buf.subarray(i, forwarded).includes(0x2c)
  }
}

/** The quote that closes the quoted text for which ` "` stands at `from`; −1 when it is not there, or holds anything unusual. */
function closing(buf: Uint8Array, from: number, end: number): number {
  if (from + 2 >= end || buf[from] !== 0x20 || buf[from + 1] !== 0x22) return -1
  for (let i = from + 2; i < end; i++) {
    const c = buf[i]
    if (QUOTED[c] === 0) continue
    return c === 0x22 ? i : -1
  }
  return -1
}

/** By byte: 0 usual, 1 space, 2 leave the line, 3 the path must be decoded, 4 `?`, 5 `/`. */
const TARGET = tableOf(byte => {
  if (byte === 0x20) return 1
  if (byte < 0x20 || byte === 0x22 || byte === 0x5c || byte === 0x7f) return 2
  if (byte === 0x25 || byte === 0x23 || byte > 0x7f) return 3
  return byte === 0x3f ? 4 : byte === 0x2f ? 5 : 0
})

/** By byte: 1 where a quoted text ends or is unusual. */
const QUOTED = tableOf(byte => (byte < 0x20 || byte === 0x22 || byte === 0x5c ? 1 : 0))

/** Bytes of a list of addresses. */
const ADDRESSES = tableOf(byte => (/[0-9a-fA-F.:, [\]]/.test(String.fromCharCode(byte)) ? 1 : 0))

function tableOf(kind: (byte: number) => number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => kind(byte))
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

/** Two digits as a number; more than 99 for what is none. */
function two(buf: Uint8Array, at: number): number {
  const [tens, ones] = [buf[at] - 48, buf[at + 1] - 48]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 1000
}

function methodAt(buf: Uint8Array, from: number, to: number): number {
  if (to - from === 3 && buf[from] === 0x47 && buf[from + 1] === 0x45 && buf[from + 2] === 0x54) return 0
  if (to - from !== 4) return 3
  const word = ((buf[from] << 24) | (buf[from + 1] << 16) | (buf[from + 2] << 8) | buf[from + 3]) >>> 0
  return word === 0x48454144 ? 1 : word === 0x504f5354 ? 2 : 3
}
