import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal, type Refusal } from '#kernel'
import { type Asker, invite, markStale, pendingDocument, pendingDocuments, proposeRoot } from '#officers'
import type { Act } from '#vault'
import { answerFor } from '#zones'
import { enrolInvented, joinTenant, PARTY } from '../../tests/officers/tenant.ts'
import { prepare, put } from './drafting.ts'
import {
  given,
  held,
  NO_REASONS,
  proposed,
  published,
  signBoth,
  standing,
  TENANT,
  wordsFor,
  zones,
} from './release.test-kit.ts'
import { alerts, approve, closeAlert, documentOf, openAlert, push, reject, releaseDetail, withdraw } from './release.ts'
import { releaseOf } from './releases.ts'
import { dataAddress } from './site/site.ts'
import { sweepContents } from './sweeping.ts'
import type { Zone } from './zone.ts'

let all: Awaited<ReturnType<typeof zones>>
beforeAll(async () => {
  all = await zones()
}, 60_000)
afterAll(() => all.clean())

const codeOf = (answer: unknown): string | null => (isRefusal(answer) ? (answer as Refusal).code : null)

async function answer(zone: Zone, path: string): Promise<string> {
  const now = await standing(zone)
  return isRefusal(now) ? now.code : answerFor(now, path, zone.vault.now()).kind
}

/** Until so many of the zone's acts wait for a lock of another. */
async function waiting(zone: Zone, count: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(zone.vault.sql)
    if (rows[0].count >= count) return
    await new Promise(next => setTimeout(next, 25))
  }
  throw new Error('nothing waits for the lock')
}

/** An act must record something. */
const nothingElse = ({ now }: Pick<Act, 'now'>, officer: string) =>
  ({ kind: 'officers.confirmed', at: now.toISOString(), by: officer, officer }) as const

/** A table of people who do not exist, which an inspection blocks. */
const PEOPLE = `nom,prenom,email,telephone\n${['un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit']
  .map((one, i) => `Exemple${one},Alix${one},alix.${one}@example.org,06 12 34 56 ${70 + i}`)
  .join('\n')}\n`
const both = { fr: 'Colonne', en: 'Column' }
const ABOUT_PEOPLE = {
  slug: 'gens',
  columns: { nom: both, prenom: both, email: both, telephone: both },
  chart: null,
}

