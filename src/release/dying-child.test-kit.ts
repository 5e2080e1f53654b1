/**
 * A process of its own that opens a zone and does one thing (argv 2: a file with what), and ends by kill -9 of itself before
 * the n-th durable step. Prints `done` where it lived through.
 */
import { readFileSync } from 'node:fs'
import { isRefusal } from '#kernel'
import type { Asker } from '#officers'
import type { Hold, Signature } from '#zones'
import { openZone, placeHold, pullSpool, push } from './release.ts'

/** What a child is told to do, and before which step it dies. */
export type Task = Readonly<{
  home: string
  databaseUrl: string
  now: string
  tenant: string
  diesAt: number
  act:
    | Readonly<{ kind: 'push' }>
    | Readonly<{ kind: 'pull' }>
    | Readonly<{ kind: 'hold'; asker: Asker; body: Hold; signature: Signature }>
}>

const task: Task = JSON.parse(readFileSync(process.argv[2], 'utf8'))
let seen = 0
const step = (): void => {
  seen += 1
  if (seen === task.diesAt) process.kill(process.pid, 'SIGKILL')
}
const { home, databaseUrl, tenant, act } = task
const zone = await openZone({ home, databaseUrl, now: () => new Date(task.now), step })
if (isRefusal(zone)) throw new Error(zone.code)
const done =
  act.kind === 'push'
    ? await push(zone, tenant)
    : act.kind === 'pull'
      ? await pullSpool(zone, tenant)
      : await placeHold(zone, act.asker, act.body, act.signature)
if (isRefusal(done)) throw new Error(done.code)
process.stdout.write('done\n')
await zone.vault.close()
