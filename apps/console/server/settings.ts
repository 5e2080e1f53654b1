import { isIP } from 'node:net'
import { parseArgs } from 'node:util'
import { type Refusal, refuse } from '#kernel'

/** How the private process was asked to run. */
export type ConsoleSettings = Readonly<{
  home: string
  host: string
  port: number
  /** What officers have in their address bar: `https://console.example.fr`; passkeys are bound to it. */
  origin: string
  /** TLS ends at a proxy in front, which alone reaches this process. */
  behindProxy: boolean
  /** Folder of the witness of other bodies' ledgers; null: no witness. */
  witness: string | null
}>

export const USAGE =
  'console --home DIR --listen ADDRESS:PORT --origin URL [--behind-proxy] [--witness FOLDER]\n  see docs/formats/console-api.md\n'

/** Reads the words after the command. Refuses what would open the private zone to a network without TLS. */
export function readSettings(words: readonly string[]): ConsoleSettings | Refusal {
  const asked = parsed(words)
  if (!asked) return wrong('console/usage', 'the options', 'another form', USAGE.trim(), 'see the usage')
  const { home, listen, origin, 'behind-proxy': behindProxy = false, witness = null } = asked
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(listen ?? '') ?? []
  if (!home || !host || Number(port) > 65_535 || !origin)
    return wrong('console/usage', 'the options', 'one missing or unreadable', USAGE.trim(), 'see the usage')
  if (!isLoopback(host) && !behindProxy) return exposed()
  if (!isSoundOrigin(origin)) return unsound()
  return { home, host: host.replace(/^\[(.+)\]$/, '$1'), port: Number(port), origin, behindProxy, witness }
}

function parsed(words: readonly string[]) {
  try {
    const type = 'string'
    const options = {
      home: { type },
      listen: { type },
      origin: { type },
      witness: { type },
      'behind-proxy': { type: 'boolean' },
    } as const
    return parseArgs({ args: [...words], options }).values
  } catch {
    // parseArgs throws what the usage answers.
    return null
  }
}

function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '[::1]' || host === '::1') return true
  return isIP(host) === 4 && host.startsWith('127.')
}

/** Exactly an origin, as a browser writes it; https, or a host that never leaves the machine. */
function isSoundOrigin(origin: string): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : null
  if (url?.origin !== origin) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && /^(?:.+\.)?localhost$/.test(url.hostname))
}

function exposed(): Refusal {
  return wrong(
    'console/exposed',
    '--listen',
    'an address that others can reach',
    'a loopback address',
    'listen on 127.0.0.1, or put a proxy with TLS in front and say --behind-proxy',
  )
}

function unsound(): Refusal {
  return wrong(
    'console/origin',
    '--origin',
    'no origin with TLS',
    'https://HOST, or http://localhost:PORT on one machine',
    'passkeys work on such origins only',
  )
}

function wrong(code: string, at: string, seen: string, expected: string, remedy: string): Refusal {
  return refuse(code, { at, seen, expected, remedy })
}