describe('what an approval asks', () => {
  test('one signature publishes nothing, nor does a second by the same person', async () => {
    const { zone, officers } = await all.founded()
    const { document } = await proposed(zone, officers[0])
    const digest = document ?? ''
    const [first] = officers
    const signature = await first.sign('zones/manifest', digest)
    const once = given(await approve(zone, first.asker, digest, signature, NO_REASONS))
    expect([once.published, once.document.missing]).toEqual([false, 1])
    const twice = await approve(zone, first.asker, digest, await first.sign('zones/manifest', digest), NO_REASONS)
    expect(codeOf(twice)).toBe('officers/signed-before')
    expect(await answer(zone, '/fr/')).toBe('release/missing')
  })

  test('a table that the inspection blocks asks each approver for a written reason, and is marked for ever', async () => {
    const { zone, officers } = await all.founded()
    const release = await proposed(zone, officers[0], ABOUT_PEOPLE, PEOPLE)
    expect(release.verdict).toBe('block')
    const digest = release.document ?? ''
    const sign = async (i: 0 | 1, despiteVerdict: string | null) =>
      approve(zone, officers[i].asker, digest, await officers[i].sign('zones/manifest', digest), {
        despiteVerdict,
        despiteAlert: null,
      })
    expect(codeOf(await sign(0, null))).toBe('release/reason-missing')
    expect(given(await sign(0, 'Élus, publics de droit')).published).toBe(false)
    expect(codeOf(await sign(1, '  '))).toBe('release/reason-missing')
    expect(given(await sign(1, 'Élus, publics de droit')).published).toBe(true)
    const detail = given(await releaseDetail(zone, officers[0].asker, release.id))
    expect([detail.state, detail.verdict, detail.inspection.verdict]).toEqual(['published', 'block', 'block'])
  })

  test('while an alert is open nothing new goes out without a second reason, and a withdrawal asks for none', async () => {
    const { zone, officers } = await all.founded()
    const first = await published(zone, officers)
    const release = await proposed(zone, officers[0], { slug: 'autres' })
    const alert = given(await openAlert(zone, officers[1].asker, TENANT, 'security'))
    const digest = release.document ?? ''
    const signature = await officers[0].sign('zones/manifest', digest)
    expect(codeOf(await approve(zone, officers[0].asker, digest, signature, NO_REASONS))).toBe('release/reason-missing')
    const going = given(await withdraw(zone, officers[0].asker, first.id, 'personal-data'))
    expect(await signBoth(zone, officers, going.digest)).toBe(true)
    given(await closeAlert(zone, officers[0].asker, TENANT, alert.id))
    const again = given(await documentOf(zone, officers[0].asker, release.id))
    expect(await signBoth(zone, officers, again.digest)).toBe(true)
  })

  test('who opened an alert does not close it, nor does an account that nobody admitted; another officer does, once', async () => {
    const { zone, officers } = await all.founded()
    const [first, second] = officers
    const { code: paper } = given(await invite(zone.vault, first.asker, { tenant: TENANT, role: 'administrator' }))
    const guest = await enrolInvented(zone.vault, PARTY, paper)
    const { id } = given(await openAlert(zone, first.asker, TENANT, 'security'))
    const code = async (asker: Asker) => codeOf(await closeAlert(zone, asker, TENANT, id))
    expect(await code(first.asker)).toBe('release/own-alert')
    expect(await code(guest.asker)).toBe('release/not-an-officer')
    expect(await code(second.asker)).toBe(null)
    expect(await code(second.asker)).toBe('release/not-there')
    expect(given(await alerts(zone, first.asker, TENANT)).map(one => [one.id, one.closedAt])).toEqual([
      [id, zone.vault.now().toISOString()],
    ])
  })

  test('a manifest of which nobody can tell what it is for is signed by nobody', async () => {
    const { zone, officers } = await all.founded()
    const { document } = await proposed(zone, officers[0])
    const digest = document ?? ''
    await sql`delete from release_drafts where digest = ${digest}`.execute(zone.vault.sql)
    const signature = await officers[0].sign('zones/manifest', digest)
    await expect(approve(zone, officers[0].asker, digest, signature, NO_REASONS)).rejects.toThrow('did not draft')
    expect((await pendingDocument(zone.vault, digest))?.approvals).toEqual([])
  })

  test('what somebody signed before an alert is drafted again, for each gives a reason; a withdrawal goes on', async () => {
    const { zone, officers } = await all.founded()
    const out = await published(zone, officers, { slug: 'autres' })
    const { digest: going } = given(await withdraw(zone, officers[0].asker, out.id, 'other'))
    const { id, document } = await proposed(zone, officers[0])
    const [first, second] = officers
    for (const digest of [document ?? '', going]) {
      const signature = await first.sign('zones/manifest', digest)
      given(await approve(zone, first.asker, digest, signature, NO_REASONS))
    }
    given(await openAlert(zone, second.asker, TENANT, 'security'))
    const late = await second.sign('zones/manifest', document ?? '')
    const reasons = { despiteVerdict: null, despiteAlert: 'Une raison.' }
    expect(codeOf(await approve(zone, second.asker, document ?? '', late, reasons))).toBe('officers/stale')
    expect(given(await documentOf(zone, first.asker, id)).approvals).toEqual([])
    const last = await second.sign('zones/manifest', going)
    expect(given(await approve(zone, second.asker, going, last, NO_REASONS)).published).toBe(true)
  })

  test('what was drafted for a site that changed meanwhile can no longer be signed, and is drafted again', async () => {
    const { zone, officers } = await all.founded()
    const one = await proposed(zone, officers[0])
    const other = await proposed(zone, officers[1], { slug: 'autres' })
    await signBoth(zone, officers, one.document)
    const old = other.document ?? ''
    expect((await pendingDocument(zone.vault, old))?.state).toBe('stale')
    const late = await approve(zone, officers[0].asker, old, await officers[0].sign('zones/manifest', old), NO_REASONS)
    expect(isRefusal(late)).toBe(true)
    const again = given(await documentOf(zone, officers[0].asker, other.id))
    expect([again.digest === old, again.state, again.approvals]).toEqual([false, 'open', []])
    await signBoth(zone, officers, again.digest)
    expect(await answer(zone, dataAddress('demandes', 1, 'csv'))).toBe('serve')
    expect(await answer(zone, dataAddress('autres', 1, 'csv'))).toBe('serve')
  })

  test('a rejected proposal can be signed no more, and its version number is free again', async () => {
    const { zone, officers } = await all.founded()
    const release = await proposed(zone, officers[0])
    expect(given(await reject(zone, officers[1].asker, release.id)).state).toBe('rejected')
    const digest = release.document ?? ''
    const late = await approve(
      zone,
      officers[0].asker,
      digest,
      await officers[0].sign('zones/manifest', digest),
      NO_REASONS,
    )
    expect(isRefusal(late)).toBe(true)
    expect((await proposed(zone, officers[0])).version).toBe(1)
  })

  test('turning a proposal down beside the last signature comes too late, and says so', async () => {
    const { zone, officers } = await all.founded()
    const { id, document } = await proposed(zone, officers[0])
    const digest = document ?? ''
    const [first, second] = officers
    given(await approve(zone, first.asker, digest, await first.sign('zones/manifest', digest), NO_REASONS))
    const last = await second.sign('zones/manifest', digest)
    const [approved, rejected] = await zone.vault.sql.transaction().execute(async tx => {
      await sql`select 1 from officers_documents where digest = ${digest} for update`.execute(tx)
      const approving = approve(zone, second.asker, digest, last, NO_REASONS)
      await waiting(zone, 1)
      const rejecting = reject(zone, first.asker, id)
      await waiting(zone, 2)
      return [approving, rejecting].map(one => () => one)
    })
    expect([given(await approved()), codeOf(await rejected())]).toMatchObject([
      { published: true },
      'release/wrong-state',
    ])
    expect(given(await releaseDetail(zone, first.asker, id)).state).toBe('published')
  })

  test('pages that nothing needed stay where a draft takes them up while the sweep begins', async () => {
    const { zone, officers, clock } = await all.founded()
    const [first] = officers
    const { id } = await proposed(zone, first)
    given(await reject(zone, officers[1].asker, id))
    clock.now = new Date(clock.now.getTime() + 2 * 3_600_000)
    const row = given(await releaseOf(zone, (await proposed(zone, first, { slug: 'autres' })).id))
    const prepared = given(await prepare(zone, TENANT, { purpose: 'publish', release: row }))
    // Nothing needs them now: the draft of this release is put away, and another is about to come.
    await zone.vault.act(act => markStale(act, row.document ?? '').then(() => act.record(nothingElse(act, first.id))))
    clock.now = new Date(clock.now.getTime() + 2 * 3_600_000)
    let sweeping: Promise<number> = Promise.resolve(0)
    const { digest } = given(
      await zone.vault.act(async act => {
        const document = await put(zone.vault, act, prepared, first.id)
        sweeping = sweepContents(zone)
        await waiting(zone, 1)
        return document
      }),
    )
    await sweeping
    expect(await signBoth(zone, officers, digest)).toBe(true)
    expect(await answer(zone, dataAddress('autres', 1, 'csv'))).toBe('serve')
  })

  test('a release that was turned down while it was drafted again is put before nobody', async () => {
    const { zone, officers } = await all.founded()
    const row = given(await releaseOf(zone, (await proposed(zone, officers[0])).id))
    const prepared = given(await prepare(zone, TENANT, { purpose: 'publish', release: row }))
    given(await reject(zone, officers[1].asker, row.id))
    const late = await zone.vault.act(act => put(zone.vault, act, prepared, officers[0].id))
    expect([codeOf(late), await pendingDocuments(zone.vault, TENANT)]).toEqual(['release/wrong-state', []])
  })

  test('a second version stands beside the first, and its differences are told', async () => {
    const { zone, officers } = await all.founded()
    await published(zone, officers)
    const table = 'mois,demandes,accords\n2026-01,1,1\n2026-02,2,1\n'
    const { mois, demandes } = wordsFor().columns
    const columns = { mois, demandes, accords: both }
    const second = await proposed(zone, officers[0], { columns }, table)
    const detail = given(await releaseDetail(zone, officers[1].asker, second.id))
    expect(detail.tableDifference).toEqual({
      rowsBefore: 12,
      rowsAfter: 2,
      columnsAdded: ['accords'],
      columnsRemoved: ['refus'],
    })
    const csv = dataAddress('demandes', 2, 'csv')
    expect(detail.difference.find(one => one.path === csv)).toEqual({
      path: csv,
      change: 'added',
      before: null,
      after: detail.files.find(file => file.path === csv)?.sizeBytes,
    })
    await signBoth(zone, officers, second.document)
    expect([await answer(zone, dataAddress('demandes', 1, 'csv')), await answer(zone, csv)]).toEqual(['serve', 'serve'])
  })

  test('a version tells which others of its data set are held, and neither itself nor a hold over the whole site', async () => {
    const { zone, officers } = await all.founded()
    const [{ asker }] = officers
    const first = await published(zone, officers)
    const second = await proposed(zone, officers[0])
    const told = async ({ id }: Readonly<{ id: string }>) => given(await releaseDetail(zone, asker, id)).heldVersions
    await held(zone, officers[0], { kind: 'tenant' })
    expect([await told(first), await told(second)]).toEqual([[], []])
    await held(zone, officers[0], { kind: 'path', path: dataAddress('demandes', 1, 'csv') })
    expect([await told(first), await told(second)]).toEqual([[], [1]])
  })
})

