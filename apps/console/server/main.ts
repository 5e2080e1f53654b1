import { join } from 'node:path'
import { isRefusal, type Refusal } from '#kernel'
import { closeZone, keep, openZone, workOff, type Zone } from '#release'
import { consoleApp } from './app.ts'
import { type Extra, extraRoutes } from './extra.ts'
import { fault, logTo } from './log.ts'
import { serveApp } from './serve.ts'
import { type ConsoleSettings, readSettings } from './settings.ts'
import { builtWeb } from './web.ts'

/**
 * The private zone's one process: keeps what is outside equal to what was signed, inspects what was dropped, and serves the console.
 * Holds no rule: what anybody may do is decided by `#officers` and `#release`.
 */

const WEB = join(import.meta.dirname, '..', 'web', 'dist')
/** Uploads under way at the stop have this long to end: more would keep a restart waiting. */
const GRACE_MS = 3000
/** A loop that a fault ended begins again after this: a database that restarts is back by then, and a log does not fill. */
const AGAIN_MS = 5000

async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2))
  if (isRefusal(settings)) return fail(settings)
  const { origin, home } = settings
  const party = { rpId: new URL(origin).hostname, rpName: 'Pare-fuite', origin }
  const zone = await openZone({ home, databaseUrl: process.env.DATABASE_URL ?? null, party })
  if (isRefusal(zone)) return fail(zone)
  const extra = extraRoutes(zone, settings)
  if (!isRefusal(extra)) return await run(zone, settings, extra)
  await closeZone(zone)
  fail(extra)
}

async function run(zone: Zone, settings: ConsoleSettings, extra: Extra): Promise<void> {
  const { origin, behindProxy, host, port } = settings
  const ending = new AbortController()
  const web = builtWeb(WEB)
  const app = consoleApp({ zone, origin, behindProxy, web, log: logTo(process.stdout), extra: extra.routes })
  const served = await serveApp(app, host, port)
  const loops = [
    untilEnd('keep', ending.signal, () => keep(zone, ending.signal)),
    untilEnd('work-off', ending.signal, () => workOff(zone, ending.signal)),
  ]
  process.stdout.write(`listening on ${host.includes(':') ? `[${host}]` : host}:${served.port}\n`)
  await asked()
  ending.abort()
  await served.stop(GRACE_MS)
  await Promise.all(loops)
  await extra.close()
  await closeZone(zone)
  process.exit(0)
}

/** Resolves at the first signal to end; the second ends at once, and leaves what a power cut would leave. */
function asked(): Promise<void> {
  return new Promise(resolve => {
    let times = 0
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        times++
        if (times > 1) process.exit(130)
        resolve()
      })
    }
  })
}

/** Runs a loop of the private zone until the end; one that a fault ended is told and begun again. */
async function untilEnd(name: string, signal: AbortSignal, loop: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    try {
      await loop()
    } catch (cause) {
      if (signal.aborted) return
      fault(name, cause)
    }
    if (!signal.aborted) await pause(AGAIN_MS, signal)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function fail({ code, at, seen, expected, remedy }: Refusal): void {
  process.stderr.write(`${code}: ${at}: ${seen}; expected ${expected}. ${remedy}\n`)
  process.exitCode = 2
}

await main()
