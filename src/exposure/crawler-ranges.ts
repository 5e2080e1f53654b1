import { BlockList, isIP } from 'node:net'

const MOST = 100_000

/**
 * The networks in a list that a crawler's owner publishes: one CIDR a line with `#` comments, or the JSON of Google, Bing and
 * others (`{"prefixes": [{"ipv4Prefix": …}, {"ipv6Prefix": …}]}`). Null where one of them is no network, or there is none: half a
 * list would call a crawler a stranger.
 * SOURCE: Google, "Verifying Googlebot and other Google crawlers", googlebot.json; Bing, bingbot.json: the same form.
 */
export function crawlerRangesIn(text: string): readonly string[] | null {
  const found = text.trimStart().startsWith('{') ? inJson(text) : inLines(text)
  return found !== null && found.length > 0 && found.length <= MOST && found.every(isNetwork) ? found : null
}

function inLines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map(line => line.replace(/#.*/, '').trim())
    .filter(line => line !== '')
}

function inJson(text: string): readonly string[] | null {
  const read: unknown = parsed(text)
  if (typeof read !== 'object' || read === null || !('prefixes' in read) || !Array.isArray(read.prefixes)) return null
  const prefixes: readonly unknown[] = read.prefixes
  const networks = prefixes.map(prefix => {
    if (typeof prefix !== 'object' || prefix === null) return ''
    const [network] = Object.entries(prefix).flatMap(([name, value]) =>
      /^ipv[46]Prefix$/.test(name) ? [String(value)] : [],
    )
    return network ?? ''
  })
  return networks
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // no list: the caller says so
  }
}

/** An address alone, or a network in CIDR. */
function isNetwork(text: string): boolean {
  const [address, bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  if (bits === undefined) return true
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) return false
  new BlockList().addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6')
  return true
}
