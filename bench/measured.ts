import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

/** What a process used: seconds, bytes, and what it said. */
export type Measured = Readonly<{
  wallSeconds: number
  userSeconds: number
  systemSeconds: number
  peakBytes: number
  exitCode: number | null
  stdout: string
  stderr: string
}>

const REPORT =
  'if(require("node:worker_threads").isMainThread)process.on("exit",()=>{const u=process.resourceUsage();require("node:fs").writeSync(3,JSON.stringify([u.userCPUTime,u.systemCPUTime,u.maxRSS]))})'

/**
 * Runs a program in a process of its own and reads what it used, all its threads together. `input` is its standard input: what
 * another process writes.
 */
export async function measured(
  program: string,
  args: readonly string[],
  limitSeconds: number,
  input: Readable | 'ignore' = 'ignore',
): Promise<Measured> {
  const began = performance.now()
  const preload = `data:text/javascript,${encodeURIComponent(`import{createRequire}from"node:module";const require=createRequire(${JSON.stringify(import.meta.url)});${REPORT}`)}`
  const child = spawn(process.execPath, ['--import', preload, program, ...args], {
    stdio: [input, 'pipe', 'pipe', 'pipe'],
    timeout: limitSeconds * 1000,
  })
  const gather = async (stream: AsyncIterable<Buffer>): Promise<string> => {
    const parts: Buffer[] = []
    for await (const part of stream) parts.push(part)
    return Buffer.concat(parts).toString('utf8')
  }
  const exited = new Promise<number | null>(resolve => child.once('exit', resolve))
  const [stdout, stderr, usage, exitCode] = await Promise.all([
    gather(child.stdout!),
    gather(child.stderr!),
    gather(child.stdio[3] as unknown as AsyncIterable<Buffer>),
    exited,
  ])
  const [user, system, rss] = usage === '' ? [0, 0, 0] : (JSON.parse(usage) as [number, number, number])
  return {
    wallSeconds: (performance.now() - began) / 1000,
    userSeconds: user / 1e6,
    systemSeconds: system / 1e6,
    peakBytes: rss * 1024,
    exitCode,
    stdout,
    stderr,
  }
}
