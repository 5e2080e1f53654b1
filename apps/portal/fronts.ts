import { join } from 'node:path'
import { isRefusal } from '#kernel'
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
  #byHost: ReadonlyMap<string, Front> | null = null
  #stamp = ''

  constructor(folders: PublicFolders, startedAt: Date) {
    this.#folders = folders
    this.#startedAt = startedAt
  }

  /** The site of a host name; null where nobody has that name, `'unknown'` as long as there was no list to say so. */
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
    const fronts = await Promise.all(tenants.map(async tenant => [tenant.tenant, await this.#frontOf(tenant)] as const))
    const before = this.#byTenant
    this.#byTenant = new Map(fronts)
    this.#byHost = new Map(fronts.flatMap(([, front]) => front.site.tenant.hosts.map(host => [host, front] as const)))
    for (const [name, front] of before) if (this.#byTenant.get(name) !== front) front.site.end()
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
    this.#known.add(tenant.tenant)
    const front = {
      site: new Site(tenant, released, state, startedAt),
      spool: now?.spool ?? new Spool(join(spool, tenant.tenant)),
    }
    await front.site.begin()
    return front
  }
}
