import { isRefusal } from '#kernel'
import { createTenant, renewFounding, requireFirstFactor, roots, tenants } from '#officers'
import { digestOf } from '#zones'
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
    const { wall } = asked.words
    const all = []
    for (const tenant of await tenants(zone.vault)) {
      const [first] = await roots(zone.vault, tenant.name)
      all.push({ ...tenant, firstRoot: first ? await digestOf(first.body) : null })
    }
    const rows = table(all.map(({ name, title, hosts }) => [name, title[asked.lang], hosts.join(' ')]))
    const lines = all.flatMap(({ firstRoot }, i) => [rows[i], `  ${wall.firstRoot(firstRoot)}`])
    return { told: all, lines: lines.length > 0 ? lines : [wall.noTenant] }
  })

const codes: Runner = asked =>
  inZone(asked, async zone => {
    const renewed = await renewFounding(zone.vault, asked.place)
    if (isRefusal(renewed)) return renewed
    const { wall } = asked.words
    return {
      told: renewed,
      lines: [wall.newCodes(asked.place), ...renewed.codes.map(code => `  ${code}`), wall.codesOnce],
    }
  })

const firstFactor: Runner = asked =>
  inZone(asked, async zone => {
    const issuer = one(asked.values, 'issuer')
    const refused = await requireFirstFactor(zone.vault, asked.place, issuer)
    return refused ?? { told: { tenant: asked.place, issuer }, lines: [asked.words.wall.done] }
  })

/** Acts on the bodies of the private zone. */
export const zoneActs: Readonly<Partial<Record<ActName, Runner>>> = {
  'zone create': create,
  'zone list': list,
  'zone codes': codes,
  'zone first-factor': firstFactor,
}
