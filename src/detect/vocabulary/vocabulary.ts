/** What column headers say, before any value is read. */

export type { Subject, Weight } from './phrases.ts'
export { type About, type HeaderReading, headerOf, type Reading } from './reading.ts'
export { tableAboutWords } from './table-words.ts'
