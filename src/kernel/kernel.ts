/** The few primitives that every room uses. Knows no domain. */

export { type Lang, langOf } from './lang.ts'
export { productName } from './product.ts'
export { isRefusal, type Refusal, refuse } from './refusal.ts'
export { type TemporaryFolder, temporaryFilesIn, temporaryFolder } from './temporary.ts'
export { minutesEast, type TimeZone, timeZoneOf } from './time-zone.ts'
export { workerAt } from './worker.ts'
