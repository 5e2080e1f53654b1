import { createHash, randomBytes } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { invite, pendingDocument, pendingDocuments, proposeRoot, signatureOf, signingOptions } from '#officers'
import { backUp } from '#vault'
import { answerFor, canonicalBytes, digestOf, type Hold, signDocument, toHex } from '#zones'
import { approveAll, enrolInvented, foundTenant, joinTenant, PARTY } from '../../tests/officers/tenant.ts'
import { holdsOf } from './holds.ts'
import { hashOutside } from './outside.ts'
import {
  given,
  held,
  NO_REASONS,
  outsideText,
  proposed,
  published,
  signBoth,
  standing,
  statistics,
  TENANT,
  unnamed,
  zones,
} from './release.test-kit.ts'
import {
  approve,
  draftHold,
  holds,
  keep,
  lift,
  placeHold,
  preview,
  pullSpool,
  push,
  reject,
  releaseDetail,
  restoreZone,
  verifyReleased,
  wall,
  withdraw,
} from './release.ts'
import { dataAddress, dataSetAddress } from './site/site.ts'
import { contentPlace, hasEnvelope, leaseRow, setLease } from './store-site.ts'
import { sweepContents } from './sweeping.ts'
import { releasedFolder, spoolFolder, type Zone } from './zone.ts'

let all: Awaited<ReturnType<typeof zones>>
beforeAll(async () => {
  all = await zones()
}, 60_000)
afterAll(() => all.clean())

const CSV = dataAddress('demandes', 1, 'csv')

async function answer(zone: Zone, path: string, tenant = TENANT): Promise<string> {
  const now = await standing(zone, null, tenant)
  return isRefusal(now) ? now.code : answerFor(now, path, zone.vault.now()).kind
}

const codeOf = (answer: unknown): string | null => (isRefusal(answer) ? answer.code : null)

describe('restoring', () => {
  test('a private zone restored from a backup older than a hold takes the hold over again, and leases nothing before a new epoch', async () => {
    const { zone, officers, clock } = await all.founded()
    await published(zone, officers)
    const identity = await generateIdentity()
    const backup = join(zone.home, 'backup.age')
    given(await backUp(zone.vault, backup, [await identityToRecipient(identity)]))
    const hold = await held(zone, officers[1], { kind: 'path', path: CSV })

    const place = await all.place()
    given(await restoreZone({ ...place, now: () => clock.now }, backup, identity))
    await cp(join(zone.home, 'public'), join(place.home, 'public'), { recursive: true })
    clock.now = new Date(clock.now.getTime() + 1000)
    const restored = await all.open(place, clock)
    expect(codeOf(await push(restored, TENANT))).toBe('release/behind')
    expect(given(await wall(restored, officers[0].asker, TENANT)).off).toBe('release/behind')
    expect(given(await holds(restored, officers[0].asker, TENANT)).map(one => [one.id, one.state])).toEqual([
      [hold.id, 'in-force'],
    ])
    expect(await answer(restored, CSV)).toBe('held')

    await beginAgain(restored, officers)
    given(await push(restored, TENANT))
    expect([await answer(restored, CSV), await answer(restored, '/fr/')]).toEqual(['held', 'serve'])
  })

  test('both zones restored at once from before a hold: nothing is leased until two officers begin a new epoch', async () => {
    const { zone, officers, clock } = await all.founded()
    await published(zone, officers)
    const identity = await generateIdentity()
    const backup = join(zone.home, 'backup.age')
    given(await backUp(zone.vault, backup, [await identityToRecipient(identity)]))
    await held(zone, officers[1], { kind: 'path', path: CSV })
    clock.now = new Date(clock.now.getTime() + 3_600_000)
    // Of the public zone nothing is left that would tell of the hold.
    const place = await all.place()
    given(await restoreZone({ ...place, now: () => clock.now }, backup, identity))
    clock.now = new Date(clock.now.getTime() + 1000)
    const restored = await all.open(place, clock)
    expect(codeOf(await push(restored, TENANT))).toBe('release/behind')
    expect(await answer(restored, CSV)).toBe('release/missing')
    await beginAgain(restored, officers)
    given(await push(restored, TENANT))
    expect(await answer(restored, CSV)).toBe('serve')
    clock.now = new Date(clock.now.getTime() + 60_000)
    expect(isRefusal(await push(await all.open(place, clock), TENANT))).toBe(false)
  })

  test('a public folder restored from a copy older than a hold serves nothing until it is pushed, and then the hold', async () => {
    const { zone, officers, clock } = await all.founded()
    await published(zone, officers)
    const folder = releasedFolder(zone, TENANT)
    await cp(folder, `${folder}-old`, { recursive: true })
    await held(zone, officers[0], { kind: 'tenant' })
    await rm(folder, { recursive: true })
    await cp(`${folder}-old`, folder, { recursive: true })
    clock.now = new Date(clock.now.getTime() + 120_000)
    expect(await answer(zone, CSV)).toBe('zones/lease-before-start')
    given(await push(zone, TENANT))
    expect([await answer(zone, CSV), await answer(zone, '/fr/')]).toEqual(['held', 'held'])
  })

  test('a private zone set back to before a publication goes on from what is signed outside, and leases nothing', async () => {
    const { zone, officers, clock } = await all.founded()
    await published(zone, officers)
    const identity = await generateIdentity()
    const backup = join(zone.home, 'backup.age')
    given(await backUp(zone.vault, backup, [await identityToRecipient(identity)]))
    await published(zone, officers, { slug: 'autres' })
    const place = await all.place()
    given(await restoreZone({ ...place, now: () => clock.now }, backup, identity))
    await cp(join(zone.home, 'public'), join(place.home, 'public'), { recursive: true })
    // As a snapshot of the whole machine that is put back: nobody noted it.
    await rm(join(place.home, 'private', 'restored'))
    const restored = await all.open(place, clock)
    expect(codeOf(await push(restored, TENANT))).toBe('release/behind')
    // The newer site was taken over, and nothing of it removed.
    expect(await answer(restored, dataAddress('autres', 1, 'csv'))).toBe('serve')
    expect((await verifyReleased(releasedFolder(restored, TENANT))).ok).toBe(true)
  })
})