describe('an embargo', () => {
  test('what two signed beforehand is served when its moment comes, and not one second before', async () => {
    const { zone, officers, clock } = await all.founded()
    await published(zone, officers, { slug: 'autres' })
    const embargo = '2026-03-02T10:00:00.000Z'
    const release = await published(zone, officers, { embargo })
    const csv = dataAddress('demandes', 1, 'csv')
    expect(await answer(zone, csv)).toBe('absent')
    clock.now = new Date('2026-03-02T09:59:59.000Z')
    given(await push(zone, TENANT))
    expect(await answer(zone, csv)).toBe('absent')
    const before = given(await releaseDetail(zone, officers[0].asker, release.id))
    clock.now = new Date(embargo)
    given(await push(zone, TENANT))
    expect(await answer(zone, csv)).toBe('serve')
    const after = given(await releaseDetail(zone, officers[0].asker, release.id))
    expect([before.state, after.state]).toEqual(['embargoed', 'published'])
  })
})

describe('an embargo among other releases', () => {
  const embargo = '2026-03-02T10:00:00.000Z'

  test('what is published meanwhile brings nothing of it out, and leaves its moment as it is', async () => {
    const { zone, officers, clock } = await all.founded()
    await published(zone, officers, { embargo })
    await published(zone, officers, { slug: 'autres' })
    const csv = dataAddress('demandes', 1, 'csv')
    expect([await answer(zone, csv), await answer(zone, dataAddress('autres', 1, 'csv'))]).toEqual(['absent', 'serve'])
    clock.now = new Date(embargo)
    given(await push(zone, TENANT))
    expect(await answer(zone, csv)).toBe('serve')
  })

  test('withdrawn before its moment it never was public, and no page will tell of it', async () => {
    const { zone, officers, clock } = await all.founded()
    await published(zone, officers, { slug: 'autres' })
    const release = await published(zone, officers, { embargo })
    const { digest } = given(await withdraw(zone, officers[1].asker, release.id, 'wrong-data'))
    await signBoth(zone, officers, digest)
    clock.now = new Date('2026-03-02T11:00:00.000Z')
    given(await push(zone, TENANT))
    expect([await answer(zone, '/fr/donnees/autres/'), await answer(zone, '/fr/donnees/demandes/')]).toEqual([
      'serve',
      'absent',
    ])
  })
})

