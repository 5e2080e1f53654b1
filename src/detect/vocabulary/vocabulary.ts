/** What column headers say, before any value is read. */

export type { About, HeaderReading, Reading } from './header-reading.ts'
export type { Subject, Weight } from './phrases.ts'
export { headerOf } from './reading.ts'
export { tableAboutWords } from './table-words.ts'
