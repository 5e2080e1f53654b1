import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { envelopeRefusal, MAX_ENVELOPE_BYTES } from '#zones'
import { addDurably } from './durable.ts'

/** How many envelopes may come in at one time: each may take 8 MiB of memory until it is on disk. */
const MAX_AT_ONCE = 24
/** Envelopes of one tenant at a burst, and each second afterwards. For all senders together, since none is told from another. */
const BURST = 200
const PER_SECOND = 20
/** Left free on the disk, so that what was acknowledged stays whole and the log can be written. */
const MIN_FREE_BYTES = 256 * 1024 * 1024

/** Takes sealed envelopes in; nothing here reads, lists or overwrites one. */
export class Spool {
  readonly #folder: string
  #atOnce = 0
  #tokens = BURST
  #filledAt = performance.now()

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
    // What a killed process left half-written was never acknowledged.
    for (const name of readdirSync(folder)) if (name.endsWith('.part')) rmSync(join(folder, name))
  }

  /** Takes an envelope; its receipt once it is safe on disk, or a refusal with the status to answer. */
  async take(request: IncomingMessage): Promise<Readonly<{ receipt: string }> | Refusal> {
    if (this.#atOnce >= MAX_AT_ONCE || !this.#mayCome()) return busy()
    this.#atOnce++
    try {
      const bytes = await bodyOf(request)
      const refused = isRefusal(bytes) ? bytes : (envelopeRefusal(bytes) ?? (await this.#fullRefusal()))
      if (refused || isRefusal(bytes)) return refused ?? busy()
      const receipt = randomBytes(16).toString('hex')
      await addDurably(this.#folder, `${receipt}.age`, bytes)
      return { receipt }
    } finally {
      this.#atOnce--
    }
  }

  #mayCome(): boolean {
    const now = performance.now()
    this.#tokens = Math.min(BURST, this.#tokens + ((now - this.#filledAt) / 1000) * PER_SECOND)
    this.#filledAt = now
    if (this.#tokens < 1) return false
    this.#tokens--
    return true
  }

  async #fullRefusal(): Promise<Refusal | null> {
    const { bavail, bsize } = await statfs(this.#folder)
    if (bavail * bsize >= MIN_FREE_BYTES) return null
    return refuse('portal/spool-full', {
      at: 'spool',
      seen: 'too little room on the disk',
      expected: `${MIN_FREE_BYTES} bytes free`,
      remedy: 'pull the envelopes into the private zone',
    })
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | Refusal> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  // The connection stays until the refusal is said.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    sizeBytes += (chunk as Buffer).length
    if (sizeBytes > MAX_ENVELOPE_BYTES) return tooLarge()
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

/** An envelope over the bound, whether it says so or is found to be. */
export function tooLarge(): Refusal {
  return refuse('portal/envelope-too-large', {
    at: 'the request body',
    seen: `more than ${MAX_ENVELOPE_BYTES} bytes`,
    expected: `at most ${MAX_ENVELOPE_BYTES} bytes`,
    remedy: 'send it in parts',
  })
}

function busy(): Refusal {
  return refuse('portal/busy', {
    at: 'spool',
    seen: 'more envelopes than can be taken at once',
    expected: `${PER_SECOND} a second`,
    remedy: 'send it again in a moment',
  })
}
