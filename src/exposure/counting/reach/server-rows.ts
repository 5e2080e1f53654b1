/**
 * Names of servers as their owners give them: a word for a machine together with something that tells it from its fellows says that there are
 * fellows. Whoever gives the log of `web-b` alone has not given all. Names only: nothing here is proof that the others exist, but a bound that is
 * closed would be a claim that they do not.
 */

/** Words for a machine, whatever stands on it: any further label tells it from its fellows (`srv-rennes`, `front.example.org`). */
const MACHINES = wordsOf(`
  srv srvr server serveur node noeud nœud host hote hôte front frontal frontend frontaux back backend lb balancer vm pod
  instance replica machine worker edge`)

/** Words that name a machine or a site: only what tells fellows apart makes a row of them (`web-b`, `www2`), and no name of a site does. */
const SITES = wordsOf('web www app nginx apache httpd haproxy varnish caddy traefik proxy cache')

/** Fellows: Greek letters, ordinals, compass points, colours, sides, parts that take over from each other. */
const FELLOWS = wordsOf(`
  alpha beta gamma delta epsilon zeta theta omega
  first second third premier premiere deuxieme troisieme un deux trois one two three
  north south east west nord sud est ouest northeast northwest southeast southwest ne nw se sw
  red green blue yellow black white orange purple rouge vert bleu jaune noir blanc violet
  left right gauche droite primary secondary tertiary primaire secondaire master slave leader follower active passive
  standby maitre esclave principal secours`)

/** These tell fellows apart beside a word for a machine only: alone they are a format's name, a folder of copies, a direction of another kind. */
const FELLOWS_OF_MACHINES = wordsOf('main backup spare a1 b1')

/** Words for a place with machines, before a number: `dc1`, `az-b`. */
const PLACES = wordsOf('dc az zone rack pop region datacenter datacentre salle baie')

/** What says nothing of a machine: what a log is called, what it is for, how it was written. */
const PLAIN = wordsOf(`
  log logs access acces error errors other vhost vhosts virtual ssl tls http https requests request json txt combined common custom
  current default all merged prod production preprod staging stage recette test tests dev public private internal reverse load end
  office api web server serveur data static js modules var usr opt home www app old new archive`)

/** Logs of a service that its provider runs as one: their names hold the region, whatever stands in it. */
const MANAGED = /elasticloadbalancing|AWSLogs|cloudfront|logpush/i

/** Names of machines that a cloud or an orchestrator gave: an instance, an address, a pod of a set, a region of a country. */
const GIVEN = [
  /^i-[0-9a-f]{8,17}$/,
  /^ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}\b/,
  /^(?:\d{1,3}\.){3}\d{1,3}(?:[._-]?(?:access)?[._-]?(?:log)?)$/,
  /^.+-[0-9a-f]{8,10}-[a-z0-9]{5}(?:\.log)?$/,
  /^[a-z]{2}-[a-z]{3}(?:-?\d)?$/,
  /^[a-z]{2,}-(?:north|south|east|west|central){1,2}-?\d[a-z]?$/,
  /^(?:par|gra|rbx|sbg|bhs|waw|lon|fra|ams)-?\d$/,
]

/** Rows are named by numbers to 19 and letters to h: beyond, a number is an age or a version, and a letter an abbreviation. */
const MOST_NUMBER = 19
const LAST_LETTER = 'h'

type Token = Readonly<{ text: string; from: number; to: number }>

/** What tells a server from its fellows, and where it stands in the name; `token` null where no place in a row can be told. */
type Teller = Readonly<{ token: Token | null }>

/**
 * Names of servers that a row lacks: `web2` of `web1` and `web3`, `a` of `b` alone. Numbers begin at 1, or at 0; letters at a. A name without a
 * number is the first of its row. Only what is certain if the row is one: no compass point, no colour.
 */
export function lackingOf(names: readonly string[]): readonly string[] {
  const rows = new Map<string, { before: string; after: string; width: number; isUpper: boolean; seen: Set<number> }>()
  for (const name of names) {
    const token = tellerIn(name)?.token ?? null
    const place = token === null ? null : placeOf(token.text)
    if (token === null || place === null) continue
    const [before, after] = [name.slice(0, token.from), name.slice(token.to)]
    const key = `${before.toLowerCase()}*${after.toLowerCase()}${isNumber(token.text)}`
    const isUpper = token.text !== token.text.toLowerCase()
    const width = isNumber(token.text) ? token.text.length : 0
    const row = rows.get(key) ?? { before, after, width, isUpper, seen: new Set<number>() }
    rows.set(key, { ...row, width: width === 0 ? 0 : Math.min(width, row.width) })
    row.seen.add(place)
    if (names.some(other => other === before.replace(/[._-]$/, '') + after)) row.seen.add(1)
  }
  return [...rows.values()].flatMap(({ before, after, width, isUpper, seen }) =>
    Array.from({ length: Math.max(...seen) }, (_, i) => i + 1)
      .filter(place => !seen.has(place))
      .map(place => `${before}${placeName(place, width, isUpper)}${after}`),
  )
}

/**
 * The name by which a server is one of a row, of the names that one server has: its own, then the folders that it lies in, the nearest first. Null
 * where none is: a plain `access.log`, a virtual host, a folder of logs.
 */
