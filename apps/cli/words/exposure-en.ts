import type { ExposureCliWords } from './words.ts'

export const exposureHelpEn = `parefuite exposure LOGS… --object GLOB… [options]
parefuite exposure LOGS… --file FILE [options]
parefuite exposure verify REPORT LOGS…

Who took what, when, and how far does the evidence reach? Reads access logs and counts
transfers, not lines: whole, in part, probes; the addresses that received them (not people); and,
with the exposed file, how many people were in what went out. Every figure has a low bound, which
the logs prove, and a high one, which is left open where they do not reach. Nothing is changed
and nothing is sent anywhere.

Examples
  to try it, with one line of a log (in a clone of the sources, write ./parefuite):
    echo '192.0.2.1 - - [27/Jun/2022:19:31:08 +0000] "GET /ccw.csv HTTP/1.1" 200 512' |
      parefuite exposure - --object /ccw.csv
  all logs of a server, and the file that was exposed; the answer also as a page:
    parefuite exposure access.log* --object '/ccw/*' --file ccw.csv --report exposure.html
  two servers of three that there were; when the file could be reached:
    parefuite exposure a=/logs/a b=/logs/b --servers 3 --object /ccw.csv \\
      --from 2022-06-27T19:00-07:00 --to 2022-06-28T07:30-07:00

LOGS are files, folders, globs or - for standard input, packed or not, in any order; several
servers as folders or as SERVER=PLACE. Formats are recognised by content: Apache, nginx, IIS,
JSON (nginx, Caddy, Traefik), AWS (ALB, CloudFront, S3), Cloudflare, HAProxy.

What was exposed, and when
  --object GLOB        a path as it was asked for (/ccw/all.csv), its whole address (https://…),
                       or a glob (/ccw/*; quote it); after a ? the parameters that must be
                       there; may be repeated. Without it, whatever answered with exactly the
                       size of --file
  --file FILE          the exposed file: its size tells whole from part, its rows give people
  --from T, --to T     since when and until when it could be reached (2022-06-27T19:00Z; a day
                       alone is its first moment; without a zone, that of --zone, else UTC).
                       Without them the figures are for the time of the logs

How it was served
  --servers N          how many servers served it, with or without a log
  --cache              a cache without a log stood before them
  --trust-proxy CIDR   a proxy of one's own, whose X-Forwarded-For counts; may be repeated
  --exclude WHO        one's own requests: a network, or agent:NAME (the whole agent, or its
                       product's name without version); may be repeated
  --crawlers FILE      networks that a crawler's owner publishes, one a line or as its JSON
  --pattern P          the format of the logs, in the directives of Apache's LogFormat
  --zone ZONE          the zone of logs that name none: Europe/Paris, +02:00 (otherwise UTC, and
                       it is said); the statement and the report tell times in it too

What is written
  --report FILE.html   also write the answer with its picture and evidence as one page
  --fact-sheet FILE    one sheet for whoever must decide or tell: .pdf or .html
  --timeline FILE.svg  the picture by itself
  --people FILE --to AGE
                       the rows and identifying columns of the people who were in what went
                       out, for the notices; sealed to these recipients (age1…, as
                       age-keygen makes them), never written in clear
  --case-key FILE      the key under which addresses get their pseudonyms: the same key, the
                       same names. Made where there is no such file
  --show-clients       in the page and the document show the addresses themselves, which are
                       personal data
  --json               one JSON document on standard output (docs/formats/exposure.md)
  --lang fr|en         language of the answer (otherwise that of the locale)

verify computes the figures of REPORT (.html or .json) again from the same logs; what was
declared with --exclude, --crawlers and --file is declared again. The answer with --report ends
with the whole command.

Exit status
  0  no access: the logs cover the whole period and some line names the object; or verified
  1  access shown, or it cannot be ruled out; or the figures differ
  2  misuse, or nothing could be read

How each figure is counted, and every note: docs/formats/exposure.md

`

export const exposureEn: ExposureCliWords = {
  noLogs: 'No log was named: give files, folders, globs, or - for standard input.',
  noObject: 'Say what was exposed: --object PATH or GLOB, or --file with the file itself.',
  badTime: option =>
    `The option ${option} takes a moment such as 2022-06-27, 2022-06-27T19:00 or 2022-06-27T19:00:00+02:00${option === '--to' ? ' (or, beside --people, a recipient age1…)' : ''}.`,
  backwards: 'The option --from must be before --to.',
  badServers: 'The option --servers takes a number from 1.',
  badSheet: 'The option --fact-sheet takes the name of a file that ends in .pdf or .html.',
  badFile: option => `The option ${option} takes the name of a file; standard output is for the answer.`,
  badNetwork: {
    'trust-proxy': 'The option --trust-proxy takes an address or a network, such as 203.0.113.0/24 or 2001:db8::/32.',
    exclude:
      'The option --exclude takes an address, a network such as 203.0.113.0/24, or agent: and a whole user agent, or its product’s name without version.',
  },
  peopleSealed: 'The list of people is written sealed only: give --people FILE and --to age1… together.',
  peopleOfFile: 'The list of people is made from the exposed file: name it with --file.',
  verifyUsage: 'Say what to verify: parefuite exposure verify REPORT LOGS…, the report and the same logs.',
  reading: (shown, onDisk, rate) => `${shown} read, unpacked (logs: ${onDisk} on disk), ${rate}`,
  written: path => `Written: ${path}`,
  noTimeline: 'There is no picture to draw: no time is known.',
  amongLogs: path => `${path} would lie among the logs and be read as one. Choose another folder.`,
  sameFile: path => `Two files would be written at ${path}. Give each a name of its own.`,
  notOurs: path =>
    `There is already another file at ${path}, which is left as it is. Choose another name, or remove it.`,
  badCrawlers: path =>
    `${path} holds no list of networks: give one network (CIDR) a line, or the JSON that a crawler's owner publishes.`,
  badCaseKey: path =>
    `${path} is no key of a case (64 hexadecimal digits), or cannot be read or made. Name another file.`,
  unreadable: path => `This cannot be read: ${path}`,
  verified: 'verified: the same files, the same figures',
  differs: 'not the same',
  otherPage:
    'the page does not show what the document in it says: it was changed, or another build of the program wrote it',
  unknownPage: 'not compared: what the page shows, since another version of the program wrote it; its document is',
  missingInput: (place, hash) => `not here: the report’s ${place}, SHA-256 ${hash}`,
  unknownInput: hash => `not in the report: a file here, SHA-256 ${hash}`,
  difference: member => `${member} comes out otherwise`,
  more: count => `and ${count} more`,
  refusals: {},
}
