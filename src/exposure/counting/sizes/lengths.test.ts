import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ReadLogs } from '../../contract.ts'
import { logsOf } from '../lines.test-kit.ts'
import { forEachAnswer, type Lengths, sharedLengths, tellingLengths } from './lengths.ts'

const line = fc.record({
  at: fc.nat(60),
  client: fc.integer({ min: 1, max: 6 }).map(n => `192.0.2.${n}`),
  object: fc.constantFrom('/a', '/b'),
  bytes: fc.nat(12).map(n => n * 2 ** 30),
})

/** All lengths, each with its clients and times: what is never to be in memory. */
function all(logs: ReadLogs): readonly Lengths[] {
  const lengths = logs.objects.map(() => new Map<number, { clients: Set<number>; first: number; last: number }>())
  forEachAnswer(logs, (i, object, bytes) => {
    const at = logs.matched.at(i)
    const seen = lengths[object].get(bytes) ?? { clients: new Set(), first: at, last: at }
    lengths[object].set(bytes, seen)
    seen.clients.add(logs.matched.client[i])
    seen.first = Math.min(seen.first, at)
    seen.last = Math.max(seen.last, at)
  })
  return lengths
}

function usualOf(lengths: Lengths): number | null {
  const shared = [...lengths].filter(([, { clients }]) => clients.size > 1)
  return shared.sort(([a, x], [b, y]) => y.clients.size - x.clients.size || b - a)[0]?.[0] ?? null
}

function clientsAbove(lengths: Lengths, bytes: number): number {
  return new Set([...lengths].filter(([each]) => each > bytes).flatMap(([, { clients }]) => [...clients])).size
}

test('lengths that tell a size are all there, as if nothing had been left out, however many are held at a time', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), fc.constantFrom(4, 9, 1000), (lines, atATime) => {
      const logs = logsOf(lines)
      const isNear = (bytes: number, usual: number | null) => Math.abs(bytes - (usual ?? 0)) <= 2 ** 30
      const telling = tellingLengths(logs, (_, bytes, usual) => isNear(bytes, usual), atATime)
      for (const [o, wanted] of all(logs).entries()) {
        const usual = usualOf(wanted)
        const two = [...wanted].filter(([, { clients }]) => clients.size === 2).map(([bytes]) => bytes)
        for (const [bytes, seen] of wanted) {
          const isTelling = seen.clients.size > 2 || bytes === Math.max(...two) || isNear(bytes, usual)
          if (isTelling || telling[o].has(bytes)) expect({ bytes, ...telling[o].get(bytes) }).toMatchObject(seen)
        }
        expect(usualOf(telling[o])).toBe(usual)
        for (const bytes of wanted.keys()) {
          expect(Math.min(2, clientsAbove(telling[o], bytes))).toBe(Math.min(2, clientsAbove(wanted, bytes)))
        }
      }
    }),
    { numRuns: 200, seed: 7 },
  )
})

test('of lengths that each one client had, two are kept', () => {
  const lines = Array.from({ length: 500 }, (_, i) => ({ bytes: 1000 + i, client: `198.18.${i >> 8}.${i & 255}` }))
  const logs = logsOf(lines)
  expect(tellingLengths(logs, () => false)[0].size).toBe(2)
  expect(sharedLengths(logs).size).toBe(0)
})
