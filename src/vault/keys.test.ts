import { randomBytes } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeEvent, entriesOf } from '#ledger'
import { given, NOW, recorded, vaults } from './vault.test-kit.ts'
import { migrations, openVault, rotateMasterKey, type Vault } from './vault.ts'

let kit: Awaited<ReturnType<typeof vaults>>
beforeAll(async () => {
  kit = await vaults()
}, 60_000)
afterAll(() => kit.clean(), 60_000)

const id = (kind: string, number: number) => `${kind}-${number.toString(16).padStart(32, '0')}`
const place = (number: number, record = 'one') => ({
  subject: id('officer', number),
  table: 'drill',
  column: 'name',
  record,
})

async function sealed(vault: Vault, number: number): Promise<Uint8Array> {
  return given(
    await vault.act(async act => {
      recorded(act, number)
      await vault.makeKey(act, place(number).subject)
      return vault.seal(act, place(number), `Inventé ${number}`)
    }),
  )
}

/** The kinds of what the ledger tells, in order. */
async function kinds(vault: Vault): Promise<readonly string[]> {
  const { size } = await vault.ledgerHead()
  const entries = (await entriesOf(vault.ledger, size, 0, size)) ?? []
  return entries.map(({ entry }) => given(decodeEvent(entry)).kind)
}

describe('another master key', () => {
  test('opens everything as before, in this process, in one that was open, and in one that opens later', async () => {
    const settings = await kit.fresh()
    const [vault, open] = [await kit.open(settings), await kit.open(settings)]
    const field = await sealed(vault, 1)
    const file = await vault.store(Readable.from([Buffer.from('content')]), null)
    const lease = await vault.zoneKey('lease:drill')
    const before = await readFile(join(settings.folder, 'master-key'))
    expect(given(await rotateMasterKey(vault))).toBe(2)
    expect(given(await rotateMasterKey(open))).toBe(3)
    expect(await readFile(join(settings.folder, 'master-key'))).not.toEqual(before)
    expect(await readdir(settings.folder)).not.toContain('master-key.next')
    const later = await kit.open(settings)
    for (const one of [vault, open, later]) {
      expect(await one.open(place(1), field)).toBe('Inventé 1')
      expect(await text(await one.read(file.id))).toBe('content')
      expect((await one.zoneKey('lease:drill')).publicKey).toBe(lease.publicKey)
    }
    expect(await open.open(place(2), await sealed(vault, 2))).toBe('Inventé 2')
    expect((await kinds(vault)).filter(kind => kind === 'vault.key-rotated')).toHaveLength(2)
  })

  test('stopped before the database took it, the old one counts; stopped after, the new one', async () => {
    const settings = await kit.fresh()
    const vault = await kit.open(settings)
    const field = await sealed(vault, 1)
    const [now, next] = ['master-key', 'master-key.next'].map(name => join(settings.folder, name))
    await writeFile(next, randomBytes(32)) // made, and then the process ended
    expect(await (await kit.open(settings)).open(place(1), field)).toBe('Inventé 1')
    expect(await readdir(settings.folder)).not.toContain('master-key.next')
    const old = await readFile(now)
    given(await rotateMasterKey(vault))
    await rename(now, next) // taken by the database, and then the process ended before the file had its name
    await writeFile(now, old)
    expect(await (await kit.open(settings)).open(place(1), field)).toBe('Inventé 1')
    expect(await readFile(now)).not.toEqual(old)
  })

  test('fits only its own database: without it, or with another, nothing is opened', async () => {
    const settings = await kit.fresh()
    await kit.open(settings)
    const path = join(settings.folder, 'master-key')
    await rename(path, `${path}.aside`)
    expect(await openVault(settings, migrations)).toMatchObject({ code: 'vault/master-key' })
    await writeFile(path, randomBytes(32))
    expect(await openVault(settings, migrations)).toMatchObject({ code: 'vault/master-key' })
    await rename(`${path}.aside`, path)
    given(await openVault(settings, migrations)).close()
  })
})

