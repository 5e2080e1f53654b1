import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FLAGS } from '../contract.ts'
import { logsOf, START } from './lines.test-kit.ts'
import { forEachClient } from './order.ts'

const line = fc.record({
  at: fc.nat(6),
  client: fc.integer({ min: 1, max: 4 }).map(n => `192.0.2.${n}`),
  object: fc.constantFrom('/a', '/b'),
  bytes: fc.nat(3),
  status: fc.constantFrom(200, 206),
  flags: fc.constantFrom(0, 0, 0, FLAGS.excluded),
})

test('each client has its lines in order, each line once, however many are put in order at a time', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 120 }), fc.constantFrom(1, 7, 1000), (lines, atATime) => {
      const { matched, clients } = logsOf(lines)
      const seen: unknown[] = []
      forEachClient(
        matched,
        [0],
        clients.length,
        (client, order) => {
          seen.push(...Array.from(order, i => ({ client: clients[client], ...said(matched, i) })))
        },
        atATime,
      )
      const wanted = lines
        .filter(({ flags }) => flags === 0)
        .map(({ client, object, at, bytes, status }) => ({
          client,
          object: object === '/a' ? 0 : 1,
          at,
          bytes,
          status,
        }))
        .sort(
          (a, b) =>
            clients.indexOf(a.client) - clients.indexOf(b.client) ||
            a.object - b.object ||
            a.at - b.at ||
            a.bytes - b.bytes ||
            a.status - b.status,
        )
      expect(seen).toEqual(wanted)
    }),
    { numRuns: 300, seed: 6 },
  )
})

function said(matched: ReturnType<typeof logsOf>['matched'], i: number) {
  const at = (matched.at(i) - START) / 1000
  return { object: matched.object[i], at, bytes: matched.bytes[i], status: matched.status[i] }
}