describe('a change of officers', () => {
  test('a new officer may approve once the list is signed; the site goes on meanwhile', async () => {
    const { zone, officers } = await all.founded()
    await published(zone, officers)
    const third = await joinTenant(zone.vault, PARTY, TENANT, officers, 'officer')
    given(await push(zone, TENANT))
    expect(given(await standing(zone)).root.version).toBe(2)
    await published(zone, [officers[0], third], { slug: 'autres' })
    expect(await answer(zone, dataAddress('autres', 1, 'csv'))).toBe('serve')
  })

  test('when an approver leaves, the same site is drafted for two of those who stay, and stays public until they signed', async () => {
    const { zone, officers } = await all.founded()
    await published(zone, officers)
    const third = await joinTenant(zone.vault, PARTY, TENANT, officers, 'officer')
    const change = given(await proposeRoot(zone.vault, officers[0].asker, TENANT, { remove: [officers[1].id] }))
    for (const officer of [officers[0], third]) {
      given(
        await approve(zone, officer.asker, change.digest, await officer.sign('zones/root', change.digest), NO_REASONS),
      )
    }
    expect([given(await standing(zone)).root.version, await answer(zone, '/fr/')]).toEqual([2, 'serve'])
    const [renewal] = await pendingDocuments(zone.vault, TENANT)
    await signBoth(zone, [officers[0], third], renewal.digest)
    expect([given(await standing(zone)).root.version, await answer(zone, '/fr/')]).toEqual([3, 'serve'])
  })
})