describe('restoring beside newer releases', () => {
  test('a newer version that is not known here keeps its page, an embargo its moment, and the site goes on', async () => {
    const { zone, officers, clock } = await all.founded()
    await published(zone, officers)
    const embargo = new Date(clock.now.getTime() + 24 * 3_600_000).toISOString()
    const later = await proposed(zone, officers[0], { slug: 'plus-tard', embargo })
    const identity = await generateIdentity()
    const backup = join(zone.home, 'backup.age')
    given(await backUp(zone.vault, backup, [await identityToRecipient(identity)]))
    await signBoth(zone, officers, later.document)
    await published(zone, officers)
    const page = dataSetOutside(await standing(zone))
    const place = await all.place()
    given(await restoreZone({ ...place, now: () => clock.now }, backup, identity))
    await cp(join(zone.home, 'public'), join(place.home, 'public'), { recursive: true })
    clock.now = new Date(clock.now.getTime() + 1000)
    const restored = await all.open(place, clock)
    expect(codeOf(await push(restored, TENANT))).toBe('release/behind')
    expect(given(await releaseDetail(restored, officers[0].asker, later.id)).state).toBe('embargoed')
    await beginAgain(restored, officers)
    const { document } = await proposed(restored, officers[0], { slug: 'autres' })
    for (const { asker, id } of officers) {
      const signature = await signAt(restored, officers, id, 'zones/manifest', document ?? '')
      given(await approve(restored, asker, document ?? '', signature, NO_REASONS))
    }
    const newer = dataAddress('demandes', 2, 'csv')
    const asked = [CSV, newer, dataAddress('autres', 1, 'csv'), dataAddress('plus-tard', 1, 'csv')]
    expect(await Promise.all(asked.map(path => answer(restored, path)))).toEqual(['serve', 'serve', 'serve', 'absent'])
    expect(dataSetOutside(await standing(restored))).toBe(page)
    clock.now = new Date(clock.now.getTime() + 25 * 3_600_000)
    given(await push(restored, TENANT))
    expect(await answer(restored, asked[3])).toBe('serve')
  })
})

/** The hash of the French page of the data set, as it is served. */
function dataSetOutside(now: Awaited<ReturnType<typeof standing>>): string | undefined {
  if (isRefusal(now)) throw new Error(`nothing is served: ${now.code}`)
  return now.manifest.files.find(file => file.path === dataSetAddress('fr', 'demandes'))?.sha256
}