export function rowNameOf(name: string, places: readonly string[]): string | null {
  if ([name, ...places].some(each => MANAGED.test(each))) return null
  if (tellerIn(name) !== null) return name
  const folders = places.map(place =>
    place.replaceAll('\\', '/').replaceAll('!', '/').split('/').slice(0, -1).reverse(),
  )
  for (const path of folders) {
    const nearest = path.findIndex(folder => !isPlain(folder))
    const found = path.find((folder, i) => {
      const teller = tellerOf(folder, 0)
      return teller !== null && (i === nearest ? !isDrive(path[i + 1]) : hasMachine(folder))
    })
    if (found !== undefined) return found
  }
  return null
}

function isDrive(parent: string | undefined): boolean {
  return parent === 'mnt' || parent === 'cygdrive'
}

/** The outermost label of a path that tells a server: the folder names the machine, the file what it logs. */
function tellerIn(name: string): Teller | null {
  let from = 0
  for (const label of name.replaceAll('\\', '/').split('/')) {
    const teller = tellerOf(label, from)
    if (teller !== null) return teller
    from += label.length + 1
  }
  return null
}

function tellerOf(label: string, from: number): Teller | null {
  const text = withoutVersions(label.toLowerCase().normalize('NFC'))
  if (GIVEN.some(pattern => pattern.test(text))) return { token: null }
  const tokens = [...text.matchAll(/\p{L}+|\d+/gu)].map(
    ({ 0: found, index }): Token => ({
      text: label.slice(index, index + found.length),
      from: from + index,
      to: from + index + found.length,
    }),
  )
  const words = tokens.map(token => token.text.toLowerCase())
  const own = ownWords(text, words)
  const machine = words.findLastIndex(
    (word, i) => isMachine(word) && (tellsFellow(own[i + 1]) || tellsFellow(/^\d+$/.exec(words[i + 1])?.[0])),
  )
  if (machine !== -1) return { token: tokens[machine + 1] }
  if (words.some(isMachine)) return besideMachine(words, own, tokens)
  const place = words.findIndex((word, i) => PLACES.has(word) && tellsFellow(words[i + 1]))
  if (place !== -1) return { token: tokens[place + 1] }
  const left = tokens.filter((_, i) => !PLAIN.has(words[i]))
  return left.length === 1 && tellsAlone(left[0].text.toLowerCase()) ? { token: left[0] } : null
}

/** The words of a machine's own name: of a host name those before its first dot, since a domain tells sites apart (`www.e-service.example`). */
function ownWords(text: string, words: readonly string[]): readonly string[] {
  const ends = [...text.matchAll(/\./g)].map(({ index }) => (text.slice(0, index).match(/\p{L}+|\d+/gu) ?? []).length)
  const end = ends.find(count => words.slice(0, count).some(word => isMachine(word) || !PLAIN.has(word)))
  return words.slice(0, end)
}

/** A word for a machine, and somewhere else in the label what tells it apart. */
function besideMachine(words: readonly string[], own: readonly string[], tokens: readonly Token[]): Teller | null {
  const teller = own.findLastIndex(word => !isMachine(word) && tellsFellow(word))
  if (teller !== -1) return { token: tokens[teller] }
  const isOfMachine = words.some(word => MACHINES.has(word))
  const hasMore = words.some(word => !isMachine(word) && !PLAIN.has(word))
  return isOfMachine && hasMore ? { token: null } : null
}

function isMachine(word: string): boolean {
  return MACHINES.has(word) || SITES.has(word)
}

function hasMachine(label: string): boolean {
  const words = label.toLowerCase().match(/\p{L}+/gu) ?? []
  return words.some(isMachine) && words.every(word => isMachine(word) || PLAIN.has(word) || tellsFellow(word))
}

function isPlain(label: string): boolean {
  const words = withoutVersions(label.toLowerCase()).match(/\p{L}+|\d+/gu) ?? []
  return words.every(word => PLAIN.has(word) || SITES.has(word) || (isNumber(word) && word.length !== 1))
}

function tellsFellow(word: string | undefined): boolean {
  if (word === undefined) return false
  return /^\d{1,3}$|^[a-z]$/.test(word) || FELLOWS.has(word) || FELLOWS_OF_MACHINES.has(word)
}

function tellsAlone(word: string): boolean {
  return FELLOWS.has(word) || placeOf(word) !== null || word === '0'
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text)
}

/** The place in a row: 1 of `1`, `01` and `a`, 0 of `0`; null of what has none. */
function placeOf(text: string): number | null {
  if (/^\d{1,3}$/.test(text)) return Number(text) <= MOST_NUMBER ? Number(text) : null
  const letter = text.toLowerCase()
  return letter >= 'a' && letter <= LAST_LETTER && letter.length === 1 ? letter.charCodeAt(0) - 96 : null
}

function placeName(place: number, width: number, isUpper: boolean): string {
  if (width > 0) return String(place).padStart(width, '0')
  return String.fromCharCode((isUpper ? 64 : 96) + place)
}

/** Dates, and versions of software (`nginx-1.25.3`, `apache2`, `httpd24`, `http2`), blanked out: neither counts machines. */
function withoutVersions(label: string): string {
  const blank = (found: string): string => ' '.repeat(found.length)
  return label
    .replace(/(?<!\d)(?:19|20)\d\d(?:[-_.]?[01]\d(?:[-_.]?[0-3]\d)?)?(?!\d)/g, blank)
    .replace(/(?<=[a-z])[-_]?v?\d+(?:\.\d+)+/g, found => (/\d\.\d+$/.test(found) ? blank(found) : found))
    .replace(/(?<![a-z])(?:apache|httpd)-?2[24]?(?!\d)/g, blank)
    .replace(/(?<![a-z])(?:http[23]|v\d+)(?!\d)/g, blank)
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
