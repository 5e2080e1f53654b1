import { join } from 'node:path'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { closeZone, keep, openZone, workOff, type Zone } from '#release'
import { consoleApp } from './app.ts'
import { type Extra, extraRoutes } from './extra.ts'
import { fault, logTo } from './log.ts'
import { type Served, serveApp } from './serve.ts'
import type { ConsoleSettings } from './settings.ts'
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

/** Runs until the first signal to end, and gives null; a refusal where the zone, its settings or the address do not let it begin. */
export async function run(settings: ConsoleSettings): Promise<Refusal | null> {
  const { origin, home } = settings
  const ending = endingBySignal()
  const party = { rpId: new URL(origin).hostname, rpName: 'Pare-fuite', origin }
  const zone = await openZone({ home, databaseUrl: process.env.DATABASE_URL ?? null, party })
  if (isRefusal(zone)) return zone
  try {
    const extra = extraRoutes(zone, settings)
    return isRefusal(extra) ? extra : await serveUntil(ending, zone, settings, extra)
  } finally {
    await closeZone(zone)
  }
}

async function serveUntil(
  ending: AbortSignal,
  zone: Zone,
  settings: ConsoleSettings,
  extra: Extra,
): Promise<Refusal | null> {
  const served = await serve(zone, settings, extra)
  if (isRefusal(served)) return served
  const loops = [
    untilEnd('keep', ending, () => keep(zone, ending, fault)),
    untilEnd('work-off', ending, () => workOff(zone, ending, fault)),
  ]
  const { host } = settings
  process.stdout.write(`listening on ${host.includes(':') ? `[${host}]` : host}:${served.port}\n`)
  await Promise.all(loops)
  await served.stop(GRACE_MS)
  await extra.close()
  return null
}

async function serve(zone: Zone, settings: ConsoleSettings, extra: Extra): Promise<Served | Refusal> {
  const { origin, behindProxy, host, port } = settings
  const web = builtWeb(WEB)
  const app = consoleApp({ zone, origin, behindProxy, web, log: logTo(process.stdout), extra: extra.routes })
  try {
    return await serveApp(app, host, port)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? ''
    if (!['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES'].includes(code)) throw cause
    return noAddress(code)
  }
}

/** Aborted by the first signal to end; the second ends at once, and leaves what a power cut would leave. */
function endingBySignal(): AbortSignal {
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending.signal.aborted) process.exit(130)
      ending.abort()
    })
  }
  return ending.signal
}

/** Runs a loop of the private zone until the end; one that a fault ended is told and begun again. */
async function untilEnd(name: string, signal: AbortSignal, loop: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    try {
      await loop()
    } catch (cause) {
      if (!signal.aborted) fault(name, cause)
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

function noAddress(seen: string): Refusal {
  return refuse('console/cannot-listen', {
    at: '--listen',
    seen,
    expected: 'an address of this machine with a free port',
    remedy: 'end what listens there, or choose another port',
  })
}
