import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Task } from './dying-child.test-kit.ts'
import { holdsOf } from './holds.ts'
import { given, published, standing, TENANT, type ZonePlace, zones } from './release.test-kit.ts'
import { draftHold, pullSpool, push, verifyReleased } from './release.ts'
import { hasEnvelope } from './store-site.ts'
import { releasedFolder, spoolFolder, type Zone } from './zone.ts'

let all: Awaited<ReturnType<typeof zones>>
beforeAll(async () => {
  all = await zones()
}, 60_000)
afterAll(() => all.clean())

/** Runs a task in a process that is killed; the signal that ended it, null where it lived through. */
async function killed(zone: Zone, where: ZonePlace, diesAt: number, act: Task['act']): Promise<string | null> {
  const file = join(where.home, 'task.json')
  const now = zone.vault.now().toISOString()
  const task: Task = { ...where, databaseUrl: where.databaseUrl ?? '', now, tenant: TENANT, diesAt, act }
  await writeFile(file, JSON.stringify(task), { mode: 0o600 })
  const program = join(import.meta.dirname, 'dying-child.test-kit.ts')
  const child = spawn(process.execPath, [program, file], { stdio: 'ignore' })
  const [, signal] = await once(child, 'exit')
  return signal
}

describe('kill -9', () => {
  test('in the middle of a push: what stands is whole, and the next push completes it', async () => {
    const { zone, where, officers } = await all.founded()
    await published(zone, officers)
    const folder = releasedFolder(zone, TENANT)
    for (const diesAt of [2, 30]) {
      await rm(folder, { recursive: true, force: true })
      expect(await killed(zone, where, diesAt, { kind: 'push' })).toBe('SIGKILL')
      // No lease came out, so nothing is served; half-written files bear other names.
      expect((await verifyReleased(folder)).faults.map(one => one.code)).toEqual(['release/missing'])
      given(await push(zone, TENANT))
      expect((await verifyReleased(folder)).faults).toEqual([])
    }
  }, 60_000)

  test('after a hold lasted and before it was outside: the next push brings it out', async () => {
    const { zone, where, officers } = await all.founded()
    await published(zone, officers)
    const [officer] = officers
    const { body, digest } = given(await draftHold(zone, officer.asker, TENANT, { kind: 'tenant' }, 'legal'))
    const signature = await officer.sign('zones/hold', digest)
    const act = { kind: 'hold', asker: officer.asker, body, signature } as const
    expect(await killed(zone, where, 1, act)).toBe('SIGKILL')
    expect(await holdsOf(zone, TENANT)).toEqual([])
    expect(await killed(zone, where, 2, act)).toBe('SIGKILL')
    expect((await holdsOf(zone, TENANT)).map(hold => hold.id)).toEqual([body.id])
    given(await push(zone, TENANT))
    expect(given(await standing(zone)).holds.map(hold => hold.id)).toEqual([body.id])
  }, 60_000)

  test('between the vault and the spool: the envelope is kept once', async () => {
    const { zone, where } = await all.founded()
    const folder = spoolFolder(zone, TENANT)
    await mkdir(folder, { recursive: true })
    const bytes = randomBytes(400)
    await writeFile(join(folder, `${'c'.repeat(32)}.age`), bytes)
    expect(await killed(zone, where, 3, { kind: 'pull' })).toBe('SIGKILL')
    expect((await readdir(folder)).length).toBe(1)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(await hasEnvelope(zone.vault.sql, TENANT, sha256)).toBe(true)
    expect([await pullSpool(zone, TENANT), await readdir(folder)]).toEqual([0, []])
  }, 60_000)
})
