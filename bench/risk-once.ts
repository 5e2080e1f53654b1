import { measure } from '#risk'
import { encodeParquet } from '../src/sources/encode-parquet.ts'

/** Measures one Parquet file and prints the times, the memory and the report as JSON: one run of `bench/risk.ts`. */
const started = performance.now()
const table = await encodeParquet(process.argv[2])
const encodeSeconds = (performance.now() - started) / 1000
const report = await measure(table, { suda: process.argv[3] === 'suda', generalise: false })
const { maxRSS, userCPUTime } = process.resourceUsage()
console.log(JSON.stringify({ encodeSeconds, report, rssMegabytes: maxRSS / 1024, cpuSeconds: userCPUTime / 1e6 }))
