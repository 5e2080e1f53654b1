import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Disk, realDisk } from './disk.ts'
import { eventsFrom, given, signer } from './ledger.test-kit.ts'
import { decodeEvent, folderReader, folderStore, openLedger, verifyLedger } from './ledger.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parefuite-ledger-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = async (disk: Disk = realDisk) => given(await openLedger(given(folderStore(folder, disk)), signer))
const verified = async () => {
  const { verified, size, notLookedAt } = given(await verifyLedger(folderReader(folder), [signer.key]))
  return { verified, size, notLookedAt }
}

/** A disk on which the world ends before the act of that number; how many acts were asked is counted. */
function endingBefore(act: number): Readonly<{ disk: Disk; acts: () => number }> {
  let acts = 0
  const step = <Words extends unknown[]>(work: (...words: Words) => void) => {
    return (...words: Words) => {
      acts += 1
      if (acts > act) throw new Error('the world ended')
      work(...words)
    }
  }
  const disk: Disk = {
    makeFolder: step(realDisk.makeFolder),
    // A file that was being written may be cut anywhere.
    write: step((path: string, bytes: Uint8Array) => {
      if (acts === act) writeFileSync(path, bytes.subarray(0, bytes.length / 2))
      else writeFileSync(path, bytes)
    }),
    rename: step(realDisk.rename),
    syncFolder: step(() => undefined),
    remove: step(realDisk.remove),
  }
  return { disk, acts: () => acts }
}

describe('a ledger in a folder', () => {
  test('is there again when it is opened again, with nothing beside it', async () => {
    const first = await open()
    given(await first.append(eventsFrom(0, 255)))
    given(await first.append(eventsFrom(255, 2)))
    await first.close()
    const second = await open()
    expect(given(await second.append(eventsFrom(257, 300))).size).toBe(557)
    await second.close()
    expect(await verified()).toEqual({ verified: true, size: 557, notLookedAt: [] })
    expect(given(decodeEvent(await second.entry(256)))).toEqual(eventsFrom(256, 1)[0])
  })

  test('has one writer at a time, and the place of a writer that is gone is taken', async () => {
    const ledger = await open()
    expect(folderStore(folder)).toMatchObject({ code: 'ledger/in-use' })
    await ledger.close()
    writeFileSync(join(folder, '.writer'), '4000000\n')
    await (await open()).close()
    expect(readdirSync(folder)).toEqual(['checkpoint'])
  })

  test('that lost its checkpoint or a last tile is not opened, and nothing of it is removed', async () => {
    const ledger = await open()
    given(await ledger.append(eventsFrom(0, 3)))
    await ledger.close()
    for (const path of ['checkpoint', 'tile/0/000.p/3', 'tile/entries/000.p/3']) {
      renameSync(join(folder, path), join(folder, 'aside'))
      const store = given(folderStore(folder))
      expect(await openLedger(store, signer)).toMatchObject({ code: 'ledger/unfit' })
      await store.close()
      renameSync(join(folder, 'aside'), join(folder, path))
    }
    expect(await verified()).toEqual({ verified: true, size: 3, notLookedAt: [] })
  })

  test('appends that overlap come one after the other', async () => {
    const ledger = await open()
    const heads = await Promise.all([0, 10, 20].map(first => ledger.append(eventsFrom(first, 10))))
    expect(heads.map(head => given(head).size)).toEqual([10, 20, 30])
    await ledger.close()
    expect(await verified()).toMatchObject({ verified: true, size: 30 })
  })

  test('stopped between any two acts on the disk, it is what it was or what it was to become', async () => {
    const outcomes = new Set<number>()
    for (let act = 0, isWhole = false; !isWhole; act++) {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder)
      const begun = await open()
      given(await begun.append(eventsFrom(0, 250)))
      await begun.close()
      const { disk, acts } = endingBefore(act)
      const ledger = await open(disk)
      isWhole = await ledger.append(eventsFrom(250, 20)).then(
        () => true,
        () => false,
      )
      if (!isWhole) await expect(ledger.append(eventsFrom(270, 1))).rejects.toThrow('open the ledger again')
      await ledger.close()
      const stopped = await verified()
      expect({ act, verified: stopped.verified }).toEqual({ act, verified: true })
      outcomes.add(stopped.size ?? -1)
      const again = await open()
      const { size } = again.head()
      given(await again.append(eventsFrom(size, 300 - size)))
      await again.close()
      expect(await verified()).toEqual({ verified: true, size: 300, notLookedAt: [] })
      expect(acts()).toBeLessThan(60)
    }
    expect([...outcomes]).toEqual([250, 270])
  })

  test('killed at any moment, it has every entry that was acknowledged', async () => {
    for (let kill = 0; kill < 6; kill++) {
      const acknowledged = await killedAfter(kill * 7)
      const ledger = await open()
      expect(ledger.head().size).toBeGreaterThanOrEqual(acknowledged)
      await ledger.close()
      expect(await verified()).toEqual({ verified: true, size: ledger.head().size, notLookedAt: [] })
    }
    expect(existsSync(join(folder, '.writer'))).toBe(false)
  })
})

const WRITER = `
import { folderStore, openLedger } from './src/ledger/ledger.ts'
import { eventsFrom, signer } from './src/ledger/ledger.test-kit.ts'
const ledger = await openLedger(folderStore(process.argv[1]), signer)
for (;;) {
  const { size } = ledger.head()
  process.stdout.write((await ledger.append(eventsFrom(size, 1 + (size % 90)))).size + '\\n')
}`

/** Lets a process of its own append without end, kills it some milliseconds after its first word, and gives the last size it said. */
async function killedAfter(milliseconds: number): Promise<number> {
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', WRITER, folder], {
    cwd: join(import.meta.dirname, '..', '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  const ended = new Promise(resolve => child.once('close', resolve))
  child.stdout?.on('data', text => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), milliseconds)
    said += text
  })
  await ended
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))
}
