import type { KindId } from '../catalogue.ts'
import type { Subject, Weight } from './phrases.ts'

/** What a header says the rows are about: 0 nothing, 1 perhaps, 2 usually, 3 outright. */
export type About = Readonly<Record<Subject, number>>

/** One thing a header may mean; `because` is the phrase of our lists, or the rule, that says so. */
export type Reading = Readonly<{ kind: KindId; weight: Weight; because: string }>

/** What a header says of its column, before any value is read. */
export type HeaderReading = Readonly<{
  tokens: readonly string[]
  /** Best first, at most one a kind. Empty when the header names no kind. */
  readings: readonly Reading[]
  /** The column counts or measures many: `nb_patients`, `taux`, `average age`. */
  aggregate: boolean
  about: About
  /** The header says nothing: `col1`, `V3`, a number. */
  opaque: boolean
}>
