import { type FSWatcher, statSync, watch } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { canonicalBytes, dueFiles, type Memory, readMemory, type Standing, verify } from '#zones'
import { Contents } from './contents.ts'
import { replaceDurably } from './durable.ts'
import { alarm } from './log.ts'
import { type ReadBefore, readDocuments, stampOf } from './released.ts'
import type { Tenant } from './tenants.ts'

/** How often documents are looked at, whether or not the system tells of changes: a hold is to act within five seconds. */
const LOOK_EVERY_MS = 500

/** One tenant as the portal sees it: what may be served now, or why nothing may. */
export class Site {
  readonly tenant: Tenant
  readonly contents: Contents
  readonly #folder: string
  readonly #memoryPath: string
  readonly #startedAt: Date
  #now: Standing | Refusal
  #stamp: string | null = null
  #read: ReadBefore | null = null
  #looking: Promise<void> | null = null
  #lookAgain = false
  #timer: NodeJS.Timeout | null = null
  #watcher: FSWatcher | null = null
  /** Which folder is watched, by its number on the disk. */
  #watched: number | null = null

  constructor(tenant: Tenant, released: string, state: string, startedAt: Date) {
    this.tenant = tenant
    this.#folder = join(released, tenant.tenant)
    this.#memoryPath = join(state, 'memory', `${tenant.tenant}.json`)
    this.contents = new Contents(join(this.#folder, 'files'))
    this.#startedAt = startedAt
    this.#now = notYet(tenant.tenant)
  }

  /** What may be served; null where nothing may. */
  get standing(): Standing | null {
    return isRefusal(this.#now) ? null : this.#now
  }

  /** Looks now, then whenever something changes. */
  async begin(): Promise<void> {
    await this.look()
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS)
  }

  /** Looks no more; what it last saw is served by nobody. */
  end(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#watcher?.close()
  }

  /** Looks at the documents; a second call while one looks makes it look once more. */
  look(): Promise<void> {
    this.#watch()
    this.#lookAgain = true
    this.#looking ??= this.#lookUntilStill().finally(() => {
      this.#looking = null
    })
    return this.#looking
  }

  async #lookUntilStill(): Promise<void> {
    while (this.#lookAgain) {
      this.#lookAgain = false
      const stamp = await stampOf(this.#folder, this.standing?.manifest.version ?? null)
      // A lease that is ahead of this clock ripens without any change.
      const ripens = isRefusal(this.#now) && this.#now.code === 'zones/from-the-future'
      if (stamp === this.#stamp && !ripens) continue
      this.#stamp = stamp
      this.#take(await this.#verifiedOrRefusal())
    }
  }

  #take(next: Standing | Refusal): void {
    const before = this.#now
    this.#now = next
    if (isRefusal(next)) {
      if (!isRefusal(before) || before.code !== next.code || before.at !== next.at) alarm(this.tenant.tenant, next)
      return
    }
    this.contents.keepOnly(next.manifest.files)
    void this.#checkFiles(next)
  }

  /** Checks every listed file, so that an altered one raises its alarm before anybody asks for it. */
  async #checkFiles(standing: Standing): Promise<void> {
    for (const [i, file] of dueFiles(standing.manifest.files, standing.lease.issued).entries()) {
      // Visitors come in between: what did not change is looked at without waiting for anything.
      if (i % 100 === 99) await new Promise(resolve => setImmediate(resolve))
      if (this.#now !== standing) return
      const content = await this.contents.find(file)
      if (isRefusal(content)) alarm(this.tenant.tenant, content)
    }
  }

  /** A disk that fails is a refusal too, and is looked at again. */
  async #verifiedOrRefusal(): Promise<Standing | Refusal> {
    try {
      return await this.#verified()
    } catch {
      this.#stamp = null
      return unreadable()
    }
  }

  /** Nothing is served of a standing that is not remembered: the memory is on disk before. */
  async #verified(): Promise<Standing | Refusal> {
    const memory = await this.#remembered()
    if (isRefusal(memory)) return memory
    const read = await readDocuments(this.#folder, this.#read)
    if (isRefusal(read)) return read
    this.#read = read
    const { tenant, firstRoot } = this.tenant
    const standing = await verify(read.documents, {
      tenant,
      firstRoot,
      memory,
      now: new Date(),
      startedAt: this.#startedAt,
    })
    if (isRefusal(standing)) return standing
    return (await this.#remember(standing.memory)) ?? standing
  }

  async #remembered(): Promise<Memory | null | Refusal> {
    try {
      return readMemory(await readFile(this.#memoryPath), 'memory')
    } catch (cause) {
      return (cause as NodeJS.ErrnoException).code === 'ENOENT' ? null : unwritable()
    }
  }

  async #remember(memory: Memory): Promise<Refusal | null> {
    try {
      await mkdir(join(this.#memoryPath, '..'), { recursive: true })
      await replaceDurably(this.#memoryPath, canonicalBytes(memory))
      return null
    } catch {
      return unwritable()
    }
  }

  /**
   * The system's word makes changes act at once; the regular look makes them act where it says nothing. A folder that was not there, or
   * was replaced, is watched anew: of a missing one the system says neither anything nor that it will not.
   */
  #watch(): void {
    const now = folderNumber(this.#folder)
    if (now === this.#watched) return
    this.#watched = now
    this.#watcher?.close()
    this.#watcher = null
    if (now === null) return
    try {
      this.#watcher = watch(this.#folder, { recursive: true }, () => void this.look())
      this.#watcher.on('error', () => this.#watcher?.close())
    } catch {
      // A file system that tells nothing.
    }
  }
}

/** Which folder stands at a path, by its number on the disk; null where none can be seen. */
function folderNumber(path: string): number | null {
  try {
    return statSync(path).ino
  } catch {
    // Not there, or out of reach: reading the documents says so.
    return null
  }
}

function notYet(tenant: string): Refusal {
  return refuse('portal/not-yet', {
    at: tenant,
    seen: 'a portal that has just started',
    expected: 'documents that were looked at',
    remedy: 'wait a moment',
  })
}

function unreadable(): Refusal {
  return refuse('portal/unreadable', {
    at: 'the folder of the tenant',
    seen: 'a disk that fails while it is read',
    expected: 'documents that can be read',
    remedy: 'look for a failing disk',
  })
}

function unwritable(): Refusal {
  return refuse('portal/state-unusable', {
    at: 'memory',
    seen: 'a state folder that cannot be read or written',
    expected: 'a durable place for what was seen',
    remedy: 'give the portal its state folder back; nothing is served without it',
  })
}
