import { join } from 'node:path'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { alarm } from './log.ts'
import { Site } from './site.ts'
import { Spool } from './spool.ts'
import { readTenants, stampOfTenants, type Tenant } from './tenants.ts'

/** A tenant's site with the spool that its visitors may write to. */
export type Front = Readonly<{ site: Site; spool: Spool }>

/** The three folders of the public zone. */
export type PublicFolders = Readonly<{ released: string; spool: string; state: string }>

/** How often the list of tenants is looked at: a person has just written it, and waits. */
const LOOK_EVERY_MS = 500

/** Which site answers under which host name, as the list of tenants says now. */
export class Fronts {
  readonly #folders: PublicFolders
  readonly #startedAt: Date
  readonly #known = new Set<string>()
  #byTenant: ReadonlyMap<string, Front> = new Map()
  #byHost: ReadonlyMap<string, Front | 'unknown'> | null = null
  #stamp = ''

  constructor(folders: PublicFolders, startedAt: Date) {
    this.#folders = folders
    this.#startedAt = startedAt
  }

  /** The site of a host name; null where nobody has that name, `'unknown'` where that cannot be said now. */
  at(host: string): Front | null | 'unknown' {
    return this.#byHost ? (this.#byHost.get(host) ?? null) : 'unknown'
  }

  /** Looks at the list now, then again and again. */
  async begin(): Promise<void> {
    await this.#look()
    const again = () => setTimeout(() => void this.#look().finally(again), LOOK_EVERY_MS)
    again()
  }

  /** A list that cannot be read changes nothing and raises an alarm: sites go on under the names that they had. */
  async #look(): Promise<void> {
    const stamp = stampOfTenants(this.#folders.state)
    if (stamp === this.#stamp) return
    this.#stamp = stamp
    const tenants = readTenants(this.#folders.state)
    if (isRefusal(tenants)) return alarm('-', tenants)
    const before = this.#byTenant
    const fronts = await Promise.all(tenants.map(tenant => this.#frontOrNone(tenant)))
    this.#byTenant = new Map(fronts.flatMap(front => (front ? [[front.site.tenant.tenant, front] as const] : [])))
    this.#byHost = new Map(
      tenants.flatMap(({ hosts }, i) => hosts.map(host => [host, fronts[i] ?? 'unknown'] as const)),
    )
    for (const [name, front] of before) if (this.#byTenant.get(name) !== front) front.site.end()
  }

  /** A tenant whose folders cannot be used stops no other; it is tried again at the next look. */
  async #frontOrNone(tenant: Tenant): Promise<Front | null> {
    try {
      return await this.#frontOf(tenant)
    } catch {
      this.#stamp = ''
      alarm(tenant.tenant, unusable())
      return null
    }
  }

  /**
   * The site of a tenant, the one that stands where its entry did not change. One that was here before, and comes back or is changed,
   * begins as after a start of the portal: with nothing, until a lease issued since.
   */
  async #frontOf(tenant: Tenant): Promise<Front> {
    const { released, spool, state } = this.#folders
    const now = this.#byTenant.get(tenant.tenant)
    if (now && JSON.stringify(now.site.tenant) === JSON.stringify(tenant)) return now
    const startedAt = this.#known.has(tenant.tenant) ? new Date() : this.#startedAt
    const front = {
      site: new Site(tenant, released, state, startedAt),
      spool: now?.spool ?? new Spool(join(spool, tenant.tenant)),
    }
    await front.site.begin()
    this.#known.add(tenant.tenant)
    return front
  }
}

function unusable(): Refusal {
  return refuse('portal/tenant-unusable', {
    at: 'the folders of the tenant',
    seen: 'a spool or a folder of documents that cannot be used',
    expected: 'folders that the portal may read, and a spool that it may write',
    remedy: 'give them to the user that the portal runs as; it tries again by itself',
  })
}
