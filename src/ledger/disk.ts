import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** The few acts on a disk that a ledger needs. A parameter, so that a test can end the world between any two of them. */
export type Disk = Readonly<{
  makeFolder(path: string): void
  /** Creates or empties the file, writes the bytes and waits until they rest on the disk. */
  write(path: string, bytes: Uint8Array): void
  rename(from: string, to: string): void
  /** Waits until the names in a folder rest on the disk. */
  syncFolder(path: string): void
  remove(path: string): void
}>

/** The disk of this machine. */
export const realDisk: Disk = {
  makeFolder: path => mkdirSync(path, { recursive: true, mode: 0o755 }),
  write(path, bytes) {
    const descriptor = openSync(path, 'w', 0o644)
    try {
      writeFileSync(descriptor, bytes)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  },
  rename: renameSync,
  syncFolder(path) {
    if (process.platform === 'win32') return // Windows cannot open a folder to sync it; NTFS keeps names in its journal
    const descriptor = openSync(path, 'r')
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  },
  remove: path => rmSync(path, { recursive: true, force: true }),
}

/** The bytes of a regular file of at most `maxBytes`; null when there is nothing, or something else: a link, a pipe, a larger file. */
export function readRegular(path: string, maxBytes: number): Uint8Array | null {
  const there = statOf(path)
  return there?.isFile() && there.size <= maxBytes ? readFileSync(path) : null
}

/** The paths of everything under a folder that is not itself a folder, relative to it, with `/`. */
export function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

/** Every folder from that of a file up to the root, nearest first. */
export function foldersAbove(root: string, path: string): readonly string[] {
  const folders: string[] = []
  for (let at = dirname(path); at !== '.'; at = dirname(at)) folders.push(join(root, at))
  return [...folders, root]
}

function statOf(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null
  } catch (cause) {
    // A file where a folder was expected: there is nothing at that path.
    if ((cause as NodeJS.ErrnoException).code === 'ENOTDIR') return null
    throw cause
  }
}
