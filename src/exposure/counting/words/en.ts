import { hoursIn, isOne, momentIn, numberIn } from './say.ts'
import { statementEn } from './statement-en.ts'
import type { Words } from './words.ts'

const n = (value: string | number | undefined) => numberIn('en', Number(value ?? 0))
const some = (value: string | number | undefined, one: string, more: string) =>
  `${n(value)} ${isOne('en', value) ? one : more}`
const at = (value: string | number | undefined) => momentIn('en', value)

const NEAR: Readonly<Record<string, string>> = {
  parameters: 'the same path without the parameters that were asked for',
  case: 'the same path in other case',
  slash: 'the same path with a slash more or less at an end',
  encoding: 'the same path encoded otherwise',
  elsewhere: 'the same name in another folder',
  similar: 'a path that differs by one or two letters',
  folder: 'something else in that folder',
}

const reasonOf = (code: string | number | undefined) => reasons[String(code)] ?? String(code)

const momentsOf = (value: string | number | undefined) =>
  String(value ?? '')
    .split(', ')
    .map(at)
    .join('; ')

const notes: Words['notes'] = {
  'exposure/zone-assumed': ({ place, zone }) => `${place}: its times name no zone and were read as ${zone}`,
  'exposure/hour-repeated': ({ place, lines }) =>
    `${place}: ${some(lines, 'line', 'lines')} of an hour that the clock showed twice; of the two readings each has the one nearer to the line before it`,
  'exposure/error-log': ({ place, lines }) =>
    `${place}: an error log (${some(lines, 'line', 'lines')}), which holds no accesses and is left aside`,
  'exposure/input-cut': ({ place, reason }) => `${place}: read only as far as it could be (${reasonOf(reason)})`,
  'exposure/overlapping-input': ({ place, same }) => `${place}: holds lines that ${same} holds too, counted once`,
  'exposure/same-input': ({ place, same }) => `${place}: the same content as ${same}, counted once`,
  'exposure/uncovered': ({ server, from, to, hours }) =>
    `${server}: no log line from ${at(from)} to ${at(to)} (${hoursIn('en', Number(hours ?? 0))})`,
  'exposure/no-server-log': ({ servers }) => `${some(servers, 'server gave no log', 'servers gave no log')}`,
  'exposure/servers-undeclared': ({ server }) =>
    `${server}: its name is that of one among several, and nobody said how many servers there were (--servers)`,
  'exposure/more-servers': ({ servers, declared }) =>
    `the logs are of ${some(servers, 'server', 'servers')} by their names, and ${n(declared)} ${isOne('en', declared) ? 'was' : 'were'} declared: logs of one server go under one name (web1=PLACE)`,
  'exposure/two-layers': ({ servers, lines }) =>
    `${some(servers, 'server wrote', 'servers wrote')} the requests that stand in the log in front of ${isOne('en', servers) ? 'it' : 'them'} too: ${some(lines, 'line', 'lines')} left out, so that each request counts once`,
  'exposure/proxy-undeclared': ({ peers, lines }) =>
    `${some(lines, 'request', 'requests')} came through ${some(peers, 'address that forwards', 'addresses that forward')} those of others (X-Forwarded-For) and ${isOne('en', peers) ? 'was' : 'were'} not declared: how many clients there were is not known. If that is your own proxy, give its network: --trust-proxy (--show-clients names it)`,
  'exposure/clients-hidden': ({ lines }) =>
    `${some(lines, 'request', 'requests')} came from inside addresses alone, as through a proxy that names nobody in the log: whose they were is not known. The proxy’s own log tells it, or X-Forwarded-For where it is logged and the proxy declared (--trust-proxy). If these are the clients themselves and there is no proxy, say so: --trust-proxy 127.0.0.1`,
  'exposure/unlogged-cache': ({ lines }) =>
    `a cache answered in front of the server and its own log is not here${Number(lines) > 0 ? ` (${some(lines, 'line', 'lines')} sent by it)` : ''}: what it answered by itself is not counted`,
  'exposure/no-lines': () => 'no line could be read',
  'exposure/nothing-matched': () =>
    'no line names what was asked for, not even a refused request: nobody asked for it, or its name is mistyped, or the logs write it otherwise. To show that the name is right, ask for it once and give the log of that day too',
  'exposure/object-unseen': ({ objects }) =>
    `${some(objects, 'object is', 'objects are')} named by no line, not even a refused request: nobody asked for ${isOne('en', objects) ? 'it, or its name is' : 'them, or their names are'} mistyped`,
  'exposure/object-near': ({ how, lines }) => `${NEAR[String(how)] ?? how}: ${some(lines, 'line', 'lines')}`,
  'exposure/size-unseen': () =>
    'no answer has exactly the bytes of the file: it was sent to nobody in one piece, or compressed, or in another version; a path (--object) shows those too',
  'exposure/window-from-logs': ({ from, to }) =>
    `nobody said when the objects could be reached: the figures speak of the time of the logs, ${at(from)} to ${at(to)}`,
  'exposure/reached-outside-window': ({ transfers }) =>
    `${some(transfers, 'answer', 'answers')} outside the time in which the objects were said to be reachable`,
  'exposure/stray-times': ({ lines }) => `${some(lines, 'line bears', 'lines bear')} a time that cannot be right`,
  'exposure/malformed-lines': ({ lines }) => `${some(lines, 'line', 'lines')} could not be read`,
  'exposure/malformed-naming': ({ lines }) =>
    `${some(lines, 'line that could not be read names', 'lines that could not be read name')} an object: each may be a transfer, and the bounds allow for it`,
  'exposure/unreadable': ({ places }) =>
    `in ${some(places, 'place', 'places')} of the logs no request can be read (a line cut off, damaged, or lost in a hole): a request for an object may have stood there, and no bound allows for it`,
  'exposure/skew-unknown': ({ server }) =>
    `${server}: its clock could not be compared with that of the first server; its times are taken as written`,
  'exposure/size-unknown': ({ objects }) =>
    `${some(objects, 'object', 'objects')} of unknown size: whole and partial cannot be told apart`,
  'exposure/range-unlogged': ({ transfers }) =>
    `${some(transfers, 'transfer', 'transfers')} in parts whose places in the file are not logged`,
  'exposure/headers-counted': ({ transfers }) =>
    `${some(transfers, 'transfer', 'transfers')} whose log counts the headers with the bytes: the whole object, or all but its last bytes`,
  'exposure/perhaps-another': ({ transfers }) =>
    `${some(transfers, 'short answer', 'short answers')} that several clients had to the byte: the beginning of the object, or a page shown in its place (a login, an error); only the high bounds count them`,
  'exposure/same-size': ({ transfers }) =>
    `${some(transfers, 'transfer', 'transfers')} of something that has the size of the file, and a name that tells of another; name the object with --object to settle it`,
  'exposure/perhaps-compressed': ({ transfers }) =>
    `${some(transfers, 'transfer', 'transfers')} with fewer bytes than the file, as a compressed copy or another version would have`,
  'exposure/bytes-unlogged': ({ transfers }) => `${some(transfers, 'answer', 'answers')} whose bytes are not logged`,
  'exposure/lying-sizes': ({ transfers }) =>
    `${some(transfers, 'answer', 'answers')} with more bytes than the object has`,
  'exposure/copies-elsewhere': ({ clients }) =>
    `${some(clients, 'client', 'clients')} had a copy already, and no transfer to them is in the logs`,
  'exposure/excluded': ({ lines }) => `${some(lines, 'line', 'lines')} left out as one’s own, by declaration`,
  'exposure/pauses': ({ pauses, minutes }) =>
    `${some(pauses, 'silence', 'silences')}, as of a restart or an outage (${some(minutes, 'minute', 'minutes')} in all)`,
  'exposure/file-unread': ({ reason }) => `the exposed file could not be read whole (${reasonOf(reason)})`,
  'exposure/rows-unknown': ({ transfers }) =>
    `which rows ${some(transfers, 'transfer', 'transfers')} carried cannot be told: any`,
  'exposure/rows-unproven': ({ answers }) =>
    `${some(answers, 'page or selection', 'pages and selections')} whose bytes do not prove that all the rows asked for came: compressed, cut to fewer rows, or of a form of its own`,
  'exposure/replaced': ({ versions, sizes, since }) =>
    `the object was replaced: ${some(versions, 'other version', 'other versions')} (${sizes ?? '–'} bytes, since ${momentsOf(since)}), whose people are not in the exposed file that was given`,
  'exposure/pages-from-one': () =>
    'no page 0 was asked for, and the bytes of the answers show that pages are numbered from 1',
  'exposure/pages-from-unknown': () =>
    'no page 0 was asked for, and the bytes of the answers do not show whether pages are numbered from 0 or from 1: rows are certain where both give them',
}

