import { isRefusal } from '#kernel'
import { createTenant, tenants } from '#officers'
import type { ActName } from '../acts.ts'
import { inZone, one } from './opened.ts'
import type { Runner } from './run.ts'
import { table } from './table.ts'

const create: Runner = asked =>
  inZone(asked, async zone => {
    const { values, place, words } = asked
    const title = { fr: one(values, 'title-fr') ?? '', en: one(values, 'title-en') ?? '' }
    const made = await createTenant(zone.vault, {
      name: place,
      title,
      hosts: values.host ?? [],
      clerk: values.clerk !== undefined,
    })
    if (isRefusal(made)) return made
    const { codes, clerkCode } = made
    const clerk = clerkCode === null ? [] : [words.wall.clerkCode(clerkCode)]
    const lines = [
      words.wall.created(made.tenant.name),
      ...codes.map(code => `  ${code}`),
      ...clerk,
      words.wall.codesOnce,
    ]
    return { told: made, lines }
  })

const list: Runner = asked =>
  inZone(asked, async zone => {
    const all = await tenants(zone.vault)
    const rows = all.map(({ name, title, hosts }) => [name, title[asked.lang], hosts.join(' ')])
    return { told: all, lines: rows.length > 0 ? table(rows) : [asked.words.wall.noTenant] }
  })

/** Acts on the bodies of the private zone. */
export const zoneActs: Readonly<Partial<Record<ActName, Runner>>> = { 'zone create': create, 'zone list': list }
