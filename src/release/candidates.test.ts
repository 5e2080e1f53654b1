import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { type Asker, createTenant, pendingDocuments } from '#officers'
import { approveAll, enrolInvented, joinTenant, PARTY } from '../../tests/officers/tenant.ts'
import { destroyOverdue } from './candidates.ts'
import {
  given,
  proposed,
  published,
  signBoth,
  statistics,
  TENANT,
  unnamed,
  wordsFor,
  zones,
} from './release.test-kit.ts'
import {
  cancelCandidate,
  candidate,
  candidates,
  documentOf,
  inspectNext,
  layOut,
  propose,
  receive,
  releases,
  workOff,
} from './release.ts'
import { claimCandidate } from './store-candidates.ts'
import type { Zone } from './zone.ts'

let all: Awaited<ReturnType<typeof zones>>
beforeAll(async () => {
  all = await zones()
}, 60_000)
afterAll(() => all.clean())

const codeOf = (answer: unknown): string | null => (isRefusal(answer) ? answer.code : null)
const { signal } = new AbortController()
const bytes = (text: string): Readable => Readable.from([Buffer.from(text)])

describe('a file that comes in', () => {
  test('may be cancelled at the very moment when a worker begins to read it', async () => {
    const { zone, officers } = await all.founded()
    const [{ asker }] = officers
    const waiting = given(await receive(zone, asker, TENANT, 'a.csv', bytes(statistics())))
    const { vault } = zone
    const read: typeof vault.read = async id => {
      given(await cancelCandidate(zone, asker, waiting.id))
      return vault.read(id)
    }
    expect(await inspectNext({ ...zone, vault: { ...vault, read } }, signal)).toBe(true)
    expect(given(await candidate(zone, asker, waiting.id)).state).toBe('cancelled')
  })

  test('is sealed with its name, inspected by whoever works the queue off, and cancelled with both destroyed', async () => {
    const { zone, officers } = await all.founded()
    const [{ asker }] = officers
    const waiting = given(await receive(zone, asker, TENANT, 'Releve Alix.csv', bytes(statistics())))
    expect([waiting.state, waiting.fileName, waiting.sizeBytes]).toEqual([
      'waiting',
      'Releve Alix.csv',
      Buffer.byteLength(statistics()),
    ])
    const { rows } = await sql<{ file_name: Buffer }>`select file_name from release_candidates`.execute(zone.vault.sql)
    expect(rows[0].file_name.includes('Alix')).toBe(false)
    expect(await inspectNext(zone, signal)).toBe(true)
    expect(await inspectNext(zone, signal)).toBe(false)
    const inspected = given(await candidate(zone, asker, waiting.id))
    expect([inspected.state, inspected.inspection?.verdict, inspected.inspection?.tables[0].rows]).toEqual([
      'inspected',
      'clear',
      12,
    ])
    // Tables are named after a neutral file name: the given one may be the name of a person.
    expect(JSON.stringify(inspected.inspection)).not.toContain('Alix')
    const gone = given(await cancelCandidate(zone, asker, waiting.id))
    expect([gone.state, gone.fileName, given(await candidates(zone, asker, TENANT))]).toEqual(['cancelled', null, []])
    expect(codeOf(await propose(zone, asker, waiting.id, wordsFor()))).toBe('release/wrong-state')
  })

  test('an empty one is refused, so is one that is too long, and one that breaks off leaves nothing', async () => {
    const { zone, officers } = await all.founded()
    const [{ asker }] = officers
    expect(codeOf(await receive(zone, asker, TENANT, 'vide.csv', bytes('')))).toBe('release/empty')
    const small = { ...zone, config: { ...zone.config, maxCandidateBytes: 100 } }
    expect(codeOf(await receive(small, asker, TENANT, 'long.csv', bytes(statistics())))).toBe('release/too-large')
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('mois,demandes\n')
        throw new Error('the tab was closed')
      })(),
    )
    await expect(receive(zone, asker, TENANT, 'coupe.csv', broken)).rejects.toThrow('the tab was closed')
    expect(given(await candidates(zone, asker, TENANT))).toEqual([])
  })

  test('one that cannot be read is noted as failed, and the next is inspected', async () => {
    const { zone, officers } = await all.founded()
    const [{ asker }] = officers
    const broken = given(await receive(zone, asker, TENANT, 'a.csv', bytes(statistics())))
    const next = given(await receive(zone, asker, TENANT, 'b.csv', bytes(statistics())))
    await sql`update release_candidates set file = 'file-that-is-gone' where id = ${broken.id}`.execute(zone.vault.sql)
    const ending = new AbortController()
    const seen: string[] = []
    const working = workOff(zone, ending.signal, what => seen.push(what))
    const stateOf = async (id: string) => given(await candidate(zone, asker, id)).state
    await expect.poll(() => stateOf(next.id), { timeout: 20_000 }).toBe('inspected')
    ending.abort()
    await working
    expect([await stateOf(broken.id), seen]).toEqual(['failed', ['release/inspection-failed']])
  })

  test('one whose worker died is taken again, and the dead one can conclude nothing any more', async () => {
    const { zone, officers, clock } = await all.founded()
    const [{ asker }] = officers
    const { id } = given(await receive(zone, asker, TENANT, 'releve.csv', bytes(statistics())))
    const claimed = await claimCandidate(zone.vault.sql, 'run-dead', clock.now, new Date(0))
    expect([claimed?.id, await inspectNext(zone, signal)]).toEqual([id, false])
    clock.now = new Date(clock.now.getTime() + 21_000)
    expect(await inspectNext(zone, signal)).toBe(true)
    expect(given(await candidate(zone, asker, id)).state).toBe('inspected')
  })

  test('one that ended three workers is noted as failed, not read a fourth time; a worker that was asked to stop has not tried', async () => {
    const { zone, officers, clock } = await all.founded()
    const [{ asker }] = officers
    const { id } = given(await receive(zone, asker, TENANT, 'releve.csv', bytes(statistics())))
    await inspectNext(zone, AbortSignal.abort())
    expect(given(await candidate(zone, asker, id)).state).toBe('waiting')
    for (const worker of ['run-one', 'run-two', 'run-three']) {
      const lost = new Date(clock.now.getTime() - 20_000)
      expect((await claimCandidate(zone.vault.sql, worker, clock.now, lost))?.id).toBe(id)
      clock.now = new Date(clock.now.getTime() + 21_000)
    }
    expect(await inspectNext(zone, signal)).toBe(true)
    const { state, failure } = given(await candidate(zone, asker, id))
    expect([state, failure]).toEqual(['failed', 'release/inspection-failed'])
  })

  test('the end of a name stands unsealed only where it tells the kind of file', async () => {
    const { zone, officers } = await all.founded()
    for (const name of ['Alix.Dupont', 'releve.CSV.gz'])
      given(await receive(zone, officers[0].asker, TENANT, name, bytes('a\n')))
    const { rows } = await sql<{
      extension: string
    }>`select extension from release_candidates order by extension`.execute(zone.vault.sql)
    expect(rows.map(row => row.extension)).toEqual(['', '.csv.gz'])
  })

  test('in a list the inspection says its verdict and reasons; asked for alone, everything', async () => {
    const { zone, officers } = await all.founded()
    const [{ asker }] = officers
    const { id } = given(await receive(zone, asker, TENANT, 'releve.csv', bytes(statistics())))
    await inspectNext(zone, new AbortController().signal)
    const whole = given(await candidate(zone, asker, id)).inspection
    expect(whole?.tables.length).toBe(1)
    const brief = { ...whole, tables: [], rare: [], unread: [] }
    expect(given(await candidates(zone, asker, TENANT)).map(one => one.inspection)).toEqual([brief])
  })

  test('what was not read is told without the folder where it lay, and without the name that people gave it', async () => {
    const { zone, officers } = await all.founded()
    const [{ asker }] = officers
    const picture = Readable.from([Buffer.from('89504e470d0a1a0a0000000d', 'hex')])
    const { id } = given(await receive(zone, asker, TENANT, 'Alix.png', picture))
    await inspectNext(zone, signal)
    const found = given(await candidate(zone, asker, id)).inspection
    expect(found?.unread.map(one => one.place)).toEqual(['table.png'])
  })

  test('one that nobody proposed within thirty days is destroyed', async () => {
    const { zone, officers, clock } = await all.founded()
    const [{ asker }] = officers
    given(await receive(zone, asker, TENANT, 'releve.csv', bytes(statistics())))
    expect(await destroyOverdue(zone)).toBe(0)
    clock.now = new Date(clock.now.getTime() + 31 * 24 * 3600 * 1000)
    expect([await destroyOverdue(zone), given(await candidates(zone, asker, TENANT))]).toEqual([1, []])
  })

  test('one that is taken back by a process that ends before its file is destroyed goes with the next sweep', async () => {
    const { zone, officers } = await all.founded()
    const [{ asker }] = officers
    const { id } = given(await receive(zone, asker, TENANT, 'a.csv', bytes(statistics())))
    const destroyFile = () => Promise.reject(new Error('the process ends here'))
    const ended = { ...zone, vault: { ...zone.vault, destroyFile } }
    await expect(cancelCandidate(ended, asker, id)).rejects.toThrow('the process ends here')
    expect(await unnamed(zone)).toBe(1)
    await zone.vault.sweep()
    expect(await unnamed(zone)).toBe(0)
  })

  test('an auditor sees it and does nothing with it', async () => {
    const { zone, officers } = await all.founded()
    const auditor = await joinTenant(zone.vault, PARTY, TENANT, officers, 'auditor')
    const { id } = given(await receive(zone, officers[0].asker, TENANT, 'releve.csv', bytes(statistics())))
    expect(given(await candidates(zone, auditor.asker, TENANT)).length).toBe(1)
    const tries = [
      await receive(zone, auditor.asker, TENANT, 'x.csv', bytes('a,b\n1,2\n')),
      await cancelCandidate(zone, auditor.asker, id),
      await propose(zone, auditor.asker, id, wordsFor()),
    ]
    expect(tries.map(codeOf)).toEqual(Array(3).fill('officers/not-for-this-role'))
  })
})

