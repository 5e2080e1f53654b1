import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const COMMAND = join(root, 'bin', 'parefuite.js')

export type Ran = Readonly<{ code: number; stdout: string; stderr: string }>
export type RunOptions = Readonly<{
  cwd?: string
  env?: Readonly<Record<string, string>>
  during?: (child: ChildProcess) => void
  fileBlocks?: number
}>

/**
 * Runs the real command as a process of its own, with standard output and error as pipes, in English unless told.
 * `fileBlocks` bounds the size of every file it may write (512-byte blocks): a disk that is full.
 */
export function parefuite(words: readonly string[], { cwd, env, during, fileBlocks }: RunOptions = {}): Promise<Ran> {
  const surroundings = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    XDG_CACHE_HOME: join(root, '.cache'),
    LANG: 'en_GB.UTF-8',
    ...env,
  }
  const bound = fileBlocks === undefined ? '' : `ulimit -f ${fileBlocks}; `
  const line = ['-c', `${bound}exec "$0" "$@"`, process.execPath, COMMAND, ...words]
  const child = spawn('/bin/sh', line, { cwd: cwd ?? root, env: surroundings })
  during?.(child)
  if (!during) child.stdin.end()
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('close', code => done({ code: code ?? -1, stdout, stderr }))
  })
}

/** A folder with these files, for one test; `remove` it after. */
export function folderWith(files: Readonly<Record<string, string>>): Readonly<{ path: string; remove(): void }> {
  const path = mkdtempSync(join(tmpdir(), 'parefuite-cli-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
