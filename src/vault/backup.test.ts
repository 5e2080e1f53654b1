import { execFileSync } from 'node:child_process'
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeEvent, entriesOf, verifyLedger } from '#ledger'
import { given, NOW, recorded, vaults } from './vault.test-kit.ts'
import { backUp, migrations, restore, rotateMasterKey, type Vault } from './vault.ts'

/** A room above this one, with a table that refers to another, counts, and begins with a row of its own. */
const drill = {
  name: '0001-drill',
  sql: `create table drill_child (id integer generated always as identity primary key, parent text);
    create table drill_a (name text primary key, sealed bytea, nothing text);
    alter table drill_child add foreign key (parent) references drill_a;
    insert into drill_a (name) values ('from the migration');`,
}
const list = [...migrations, drill]
const words = 'quotes " tabs \t lines \n backslashes \\ and \\N'
const subjects = ['officer-000000000000000000000000000000aa', 'officer-000000000000000000000000000000bb']

let kit: Awaited<ReturnType<typeof vaults>>
let vault: Vault
let folder: string
let path: string
let identity: string
let fields: Uint8Array[]
let files: string[]
let digest: string

const place = (subject: string) => ({ subject, table: 'drill_a', column: 'sealed', record: 'one' })

beforeAll(async () => {
  kit = await vaults()
  const settings = await kit.fresh()
  folder = settings.folder
  vault = await kit.open(settings, list)
  fields = given(
    await vault.act(async act => {
      recorded(act, 1)
      for (const subject of subjects) await vault.makeKey(act, subject)
      const sealed = await Promise.all(subjects.map(subject => vault.seal(act, place(subject), 'Inventée')))
      await sql`insert into drill_a (name, sealed) values (${words}, ${sealed[0]})`.execute(act.sql)
      await sql`insert into drill_child (parent) select ${words} from generate_series(1, 3)`.execute(act.sql)
      return sealed
    }),
  )
  const stored = [Buffer.from('short'), Buffer.alloc(200_000, 'long')].map(bytes =>
    vault.store(Readable.from([bytes]), null),
  )
  files = (await Promise.all(stored)).map(({ id }) => id)
  await vault.zoneKey('lease:drill')
  given(await rotateMasterKey(vault))
  identity = await generateX25519Identity()
  path = join(folder, 'backup.age')
  digest = given(await backUp(vault, path, [await identityToRecipient(identity)])).digest
  await vault.act(async act => {
    recorded(act, 2)
    await sql`insert into drill_a (name) values ('after the backup')`.execute(act.sql)
  })
}, 60_000)
afterAll(() => kit.clean(), 60_000)

/** Another machine: an empty database and folder with the backup in it. */
async function elsewhere() {
  const settings = await kit.fresh()
  await copyFile(path, join(settings.folder, 'backup.age'))
  return { settings, copy: join(settings.folder, 'backup.age') }
}

async function lastEvent(of: Vault) {
  const { size } = await of.ledgerHead()
  const [last] = (await entriesOf(of.ledger, size, size - 1, 1)) ?? []
  return decodeEvent(last.entry)
}

const rows = async (of: Vault) => ({
  a: (await sql`select * from drill_a order by name`.execute(of.sql)).rows,
  child: (await sql`select * from drill_child order by id`.execute(of.sql)).rows,
})

describe('a backup that is restored when all is lost', () => {
  test('brings back every row, file and key of its moment, and the ledger verifies', async () => {
    const { settings, copy } = await elsewhere()
    expect(given(await restore(settings, list, copy, identity))).toEqual({ digest, at: NOW.toISOString() })
    const restored = await kit.open(settings, list)
    const before = await rows(vault)
    expect(await rows(restored)).toEqual({
      ...before,
      a: before.a.filter(row => JSON.stringify(row).includes('after the backup') === false),
    })
    expect(await restored.open(place(subjects[0]), fields[0])).toBe('Inventée')
    for (const id of files)
      expect((await buffer(await restored.read(id))).equals(await buffer(await vault.read(id)))).toBe(true)
    expect((await restored.zoneKey('lease:drill')).publicKey).toBe((await vault.zoneKey('lease:drill')).publicKey)
    expect(await lastEvent(restored)).toMatchObject({ kind: 'vault.restored', backup: digest })
    expect(restored.blindIndex('email', 'x')).toBe(vault.blindIndex('email', 'x'))
    expect(await verifyLedger(restored.ledger, [vault.ledgerKey])).toMatchObject({ faults: [] })
    const next = await sql<{ id: number }>`insert into drill_child (parent) values (null) returning id`.execute(
      restored.sql,
    )
    expect(next.rows).toEqual([{ id: 4 }])
  })

  test('where nobody wrote down the name of the ledger, it keeps the one that it began with', async () => {
    const { settings, copy } = await elsewhere()
    const nameless = { ...settings, ledgerName: 'ledger.example/unset' }
    given(await restore(nameless, list, copy, identity))
    const back = await kit.open(nameless, list)
    expect(back.ledgerKey).toEqual(vault.ledgerKey)
    expect(await verifyLedger(back.ledger, [vault.ledgerKey])).toMatchObject({ faults: [] })
  })

  test('does not bring back what the private folder knows to be destroyed', async () => {
    given(await vault.act(act => vault.destroyKey(act, subjects[1])))
    await vault.destroyFile(files[1])
    const { settings, copy } = await elsewhere()
    await copyFile(join(folder, 'destroyed'), join(settings.folder, 'destroyed'))
    given(await restore(settings, list, copy, identity))
    const restored = await kit.open(settings, list)
    expect(await restored.open(place(subjects[1]), fields[1])).toBeNull()
    expect(await restored.open(place(subjects[0]), fields[0])).toBe('Inventée')
    await expect(restored.read(files[1])).rejects.toThrow('destroyed')
    await expect(restored.act(act => restored.makeKey(act, subjects[1]))).rejects.toThrow('destroyed')
  })
})

