import { exposureWords } from '#exposure'
import type { Refusal } from '#kernel'
import { printable } from '#page'
import type { Surroundings } from './inspect.ts'
import type { CliWords } from './words/words.ts'

/** Says a refusal of the room; in English its own facts do. */
export function sayExposureRefusal(refusal: Refusal, words: CliWords, { stderr }: Surroundings): 2 {
  const { at: place, seen: what, expected: wanted, remedy: next } = refusal
  const [at, seen, expected, remedy] = [place, exposureWords('en').reasons[what] ?? what, wanted, next].map(printable)
  const told = words.exposure.refusals[refusal.code]
  const sentence = told
    ? `${refusal.code}: ${at}: ${told}`
    : `${refusal.code}: ${at}; ${words.seen}: ${seen}; ${words.expected}: ${expected}; ${words.remedy}: ${remedy}`
  stderr.write(`${sentence}\n`)
  return 2
}
