import type { ReadLogs } from '../../contract.ts'
import { forEachClient, timeOf } from '../order.ts'
import type { Clocks } from '../reach/clocks.ts'
import type { ObjectSize } from '../sizes/object-size.ts'
import { sizeAt } from '../sizes/versions.ts'
import { copyFinder } from './copies.ts'
import { Joining, RETRY_MS, type Transfer } from './joining.ts'
import { pieceOf } from './pieces.ts'

/** A line that gave nothing. */
export type Probe = Readonly<{ client: number; object: number; at: number; status: number }>

/**
 * Joins lines to transfers, (client, object) by (client, object) in time order. A transfer ends when it is whole, or when nothing follows within
 * `RETRY_MS` of its last request. Ranges make a whole when together they cover 99.9 % of the object. Where their places are not logged, parts whose
 * lengths add up to the object's size to the byte are whole too, unless all are equal: a part sent again would have to have, of all lengths, the one
 * that is missing. Enough bytes otherwise make a doubt. Calls back client by client.
 *
 * Behind the client `many` several may be, nobody knows how many. Its requests within `RETRY_MS` of each other are one transfer until one answer
 * alone is whole: whoever sent which of them, there were no fewer transfers. Its parts together prove no whole.
 *
 * Where the clocks of two servers are known to some seconds only, a part on one and a whole answer on the other within these have no order: the part
 * may have gone before and belong to the whole, or have come after and be a transfer of its own.
 */
export function forEachTransfer(
  logs: ReadLogs,
  sizes: readonly ObjectSize[],
  { corrections, errors }: Clocks,
  on: Readonly<{ transfer(transfer: Transfer): void; probe(probe: Probe): void }>,
  many: number | null = null,
): void {
  const { matched } = logs
  const isCopy = copyFinder(logs)
  forEachClient(matched, corrections, logs.clients.length, (client, order) => {
    let open: Joining | null = null
    let before: Transfer | null = null
    const close = (): void => {
      if (open === null) return
      before = open.end(before)
      on.transfer(before)
      open = null
    }
    for (const i of order) {
      if (isCopy(i)) continue
      const object = matched.object[i]
      const at = timeOf(matched, corrections, i)
      const size = sizeAt(sizes[object], at, matched.bytes[i])
      const piece = pieceOf(matched, i, size)
      if (piece.kind === 'probe') {
        on.probe({ client, object, at, status: matched.status[i] })
        continue
      }
      if (open !== null && !(goesOn(open, object, at) && open.isOf(size) && open.takes(piece))) close()
      const server = matched.server[i]
      const moment = { at, server, error: errors[server] }
      const joining: Joining = open ?? new Joining(client, object, size, moment, client === many)
      open = joining
      if (joining.add(piece, moment, matched.status[i] === 206)) close()
    }
    close()
  })
}

function goesOn(open: Joining, object: number, at: number): boolean {
  return open.object === object && at - open.lastAt <= RETRY_MS
}
