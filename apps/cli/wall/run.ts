import { isRefusal, type Lang, type Refusal } from '#kernel'
import { printable } from '#page'
import type { ActAsked, ActName } from '../acts.ts'
import type { Surroundings } from '../inspect.ts'
import type { CliWords } from '../words/words.ts'
import { isUnasked, type Unasked } from './asking.ts'

/** What an act had to tell: the document for machines, the lines for people; with `closed` the answer is a no (exit code 1). */
export type Told = Readonly<{ told: unknown; lines: readonly string[]; closed?: boolean }>

/** One act: everything that it was given, and what it answers. */
export type Runner = (asked: Asking) => Promise<Told | Refusal | Unasked>
export type Asking = ActAsked & Readonly<{ lang: Lang; words: CliWords; around: Surroundings }>

type RoomOfActs = () => Promise<Readonly<Partial<Record<ActName, Runner>>>>

/** The rooms' acts, loaded when asked for. */
const ROOMS: Readonly<Record<string, RoomOfActs>> = {
  zone: async () => (await import('./zone.ts')).zoneActs,
  officers: async () => (await import('./officers.ts')).officersActs,
  release: async () => (await import('./release.ts')).releaseActs,
  hold: async () => (await import('./hold.ts')).holdActs,
  alert: async () => (await import('./alert.ts')).alertActs,
  vault: async () => (await import('./vault.ts')).vaultActs,
  ledger: async () => (await import('./ledger.ts')).ledgerActs,
}

/** Runs an act upon the zones and gives the exit code: 0 done, 1 refused or a gate closed, 2 misuse or not carried out. */
export async function runAct(asked: ActAsked, lang: Lang, words: CliWords, around: Surroundings): Promise<number> {
  const room = await ROOMS[asked.act.split(' ')[0]]()
  const runner = room[asked.act]
  if (!runner) throw new Error('an act of the list that no room carries out')
  const answer = await runner({ ...asked, lang, words, around })
  const json = asked.values.json !== undefined
  if (isUnasked(answer)) return misused(answer.sentence, around)
  if (json) around.stdout.write(`${JSON.stringify(isRefusal(answer) ? answer : answer.told, null, 2)}\n`)
  if (isRefusal(answer)) return refused(answer, words, around)
  if (!json && answer.lines.length > 0) around.stdout.write(`${answer.lines.map(printable).join('\n')}\n`)
  return answer.closed ? 1 : 0
}

/** Refusals of something that a person wrote in a file: which member it is, a sentence for all of them cannot say. */
const IN_A_FILE = new Set(['release/words', 'release/column-not-described'])

function misused(sentence: string, { stderr }: Surroundings): 2 {
  stderr.write(`${printable(sentence)}\n`)
  return 2
}

function refused(refusal: Refusal, words: CliWords, { stderr }: Surroundings): 1 {
  const { code, at, seen, expected, remedy } = refusal
  const sentence = words.wall.refusals[code] ?? null
  stderr.write(`${printable(words.wall.refused(code, sentence))}\n`)
  if (IN_A_FILE.has(code) && sentence !== null) stderr.write(`  ${words.wall.at}: ${printable(at)}\n`)
  if (sentence === null)
    for (const [name, fact] of [
      [words.wall.at, at],
      [words.seen, seen],
      [words.expected, expected],
      [words.remedy, remedy],
    ])
      stderr.write(`  ${name}: ${printable(fact)}\n`)
  return 1
}
