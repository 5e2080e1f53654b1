/**
 * Single changed bits of everything that crosses the wall or says what was done: every one must be noticed.
 *   node bench/flips.ts [--flips 10000]
 * Each document of a tenant by turns, the approvals inside them apart, released files, and the files of a ledger. Exit 1 where one passes.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isRefusal } from '#kernel'
import { CHECKPOINT, memoryStore, openLedger, verifyLedger } from '#ledger'
import { type Documents, type Named, signDocument, verify } from '#zones'
import { Contents } from '../apps/portal/contents.ts'
import { eventsFrom, given, signer } from '../src/ledger/ledger.test-kit.ts'
import {
  CONSOLE,
  circumstancesOf,
  holdOf,
  inventPasskey,
  inventTenant,
  leaseFor,
  liftOf,
  named,
  officerOf,
} from '../src/zones/wall.test-kit.ts'
import { listed } from '../tests/portal/portal.ts'

/** Something whose bits are changed, from one byte to another, and how it is told that they were. */
export type Subject = Readonly<{
  name: string
  bytes: Uint8Array
  from: number
  to: number
  isNoticed(changed: Uint8Array): Promise<boolean>
}>

/** What passed unnoticed, by name and bit, of so many changes spread evenly over each subject. */
export async function flip(subjects: readonly Subject[], flips: number): Promise<readonly string[]> {
  const each = Math.ceil(flips / subjects.length)
  const passed: string[] = []
  for (const subject of subjects) {
    for (let i = 0; i < each; i++) {
      const byte = subject.from + Math.floor(((i + 0.5) * (subject.to - subject.from)) / each)
      const bit = byte * 8 + (i & 7)
      if (!(await subject.isNoticed(changedAt(subject.bytes, bit)))) passed.push(`${subject.name}, bit ${bit}`)
    }
  }
  return passed
}

function changedAt(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = Uint8Array.from(bytes)
  changed[bit >> 3] ^= 1 << (bit & 7)
  return changed
}

/** The documents of a tenant whose officers sign with passkeys and key files, under a second root, with holds and a lift. */
export async function documentSubjects(): Promise<readonly Subject[]> {
  const at = new Date('2026-03-02T09:00:00.000Z')
  const { tenant, documents } = await signedDocuments(at)
  const around = await circumstancesOf(tenant)
  const sound = await verify(documents, around)
  if (isRefusal(sound) || sound.holds.length !== 2) throw new Error('the documents to change are not sound')
  const places = documents.roots.map((one, i) => [one, i, 'roots'] as const)
  const stops = (['holds', 'lifts'] as const).flatMap(which =>
    documents[which].map((one, i) => [one, i, which] as const),
  )
  const inList = [...places, ...stops].map(([one, i, which]) =>
    subjectsOf(one, changed => ({ ...documents, [which]: documents[which].with(i, changed) })),
  )
  const alone = (['manifest', 'lease'] as const).map(which =>
    subjectsOf(documents[which], changed => ({ ...documents, [which]: changed })),
  )
  return [...inList, ...alone].flat()

  function subjectsOf({ at: name, bytes }: Named, withChanged: (changed: Named) => Documents): readonly Subject[] {
    const isNoticed = async (changed: Uint8Array) =>
      isRefusal(await verify(withChanged({ at: name, bytes: changed }), around))
    const approvals = Buffer.from(bytes).indexOf('"signatures":')
    return [
      { name, bytes, from: 0, to: approvals, isNoticed },
      { name: `${name}, its approvals`, bytes, from: approvals, to: bytes.length, isNoticed },
    ]
  }
}

async function signedDocuments(at: Date) {
  const passkey = await inventPasskey('officer-p')
  const tenant = await inventTenant('prefecture-a', at, listed({ '/a.csv': 'a', '/b.csv': 'b' }, 'text/csv'))
  const [first, second] = tenant.officers
  const officers = [...tenant.root.officers, officerOf(passkey)]
  const root = { ...tenant.root, version: 2, officers, passkeys: [CONSOLE] }
  const lifted = holdOf(tenant.name, { id: 'cd'.repeat(16) })
  const everything = holdOf('*', { id: 'ef'.repeat(16), scope: { kind: 'everything' } })
  const sign = async (name: string, body: Parameters<typeof signDocument>[0], by: Parameters<typeof signDocument>[1]) =>
    named(name, await signDocument(body, by))
  const documents: Documents = {
    roots: [await sign('root/1', tenant.root, [first, second]), await sign('root/2', root, [first, second, passkey])],
    manifest: await sign('manifest', tenant.manifest, [first, passkey]),
    lease: await sign('lease', await leaseFor({ ...tenant, root }), [tenant.zone]),
    holds: [
      await sign('holds/1', holdOf(tenant.name), [passkey]),
      await sign('holds/2', everything, [first]),
      await sign('holds/3', lifted, [second]),
    ],
    lifts: [await sign('lifts/1', liftOf(lifted), [second, passkey])],
  }
  return { tenant, documents }
}

/** Released files as the portal reads them from disk: one that it keeps in memory and one that it does not. */
export function fileSubjects(folder: string): readonly Subject[] {
  const contents = new Contents(folder)
  return ['small '.repeat(800), 'large '.repeat(200_000)].map((text, i) => {
    const [file] = listed({ [`/${i}.txt`]: text }, 'text/plain')
    const bytes = Buffer.from(text)
    const isNoticed = async (changed: Uint8Array) => {
      writeFileSync(join(folder, file.sha256), changed)
      return isRefusal(await contents.find(file))
    }
    return { name: `a file of ${bytes.length} bytes`, bytes, from: 0, to: bytes.length, isNoticed }
  })
}

/** Every file of a ledger of some entries: checkpoint, tiles, entries. */
export async function ledgerSubjects(): Promise<readonly Subject[]> {
  const store = memoryStore()
  given(await given(await openLedger(store, signer)).append(eventsFrom(0, 40)))
  const files = new Map<string, Uint8Array>()
  for (const path of await store.list()) files.set(path, (await store.read(path)) ?? new Uint8Array())
  if (!files.has(CHECKPOINT)) throw new Error('a ledger without its checkpoint')
  return [...files].map(([path, bytes]) => ({
    name: `ledger: ${path}`,
    bytes,
    from: 0,
    to: bytes.length,
    isNoticed: async changed => {
      const read = async (asked: string) => (asked === path ? changed : (files.get(asked) ?? null))
      const told = await verifyLedger({ read, list: async () => [...files.keys()] }, [signer.key])
      return isRefusal(told) || !told.verified
    },
  }))
}

/** All of them, with a folder for the files. */
export async function allSubjects(folder: string): Promise<readonly Subject[]> {
  return [...(await documentSubjects()), ...fileSubjects(folder), ...(await ledgerSubjects())]
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { flips: { type: 'string' } } })
  const flips = Math.min(1_000_000, Number(values.flips ?? 10_000))
  const folder = mkdtempSync(join(tmpdir(), 'parefuite-flips-'))
  const subjects = await allSubjects(folder)
  const began = performance.now()
  const passed = await flip(subjects, flips)
  const done = Math.ceil(flips / subjects.length) * subjects.length
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  console.log(
    `${done} single changed bits in ${subjects.length} places: ${done - passed.length} noticed (${seconds} s)`,
  )
  for (const line of passed) console.log(`NOT NOTICED ${line}`)
  rmSync(folder, { recursive: true })
  process.exitCode = passed.length > 0 ? 1 : 0
}