describe('a master key of a new database', () => {
  test('never takes the place of a file that is there and cannot be read, or is none', async () => {
    for (const put of [(path: string) => mkdir(path), (path: string) => writeFile(path, 'half a key')]) {
      const settings = await kit.fresh()
      const path = join(settings.folder, 'master-key')
      await put(path)
      await expect(openVault(settings, migrations)).rejects.toThrow()
      expect((await stat(path)).isDirectory() ? 'half a key' : await readFile(path, 'utf8')).toBe('half a key')
    }
  })
})

describe('wrapped keys', () => {
  test('of one subject do not serve another: rows cannot be exchanged', async () => {
    const vault = await kit.open(await kit.fresh())
    const [one, other] = [await sealed(vault, 1), await sealed(vault, 2)]
    await sql`
      update vault_keys a set wrapped = b.wrapped from vault_keys b where a.subject = ${id('officer', 1)} and b.subject = ${id('officer', 2)}
    `.execute(vault.sql)
    await expect(vault.open(place(1), one)).rejects.toThrow('were changed')
    expect(await vault.open(place(2), other)).toBe('Inventé 2')
  })
})

describe('what is destroyed', () => {
  test('is noted in the folder, and destroyed again where an older database brings it back', async () => {
    const settings = await kit.fresh()
    const vault = await kit.open(settings)
    const field = await sealed(vault, 1)
    await vault.act(async act => {
      recorded(act, 5)
      await sql`create table older as select * from vault_keys`.execute(act.sql)
    })
    given(await vault.act(act => vault.destroyKey(act, place(1).subject)))
    expect(await readFile(join(settings.folder, 'destroyed'), 'utf8')).toBe(`${place(1).subject}\n`)
    await sql`insert into vault_keys select * from older`.execute(vault.sql)
    await sql`delete from vault_destroyed`.execute(vault.sql)
    expect(await vault.open(place(1), field)).toBe('Inventé 1')
    const again = await kit.open(settings)
    expect(await again.open(place(1), field)).toBeNull()
    expect((await kinds(again)).slice(-2)).toEqual(['vault.key-destroyed', 'vault.key-destroyed'])
  })

  test('is not brought back where the file that remembers it cannot be read: nothing is opened', async () => {
    const settings = await kit.fresh()
    await kit.open(settings)
    await mkdir(join(settings.folder, 'destroyed'))
    await expect(openVault(settings, migrations)).rejects.toThrow('cannot be read')
  })

  test('is noted at the next opening when the process ended before it could', async () => {
    const settings = await kit.fresh()
    const vault = await kit.open(settings)
    await sealed(vault, 1)
    given(await vault.act(act => vault.destroyKey(act, place(1).subject)))
    await rm(join(settings.folder, 'destroyed'))
    await kit.open(settings)
    expect(await readFile(join(settings.folder, 'destroyed'), 'utf8')).toBe(`${place(1).subject}\n`)
  })
})

