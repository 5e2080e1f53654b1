import { addressIn, isAddress } from '../clients.ts'
import { bytesOf, type Line, type LineReader, lineOf, requestOf, statusOf } from '../line.ts'
import { closingQuote, unescaped, unescapedTarget } from '../quoted.ts'
import { clfTime } from '../time.ts'

const TIME_LENGTH = 26

/**
 * Apache's and nginx' common, combined and vhost formats, and the portal's own (combined):
 *
 *     [vhost[:port] ]client ident user [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 5["referrer" "agent"[ "forwarded for"]…]
 *
 * What stands behind the agent is not judged, but for the X-Forwarded-For that nginx' packaged `main` format adds in quotes. A user's name may
 * hold spaces and brackets: the time is the first that is followed by a quote, which servers escape in names.
 * Source: Apache 2.4 mod_log_config; nginx ngx_http_log_module.
 */
export const readClf: LineReader = (text, state) => {
  const open = timeIn(text)
  if (open === -1) return / \[[^\][]*\] "/.test(text) ? 'time' : 'structure'
  const who = whoOf(text.slice(0, open))
  if (who === null) return 'structure'
  const { at } = clfTime(text.slice(open + 2, open + 2 + TIME_LENGTH), state.utcOf)
  if (Number.isNaN(at)) return 'time'
  const begin = open + TIME_LENGTH + 5
  const end = closingQuote(text, begin)
  if (end === -1 || text[end + 1] !== ' ') return 'structure'
  const tail = tailOf(text.slice(end + 2))
  if (typeof tail === 'string') return tail
  const request = requestOf(unescapedTarget(text.slice(begin, end)))
  const format = who.isVhost ? 'vhost-combined' : tail.isCombined ? 'combined' : 'common'
  return lineOf({ format, at, client: who.client, ...request, ...tail.said })
}

/** Where ` [` stands before the time that a quote follows; −1 for nowhere. */
function timeIn(text: string): number {
  for (let i = text.indexOf(' ['); i !== -1; i = text.indexOf(' [', i + 1)) {
    if (text.startsWith('] "', i + 2 + TIME_LENGTH) && text[i + 4] === '/') return i
  }
  return -1
}

function whoOf(text: string): { client: string; isVhost: boolean } | null {
  const words = text.split(' ')
  if (words.length < 3 || words[0] === '') return null
  const hasPort = /:\d{1,5}$/.test(words[0]) && !isAddress(words[0])
  const isVhost = words.length > 3 && (isAddress(words[1]) || hasPort)
  const client = isVhost ? words[1] : words[0]
  return client === '' ? null : { client, isVhost }
}

type Tail = { isCombined: boolean; said: Partial<Line> }

/** What follows the request. */
function tailOf(text: string): Tail | 'structure' | 'status' | 'bytes' {
  const [statusText, bytesText = ''] = text.split(' ', 2)
  const status = statusOf(statusText)
  if (status === null) return 'status'
  const bytes = bytesOf(bytesText)
  if (bytes === null) return 'bytes'
  const from = statusText.length + 1 + bytesText.length
  if (!text.startsWith(' "', from)) return { isCombined: false, said: { status, bytes } }
  const referrerEnd = closingQuote(text, from + 2)
  if (referrerEnd === -1 || !text.startsWith(' "', referrerEnd + 1)) return 'structure'
  const agentEnd = closingQuote(text, referrerEnd + 3)
  if (agentEnd === -1 || (agentEnd + 1 < text.length && text[agentEnd + 1] !== ' ')) return 'structure'
  const agent = unescaped(text.slice(referrerEnd + 3, agentEnd))
  return { isCombined: true, said: { status, bytes, agent, forwarded: forwardedIn(text, agentEnd + 1) } }
}

/** The list in quotes that stands next, if it is of addresses; or ends with one, that of a proxy, behind whatever the client wrote. */
function forwardedIn(text: string, from: number): string {
  if (!text.startsWith(' "', from)) return ''
  const end = closingQuote(text, from + 2)
  const list = end === -1 ? '' : text.slice(from + 2, end)
  const isOne = /^[0-9a-fA-F.:, [\]]+$/.test(list) || addressIn(list.slice(list.lastIndexOf(',') + 1)) !== null
  return isOne ? unescaped(list) : ''
}
