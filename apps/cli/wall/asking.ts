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
  const questions = [words.wall.passphrase(key), ...(twice ? [words.wall.passphraseAgain] : [])]
  if (!process.stdin.isTTY) return { kind: 'unasked', sentence: words.wall.noTerminal(questions[0]) }
  const answers = await secrets(questions, around)
  const same = new Set(answers).size === 1
  return same ? answers[0] : { kind: 'unasked', sentence: words.wall.passphrasesDiffer }
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

/** Asks each question and reads its line without showing it, not even what is typed ahead. Ctrl-C ends the process as everywhere. */
async function secrets(questions: readonly string[], { stderr }: Surroundings): Promise<readonly string[]> {
  const { stdin } = process
  // Before the first question: whoever types at once must not see it.
  stdin.setRawMode(true).setEncoding('utf8')
  const typing = linesOf(stdin)
  try {
    const answers: string[] = []
    for (const question of questions) {
      stderr.write(`${question} `)
      answers.push(await typing.next())
      stderr.write('\n')
    }
    return answers
  } finally {
    typing.end()
    stdin.setRawMode(false).pause()
  }
}

/** The lines that somebody types, one after another. */
function linesOf(stdin: NodeJS.ReadStream) {
  const whole: string[] = []
  let typed = ''
  let told: ((line: string) => void) | null = null
  const hear = (chunk: string): void => {
    for (const sign of chunk) {
      if (sign === '\u0003') process.kill(process.pid, 'SIGINT')
      else if (ENTER.test(sign)) {
        whole.push(typed)
        typed = ''
      } else typed = ERASE.test(sign) ? typed.slice(0, -1) : typed + sign
    }
    if (told && whole.length > 0) told(whole.shift() ?? '')
  }
  stdin.on('data', hear)
  return {
    next: (): Promise<string> =>
      new Promise(resolve => {
        told = line => {
          told = null
          resolve(line)
        }
        if (whole.length > 0) told(whole.shift() ?? '')
      }),
    end: () => stdin.off('data', hear),
  }
}