describe('a restore that is refused leaves nothing', () => {
  const untouched = async (settings: { folder: string }) => {
    expect((await readdir(settings.folder)).filter(name => name !== 'backup.age' && name !== 'files')).toEqual([])
    expect(await readdir(join(settings.folder, 'files')).catch(() => [])).toEqual([])
  }

  test('with the identity of somebody else', async () => {
    const { settings, copy } = await elsewhere()
    expect(await restore(settings, list, copy, await generateX25519Identity())).toMatchObject({
      code: 'vault/identity',
    })
    await untouched(settings)
  })

  test('when any bit of the backup was changed, or its end is missing', async () => {
    const { settings, copy } = await elsewhere()
    const bytes = await readFile(path)
    const { size } = await stat(path)
    for (const at of [300, Math.floor(size / 3), Math.floor(size / 2), size - 70_000, size - 1]) {
      const changed = Buffer.from(bytes)
      changed[at] ^= 1
      await writeFile(copy, changed)
      expect(await restore(settings, list, copy, identity)).toMatchObject({ code: 'vault/backup' })
      await untouched(settings)
    }
    for (const end of [size - 1, size - 65_536, 400]) {
      await writeFile(copy, bytes.subarray(0, end))
      expect(await restore(settings, list, copy, identity)).toMatchObject({ code: 'vault/backup' })
      await untouched(settings)
    }
    await copyFile(path, copy)
    given(await restore(settings, list, copy, identity))
  })

  test('when somebody who knows the recipient sealed other rows under the digest of this backup', async () => {
    const { settings, copy } = await elsewhere()
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    const archive = Buffer.from(await decrypter.decrypt(await readFile(path)))
    const at = archive.indexOf('quotes')
    expect(at).toBeGreaterThan(0)
    archive.write('quoteS', at)
    const encrypter = new Encrypter()
    encrypter.addRecipient(await identityToRecipient(identity))
    await writeFile(copy, await encrypter.encrypt(archive))
    expect(await restore(settings, list, copy, identity)).toMatchObject({ code: 'vault/backup' })
    await untouched(settings)
  })

  test('into a database that is not empty', async () => {
    const { settings, copy } = await elsewhere()
    given(await restore(settings, list, copy, identity))
    expect(await restore(settings, list, copy, identity)).toMatchObject({ code: 'vault/not-empty' })
  })

  test('by a version that does not know a step of its growth', async () => {
    const { settings, copy } = await elsewhere()
    expect(await restore(settings, migrations, copy, identity)).toMatchObject({
      code: 'vault/migrations',
      at: '0001-drill',
    })
    await untouched(settings)
  })

  test('into a folder that holds the master key of another zone', async () => {
    const { settings, copy } = await elsewhere()
    await writeFile(join(settings.folder, 'master-key'), Buffer.alloc(32, 7))
    expect(await restore(settings, list, copy, identity)).toMatchObject({ code: 'vault/not-empty' })
    expect(await readFile(join(settings.folder, 'master-key'))).toEqual(Buffer.alloc(32, 7))
  })
})

describe('a backup', () => {
  test('is named in the ledger by its digest, which the one after does not share', async () => {
    const again = given(await backUp(vault, join(folder, 'again.age'), [await identityToRecipient(identity)]))
    expect(again.digest).not.toBe(digest)
    expect(await lastEvent(vault)).toMatchObject({ kind: 'vault.backed-up', backup: again.digest })
  })

  test('is a tar archive that other programs open once age has opened it', async () => {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    const archive = join(folder, 'opened.tar')
    await writeFile(archive, await decrypter.decrypt(await readFile(path)))
    const names = execFileSync('tar', ['-tf', archive], { encoding: 'utf8' }).trim().split('\n')
    expect([names[0], ...names.slice(-2)]).toEqual(['backup.json', 'master-key', 'digest'])
    expect(names.filter(name => name.startsWith('files/'))).toEqual([...files].sort().map(id => `files/${id}`))
    await rm(archive)
  })

  test('is refused without a recipient, to something that is none, and in the place of another file', async () => {
    const spot = join(await mkdtemp(join(tmpdir(), 'parefuite-backup-')), 'b.age')
    expect(await backUp(vault, spot, [])).toMatchObject({ code: 'vault/recipient' })
    expect(await backUp(vault, spot, ['age1nothing'])).toMatchObject({ code: 'vault/recipient' })
    expect(await backUp(vault, path, [await identityToRecipient(identity)])).toMatchObject({ code: 'vault/path-taken' })
    await rm(join(spot, '..'), { recursive: true })
  })

  test('holds no word that anybody could read without the identity', async () => {
    const bytes = await readFile(path)
    for (const word of ['Inventée', 'quotes', 'drill', 'officer-']) expect(bytes.includes(word)).toBe(false)
  })
})