type Founders = Awaited<ReturnType<typeof foundTenant>>['officers']

/** Both sign a new epoch, and the site under it. */
async function beginAgain(zone: Zone, officers: Founders): Promise<void> {
  const { digest } = given(await proposeRoot(zone.vault, officers[0].asker, TENANT, { newEpoch: true }))
  for (const { asker, id } of officers) {
    const signature = await signAt(zone, officers, id, 'zones/root', digest)
    given(await approve(zone, asker, digest, signature, NO_REASONS))
  }
  const [renewal] = await pendingDocuments(zone.vault, TENANT)
  for (const { asker, id } of officers) {
    const signature = await signAt(zone, officers, id, 'zones/manifest', renewal.digest)
    given(await approve(zone, asker, renewal.digest, signature, NO_REASONS))
  }
}

/** The same person with the same device, before another private zone. */
async function signAt(
  zone: Zone,
  officers: Founders,
  id: string,
  kind: Hold['kind'] | 'zones/root' | 'zones/manifest',
  digest: string,
) {
  const officer = officers.find(one => one.id === id) ?? officers[0]
  const options = given(await signingOptions(zone.vault, PARTY, officer.asker, kind, digest))
  return given(signatureOf(officer.asker, await officer.device.sign(options, PARTY.origin)))
}

