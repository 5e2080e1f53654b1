import { createPrivateKey } from 'node:crypto'
import { isRefusal } from '#kernel'
import { ed25519Signer, type KeyType, type LedgerEvent } from './ledger.ts'

/** Invented events and keys for the tests of this room. */

/** A signer made from one byte: the same in every run. */
export function invented(name: string, seed: number, type: KeyType = 1) {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seed)])
  return ed25519Signer(name, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }), type)
}

export const signer = invented('ledger.example/test', 1)

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0')

/** The event of a number: every number has one, no two the same. */
export function eventOf(number: number): LedgerEvent {
  const id = hex(number, 32)
  return {
    kind: 'release.approved',
    at: new Date(1_700_000_000_000 + number).toISOString(),
    by: `officer-${id}`,
    tenant: `tenant-${hex(1, 32)}`,
    release: `release-${id}`,
    artefact: hex(number, 64),
    key: hex(2, 64),
  }
}

export function eventsFrom(first: number, count: number): readonly LedgerEvent[] {
  return Array.from({ length: count }, (_, at) => eventOf(first + at))
}

/** The answer, which is known to be no refusal. */
export function given<Answer>(answer: Answer): Exclude<Answer, Readonly<{ kind: 'refusal' }>> {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.code} at ${answer.at}`)
  return answer as Exclude<Answer, Readonly<{ kind: 'refusal' }>>
}
