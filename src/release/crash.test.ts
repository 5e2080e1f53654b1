import { createHash, randomBytes } from 'node:crypto'
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { signDocument } from '#zones'
import { adopt } from './adopting.ts'
import { holdsOf } from './holds.ts'
import type { Step } from './outside.ts'
import { given, held, NO_REASONS, proposed, published, standing, TENANT, zones } from './release.test-kit.ts'
import { approve, draftHold, lift, placeHold, pullSpool, push, putHold, verifyReleased } from './release.ts'
import { hasEnvelope } from './store-site.ts'
import { releasedFolder, spoolFolder, type Zone } from './zone.ts'

let all: Awaited<ReturnType<typeof zones>>
beforeAll(async () => {
  all = await zones()
}, 60_000)
afterAll(() => all.clean())

/** The end of the world at the n-th durable step. */
class Stopped extends Error {}

/** Runs the work with the world ending before its first step, then its second, until it lives through; what holds is asked each time. */
async function atEveryStep(
  zone: Zone,
  work: (stopping: Zone) => Promise<unknown>,
  afterwards: (n: number) => Promise<void>,
): Promise<number> {
  for (let n = 1; ; n++) {
    let seen = 0
    const step: Step = () => {
      seen += 1
      // Nothing runs after the end of the world: neither this step nor any later one.
      if (seen >= n) throw new Stopped()
    }
    await work({ ...zone, step }).catch(cause => {
      if (!(cause instanceof Stopped)) throw cause
    })
    await afterwards(n)
    if (seen < n) return n - 1
  }
}

async function versionOutside(zone: Zone): Promise<number | string> {
  const now = await standing(zone)
  return isRefusal(now) ? now.code : now.manifest.version
}

