import { createSecretKey } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ClientClass } from '../document.ts'
import { logsOf } from '../lines.test-kit.ts'
import { pseudonym } from './classes.ts'
import { clientFigures } from './figures.ts'
import { ClientTallies } from './tallies.ts'

const KEY = new Uint8Array(32).fill(5)
const SHOWN = { pseudonymKey: KEY, showClients: true, isOpen: false }
const CLIENTS = 25_000

/** Client `i` took `i % 7` wholes and perhaps `i % 3` parts; those of 0 and 0 asked for nothing but one in two. */
function tallies(): ClientTallies {
  const clients = new ClientTallies(CLIENTS)
  for (let i = 0; i < CLIENTS; i++) {
    const [wholes, parts] = [i % 7, i % 3]
    const any = { anyLow: wholes, anyHigh: wholes + parts }
    clients.add(i, { wholeLow: wholes, wholeHigh: wholes, partialLow: 0, partialHigh: parts, ...any })
    if (i % 2 === 0) clients.probe(i, false)
  }
  return clients
}

test('the list holds the ten thousand that took most, of equal ones those that come first by pseudonym', () => {
  const addresses = Array.from({ length: CLIENTS }, (_, i) => `198.18.${i >> 8}.${i & 255}`)
  const classes = addresses.map((): ClientClass => 'other')
  const figures = clientFigures({ ...logsOf([]), clients: addresses }, tallies(), classes, SHOWN)
  const key = createSecretKey(KEY)
  const wanted = addresses
    .map((address, i) => ({ address, name: pseudonym(address, key), whole: i % 7, parts: i % 3 }))
    .sort((a, b) => b.whole - a.whole || b.parts - a.parts || (a.name < b.name ? -1 : 1))
  expect(figures.list.map(({ address }) => address)).toEqual(wanted.slice(0, 10_000).map(({ address }) => address))
})

test('every client counts, shown or not; one without a line does not', () => {
  const addresses = Array.from({ length: CLIENTS }, (_, i) => `198.18.${i >> 8}.${i & 255}`)
  const classes = addresses.map((_, i): ClientClass => (i % 7 === 1 ? 'crawler-claimed' : 'other'))
  const figures = clientFigures({ ...logsOf([]), clients: addresses, malformedNaming: 3 }, tallies(), classes, SHOWN)
  const ids = addresses.map((_, i) => i)
  expect(figures).toMatchObject({
    low: ids.filter(i => i % 7 > 0).length,
    high: ids.filter(i => i % 7 > 0 || i % 3 > 0).length + 3,
    asked: ids.filter(i => i % 7 > 0 || i % 3 > 0 || i % 2 === 0).length,
    byClass: { 'crawler-claimed': { low: ids.filter(i => i % 7 === 1).length }, 'crawler-known': { low: 0, high: 3 } },
  })
})
