import { printable } from '#inspect'
import type { Refusal } from '#kernel'
import type { Surroundings } from './inspect.ts'
import type { CliWords } from './words/words.ts'

/** Says a refusal of the room; in English its own facts do. */
export function sayExposureRefusal(refusal: Refusal, words: CliWords, { stderr }: Surroundings): 2 {
  const [at, seen, expected, remedy] = [refusal.at, refusal.seen, refusal.expected, refusal.remedy].map(printable)
  const told = words.exposure.refusals[refusal.code]
  const sentence = told
    ? `${refusal.code}: ${at}: ${told}`
    : `${refusal.code}: ${at}; ${words.seen}: ${seen}; ${words.expected}: ${expected}; ${words.remedy}: ${remedy}`
  stderr.write(`${sentence}\n`)
  return 2
}
