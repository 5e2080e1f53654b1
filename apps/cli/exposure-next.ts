import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import type { ExposureArguments } from './exposure-arguments.ts'
import type { Surroundings } from './inspect.ts'

/** The command that goes on from an answer: the report, or, where there is one, its verification. */
export type Next = Readonly<{ command: string; what: 'report' | 'verify' }>

/**
 * What to run next. The verification is written so that it works when it is pasted into a new shell: from the folder that the
 * answer was made in, since servers are called after the places as they were named, and the program by its path where a shell
 * would not find it.
 */
export function nextOf(asked: ExposureArguments, { env }: Pick<Surroundings, 'env'>): Next {
  const { report, places, file, excluded, crawlers } = asked
  if (report === null) return { command: 'parefuite exposure … --report exposure.html', what: 'report' }
  const again: readonly (readonly [name: string, value: string])[] = [
    ...(file === null ? [] : [['file', file] as const]),
    ...excluded.map(one => ['exclude', one] as const),
    ...crawlers.map(one => ['crawlers', one] as const),
  ]
  const words = [programOf(env), 'exposure', 'verify', report, ...places]
  const command = [...words, ...again.flatMap(([name, value]) => [`--${name}`, value])].map(quoted).join(' ')
  // What came on standard input is gone: where it is to come from again is the reader's to say.
  const input = places.includes('-') ? ' < …' : ''
  return { command: `cd ${quoted(process.cwd())} && ${command}${input}`, what: 'verify' }
}

/** `parefuite` where a shell finds it by that name; otherwise the path that starts it. */
function programOf(env: Surroundings['env']): string {
  const names = process.platform === 'win32' ? ['parefuite.cmd', 'parefuite.exe'] : ['parefuite']
  const folders = (env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  if (folders.some(folder => names.some(name => isProgram(join(folder, name))))) return 'parefuite'
  const roots = [resolve(import.meta.dirname, '..', '..'), resolve(import.meta.dirname, '..', '..', '..')]
  const starters = roots.flatMap(root => [join(root, names[0]), join(root, 'bin', 'parefuite.js')])
  return starters.find(path => existsSync(path)) ?? 'parefuite'
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // not there, or not to be run: the next
  }
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
