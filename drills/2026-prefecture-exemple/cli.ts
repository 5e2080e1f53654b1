import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** The command, as a person types it: drills do nothing that a person could not. */

const COMMAND = join(import.meta.dirname, '..', '..', 'apps', 'cli', 'main.ts')

/** The home of the zones, and the file with the passphrase of the invented people's keys. */
export type Seat = Readonly<{ home: string; passphrase: string }>

/** Runs `parefuite WORDS --json` and gives the document that it answers. Throws when it refuses, with what it said. */
export async function parefuite<T>({ home, passphrase }: Seat, ...words: readonly string[]): Promise<T> {
  const env = { ...process.env, PAREFUITE_HOME: home, PAREFUITE_PASSPHRASE_FILE: passphrase }
  const child = spawn(process.execPath, [COMMAND, ...words, '--json'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const told = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      told[name] += text
    })
  // Whoever ends the drill ends the command too: it must not go on in a home that is perhaps being removed.
  const stop = () => child.kill('SIGTERM')
  process.once('SIGTERM', stop)
  const code = await new Promise<number>(resolve => child.once('close', code => resolve(code ?? 2)))
  process.off('SIGTERM', stop)
  // 1 also says that something was found: then there is a document, and nothing was refused.
  if (code === 2 || told.stderr !== '') throw new Error(`parefuite ${words.slice(0, 2).join(' ')}: ${told.stderr}`)
  return JSON.parse(told.stdout) as T
}
