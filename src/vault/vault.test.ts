import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { inspect } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal, refuse } from '#kernel'
import { verifyLedger } from '#ledger'
import { given, recorded, vaults } from './vault.test-kit.ts'
import type { Vault } from './vault.ts'

let kit: Awaited<ReturnType<typeof vaults>>
let vault: Vault

beforeAll(async () => {
  kit = await vaults()
  vault = await kit.open(await kit.fresh())
  await vault.act(async act => {
    await sql`create table drill (id integer primary key)`.execute(act.sql)
    recorded(act, 0)
    return null
  })
}, 60_000)
afterAll(() => kit.clean(), 60_000)

const rows = async () =>
  (await sql<{ id: number }>`select id from drill order by id`.execute(vault.sql)).rows.map(row => row.id)
const insert = (id: number) =>
  vault.act(async act => {
    await sql`insert into drill values (${id})`.execute(act.sql)
    recorded(act, id)
    return id
  })

describe('an act', () => {
  test('lasts together with its entry in the ledger', async () => {
    const before = (await vault.ledgerHead()).size
    expect(await insert(1)).toBe(1)
    expect((await vault.ledgerHead()).size).toBe(before + 1)
    expect(await rows()).toContain(1)
    expect(await verifyLedger(vault.ledger, [vault.ledgerKey])).toMatchObject({ faults: [] })
  })

  test('that is refused leaves nothing, neither rows nor an entry', async () => {
    const before = await vault.ledgerHead()
    const refusal = refuse('drill/no', { at: 'drill', seen: 'a', expected: 'b', remedy: 'c' })
    const answer = await vault.act(async act => {
      await sql`insert into drill values (2)`.execute(act.sql)
      recorded(act, 2)
      return refusal
    })
    expect(answer).toBe(refusal)
    expect(await rows()).not.toContain(2)
    expect(await vault.ledgerHead()).toEqual(before)
  })

  test('that records nothing is rolled back and throws', async () => {
    const silent = vault.act(async act => {
      await sql`insert into drill values (3)`.execute(act.sql)
      return 3
    })
    await expect(silent).rejects.toThrow('records nothing')
    expect(await rows()).not.toContain(3)
  })

  test('fifty at once are all there, none twice, in one ledger', async () => {
    const before = (await vault.ledgerHead()).size
    await Promise.all(Array.from({ length: 50 }, (_, at) => insert(100 + at)))
    expect((await rows()).filter(id => id >= 100)).toEqual(Array.from({ length: 50 }, (_, at) => 100 + at))
    expect((await vault.ledgerHead()).size).toBe(before + 50)
    expect(await verifyLedger(vault.ledger, [vault.ledgerKey])).toMatchObject({ faults: [] })
  })
})

test('an error of the database quotes no value: not of a row that is there twice, not of one of another type', async () => {
  const failing = (statement: ReturnType<typeof sql>) =>
    vault.act(async act => {
      await statement.execute(act.sql)
      recorded(act, 30)
    })
  await vault.act(async act => {
    await sql`create table quoted (email text unique, id integer)`.execute(act.sql)
    await sql`insert into quoted values ('canary@example.fr')`.execute(act.sql)
    recorded(act, 31)
  })
  for (const statement of [
    sql`insert into quoted values ('canary@example.fr')`,
    sql`select 'canary'::text::integer from quoted`,
  ]) {
    const thrown = await failing(statement).catch(cause => cause)
    expect(thrown).toBeInstanceOf(Error)
    expect(inspect(thrown, { depth: 9 })).not.toContain('canary')
    expect(thrown.code).toMatch(/^(23505|22P02)$/)
  }
})

describe('a sealed field', () => {
  const place = { subject: 'officer-00000000000000000000000000000001', table: 'drill', column: 'name', record: 'one' }
  const sealed = () =>
    vault.act(async act => {
      await vault.makeKey(act, place.subject)
      recorded(act, 10)
      return vault.seal(act, place, 'Inventée')
    })

  test('opens where it stands, and nowhere else', async () => {
    const bytes = given(await sealed())
    expect(await vault.open(place, bytes)).toBe('Inventée')
    for (const other of [{ table: 'other' }, { column: 'email' }, { record: 'two' }])
      await expect(vault.open({ ...place, ...other }, bytes)).rejects.toThrow('stand elsewhere')
  })

  test('with one changed bit does not open', async () => {
    const bytes = given(await sealed())
    for (const at of [0, 5, 14, bytes.length - 1]) {
      const changed = Buffer.from(bytes)
      changed[at] ^= 1
      await expect(vault.open(place, changed)).rejects.toThrow('were changed')
    }
  })

  test('is gone for everybody once its key is destroyed, and the subject gets no other key', async () => {
    const subject = { ...place, subject: 'officer-00000000000000000000000000000002' }
    const bytes = given(
      await vault.act(async act => {
        await vault.makeKey(act, subject.subject)
        return vault.seal(act, subject, 'Inventé')
      }),
    )
    given(await vault.act(act => vault.destroyKey(act, subject.subject)))
    expect(await vault.open(subject, bytes)).toBeNull()
    await expect(vault.act(async act => vault.makeKey(act, subject.subject))).rejects.toThrow('destroyed')
  })

  test('is found by its blind index, which differs by name and by vault', async () => {
    const other = await kit.open(await kit.fresh())
    expect(vault.blindIndex('email', 'a')).toBe(vault.blindIndex('email', 'a'))
    expect(vault.blindIndex('email', 'a')).not.toBe(vault.blindIndex('name', 'a'))
    expect(vault.blindIndex('email', 'a')).not.toBe(other.blindIndex('email', 'a'))
  })
})

describe('the keys of the zone', () => {
  test('one for each purpose, the same for every process', async () => {
    const [one, again, other] = await Promise.all(['lease:a', 'lease:a', 'lease:b'].map(vault.zoneKey))
    expect(again.publicKey).toBe(one.publicKey)
    expect(other.publicKey).not.toBe(one.publicKey)
    expect(await one.sign(Buffer.from('x'))).toHaveLength(64)
  })
})

describe('a file', () => {
  test('rests sealed and is read back the same, whatever its size', async () => {
    for (const size of [0, 1, 65_536, 65_537, 300_000]) {
      const content = Buffer.alloc(size, 'invented words ')
      const file = await vault.store(
        Readable.from(size === 0 ? [] : [content.subarray(0, 7), content.subarray(7)]),
        null,
      )
      expect(file.sizeBytes).toBe(size)
      expect((await buffer(await vault.read(file.id))).equals(content)).toBe(true)
    }
  })

  test('that was destroyed cannot be read', async () => {
    const file = await vault.store(Readable.from([Buffer.from('x')]), null)
    await vault.destroyFile(file.id)
    await expect(vault.read(file.id)).rejects.toThrow('destroyed')
  })
})

test('a name is held by one at a time', async () => {
  const order: string[] = []
  const work = (name: string) =>
    vault.alone('push:drill', async () => {
      order.push(`${name} in`)
      await new Promise(done => setTimeout(done, 20))
      order.push(`${name} out`)
    })
  await Promise.all([work('a'), work('b')])
  expect(order[1]).toBe(`${order[0].split(' ')[0]} out`)
  expect(isRefusal(await vault.alone('push:drill', async () => null))).toBe(false)
})
