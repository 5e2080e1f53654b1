import { BlockList, isIPv4, isIPv6 } from 'node:net'
import { type Refusal, refuse } from '#kernel'
import { FLAGS } from '../contract.ts'
import { fnv1a } from './fnv.ts'
import { ipv4Of } from './ipv4.ts'

/** Whether a text is an IPv4 or IPv6 address, without a port. */
export function isAddress(text: string): boolean {
  return isIPv4(text) || isIPv6(text)
}

/**
 * The address in `192.0.2.1:443`, `[2001:db8::1]:443`, `[2001:db8::1]`, `fe80::1%eth0`; IPv4-mapped IPv6 is the IPv4. Null for what
 * holds none.
 */
export function addressIn(text: string): string | null {
  let address = text.trim()
  const bracketed = /^\[([^\]]*)\](:\d{1,5})?$/.exec(address)
  if (bracketed !== null) address = bracketed[1]
  else if (/^[\d.]+:\d{1,5}$/.test(address)) address = address.slice(0, address.indexOf(':'))
  address = address.replace(/%[\w.-]+$/, '')
  if (isIPv4(address)) return address
  if (!isIPv6(address)) return null
  const groups = groupsOf(address)
  const isMapped = groups.slice(0, 5).every(group => group === 0) && groups[5] === 0xffff
  return isMapped ? [groups[6] >> 8, groups[6] & 255, groups[7] >> 8, groups[7] & 255].join('.') : address
}

/**
 * What one client is counted by: IPv4 as it is; IPv6 as its /64 in one spelling (RFC 5952), since privacy addresses change the other
 * half (RFC 8981); a name in lower case where the server logged names. Never a person.
 */
export function clientKey(text: string): string {
  const address = addressIn(text)
  if (address === null) return text.slice(0, 255).toLowerCase()
  return isIPv4(address) ? address : `${shortened([...groupsOf(address).slice(0, 4), 0, 0, 0, 0])}/64`
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const dotted = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  const text =
    dotted === null
      ? address
      : address.slice(0, dotted.index) +
        [
          ((Number(dotted[1]) << 8) | Number(dotted[2])).toString(16),
          ((Number(dotted[3]) << 8) | Number(dotted[4])).toString(16),
        ].join(':')
  const [left, right] = text.split('::')
  const head = left === '' ? [] : left.split(':')
  const tail = right === undefined || right === '' ? [] : right.split(':')
  const middle = right === undefined ? [] : new Array<string>(8 - head.length - tail.length).fill('0')
  return [...head, ...middle, ...tail].map(group => Number.parseInt(group, 16))
}

/** The spelling of RFC 5952 §4.2 of a /64: its last four groups are 0, so the longest run of zeros is the one at the end. */
function shortened(groups: readonly number[]): string {
  let end = 4
  while (end > 0 && groups[end - 1] === 0) end--
  return `${groups
    .slice(0, end)
    .map(group => group.toString(16))
    .join(':')}::`
}

/** Sets of addresses, by CIDR. */
export type AddressSet = Readonly<{ has(text: string): boolean; isEmpty: boolean }>

/** The addresses in some CIDRs or single addresses; a refusal (`exposure/no-such-network`) where one is none. */
export function addressSet(cidrs: readonly string[]): AddressSet | Refusal {
  const list = new BlockList()
  const plain: { first: number; last: number }[] = []
  let isPlainAlone = true
  for (const [i, cidr] of cidrs.entries()) {
    const [address, prefix] = cidr.split('/')
    const family = isIPv4(address) ? 'ipv4' : isIPv6(address) ? 'ipv6' : null
    const most = family === 'ipv4' ? 32 : 128
    const bits = prefix === undefined ? most : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1
    if (family === null || bits < 0 || bits > most) return noNetwork(i)
    list.addSubnet(address, bits, family)
    if (family === 'ipv4') plain.push(rangeOf(ipv4Of(address), bits))
    else isPlainAlone &&= !holdsMapped(address, bits)
  }
  const isEmpty = cidrs.length === 0
  const has = (text: string): boolean => {
    const address = isPlainAlone ? ipv4Of(text) : -1
    if (address === -1) return isIn(list, text)
    return plain.some(({ first, last }) => address >= first && address <= last)
  }
  return { has: text => !isEmpty && has(text), isEmpty }
}