async function inspected(zone: Zone, asker: Asker): Promise<string> {
  const { id } = given(await receive(zone, asker, TENANT, 'releve.csv', bytes(statistics())))
  await inspectNext(zone, signal)
  return id
}

describe('a proposal', () => {
  test('names what is not as it should be', async () => {
    const { zone, officers } = await all.founded()
    const [{ asker }] = officers
    const { id } = given(await receive(zone, asker, TENANT, 'releve.csv', bytes(statistics())))
    await inspectNext(zone, signal)
    const { mois, demandes } = wordsFor().columns
    const tries = [
      wordsFor({ slug: 'Majuscules' }),
      wordsFor({ title: { fr: 'Titre', en: ' ' } }),
      wordsFor({ licence: 'none' }),
      wordsFor({ embargo: '2020-01-01T00:00:00Z' }),
      wordsFor({ columns: { mois, demandes } }),
      wordsFor({ columns: { ...wordsFor().columns, autre: mois } }),
      wordsFor({ table: 7 }),
      wordsFor({ chart: { kind: 'bar', x: 'mois', y: 'absente', series: null } }),
    ]
    const seen: (string | null)[][] = []
    for (const words of tries) {
      const answer = await propose(zone, asker, id, words)
      seen.push(isRefusal(answer) ? [answer.code, answer.at] : [null])
    }
    expect(seen).toEqual([
      ['release/words', 'slug'],
      ['release/words', 'title.en'],
      ['release/words', 'licence'],
      ['release/words', 'embargo'],
      ['release/column-not-described', 'column 3'],
      ['release/words', 'columns'],
      ['release/no-such-table', expect.any(String)],
      ['release/chart-column', expect.any(String)],
    ])
  })

  test('beside another of the same data set at the same moment is refused, and leaves nothing', async () => {
    const { zone, officers } = await all.founded()
    const [{ asker }] = officers
    const ids = [await inspected(zone, asker), await inspected(zone, asker)]
    const both = await Promise.all(ids.map(id => propose(zone, asker, id, wordsFor())))
    expect(both.map(codeOf).sort()).toEqual([null, 'release/wrong-state'])
  })

  test('of a candidate that is taken back while its files are read or made is refused, and nothing is proposed', async () => {
    const { zone, officers } = await all.founded()
    const [{ asker }] = officers
    const { vault } = zone
    for (const moment of ['read', 'store'] as const) {
      const id = await inspected(zone, asker)
      const takeBack = async () => given(await cancelCandidate(zone, asker, id))
      const read: typeof vault.read = async file => takeBack().then(() => vault.read(file))
      const store: typeof vault.store = async (content, until) => takeBack().then(() => vault.store(content, until))
      const hooked = moment === 'read' ? { ...vault, read } : { ...vault, store }
      expect(codeOf(await propose({ ...zone, vault: hooked }, asker, id, wordsFor()))).toBe('release/wrong-state')
    }
    expect(given(await releases(zone, asker, TENANT)).items).toEqual([])
    expect(await pendingDocuments(vault, TENANT)).toEqual([])
  })

  test('that came to nothing, or whose bytes rest elsewhere already, leaves no sealed file after a day', async () => {
    const { zone, officers, clock } = await all.founded()
    const [{ asker }] = officers
    const id = await inspected(zone, asker)
    await proposed(zone, officers[0])
    const again = given(await propose(zone, asker, id, wordsFor({ slug: 'autres' })))
    const { vault } = zone
    const ended = { ...zone, vault: { ...vault, act: () => Promise.reject(new Error('the process ends here')) } }
    await expect(propose(ended, asker, id, wordsFor({ slug: 'encore' }))).rejects.toThrow('the process ends here')
    expect(await unnamed(zone)).toBeGreaterThan(5)
    clock.now = new Date(clock.now.getTime() + 25 * 3_600_000)
    await vault.sweep()
    expect(await unnamed(zone)).toBe(0)
    expect(await signBoth(zone, officers, again.document)).toBe(true)
  })

  test('of a data set of which another version waits is refused', async () => {
    const { zone, officers } = await all.founded()
    await proposed(zone, officers[0])
    await expect(proposed(zone, officers[1])).rejects.toThrow('release/wrong-state')
  })

  test('laid out before the founders enrolled waits, and is drafted when somebody asks for it', async () => {
    const place = await all.place()
    const clock = { now: new Date('2026-03-02T09:00:00.000Z') }
    const zone = await all.open(place, clock)
    const title = { fr: 'Préfecture d’exemple', en: 'Example prefecture' }
    const { codes } = given(await createTenant(zone.vault, { name: TENANT, title, hosts: ['localhost'] }))
    const folder = await mkdtemp(join(tmpdir(), 'parefuite-layout-'))
    await writeFile(join(folder, 'releve.csv'), statistics())
    given(await layOut(zone, TENANT, join(folder, 'releve.csv'), wordsFor()))
    await rm(folder, { recursive: true })
    const officers = [
      await enrolInvented(zone.vault, PARTY, codes[0]),
      await enrolInvented(zone.vault, PARTY, codes[1]),
    ]
    const [root] = await pendingDocuments(zone.vault, TENANT)
    await approveAll(zone.vault, root.digest, officers)
    const { items } = given(await releases(zone, officers[0].asker, TENANT))
    expect(items.map(one => [one.slug, one.state, one.document])).toEqual([['demandes', 'proposed', null]])
    const document = given(await documentOf(zone, officers[0].asker, items[0].id))
    expect(await signBoth(zone, officers, document.digest)).toBe(true)
  })
})

describe('the list of releases', () => {
  test('is found by words without accents and paged by key', async () => {
    const { zone, officers } = await all.founded()
    await published(zone, officers, { slug: 'un', title: { fr: 'Élèves par école', en: 'Pupils by school' } })
    await proposed(zone, officers[0], { slug: 'deux' })
    await proposed(zone, officers[0], { slug: 'trois' })
    const { asker } = officers[1]
    const slugs = async (query: Parameters<typeof releases>[3]): Promise<readonly string[]> =>
      given(await releases(zone, asker, TENANT, query)).items.map(one => one.slug)
    expect(await slugs({ search: 'eleves' })).toEqual(['un'])
    expect(await slugs({ search: 'ÉCOLE' })).toEqual(['un'])
    expect(await slugs({ search: '100%' })).toEqual([])
    const first = given(await releases(zone, asker, TENANT, { limit: 2 }))
    expect(first.items.map(one => one.slug)).toEqual(['trois', 'deux'])
    const second = given(await releases(zone, asker, TENANT, { limit: 2, before: first.more }))
    expect([second.items.map(one => one.slug), second.more]).toEqual([['un'], null])
  })
})
