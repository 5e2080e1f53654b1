import { isRefusal, type Refusal } from '#kernel'
import { appendTo, type LedgerEvent, tableStore } from '#ledger'
import type { Act } from './contract.ts'
import { ACTS_MAX } from './database.ts'
import type { Inside } from './inside.ts'

/** Carries a refusal out of a transaction, which rolls back on its way. */
class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

const later = new WeakMap<Act, (() => Promise<void>)[]>()

/** Has work done once the act lasts. What it does must be made up for at the next opening when the process ends before. */
export function afterwards(act: Act, work: () => Promise<void>): void {
  later.get(act)?.push(work)
}

/** Runs acts, a few at a time: what they read beside their own transaction must find a connection too. */
export function actor(inside: Pick<Inside, 'database' | 'signer' | 'settings'>) {
  const turn = turns(ACTS_MAX)
  return async <T>(work: (act: Act) => Promise<T | Refusal>): Promise<T | Refusal> => {
    try {
      return await turn(() => transact(inside, work))
    } catch (thrown) {
      if (thrown instanceof Refused) return thrown.refusal
      throw thrown
    }
  }
}

async function transact<T>(
  { database, signer, settings }: Pick<Inside, 'database' | 'signer' | 'settings'>,
  work: (act: Act) => Promise<T | Refusal>,
): Promise<T> {
  const works: (() => Promise<void>)[] = []
  const transaction = database.sql.transaction().setIsolationLevel('read committed')
  const done = await transaction.execute(async tx => {
    const events: LedgerEvent[] = []
    const act: Act = { sql: tx, now: settings.now(), record: event => void events.push(event) }
    later.set(act, works)
    const answer = await work(act)
    if (isRefusal(answer)) throw new Refused(answer)
    if (events.length === 0) throw new Error('an act that records nothing did not happen: it is rolled back')
    const head = await appendTo(tableStore(tx), signer, events)
    if (isRefusal(head)) {
      if (head.code === 'ledger/event') throw new Error(`the ledger does not take this event: ${head.at}`)
      throw new Refused(head)
    }
    return answer
  })
  // The act lasts whatever becomes of these: what fails here is done at the next opening.
  for (const one of works) await one().catch(() => null)
  return done
}

/** Lets so many in at once; the others wait in the order in which they came. */
export function turns(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = atOnce
  const waiting: (() => void)[] = []
  return async work => {
    if (free > 0) free -= 1
    else await new Promise<void>(next => waiting.push(next))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
