import { glob, readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { systemError } from './input.ts'
import { UnreadError } from './reader.ts'
import type { Unread } from './table.ts'

/** One thing to open. */
export type Found =
  | Readonly<{ kind: 'file'; path: string; name: string; place: string }>
  | Readonly<{ kind: 'standard-input' }>
  | Readonly<{ kind: 'database'; address: string }>
  | Readonly<{ kind: 'unread'; unread: Unread }>

/**
 * The files behind a place: a file, every file of a folder and of the folders in it (hidden ones too, in the order of their
 * names), those that match a glob, `-`, or a PostgreSQL address. What is missing, denied, or no file (a pipe, a
 * socket, a device) is named as unread. A folder reached twice through links is read once.
 */
export async function* find(place: string): AsyncGenerator<Found> {
  if (place === '-') return void (yield { kind: 'standard-input' })
  if (/^postgres(ql)?:\/\//i.test(place)) return void (yield { kind: 'database', address: place })
  const isThere = await stat(place).then(
    () => true,
    () => false,
  )
  if (isThere || !/[*?[{]/.test(place)) return void (yield* walk(place, basename(place), new Set()))
  const matches: string[] = []
  for await (const match of glob(place)) matches.push(match)
  if (matches.length === 0) yield unread(place, 'sources/missing')
  const seen = new Set<string>()
  for (const match of matches.sort()) yield* walk(match, match, seen)
}

async function* walk(path: string, name: string, seen: Set<string>): AsyncGenerator<Found> {
  try {
    const info = await stat(path)
    if (info.isFile()) yield { kind: 'file', path, name, place: path }
    else if (info.isDirectory()) yield* walkFolder(path, path, seen)
    else yield unread(path, 'sources/not-a-file')
  } catch (cause) {
    yield unreadFor(path, cause)
  }
}

async function* walkFolder(folder: string, root: string, seen: Set<string>): AsyncGenerator<Found> {
  const real = await realpath(folder)
  if (seen.has(real)) return
  seen.add(real)
  const names = (await readdir(folder)).sort()
  if (names.length === 0 && folder === root) yield unread(folder, 'sources/empty')
  for (const name of names) {
    const path = join(folder, name)
    try {
      const info = await stat(path)
      if (info.isDirectory()) yield* walkFolder(path, root, seen)
      else if (info.isFile()) yield { kind: 'file', path, name: relative(root, path), place: path }
      else yield unread(path, 'sources/not-a-file')
    } catch (cause) {
      yield unreadFor(path, cause)
    }
  }
}

function unread(place: string, reason: Unread['reason']): Found {
  return { kind: 'unread', unread: { place, reason, facts: {} } }
}

function unreadFor(place: string, cause: unknown): Found {
  const known = systemError(place, cause)
  if (known instanceof UnreadError) return { kind: 'unread', unread: known.unread }
  throw cause
}