describe('what is pushed', () => {
  test('renewing a lease writes nothing into the ledger; a lease that names something new does', async () => {
    const { zone, officers, clock } = await all.founded()
    await published(zone, officers)
    const { size } = await zone.vault.ledgerHead()
    clock.now = new Date(clock.now.getTime() + 10_000)
    const { issued } = given(await push(zone, TENANT))
    expect([(await zone.vault.ledgerHead()).size, issued]).toEqual([size, clock.now.toISOString()])
    await held(zone, officers[0], { kind: 'tenant' })
    expect((await zone.vault.ledgerHead()).size).toBe(size + 2)
  })

  test('the files of what was withdrawn leave the public folder, once no lease names them', async () => {
    const { zone, officers } = await all.founded()
    const release = await published(zone, officers)
    const folder = releasedFolder(zone, TENANT)
    const { files } = (await standing(zone).then(given)).manifest
    const { sha256 } = files.find(file => file.path === CSV) ?? files[0]
    const { digest } = given(await withdraw(zone, officers[0].asker, release.id, 'wrong-data'))
    await signBoth(zone, officers, digest)
    expect(await hashOutside(folder, `files/${sha256}`)).not.toBe(null)
    given(await push(zone, TENANT))
    expect(await hashOutside(folder, `files/${sha256}`)).toBe(null)
    expect(await readdir(join(folder, 'manifest'))).toEqual(['2.json'])
    expect((await verifyReleased(folder)).extra).toEqual([])
  })

  test('a file that was taken away outside, or replaced, be it by one of the same size, is put back within a minute', async () => {
    const { zone, officers, clock } = await all.founded()
    await published(zone, officers)
    const folder = releasedFolder(zone, TENANT)
    const [first, second, third] = await readdir(join(folder, 'files'))
    await rm(join(folder, 'files', first))
    await writeFile(join(folder, 'files', second), 'something else')
    const { length } = await readFile(join(folder, 'files', third))
    await writeFile(join(folder, 'files', third), Buffer.alloc(length))
    expect((await verifyReleased(folder)).faults.map(one => one.code).sort()).toEqual([
      'release/altered',
      'release/altered',
      'release/file-missing',
    ])
    clock.now = new Date(clock.now.getTime() + 61_000)
    given(await push(zone, TENANT))
    expect((await verifyReleased(folder)).ok).toBe(true)
  })

  test('a sealed envelope goes from the spool into the vault', async () => {
    const { zone } = await all.founded()
    const folder = spoolFolder(zone, TENANT)
    await mkdir(folder, { recursive: true })
    const bytes = randomBytes(500)
    await writeFile(join(folder, `${'b'.repeat(32)}.age`), bytes)
    await writeFile(join(folder, 'note.txt'), 'no envelope')
    expect(await pullSpool(zone, TENANT)).toBe(1)
    expect(await readdir(folder)).toEqual(['note.txt'])
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(await hasEnvelope(zone.vault.sql, TENANT, sha256)).toBe(true)
  })

  test('the keeper renews the lease and takes a hold over that stands outside, without being told', async () => {
    const { zone, officers } = await all.founded()
    await published(zone, officers)
    const { body, digest } = given(await draftHold(zone, officers[0].asker, TENANT, { kind: 'tenant' }, 'other'))
    const signed = { body, signatures: [await officers[0].sign('zones/hold', digest)] }
    await writeHold(zone, signed)
    const ending = new AbortController()
    const kept = keep(zone, ending.signal)
    await expect.poll(async () => (await holdsOf(zone, TENANT)).length, { timeout: 10_000 }).toBe(1)
    ending.abort()
    await kept
  })

  test('while the push of one body goes on, the keeper pushes the others again and again, and that one never twice at a time', async () => {
    const { zone, officers, clock } = await all.founded()
    const { sql: db } = zone.vault
    // An embargo that is about to end keeps the rounds of the keeper short.
    await published(zone, officers, { embargo: new Date(clock.now.getTime() + 100).toISOString() })
    const other = 'ville-exemple'
    await foundTenant(zone.vault, PARTY, other)
    let end: () => void = () => undefined
    const going = zone.vault.alone(`push:${TENANT}`, () => new Promise<void>(done => (end = done)))
    const ending = new AbortController()
    const kept = keep(zone, ending.signal)
    for (let round = 0; round < 3; round += 1) {
      await setLease(db, other, { issued: '', expires: '', manifestVersion: 0, names: '', off: null })
      await expect.poll(async () => (await leaseRow(db, other))?.off, { timeout: 5000 }).toBe('release/no-manifest')
    }
    const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from pg_locks
      where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`.execute(db)
    expect(rows).toEqual([{ waiting: 1 }])
    ending.abort()
    end()
    await Promise.all([going, kept])
  })
})

async function writeHold(zone: Zone, signed: Readonly<{ body: Hold; signatures: unknown }>): Promise<void> {
  const folder = join(releasedFolder(zone, TENANT), 'holds')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${signed.body.id}.json`), canonicalBytes(signed))
}

describe('what is no longer needed', () => {
  test('pages of drafts that nobody can sign any more go within hours, rejected and withdrawn files after thirty days, the rest stays', async () => {
    const { zone, officers, clock } = await all.founded()
    const first = await published(zone, officers)
    const second = await proposed(zone, officers[0], { slug: 'autres' }, statistics(12, 2030))
    const csv = given(await releaseDetail(zone, officers[0].asker, second.id)).files.find(one =>
      one.mediaType.startsWith('text/csv'),
    )
    const stale = given(await pendingDocument(zone.vault, second.document ?? ''))
    given(await reject(zone, officers[1].asker, second.id))
    const page =
      stale?.body.kind === 'zones/manifest' ? stale.body.files.find(one => one.path === '/fr/donnees/autres/') : null
    const there = async (sha256 = ''): Promise<boolean> => (await contentPlace(zone.vault.sql, sha256)) !== null
    expect([await there(csv?.sha256), await there(page?.sha256), await sweepContents(zone)]).toEqual([true, true, 0])
    clock.now = new Date(clock.now.getTime() + 2 * 3600_000)
    await sweepContents(zone)
    expect([await there(csv?.sha256), await there(page?.sha256)]).toEqual([true, false])
    clock.now = new Date(clock.now.getTime() + 31 * 24 * 3600_000)
    const destroyFile = () => Promise.reject(new Error('the process ends here'))
    const ended = { ...zone, vault: { ...zone.vault, destroyFile } }
    await expect(sweepContents(ended)).rejects.toThrow('the process ends here')
    expect(await there(csv?.sha256)).toBe(false)
    expect(await unnamed(zone)).toBeGreaterThan(1)
    await zone.vault.sweep()
    expect(await unnamed(zone)).toBe(0)
    await rm(releasedFolder(zone, TENANT), { recursive: true })
    given(await push(zone, TENANT))
    expect((await verifyReleased(releasedFolder(zone, TENANT))).ok).toBe(true)
    expect(given(await preview(zone, officers[0].asker, first.id, '/fr/')).mediaType).toBe('text/html; charset=utf-8')
  })
})

describe('holds', () => {
  test('a hold that no officer signed is not taken over', async () => {
    const { zone, officers } = await all.founded()
    await published(zone, officers)
    const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
    if (!('privateKey' in pair)) throw new Error('Ed25519 makes pairs')
    const key = toHex(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
    const { body } = given(await draftHold(zone, officers[0].asker, TENANT, { kind: 'tenant' }, 'other'))
    const stranger = {
      person: officers[0].id,
      key,
      sign: async (message: Uint8Array<ArrayBuffer>) =>
        new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, message)),
    }
    await writeHold(zone, await signDocument(body, [stranger]))
    given(await push(zone, TENANT))
    expect(await holdsOf(zone, TENANT)).toEqual([])
    // The portal stops all the same: somebody can write there.
    expect(await answer(zone, CSV)).toBe('zones/not-an-officer')
  })

  test('a path that was never public cannot be held, one that was once public can', async () => {
    const { zone, officers } = await all.founded()
    const release = await published(zone, officers)
    const { digest } = given(await withdraw(zone, officers[0].asker, release.id, 'wrong-data'))
    await signBoth(zone, officers, digest)
    const never = await draftHold(zone, officers[0].asker, TENANT, { kind: 'path', path: '/nulle-part' }, 'other')
    expect(codeOf(never)).toBe('release/never-public')
    expect((await held(zone, officers[0], { kind: 'path', path: CSV })).state).toBe('in-force')
    expect(await answer(zone, CSV)).toBe('held')
  })

  test('a signed hold is placed by its signer alone, within ten minutes, and as it was signed', async () => {
    const { zone, officers, clock } = await all.founded()
    await published(zone, officers)
    const [one, other] = officers
    const { body, digest } = given(await draftHold(zone, one.asker, TENANT, { kind: 'tenant' }, 'other'))
    const signature = await one.sign('zones/hold', digest)
    expect(codeOf(await placeHold(zone, other.asker, body, signature))).toBe('release/not-an-officer')
    expect(codeOf(await placeHold(zone, one.asker, { ...body, reason: 'legal' }, signature))).toBe(
      'release/bad-signature',
    )
    clock.now = new Date(clock.now.getTime() + 11 * 60_000)
    expect(codeOf(await placeHold(zone, one.asker, body, signature))).toBe('release/hold-out-of-time')
  })

  test('another hold of the same id does not come in the place of the first, not even for a moment', async () => {
    const { zone, officers } = await all.founded()
    await published(zone, officers)
    const [one, other] = officers
    const { id } = await held(zone, one, { kind: 'tenant' })
    const before = await outsideText(zone, `holds/${id}.json`)
    const drafted = given(await draftHold(zone, other.asker, TENANT, { kind: 'path', path: CSV }, 'other'))
    for (const scope of [drafted.body.scope, { kind: 'tenant' } as const]) {
      const body: Hold = { ...drafted.body, id, scope }
      const signature = await other.sign('zones/hold', await digestOf(body))
      const written: string[] = []
      const watched: Zone = { ...zone, step: name => void written.push(name) }
      expect(codeOf(await placeHold(watched, other.asker, body, signature))).toBe('release/hold-known')
      expect(written.filter(name => name.endsWith('holds'))).toEqual([])
    }
    expect(await outsideText(zone, `holds/${id}.json`)).toBe(before)
  })

  test('a hold is outside and told at once, though a push of large files goes on', async () => {
    const { zone, officers } = await all.founded()
    await published(zone, officers)
    let end: () => void = () => undefined
    const going = zone.vault.alone(`push:${TENANT}`, () => new Promise<void>(done => (end = done)))
    const hold = await held(zone, officers[0], { kind: 'tenant' })
    expect(await readdir(join(releasedFolder(zone, TENANT), 'holds'))).toEqual([`${hold.id}.json`])
    expect(await answer(zone, '/fr/')).toBe('held')
    end()
    await going
    given(await push(zone, TENANT))
  })

  test('a hold over everything stops every body of its signer, and each lifts it for itself', async () => {
    const { zone, officers } = await all.founded()
    await published(zone, officers)
    const { officers: others } = await foundTenant(zone.vault, PARTY, 'mairie-exemple')
    const hold = await held(zone, officers[0], { kind: 'everything' }, 'security')
    expect([hold.tenant, hold.state, await answer(zone, '/fr/')]).toEqual(['*', 'in-force', 'held'])
    expect(await holdsOf(zone, 'mairie-exemple')).toEqual([])
    expect(codeOf(await lift(zone, others[0].asker, hold.id, TENANT))).toBe('officers/not-here')
    const { digest } = given(await lift(zone, officers[1].asker, hold.id, TENANT))
    await signBoth(zone, officers, digest)
    expect(await answer(zone, '/fr/')).toBe('serve')
  })
})

