import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Refusal, refuse } from '#kernel'

/** A body that the portal serves: its folder, its host names, and the digest of its first root, put there by hand. */
export type Tenant = Readonly<{ tenant: string; hosts: readonly string[]; firstRoot: string }>

/**
 * Reads `tenants.json` of the state folder: the one thing that a person puts into the portal, and the start of all trust. A
 * refusal where it is missing, of another form, or gives one host name twice.
 */
export function readTenants(state: string): readonly Tenant[] | Refusal {
  try {
    const value: unknown = JSON.parse(readFileSync(join(state, 'tenants.json'), 'utf8'))
    if (!Array.isArray(value) || !value.every(isTenant)) return wrong('another structure')
    const hosts = value.flatMap(one => one.hosts)
    const names = value.map(one => one.tenant)
    if (new Set(hosts).size !== hosts.length || new Set(names).size !== names.length) return wrong('one name twice')
    return value
  } catch {
    return wrong('no readable file')
  }
}

/** What the list looks like from outside; another text, and it was changed. */
export function stampOfTenants(state: string): string {
  try {
    const { ino, size, mtimeNs, ctimeNs } = lstatSync(join(state, 'tenants.json'), { bigint: true })
    return `${ino} ${size} ${mtimeNs} ${ctimeNs}`
  } catch {
    // Not there, or out of reach: reading it says so.
    return 'gone'
  }
}

function isTenant(value: unknown): value is Tenant {
  if (typeof value !== 'object' || value === null) return false
  const { tenant, hosts, firstRoot } = value as Readonly<Record<string, unknown>>
  return (
    typeof tenant === 'string' &&
    /^[a-z0-9][a-z0-9-]{0,62}$/.test(tenant) &&
    Array.isArray(hosts) &&
    hosts.every(host => typeof host === 'string' && /^[a-z0-9.-]{1,253}$/.test(host)) &&
    typeof firstRoot === 'string' &&
    /^[0-9a-f]{64}$/.test(firstRoot)
  )
}

function wrong(seen: string): Refusal {
  return refuse('portal/tenants', {
    at: 'tenants.json in the state folder',
    seen,
    expected: 'a list of tenant, hosts (lower case) and firstRoot, each name once',
    remedy: 'write it as apps/portal/README.md shows',
  })
}
