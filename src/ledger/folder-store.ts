import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Refusal, refuse } from '#kernel'
import { type Disk, filesUnder, foldersAbove, readRegular, realDisk } from './disk.ts'
import { CHECKPOINT, type LedgerStep, type LedgerStore } from './store.ts'
import { BUNDLE_BYTES_MAX } from './tiles.ts'

/** Names a file that is being written: never part of a ledger. */
const DRAFT = '.draft'
const WRITER = '.writer'

/**
 * A folder of tiles, made if it is not there, with one writer at a time. Each file is written beside its name, synced, and
 * renamed; the checkpoint comes last. Refuses when another process that lives has it open. Throws what the disk says.
 */
export function folderStore(folder: string, disk: Disk = realDisk): LedgerStore | Refusal {
  mkdirSync(folder, { recursive: true })
  if (!takeWriter(join(folder, WRITER))) {
    return refuse('ledger/in-use', {
      at: folder,
      seen: 'another process writes this ledger',
      expected: 'one writer at a time',
      remedy: 'end the other process; if there is none, remove the file .writer in the folder',
    })
  }
  return {
    ...folderReader(folder),
    commit: async step => commit(folder, step, disk),
    remove: async paths => {
      for (const path of paths) disk.remove(join(folder, path))
    },
    close: async () => rmSync(join(folder, WRITER), { force: true }),
  }
}

/** The reading half of a folder store: changes nothing and needs no right to write. */
export function folderReader(folder: string): Pick<LedgerStore, 'read' | 'list'> {
  return {
    read: async path => readRegular(join(folder, path), BUNDLE_BYTES_MAX),
    list: async () => filesUnder(folder).filter(path => path !== WRITER),
  }
}

function commit(folder: string, { files, checkpoint, obsolete }: LedgerStep, disk: Disk): void {
  for (const [path, bytes] of files) placeFile(folder, path, bytes, disk)
  const touched = new Set([...files.keys()].flatMap(path => foldersAbove(folder, path)))
  // Deepest first: a name is safe once the folder that holds it is, and that folder's own name after.
  for (const path of [...touched].sort((one, other) => other.length - one.length)) disk.syncFolder(path)
  placeFile(folder, CHECKPOINT, checkpoint, disk)
  disk.syncFolder(folder)
  for (const path of obsolete) disk.remove(join(folder, path))
}

/** Writes a file beside its name, waits for the disk, and renames. The folder's own names are for the caller to sync. */
export function placeFile(folder: string, path: string, bytes: Uint8Array, disk: Disk): void {
  const target = join(folder, path)
  disk.makeFolder(dirname(target))
  disk.write(target + DRAFT, bytes)
  disk.rename(target + DRAFT, target)
}

/** Takes the place of the one writer, also from a process that is gone. */
function takeWriter(path: string): boolean {
  if (claim(path)) return true
  const holder = holderOf(path)
  if (holder !== null && isAlive(holder)) return false
  // Two may find the same dead writer: each moves away what it saw, and only one of the two then claims the place.
  const aside = `${path}-${randomBytes(8).toString('hex')}`
  try {
    renameSync(path, aside)
  } catch {
    return false // another was faster
  }
  const moved = holderOf(aside)
  rmSync(aside, { force: true })
  return moved === holder && claim(path)
}

function claim(path: string): boolean {
  try {
    const descriptor = openSync(path, 'wx', 0o644)
    writeSync(descriptor, `${process.pid}\n`)
    closeSync(descriptor)
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw cause
  }
}

function holderOf(path: string): number | null {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    return Number.isSafeInteger(pid) && pid > 0 ? pid : null
  } catch {
    return null // it has just gone
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
