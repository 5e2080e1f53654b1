/** The few primitives that every room uses. Knows no domain. */
export { isRefusal, type Refusal, refuse } from './refusal.ts'
export { type Lang, langOf } from './lang.ts'
export { workerAt } from './worker.ts'
