import { beforeAll, describe, expect, test } from 'vitest'
import { eventsFrom, given, invented, signer } from './ledger.test-kit.ts'
import { type Hash, memoryStore, openLedger, openNote, type Witnessed, witnessAnswer } from './ledger.ts'

const witness = invented('witness.example/w1', 2, 4)
const checkpoints: string[] = []
const heads: Witnessed[] = []
let proof: readonly Hash[] = []

beforeAll(async () => {
  const ledger = given(await openLedger(memoryStore(), signer))
  for (const count of [5, 6]) {
    heads.push(given(await ledger.append(eventsFrom(ledger.head().size, count))))
    checkpoints.push(Buffer.from(await ledger.checkpoint()).toString())
  }
  proof = await ledger.consistency(5)
})

const request = (old: number, hashes: readonly Hash[], checkpoint: string) =>
  Buffer.from([`old ${old}`, ...hashes.map(hash => Buffer.from(hash).toString('base64')), '', checkpoint].join('\n'))
const ask = (body: Uint8Array, latest: Witnessed | null) =>
  witnessAnswer(
    body,
    origin => (origin === signer.key.name ? [signer.key] : []),
    () => latest,
    { signer: witness, timeSeconds: 1_700_000_000 },
  )

describe('a witness (C2SP tlog-witness, add-checkpoint)', () => {
  test('signs the first checkpoint that it sees, and the next that follows from it', () => {
    const first = ask(request(0, [], checkpoints[0]), null)
    expect(first).toMatchObject({ status: 200, keep: { size: 5 } })
    const next = ask(request(5, proof, checkpoints[1]), first.keep)
    expect(next).toMatchObject({ status: 200, keep: { size: 11 } })
    expect(given(openNote(Buffer.from(checkpoints[1] + next.body), [witness.key])).by).toEqual([witness.key])
    expect(ask(request(11, [], checkpoints[1]), next.keep).status).toBe(200)
  })

  test('says the size that it knows when another is named (409)', () => {
    expect(ask(request(0, [], checkpoints[1]), heads[0])).toEqual({ status: 409, body: '5\n', keep: null })
  })

  test('signs nothing that does not follow from what it signed (422)', () => {
    const other = { size: 5, root: heads[1].root }
    expect(ask(request(5, proof, checkpoints[1]), other).status).toBe(422)
    expect(ask(request(5, proof.slice(1), checkpoints[1]), heads[0]).status).toBe(422)
    expect(ask(request(5, [], checkpoints[0]), other).status).toBe(422)
    expect(ask(request(0, proof, checkpoints[0]), null).status).toBe(422)
  })

  test('knows its ledgers (404) and their keys (403)', () => {
    expect(ask(request(0, [], checkpoints[0].replace('ledger.example/test\n', 'else\n')), null).status).toBe(404)
    expect(ask(request(0, [], checkpoints[0].replace('\n5\n', '\n6\n')), null).status).toBe(403)
  })

  test.each([
    ['no size', () => 'old\n\n'],
    ['a size with a zero before it', () => `old 05\n\n${checkpoints[0]}`],
    ['a proof that is no hash', () => `old 5\nAAAA\n\n${checkpoints[1]}`],
    ['64 lines of proof', () => `old 5\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}\n${checkpoints[1]}`],
    ['a larger old size than that of the checkpoint', () => `old 11\n\n${checkpoints[0]}`],
  ])('%s is a bad request (400)', (_, body) => {
    expect(ask(Buffer.from(body()), heads[1]).status).toBe(400)
  })
})