describe('sealed files', () => {
  test('with one changed bit, cut short, or in the place of another give no changed byte', async () => {
    const settings = await kit.fresh()
    const vault = await kit.open(settings)
    const content = Buffer.alloc(150_000, 'abc')
    const [file, other] = await Promise.all([0, 1].map(() => vault.store(Readable.from([content]), null)))
    const path = join(settings.folder, 'files', file.id)
    const right = await readFile(path)
    for (const at of [0, 65_552, right.length - 1]) {
      const changed = Buffer.from(right)
      changed[at] ^= 1
      await writeFile(path, changed)
      const { given: got, error } = await readSome(vault, file.id)
      expect(error).toBe('a sealed file was changed')
      expect(content.subarray(0, got.length).equals(got)).toBe(true)
    }
    for (const end of [0, 10, 65_552, right.length - 1]) {
      await writeFile(path, right.subarray(0, end))
      expect((await readSome(vault, file.id)).error).toMatch(/was changed|cut short/)
    }
    const piece = 65_552 // 64 KiB and the tag
    await writeFile(
      path,
      Buffer.concat([right.subarray(piece, 2 * piece), right.subarray(0, piece), right.subarray(2 * piece)]),
    )
    expect((await readSome(vault, file.id)).error).toBe('a sealed file was changed') // whole pieces, exchanged
    await copyFile(join(settings.folder, 'files', other.id), path)
    expect((await readSome(vault, file.id)).error).toBe('a sealed file was changed')
    await writeFile(path, right)
    expect((await buffer(await vault.read(file.id))).equals(content)).toBe(true)
    expect(right.includes('abcabc')).toBe(false)
  })

  test('of which the source broke leave nothing behind', async () => {
    const settings = await kit.fresh()
    const vault = await kit.open(settings)
    const broken = Readable.from(
      (async function* () {
        yield Buffer.alloc(100_000)
        throw new Error('the upload was cut')
      })(),
    )
    await expect(vault.store(broken, null)).rejects.toThrow('cut')
    expect(await readdir(join(settings.folder, 'files'))).toEqual([])
  })

  test('are destroyed when their time has come, not before', async () => {
    let now = NOW
    const vault = await kit.open({ ...(await kit.fresh()), now: () => now })
    const until = new Date(NOW.getTime() + 1000)
    const [due, kept] = [await vault.store(Readable.from(['a']), until), await vault.store(Readable.from(['b']), null)]
    expect(await vault.sweep()).toBe(0)
    now = until
    expect(await vault.sweep()).toBe(1)
    await expect(vault.read(due.id)).rejects.toThrow('destroyed')
    expect(await text(await vault.read(kept.id))).toBe('b')
  })
})

async function readSome(vault: Vault, file: string): Promise<Readonly<{ given: Buffer; error: string | null }>> {
  const parts: Buffer[] = []
  try {
    for await (const part of await vault.read(file)) parts.push(part as Buffer)
    return { given: Buffer.concat(parts), error: null }
  } catch (thrown) {
    return { given: Buffer.concat(parts), error: (thrown as Error).message }
  }
}

describe('the growth of the database', () => {
  const step = { name: '0001-more', sql: 'create table more (id integer)' }

  test('goes forward once, in whichever order processes come', async () => {
    const settings = await kit.fresh()
    await kit.open(settings)
    const [one, other] = await Promise.all([0, 1].map(() => kit.open(settings, [...migrations, step])))
    for (const vault of [one, other]) await sql`insert into more values (1)`.execute(vault.sql)
  })

  test.each([
    ['a step whose text has changed since', [...migrations, { ...step, sql: `${step.sql} -- changed` }]],
    ['a step that this version does not have', migrations],
  ])('is refused after %s, and nothing is applied', async (_, list) => {
    const settings = await kit.fresh()
    await kit.open(settings, [...migrations, step])
    const further = { name: '0002-more', sql: 'create table further (id integer)' }
    expect(await openVault(settings, [...list, further])).toMatchObject({ code: 'vault/migrations', at: '0001-more' })
    const vault = await kit.open(settings, [...migrations, step])
    await expect(sql`select * from further`.execute(vault.sql)).rejects.toThrow('does not exist')
  })

  test('leaves nothing of a step that fails half way', async () => {
    const settings = await kit.fresh()
    const half = { name: '0001-half', sql: 'create table half (id integer); select 1 / 0' }
    await expect(openVault(settings, [...migrations, half])).rejects.toThrow('0001-half')
    const vault = await kit.open(settings)
    await expect(sql`select * from half`.execute(vault.sql)).rejects.toThrow('does not exist')
  })
})

test('a database that does not answer is refused without its address or password', async () => {
  const settings = await kit.fresh()
  const answer = await openVault({ ...settings, databaseUrl: 'postgresql://someone:secret@127.0.0.1:9/x' }, migrations)
  expect(answer).toMatchObject({ code: 'vault/unreachable', at: 'DATABASE_URL' })
  expect(JSON.stringify(answer)).not.toMatch(/someone|secret/)
})
