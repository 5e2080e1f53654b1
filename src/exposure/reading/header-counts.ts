import { FLAGS, type MatchedLines, METHOD, type ReadLogs } from '../contract.ts'
import { HEADER_BYTES } from './of-size.ts'

const NOT_MODIFIED = 304
/** As many answers without a body must have had bytes, and none of them none, before a log is known for one that counts headers. */
const FEWEST = 3

/**
 * Marks the lines of servers whose log counts the headers with the bytes though its format does not say so: answers to HEAD and answers 304 have no
 * body (RFC 9110 §9.3.2, §15.4.5), so that bytes logged of them, between 100 and 1,000, are headers. Debian's Apache logs so (`%O` in its `combined`
 * and `vhost_combined`). The same logs where no server does.
 */
export function withHeaderCounts(logs: ReadLogs): ReadLogs {
  const { matched } = logs
  const counting = serversCounting(matched, logs.servers.length)
  if (!counting.includes(true)) return logs
  const flags = Uint8Array.from(matched.flags, (flag, i) =>
    counting[matched.server[i]] && matched.bytes[i] >= 0 ? flag | FLAGS.withHeaders : flag,
  )
  return { ...logs, matched: { ...matched, flags } }
}

function serversCounting(lines: MatchedLines, servers: number): boolean[] {
  const headed = new Array<number>(servers).fill(0)
  const bare = new Array<number>(servers).fill(0)
  for (let i = 0; i < lines.count; i++) {
    const isBodiless = lines.status[i] === NOT_MODIFIED || (lines.method[i] === METHOD.head && lines.status[i] === 200)
    if (!isBodiless || (lines.flags[i] & FLAGS.withHeaders) !== 0) continue
    const bytes = lines.bytes[i]
    if (bytes >= HEADER_BYTES.least && bytes <= HEADER_BYTES.most) headed[lines.server[i]]++
    else bare[lines.server[i]]++
  }
  return headed.map((count, server) => count >= FEWEST && bare[server] === 0)
}
