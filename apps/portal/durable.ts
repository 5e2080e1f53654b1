import { link, open, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Replaces a file so that after a crash it is the old one or the new one, whole. Throws what the disk says. */
export async function replaceDurably(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.part`
  await writeSynced(part, bytes, 'w')
  await rename(part, path)
  await syncFolder(dirname(path))
}

/** Adds a file that was not there, whole or not at all; an existing one is never touched. Throws what the disk says. */
export async function addDurably(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const part = join(folder, `${name}.part`)
  await writeSynced(part, bytes, 'wx')
  // A link fails where the name is taken; a rename would overwrite.
  await link(part, join(folder, name))
  await unlink(part)
  await syncFolder(folder)
}

async function writeSynced(path: string, bytes: Uint8Array, flags: 'w' | 'wx'): Promise<void> {
  const file = await open(path, flags, 0o640)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A name is safe only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
