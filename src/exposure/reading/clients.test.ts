import { BlockList, isIPv4 } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { FLAGS } from '../contract.ts'
import { addressSet, clientKey, hearsayOf, isInside, isLoopback, senderOf } from './clients.ts'

function trusting(...networks: string[]) {
  const set = addressSet(networks)
  if (isRefusal(set)) throw new Error('a network is refused')
  return set
}

describe('what one client is counted by', () => {
  const keys: readonly (readonly [text: string, key: string])[] = [
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:443', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1::/64'],
    ['2001:0DB8:0000:0001::1', '2001:db8:0:1::/64'],
    ['[2001:db8::1]:2817', '2001:db8::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['::1', '::/64'],
    ['Host.Example.ORG', 'host.example.org'],
  ]
  for (const [text, key] of keys) test(`${text} is ${key}`, () => expect(clientKey(text)).toBe(key))
})

describe('X-Forwarded-For', () => {
  const trusted = trusting('192.0.2.0/24', '2001:db8:1::/48')
  const walks: readonly (readonly [
    why: string,
    connected: string,
    list: string,
    address: string,
    isForwarded: boolean,
  ])[] = [
    ['counts through a trusted proxy', '192.0.2.1', '203.0.113.7', '203.0.113.7', true],
    ['is read from right to left', '192.0.2.1', '198.51.100.66, 203.0.113.7', '203.0.113.7', true],
    ['passes trusted proxies', '192.0.2.1', '203.0.113.7, 192.0.2.9, [2001:db8:1::2]:80', '203.0.113.7', true],
    ['of a stranger proves nothing', '203.0.113.5', '198.51.100.66', '203.0.113.5', false],
    ['that is no address ends at the proxy that gave it', '192.0.2.1', 'unknown', '192.0.2.1', false],
    ['may hold ports', '192.0.2.1', '203.0.113.7:5000', '203.0.113.7', true],
    ['of trusted proxies alone gives the first', '192.0.2.1', '192.0.2.8, 192.0.2.9', '192.0.2.8', true],
    ['that is missing changes nothing', '192.0.2.1', '-', '192.0.2.1', false],
  ]
  for (const [why, connected, list, address, isForwarded] of walks) {
    test(`${why}: ${list}`, () => expect(senderOf(connected, list, trusted)).toEqual({ address, isForwarded }))
  }

  test('counts for nobody when no proxy is declared', () => {
    expect(senderOf('192.0.2.1', '203.0.113.7', trusting())).toEqual({ address: '192.0.2.1', isForwarded: false })
  })
})

describe('what an untrusted peer forwards', () => {
  test.each<[string, number]>([
    ['203.0.113.7', FLAGS.hearsayPublic],
    ['203.0.113.7, 10.0.0.1', FLAGS.hearsayPublic],
    ['10.0.0.1, 192.168.1.1', FLAGS.hearsayInside],
    ['2001:db8::1', FLAGS.hearsayPublic],
    ['unknown', 0],
    ['-', 0],
  ])('%s', (list, kind) => {
    expect(hearsayOf(list) & (FLAGS.hearsayPublic | FLAGS.hearsayInside)).toBe(kind)
  })

  test('the same name is the same, and of a hundred names not all seem one', () => {
    const said = Array.from({ length: 100 }, (_, i) => hearsayOf(`203.0.113.${i}`))
    expect(hearsayOf('198.51.100.1, 203.0.113.0')).toBe(said[0])
    expect(new Set(said).size).toBe(8)
  })
})

test('addresses from inside are those that nobody has on the internet', () => {
  const inside = [
    '10.0.0.1',
    '172.31.0.1',
    '192.168.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '::/64',
    'fd00:1::/64',
    'fe80::/64',
  ]
  expect(inside.map(isInside)).toEqual(inside.map(() => true))
  expect(['172.32.0.1', '100.128.0.1', '192.0.2.1', '2001:db8::/64', 'host.example'].map(isInside)).toEqual(
    Array(5).fill(false),
  )
  expect(inside.filter(isLoopback)).toEqual(['127.0.0.1', '::/64'])
})

for (const network of ['192.0.2.0/33', '192.0.2/24', 'proxy', '2001:db8::/129', '192.0.2.1/']) {
  test(`${network} is no network`, () => {
    expect(addressSet(['192.0.2.1', network])).toMatchObject({ code: 'exposure/no-such-network', at: 'network 2' })
  })
}

test('an address is in a set as it is in a list of blocks, whatever the set holds besides', () => {
  const part = fc.constantFrom(0, 1, 127, 128, 192, 255)
  const v4 = fc.tuple(part, part, part, part).map(parts => parts.join('.'))
  const v6 = fc.constantFrom('::', '::1', '::ffff:0:0', '::ffff:c000:1', '2001:db8::', 'fe80::', 'ffff::')
  const network = fc.oneof(
    fc.tuple(v4, fc.nat(32), fc.constant('ipv4' as const)),
    fc.tuple(v6, fc.constantFrom(0, 1, 16, 80, 95, 96, 112, 128), fc.constant('ipv6' as const)),
  )
  fc.assert(
    fc.property(fc.array(network, { minLength: 1, maxLength: 4 }), fc.oneof(v4, v6), (networks, address) => {
      const list = new BlockList()
      for (const [base, bits, family] of networks) list.addSubnet(base, bits, family)
      const text = address.replace(/^::ffff:0:0$/, '0.0.0.0').replace(/^::ffff:c000:1$/, '192.0.0.1')
      const wanted = list.check(text, isIPv4(text) ? 'ipv4' : 'ipv6')
      expect(trusting(...networks.map(([base, bits]) => `${base}/${bits}`)).has(address)).toBe(wanted)
    }),
    { numRuns: 3000, seed: 8 },
  )
})
