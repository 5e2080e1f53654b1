import {
  closeSync,
  fsyncSync,
  globSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'

/** A report being written beside its final name; nothing is at that name until `keep`. */
export type ReportFile = Readonly<{
  /** Writes everything and puts it in place of what was there, in one step. Throws what the disk answers; nothing is left then. */
  keep(content: string | Uint8Array): void
  /** Removes what was begun. */
  drop(): void
}>

export type ReportRefusal = Readonly<{ why: 'is-input' | 'is-folder' | 'unwritable'; code: string }>

const MARK = 'name="generator" content="parefuite"'

/**
 * Begins a report at `path`, before the long work, so that a place that cannot be written is said at once. Refuses to
 * overwrite what is inspected (the same file by any name, or a file inside an inspected folder that is not itself a
 * report of ours).
 */
export function beginReport(path: string, places: readonly string[], pid: number): ReportFile | ReportRefusal {
  const target = targetOf(path)
  const there = statOf(target)
  if (there && !there.isFile()) return { why: 'is-folder', code: 'EISDIR' }
  if (there && isInput(target, there, places)) return { why: 'is-input', code: 'EEXIST' }
  const draft = join(dirname(target), `.${basename(target)}.${pid}.draft`)
  try {
    return draftAt(draft, target, openSync(draft, 'wx'))
  } catch (cause) {
    return { why: 'unwritable', code: codeOf(cause) }
  }
}

function draftAt(draft: string, target: string, descriptor: number): ReportFile {
  let open = true
  const close = () => {
    if (open) closeSync(descriptor)
    open = false
  }
  const drop = () => {
    close()
    rmSync(draft, { force: true })
  }
  const keep = (content: string | Uint8Array) => {
    try {
      const bytes = Buffer.from(content)
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
      fsyncSync(descriptor)
      close()
      renameSync(draft, target)
    } catch (cause) {
      drop()
      throw cause
    }
  }
  return { keep, drop }
}

/** The code that the operating system gave (`ENOSPC`), or that there was none. */
export function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'EUNKNOWN'
}

/** Where a link points, so that the link itself is kept. */
function targetOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return resolve(path) // nothing there yet
  }
}

function statOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null
}

function isInput(target: string, there: Stats, places: readonly string[]): boolean {
  return places.flatMap(pathsOf).some(place => {
    const input = statOf(place)
    if (!input) return false
    if (input.isDirectory()) return isInside(target, realpathSync(place)) && !isReport(target)
    return input.dev === there.dev && input.ino === there.ino
  })
}

function pathsOf(place: string): readonly string[] {
  if (place === '-' || /^postgres(ql)?:\/\//.test(place)) return []
  return statOf(place) ? [place] : globSync(place)
}

function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/** An earlier report of ours may be replaced. */
function isReport(path: string): boolean {
  const descriptor = openSync(path, 'r')
  try {
    const start = Buffer.alloc(1024)
    return start.toString('utf8', 0, readSync(descriptor, start)).includes(MARK)
  } finally {
    closeSync(descriptor)
  }
}