describe('a lift', () => {
  /** A published site with a third officer, of which one page is held and lifted by the first two. */
  async function lifted() {
    const body = await all.founded()
    const { zone, officers } = body
    await published(zone, officers)
    const third = await joinTenant(zone.vault, PARTY, TENANT, officers, 'officer')
    const { id } = await held(zone, officers[0], { kind: 'path', path: CSV })
    return { ...body, third, id }
  }

  test('whose signer left goes out of the folder with its hold, and a portal that never saw them serves', async () => {
    const { zone, officers, third, id } = await lifted()
    await signBoth(zone, officers, given(await lift(zone, officers[0].asker, id)).digest)
    const [stays, goes] = officers
    const hold = await readFile(join(releasedFolder(zone, TENANT), 'holds', `${id}.json`))
    const { digest } = given(await proposeRoot(zone.vault, stays.asker, TENANT, { remove: [goes.id] }))
    await approveAll(zone.vault, digest, [stays, goes, third])
    given(await push(zone, TENANT))
    const [renewal] = await pendingDocuments(zone.vault, TENANT)
    await signBoth(zone, [stays, third], renewal.digest)
    expect([await answer(zone, CSV), (await verifyReleased(releasedFolder(zone, TENANT))).ok]).toEqual(['serve', true])
    await writeFile(join(releasedFolder(zone, TENANT), 'holds', `${id}.json`), hold)
    given(await push(zone, TENANT))
    expect(await answer(zone, CSV)).toBe('serve')
  })

  test('by officers whom only a list names that is not out yet waits for that list, and stops nothing meanwhile', async () => {
    const { zone, officers, third, id } = await lifted()
    const [stays, goes] = officers
    const { code } = given(await invite(zone.vault, stays.asker, { tenant: TENANT, role: 'officer' }))
    const fourth = await enrolInvented(zone.vault, PARTY, code)
    const change = { add: [fourth.id], remove: [goes.id] }
    const { digest } = given(await proposeRoot(zone.vault, stays.asker, TENANT, change))
    await approveAll(zone.vault, digest, [stays, goes, third])
    given(await push(zone, TENANT))
    await signBoth(zone, [third, fourth], given(await lift(zone, third.asker, id)).digest)
    expect([await answer(zone, CSV), await answer(zone, '/fr/')]).toEqual(['held', 'serve'])
    const [renewal] = await pendingDocuments(zone.vault, TENANT)
    await signBoth(zone, [third, fourth], renewal.digest)
    expect([await answer(zone, CSV), await answer(zone, '/fr/')]).toEqual(['serve', 'serve'])
  })
})

describe('verifying a copy off line', () => {
  test('one changed bit in any document or file is found', async () => {
    const { zone, officers } = await all.founded()
    await published(zone, officers)
    const hold = await held(zone, officers[0], { kind: 'path', path: CSV })
    const { digest } = given(await lift(zone, officers[0].asker, hold.id))
    await signBoth(zone, officers, digest)
    const folder = releasedFolder(zone, TENANT)
    const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(one => one.isFile())
    expect((await verifyReleased(folder)).ok).toBe(true)
    for (const entry of names) {
      const path = join(entry.parentPath, entry.name)
      const bytes = await readFile(path)
      const changed = Buffer.from(bytes)
      changed[randomBytes(4).readUInt32LE() % bytes.length] ^= 1 << (randomBytes(1)[0] % 8)
      await writeFile(path, changed)
      expect((await verifyReleased(folder)).ok, entry.name).toBe(false)
      await writeFile(path, bytes)
    }
    const wrongRoot = await verifyReleased(folder, { firstRoot: '0'.repeat(64) })
    expect(wrongRoot.faults.map(one => one.code)).toEqual(['zones/unknown-root'])
  })
})