/**
 * Whether a network of IPv6 has addresses of IPv4 in it (`::ffff:0:0/96`, RFC 4291 §2.5.5.2). Elsewhere IPv4 is told by numbers alone, at no object
 * each.
 */
function holdsMapped(address: string, bits: number): boolean {
  return groupsOf(address)
    .slice(0, 6)
    .every((group, i) => {
      const rest = 16 - Math.min(16, Math.max(0, bits - 16 * i))
      return group >> rest === (i === 5 ? 0xffff : 0) >> rest
    })
}

function rangeOf(address: number, bits: number): { first: number; last: number } {
  const size = 2 ** (32 - bits)
  const first = Math.floor(address / size) * size
  return { first, last: first + size - 1 }
}

function isIn(list: BlockList, text: string): boolean {
  const address = addressIn(text)
  return address !== null && list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}

function noNetwork(index: number): Refusal {
  return refuse('exposure/no-such-network', {
    at: `network ${index + 1}`,
    seen: 'a text that is no network',
    expected: 'an address or a network in CIDR form, such as 192.0.2.0/24 or 2001:db8::/32',
    remedy: 'write the network in CIDR form',
  })
}

/** Who sent a request: the address that connected, or the last in X-Forwarded-For that no trusted proxy has. */
export type Sender = Readonly<{ address: string; isForwarded: boolean }>

/**
 * Walks X-Forwarded-For from right to left as long as a trusted proxy vouches for the entry: what stands further left was written by the
 * client and proves nothing. An entry that is no address ends the walk at the proxy that gave it.
 */
export function senderOf(connected: string, forwarded: string, trusted: AddressSet): Sender {
  let sender = connected
  if (trusted.isEmpty || forwarded === '' || forwarded === '-' || !trusted.has(connected)) {
    return { address: sender, isForwarded: false }
  }
  let isForwarded = false
  for (const entry of forwarded.split(',').reverse()) {
    const address = addressIn(entry)
    if (address === null || !trusted.has(sender)) break
    sender = address
    isForwarded = true
  }
  return { address: sender, isForwarded }
}

/**
 * Networks that nobody has on the internet: private, shared behind a provider's translation, of one link, of one machine. Who connects from there
 * connects from inside: through a proxy of one's own, or as one's own. SOURCE: RFC 1918 §3, RFC 6598 §7, RFC 3927, RFC 1122 §3.2.1.3; RFC 4193 §3,
 * RFC 4291 §2.5.3 and 2.5.6.
 */
const INSIDE_V4 =
  /^(?:10|127|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(?:\.\d{1,3}){2,3}$/
const INSIDE_V6 = /^(?:f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|::\/64$|::1?$)/

/** Whether a client, as it is counted, is an address from inside; a name is none. Of IPv6 the loopback's /64 is the loopback: nothing else is in it. */
export function isInside(client: string): boolean {
  return INSIDE_V4.test(client) || INSIDE_V6.test(client)
}

/** Whether a client, as it is counted, is the machine itself: only a proxy on it speaks for others. */
export function isLoopback(client: string): boolean {
  return client === '::/64' || (client.startsWith('127.') && isInside(client))
}

/**
 * What an X-Forwarded-For says that nobody vouches for, as flags of a line; 0 for nothing. Of several addresses the last from the internet counts, or
 * else the last: proxies add theirs at the end.
 */
export function hearsayOf(forwarded: string): number {
  const addresses = forwarded.split(',').flatMap(entry => (addressIn(entry) === null ? [] : clientKey(entry)))
  const outside = addresses.findLast(address => !isInside(address))
  const named = outside ?? addresses.at(-1)
  if (named === undefined) return 0
  return (outside === undefined ? FLAGS.hearsayInside : FLAGS.hearsayPublic) | heapOf(named)
}

/** One of eight heaps for a text, in the bits of `FLAGS.hearsayHeap`. */
function heapOf(text: string): number {
  let hash = fnv1a(text)
  hash ^= hash >>> 16
  hash ^= hash >>> 8
  return ((hash ^ (hash >>> 4)) & 7) * 32
}
