import { type Refusal, refuse } from '#kernel'
import type { Vault } from '#vault'
import type { Tenant } from './contract.ts'
import { newId, RUN } from './ids.ts'
import { addPerson } from './people.ts'
import { newestRoots } from './roots-read.ts'
import {
  type Db,
  insertTenant,
  selectOfficersOf,
  selectRoles,
  selectTenant,
  selectTenants,
  type TenantRow,
} from './store.ts'
import { updateDocumentsStale } from './store-documents.ts'
import { remove } from './succession.ts'

/** Bodies: made by whoever runs the machine, founded by their first two officers. */

/** What a new tenant is made from; `hosts` in the order of preference. */
export type TenantWords = Readonly<{
  name: string
  title: Readonly<{ fr: string; en: string }>
  hosts: readonly string[]
  /** Whether a third person is invited at once, who prepares: their key counts only once the first two admit it. */
  clerk?: boolean
}>

/** A new body, and the one-time codes of its people. */
export type NewTenant = Readonly<{ tenant: Tenant; codes: readonly [string, string]; clerkCode: string | null }>

const TENANT_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/
const HOST = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?$/

/**
 * Makes a body with the one-time codes of its first two officers, both administrators. Their keys make the first root, so whoever has
 * both codes is both of them: give each code to its person. Refuses a name or a host that another body has, or that cannot be one.
 */
export async function createTenant(
  vault: Vault,
  { name, title, hosts, clerk = false }: TenantWords,
): Promise<NewTenant | Refusal> {
  if (!TENANT_NAME.test(name) || hosts.length === 0 || !hosts.every(host => HOST.test(host))) return notATenant()
  if (title.fr.trim() === '' || title.en.trim() === '') return notATenant()
  const tenant: Tenant = { id: newId('tenant'), name, title, hosts: [...hosts] }
  return vault.act(async act => {
    const others = await selectTenants(act)
    if (others.some(other => other.name === name || other.hosts.some(host => hosts.includes(host)))) return isTaken()
    await insertTenant(act, { id: tenant.id, name, titleFr: title.fr, titleEn: title.en, hosts, madeAt: act.now })
    await vault.makeKey(act, tenant.id)
    act.record({ kind: 'officers.tenant-made', at: act.now.toISOString(), by: RUN, tenant: tenant.id })
    const first = await addPerson(vault, act, tenant.id, 'administrator', RUN)
    const second = await addPerson(vault, act, tenant.id, 'administrator', RUN)
    const third = clerk ? await addPerson(vault, act, tenant.id, 'officer', RUN) : null
    return { tenant, codes: [first.code, second.code], clerkCode: third?.code ?? null }
  })
}

/**
 * Two new codes for a body that has no root yet: the old ones were lost, or a week went by. Whoever had enrolled with one of them is no
 * officer of it any more. Refused once there is a root: from then on officers bring in officers.
 */
export async function renewFounding(
  vault: Vault,
  tenantName: string,
): Promise<Readonly<{ codes: readonly [string, string] }> | Refusal> {
  return vault.act(async act => {
    const row = await selectTenant(act, tenantName)
    if (row === null || (await newestRoots(act)).has(tenantName)) return isFounded()
    const ids = (await selectOfficersOf(act, row.id)).map(one => one.id)
    const founders = (await selectRoles(act, ids)).filter(one => one.tenant === row.id && one.role === 'administrator')
    for (const one of founders) await remove(act, row.id, one.officer, RUN)
    await updateDocumentsStale(act, row.id)
    const first = await addPerson(vault, act, row.id, 'administrator', RUN)
    const second = await addPerson(vault, act, row.id, 'administrator', RUN)
    return { codes: [first.code, second.code] }
  })
}

/** Every body, by name. */
export async function tenants(db: Db): Promise<readonly Tenant[]> {
  return (await selectTenants(db)).map(tenantOf)
}

/** A body by its name on the wall; null when there is none. */
export async function tenantNamed(db: Db, name: string): Promise<Tenant | null> {
  const row = await selectTenant(db, name)
  return row && tenantOf(row)
}

function tenantOf(row: TenantRow): Tenant {
  return { id: row.id, name: row.name, title: { fr: row.title_fr, en: row.title_en }, hosts: row.hosts }
}

function notATenant(): Refusal {
  return refuse('officers/bad-tenant', {
    at: 'tenant',
    seen: 'a name, title or host that cannot be one',
    expected: 'a name of a-z, 0-9 and -, a title in both languages, at least one host name in small letters',
    remedy: 'correct it',
  })
}

function isFounded(): Refusal {
  return refuse('officers/founded', {
    at: 'tenant',
    seen: 'no tenant, or one that has its first root',
    expected: 'a tenant that waits for its first two officers',
    remedy: 'have an administrator of the tenant invite, or two officers recover, whoever is missing',
  })
}

function isTaken(): Refusal {
  return refuse('officers/tenant-taken', {
    at: 'tenant',
    seen: 'a name or host that another tenant has',
    expected: 'names and hosts of its own',
    remedy: 'take another name',
  })
}
