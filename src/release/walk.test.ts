import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { answerFor } from '#zones'
import { given, held, proposed, signBoth, standing, TENANT, zones } from './release.test-kit.ts'
import { lift, verifyReleased, wall, withdraw } from './release.ts'
import { dataAddress } from './site/site.ts'
import { releasedFolder, type Zone } from './zone.ts'

let all: Awaited<ReturnType<typeof zones>>
beforeAll(async () => {
  all = await zones()
}, 60_000)
afterAll(() => all.clean())

async function answer(zone: Zone, path: string): Promise<string> {
  const now = await standing(zone)
  return isRefusal(now) ? now.code : answerFor(now, path, zone.vault.now()).kind
}

describe('the whole walk', () => {
  test('a table is proposed, signed by two, public, held by one, lifted by two, withdrawn by two', async () => {
    const { zone, officers } = await all.founded()
    const csv = dataAddress('demandes', 1, 'csv')
    const release = await proposed(zone, officers[0])
    expect([release.state, release.verdict, release.version]).toEqual(['proposed', 'clear', 1])
    expect(await answer(zone, csv)).toBe('release/missing')

    expect(await signBoth(zone, officers, release.document)).toBe(true)
    expect(await answer(zone, csv)).toBe('serve')
    expect(await answer(zone, '/fr/')).toBe('serve')
    const verified = await verifyReleased(releasedFolder(zone, TENANT))
    expect([verified.ok, verified.faults, verified.extra]).toEqual([true, [], []])
    expect(verified.manifest?.signedBy.map(one => [one.person, one.means])).toEqual(
      officers.map(one => [one.id, 'passkey']),
    )

    const hold = await held(zone, officers[1], { kind: 'path', path: csv })
    expect(await answer(zone, csv)).toBe('held')
    expect(await answer(zone, '/fr/')).toBe('serve')
    const ending = given(await lift(zone, officers[0].asker, hold.id))
    await signBoth(zone, officers, ending.digest)
    expect(await answer(zone, csv)).toBe('serve')

    const going = given(await withdraw(zone, officers[0].asker, release.id, 'wrong-data'))
    await signBoth(zone, officers, going.digest)
    expect(await answer(zone, csv)).toBe('absent')
    const view = given(await wall(zone, officers[0].asker, TENANT))
    expect([view.off, view.outsideCount, view.waiting, view.holds]).toEqual([null, 0, [], []])
  })
})
