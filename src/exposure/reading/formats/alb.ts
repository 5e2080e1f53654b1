import { ENDED } from '../../contract.ts'
import { bytesOf, type LineReader, lineOf, requestOf, statusOf } from '../line.ts'
import { fieldsOf, unescaped } from '../quoted.ts'
import { IN_UTC, isoTime } from '../time.ts'

/** What begins a line: the kind of connection and a time in UTC; the classic load balancer begins with the time. */
const BEGIN = /^(?:(?:https?|h2|grpcs?|wss?) )?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z [^ ]+ (?:[^ ]+:\d{1,5}|-) /

/** Whether a line is of AWS' load balancers. */
export function isAlb(text: string): boolean {
  return BEGIN.test(text)
}

/**
 * AWS' application load balancer, and the classic one, which leaves out the kind:
 * `type time elb client:port target:port times×3 elb_status target_status received sent "request" "agent" …`.
 * `sent` counts the headers. Status 460 is a client that closed the connection before the answer.
 * Source: AWS "Access logs for your Application Load Balancer", "… Classic Load Balancer".
 */
export const readAlb: LineReader = text => {
  if (!isAlb(text)) return 'structure'
  const all = fieldsOf(text)
  if (all === null) return 'structure'
  const fields = /^\d/.test(all[0]) ? all : all.slice(1)
  if (fields.length < 13 || fields[2] === '') return 'structure'
  const { at } = isoTime(fields[0], IN_UTC)
  if (Number.isNaN(at)) return 'time'
  const status = fields[7] === '-' ? 0 : statusOf(fields[7])
  if (status === null) return 'status'
  const bytes = bytesOf(fields[10])
  if (bytes === null) return 'bytes'
  const agent = fields[12] === '-' ? '' : unescaped(fields[12])
  const ended = status === 460 ? ENDED.aborted : ENDED.unknown
  const request = requestOf(fields[11])
  // IPv6 addresses stand without brackets: what follows the last colon is always the port.
  const client = fields[2].replace(/:\d{1,5}$/, '')
  return lineOf({ format: 'alb', at, client, status, bytes, hasHeaderBytes: true, ended, agent, ...request })
}
