import type { ExposureCliWords } from './words.ts'

export const exposureHelpEn = `parefuite exposure LOGS… --object GLOB… [options]
parefuite exposure LOGS… --file FILE [options]
parefuite exposure verify REPORT LOGS…

Who took what, when, and how far does the evidence reach? Reads access logs and counts
transfers, not lines: whole, in part, probes; the addresses behind them (not people); and, with
the exposed file, how many people were in what was taken. Every figure has a low bound, which the
logs prove, and a high one, which is left open where they do not reach.

LOGS are files, folders, globs or - for standard input, packed or not, in any order; several
servers as folders or as SERVER=PLACE. Formats are recognised by content: Apache, nginx, IIS,
JSON (nginx, Caddy, Traefik), AWS (ALB, CloudFront, S3), Cloudflare, HAProxy.

  --object GLOB        what was exposed: a path, a glob (/ccw/*), with ? the parameters that
                       must be there; may be repeated. Without it, whatever answered with
                       exactly the size of --file
  --file FILE          the exposed file: its size tells whole from part, its rows give people
  --from T, --to T     since when and until when it could be reached (2022-06-27T19:00Z; a day
                       alone is its first moment; without a zone, that of --zone, else UTC)
  --trust-proxy CIDR   a proxy whose X-Forwarded-For counts; may be repeated
  --exclude WHO        one's own requests: a network, or agent:NAME; may be repeated
  --servers N          how many servers served it, with or without a log
  --cache              a cache without a log stood before them
  --crawlers FILE      networks that a crawler's owner publishes, one a line or as its JSON
  --pattern P          the format of the logs, in the directives of Apache's LogFormat
  --zone +HH:MM        the zone of logs that name none (otherwise UTC, and it is said)
  --case-key FILE      the key under which addresses get their pseudonyms: the same key, the
                       same names. Made where there is no such file
  --show-clients       show the addresses themselves, which are personal data

  --report FILE.html   also write the answer with pictures and evidence as one page
  --fact-sheet FILE    one page for whoever must decide or tell: .pdf or .html
  --timeline FILE.svg  the picture by itself
  --people FILE --to AGE
                       the rows and identifying columns of the people who were in what was
                       taken, for the notices; sealed to these recipients (age1…), never
                       written in clear
  --json               one JSON document on standard output (docs/formats/exposure.md)
  --lang fr|en         language of the answer (otherwise that of the locale)

verify computes the figures of REPORT (.html or .json) again from the same logs; what was
declared with --exclude, --crawlers and --file is declared again.

Exit status
  0  no access, and the logs cover the whole period; or verified
  1  access found, or it cannot be ruled out; or the figures differ
  2  misuse, or nothing could be read

`

export const exposureEn: ExposureCliWords = {
  noLogs: 'No log was named: give files, folders, globs, or - for standard input.',
  noObject: 'Say what was exposed: --object PATH or GLOB, or --file with the file itself.',
  badTime: option =>
    `The option ${option} takes a moment such as 2022-06-27, 2022-06-27T19:00 or 2022-06-27T19:00:00+02:00.`,
  backwards: 'The option --from must be before --to.',
  badServers: 'The option --servers takes a number from 1.',
  badSheet: 'The option --fact-sheet takes the name of a file that ends in .pdf or .html.',
  peopleSealed: 'The list of people is written sealed only: give --people FILE and --to age1… together.',
  peopleOfFile: 'The list of people is made from the exposed file: name it with --file.',
  verifyUsage: 'Say what to verify: parefuite exposure verify REPORT LOGS…, the report and the same logs.',
  reading: (shown, rate) => `reading ${shown}, ${rate}`,
  written: path => `Written: ${path}`,
  noTimeline: 'There is no picture to draw: no time is known.',
  amongLogs: path => `${path} would lie among the logs and be read as one. Choose another folder.`,
  badCrawlers: path =>
    `${path} holds no list of networks: give one network (CIDR) a line, or the JSON that a crawler's owner publishes.`,
  badCaseKey: path =>
    `${path} is no key of a case (64 hexadecimal digits), or cannot be read or made. Name another file.`,
  unreadable: path => `This cannot be read: ${path}`,
  verified: 'verified: the same files, the same figures',
  differs: 'not the same',
  missingInput: hash => `a file that the report names is not here: SHA-256 ${hash}`,
  unknownInput: hash => `a file here is not in the report: SHA-256 ${hash}`,
  difference: member => `${member} comes out otherwise`,
  more: count => `and ${count} more`,
  refusals: {},
}