describe('the end of the world between any two durable steps', () => {
  test('publishing shows the old site or the new one, each whole, and the next push completes it', async () => {
    const { zone, officers } = await all.founded()
    await published(zone, officers)
    const folder = releasedFolder(zone, TENANT)
    await cp(folder, `${folder}-old`, { recursive: true })
    const second = await proposed(zone, officers[0], {}, 'mois,demandes,refus\n2026-01,4,2\n2026-02,5,1\n')
    const digest = second.document ?? ''
    for (const { asker, sign } of officers) {
      const dying: Zone = {
        ...zone,
        step: () => {
          throw new Stopped()
        },
      }
      given(await approve(dying, asker, digest, await sign('zones/manifest', digest), NO_REASONS))
    }
    const seen = new Set<number | string>()
    const points = await atEveryStep(
      zone,
      async stopping => {
        await rm(folder, { recursive: true })
        await cp(`${folder}-old`, folder, { recursive: true })
        await push(stopping, TENANT)
      },
      async () => {
        seen.add(await versionOutside(zone))
        expect((await verifyReleased(folder)).faults).toEqual([])
      },
    )
    expect([...seen].sort()).toEqual([1, 2])
    expect(points).toBeGreaterThan(20)
    given(await push(zone, TENANT))
    expect([await versionOutside(zone), (await verifyReleased(folder)).ok]).toEqual([2, true])
  }, 60_000)

  test('a hold that was acknowledged, or lasted in the database, is in force after the next push; one that did not can be placed again', async () => {
    const { zone, officers } = await all.founded()
    await published(zone, officers)
    const [officer] = officers
    const { body, digest } = given(await draftHold(zone, officer.asker, TENANT, { kind: 'tenant' }, 'security'))
    const signature = await officer.sign('zones/hold', digest)
    const points = await atEveryStep(
      zone,
      stopping => placeHold(stopping, officer.asker, body, signature),
      async n => {
        const lasted = (await holdsOf(zone, TENANT)).map(hold => hold.id)
        expect(lasted).toEqual(n === 1 ? [] : [body.id])
        given(await push(zone, TENANT))
        const now = given(await standing(zone))
        expect(now.holds.map(hold => hold.id)).toEqual(lasted)
      },
    )
    expect(points).toBeGreaterThanOrEqual(2)
  })

  test('a hold is never over before the lift that two signed, and is over after it', async () => {
    const { zone, officers } = await all.founded()
    await published(zone, officers)
    const hold = await held(zone, officers[0], { kind: 'tenant' })
    const { digest } = given(await lift(zone, officers[0].asker, hold.id))
    const [first, second] = officers
    given(await approve(zone, first.asker, digest, await first.sign('zones/lift', digest), NO_REASONS))
    const folder = releasedFolder(zone, TENANT)
    await cp(folder, `${folder}-held`, { recursive: true })
    let isSigned = false
    const points = await atEveryStep(
      zone,
      async stopping => {
        await rm(folder, { recursive: true })
        await cp(`${folder}-held`, folder, { recursive: true })
        if (isSigned) return push(stopping, TENANT)
        isSigned = true
        return approve(stopping, second.asker, digest, await second.sign('zones/lift', digest), NO_REASONS)
      },
      async () => {
        const now = given(await standing(zone))
        const lifted = (await readdir(join(folder, 'lifts')).catch(() => [])).some(name => name.endsWith('.json'))
        expect(now.holds.length).toBe(lifted ? 0 : 1)
      },
    )
    expect(points).toBeGreaterThanOrEqual(6)
    given(await push(zone, TENANT))
    expect(given(await standing(zone)).holds).toEqual([])
  })

  test('an acknowledged envelope is in the spool until it is in the vault, and in the ledger once', async () => {
    const { zone } = await all.founded()
    const folder = spoolFolder(zone, TENANT)
    await mkdir(folder, { recursive: true })
    const envelope = randomBytes(300)
    const sha256 = createHash('sha256').update(envelope).digest('hex')
    await writeFile(join(folder, `${'a'.repeat(32)}.age`), envelope)
    const before = (await zone.vault.ledgerHead()).size
    const points = await atEveryStep(
      zone,
      stopping => pullSpool(stopping, TENANT),
      async () => {
        const waits = (await readdir(folder)).length === 1
        expect(waits || (await hasEnvelope(zone.vault.sql, TENANT, sha256))).toBe(true)
      },
    )
    expect(points).toBe(3)
    await pullSpool(zone, TENANT)
    expect(await readdir(folder)).toEqual([])
    expect(await hasEnvelope(zone.vault.sql, TENANT, sha256)).toBe(true)
    // One entry for the key of its file at most, one for the envelope.
    expect((await zone.vault.ledgerHead()).size - before).toBeLessThanOrEqual(4)
  })

  test('a hold put straight into the public folder is in force throughout its taking over', async () => {
    const { zone, officers } = await all.founded()
    await published(zone, officers)
    const [officer] = officers
    const { body } = given(await draftHold(zone, officer.asker, TENANT, { kind: 'tenant' }, 'legal'))
    const signed = await signDocument(body, [officerSigner(officer)])
    await putHold(releasedFolder(zone, TENANT), signed)
    const points = await atEveryStep(
      zone,
      stopping => adopt(stopping, TENANT),
      async () => expect(given(await standing(zone)).holds.map(hold => hold.id)).toEqual([body.id]),
    )
    expect(points).toBe(2)
    expect((await holdsOf(zone, TENANT)).map(hold => [hold.id, hold.by, hold.state])).toEqual([
      [body.id, officer.id, 'in-force'],
    ])
  })
})

type Officer = Parameters<typeof held>[1]

/** The officer's passkey as a signer of the wall. */
function officerSigner(officer: Officer): Parameters<typeof signDocument>[1][number] {
  return {
    person: officer.id,
    key: officer.asker.key,
    approve: async challenge => {
      const { response } = await officer.device.sign(
        { challenge: Buffer.from(challenge).toString('base64url'), rpId: 'console.example' } as never,
        'https://console.example',
      )
      const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64url'))
      return {
        signature: bytes(response.signature),
        authenticator: bytes(response.authenticatorData),
        client: bytes(response.clientDataJSON),
      }
    },
  }
}
