import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import type { Surroundings } from '../inspect.ts'
import type { CliWords } from '../words/words.ts'

/** What a person is asked at the terminal. A secret is never an argument: every user of the machine can read those. */

/** Why something that must be asked cannot be: there is no terminal, and no file was named in its place. */
export type Unasked = Readonly<{ kind: 'unasked'; sentence: string }>

export function isUnasked(answer: unknown): answer is Unasked {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'unasked'
}

/**
 * The passphrase of a key file: from the file that PAREFUITE_PASSPHRASE_FILE names (its first line), otherwise asked on the
 * terminal without showing it. Asked twice where a key is made.
 */
export async function passphraseFor(
  key: string,
  twice: boolean,
  words: CliWords,
  around: Surroundings,
): Promise<string | Unasked> {
  const file = around.env.PAREFUITE_PASSPHRASE_FILE
  if (file) return firstLineOf(file, words)
  const first = await secret(words.wall.passphrase(key), words, around)
  if (isUnasked(first) || !twice) return first
  const second = await secret(words.wall.passphraseAgain, words, around)
  return second === first || isUnasked(second) ? second : { kind: 'unasked', sentence: words.wall.passphrasesDiffer }
}

/** One line that may be seen while it is typed. */
export async function line(
  question: string,
  words: CliWords,
  { stderr, signal }: Surroundings,
): Promise<string | Unasked> {
  if (!process.stdin.isTTY) return { kind: 'unasked', sentence: words.wall.noTerminal(question) }
  const asking = createInterface({ input: process.stdin, output: stderr })
  try {
    return (await asking.question(`${question} `, { signal })).trim()
  } finally {
    asking.close()
  }
}

function firstLineOf(file: string, words: CliWords): string | Unasked {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/, 1)[0]
  } catch {
    // Whatever the disk says, the way out is the same: another file.
    return { kind: 'unasked', sentence: words.wall.unreadable(file) }
  }
}

const ENTER = /[\r\n\u0004]/
const ERASE = /[\u007f\b]/

/** Reads a line from the terminal without showing it. Ctrl-C ends the process as everywhere. */
async function secret(question: string, words: CliWords, { stderr }: Surroundings): Promise<string | Unasked> {
  const { stdin } = process
  if (!stdin.isTTY) return { kind: 'unasked', sentence: words.wall.noTerminal(question) }
  stderr.write(`${question} `)
  stdin.setRawMode(true).setEncoding('utf8').resume()
  try {
    return await typed(stdin)
  } finally {
    stdin.setRawMode(false).pause()
    stderr.write('\n')
  }
}

function typed(stdin: NodeJS.ReadStream): Promise<string> {
  return new Promise(resolve => {
    let text = ''
    const hear = (chunk: string): void => {
      for (const sign of chunk) {
        if (sign === '\u0003') process.kill(process.pid, 'SIGINT')
        else if (ENTER.test(sign)) {
          stdin.off('data', hear)
          resolve(text)
          return
        } else text = ERASE.test(sign) ? text.slice(0, -1) : text + sign
      }
    }
    stdin.on('data', hear)
  })
}
