/** Who took what, and how far does the evidence reach? */

export * from './contract.ts'
export { READING_ASSUMPTIONS, type ReadOptions, readLogs } from './reading/read-logs.ts'
