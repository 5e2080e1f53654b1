import { loadLexicon, open } from '../lexicon/lexicon.ts'
import { RECOGNISERS } from '../recognisers/recognisers.ts'
import { Examiner } from './examiner.ts'
import { newProse } from './prose.ts'

/** The memory of the lexicon, to share with other threads. */
export function lexiconMemory(): SharedArrayBuffer {
  return open().shared
}

/** An examiner that knows every recogniser and the words in `lexicon`. */
export function newExaminer(lexicon: SharedArrayBuffer): Examiner {
  return new Examiner(RECOGNISERS, newProse(RECOGNISERS, loadLexicon(lexicon)))
}
