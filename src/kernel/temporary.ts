import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder that only this user can read, and its end. */
export type TemporaryFolder = Readonly<{ path: string; remove(): Promise<void> }>

/** Makes a folder for temporary files: removed by `remove`, or when the process exits before. Throws what the disk says. */
export async function temporaryFolder(parent: string = tmpdir()): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(parent, 'parefuite-'))
  const onExit = (): void => rmSync(path, { recursive: true, force: true })
  process.once('exit', onExit)
  return {
    path,
    async remove() {
      process.off('exit', onExit)
      await rm(path, { recursive: true, force: true })
    },
  }
}