const reasons: Words['reasons'] = {
  'sources/truncated': 'its end is missing',
  'sources/malformed': 'it is damaged',
  'sources/encrypted': 'it is encrypted',
  'sources/denied': 'no right to read it',
  'sources/missing': 'nothing is there',
  'sources/not-a-file': 'neither a file nor a folder',
  'sources/too-large': 'larger than can be read',
  'sources/empty': 'empty',
  'sources/connection': 'it could not be reached',
}

export const en: Words = {
  notes,
  reasons,
  definitions: {
    whole:
      'Transfers that brought at least 99.9 % of the bytes of an object: one answer with status 200, or ranges of one client that together cover it. Requests of one client for one object within 5 minutes of each other, until it is whole, are one transfer. Bytes are those that the log calls sent: a client that broke off may have received fewer, where the log gives the length of the answer (Apache’s %b) or a proxy took all of it.',
    partial:
      'Transfers that brought some bytes and not the whole object: an answer that broke off, ranges that leave something out, a page or a selection. Status 206 is never counted line by line.',
    probes:
      'Requests that brought no byte of the object: HEAD, 304 (the client has a copy already), 416, redirections, refusals and errors.',
    clients:
      'Different addresses with at least one transfer: an IPv4 address, or the /64 of an IPv6 address. Several people can be behind one address, and one person behind several: these are not people.',
    accessWindow: 'From the first to the last transfer in the logs.',
    exposureWindow:
      'When the objects could be reached: as declared, widened by answers outside of it; an end that nobody declared is the nearest refusal, or not known.',
    people:
      'Different people in the rows that the transfers carried: at least, and at most. No more than the exposed file holds.',
  },
  gaps: {
    silence: 'silent longer than its rhythm explains',
    'before-first-line': 'before its first line',
    'after-last-line': 'after its last line',
    'no-log': 'no log',
    rotation: 'a member of the rotation set is missing',
    cut: 'the log breaks off',
  },
  classes: { other: 'other clients', 'crawler-known': 'known crawlers', 'crawler-claimed': 'claim to be crawlers' },
  evidence: { yes: 'access shown', potentially: 'access cannot be ruled out', none: 'no access in the logs' },
  estimates: {
    'as-in-covered-time': 'if the uncovered time was like the covered time',
    'as-on-the-other-servers': 'if the servers without a log were asked as often as those with one',
    'one-more-server': 'if there was one more server, asked as often as this one',
  },
  statement: statementEn,
}
