import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder that only this user can read, and its end. */
export type TemporaryFolder = Readonly<{ path: string; remove(): Promise<void> }>

const NAME = /^parefuite-(\d+)-/
/**
 * A folder of a process that is gone is removed after a day: processes of another container may share the folder and look
 * gone from here, and none works for a day.
 */
const STALE_MILLISECONDS = 24 * 60 * 60 * 1000

/**
 * Makes a folder for temporary files: removed by `remove`, or when the process exits before. What a killed process left
 * is removed by a later one. Throws what the disk says.
 */
export async function temporaryFolder(parent: string = tmpdir()): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(parent, `parefuite-${process.pid}-`))
  const onExit = (): void => rmSync(path, { recursive: true, force: true })
  process.once('exit', onExit)
  await removeStale(parent)
  return {
    path,
    async remove() {
      process.off('exit', onExit)
      await rm(path, { recursive: true, force: true })
    },
  }
}

/**
 * From now on temporary files of this process, of its threads and of what it starts lie in this folder, which only this user can enter: not
 * in the system's, which outlives a killed process. What processes that are gone left there is removed at once, for the folder is ours
 * alone. Throws what the disk says.
 */
export async function temporaryFilesIn(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await removeStale(folder, 0)
  // TMPDIR is what Node and the system's libraries look at, TEMP on Windows.
  process.env.TMPDIR = folder
  process.env.TEMP = folder
}

async function removeStale(parent: string, age: number = STALE_MILLISECONDS): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const pid = Number(NAME.exec(name)?.[1])
    if (!Number.isSafeInteger(pid) || pid === 0 || isAlive(pid)) continue
    const made = await stat(join(parent, name)).catch(() => null)
    if (!made?.isDirectory() || Date.now() - made.mtimeMs < age) continue
    // Another user's folder stays: it cannot be removed, and is not ours to judge.
    await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
