import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inventPerson, randomFrom } from '../people.ts'
import { parefuite, type Seat } from './cli.ts'
import { PEOPLE, STATISTICS, writeFiles } from './files.ts'
import { WORDS_OF_STATISTICS } from './words.ts'

/**
 * The example body of `npm start`: an invented prefecture with an invented clerk, who prepares and signs nothing. The clerk gives
 * two files to the private zone on the first day; whoever has the two codes becomes its two officers. Everything here is done by
 * the command, and done once: what was done is kept in `HOME/private/example/`.
 */

export const BODY = 'prefecture-exemple'

/** What has been done: `codes` of the officers, the `candidates` by the names of their files, the release once it is proposed. */
export type Begun = Readonly<{
  codes: readonly string[]
  clerkCode: string
  isClerkEnrolled: boolean
  candidates: Readonly<Record<string, string>>
  release: string | null
}>

/** Where the example keeps what is its own. */
export function exampleFolder(home: string): string {
  return join(home, 'private', 'example')
}

/** The clerk's seat: the home, and the file with the passphrase of the invented people's keys. */
export function seatIn(home: string): Seat {
  return { home, passphrase: join(exampleFolder(home), 'passphrase') }
}

/** Makes the body; gives what is there when that was done before. */
export async function begin(home: string): Promise<Begun> {
  const folder = exampleFolder(home)
  const before = begunIn(home)
  if (before) return before
  mkdirSync(home, { recursive: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const seat = seatIn(home)
  writeFileSync(seat.passphrase, `${randomBytes(16).toString('hex')}\n`, { mode: 0o600 })
  const { codes, clerkCode } = await makeBody(seat)
  return keep(home, { codes, clerkCode, isClerkEnrolled: false, candidates: {}, release: null })
}

/** The clerk enrols and gives both files to the private zone; goes on where it was stopped. */
export async function prepare(home: string): Promise<Begun> {
  let begun = await begin(home)
  const seat = seatIn(home)
  if (!begun.isClerkEnrolled) {
    await enrol(seat, 'clerk', begun.clerkCode, 2026)
    begun = keep(home, { ...begun, isClerkEnrolled: true })
  }
  writeFiles(join(home, 'example'))
  for (const file of [STATISTICS, PEOPLE]) {
    if (begun.candidates[file]) continue
    const line = ['release', 'receive', join(home, 'example', file), '--key', keyOf(home, 'clerk')]
    const { id } = await parefuite<{ id: string }>(seat, ...line)
    begun = keep(home, { ...begun, candidates: { ...begun.candidates, [file]: id } })
  }
  return begun
}

/** The clerk proposes the statistics: possible once both officers have signed the first list of officers. */
export async function proposeStatistics(home: string): Promise<Begun> {
  const begun = await prepare(home)
  if (begun.release !== null) return begun
  const words = join(home, 'example', 'words.json')
  writeFileSync(words, `${JSON.stringify(WORDS_OF_STATISTICS, null, 2)}\n`)
  const line = ['release', 'propose', begun.candidates[STATISTICS], '--words', words, '--key', keyOf(home, 'clerk')]
  const { id } = await parefuite<{ id: string }>(seatIn(home), ...line)
  return keep(home, { ...begun, release: id })
}

/** Enrols somebody who does not exist with a new key file and a one-time code; gives the path of the key file. */
export async function enrol(seat: Seat, who: string, code: string, seed: number): Promise<string> {
  const { given, family, email } = inventPerson(randomFrom(seed), 'fr')
  const person = join(exampleFolder(seat.home), `${who}.json`)
  const label = 'fichier de clé'
  writeFileSync(person, JSON.stringify({ code, name: `${given} ${family}`, email, label }), { mode: 0o600 })
  const key = keyOf(seat.home, who)
  if (!existsSync(key)) await parefuite(seat, 'officers', 'key', 'create', key)
  await parefuite(seat, 'officers', 'enrol', '--key', key, '--person', person)
  return key
}

export function keyOf(home: string, who: string): string {
  return join(exampleFolder(home), `${who}.pem`)
}

async function makeBody(seat: Seat): Promise<Readonly<{ codes: readonly string[]; clerkCode: string }>> {
  const titles = ['--title-fr', 'Préfecture d’exemple', '--title-en', 'Example prefecture']
  const hosts = [publicHost(seat.home), 'localhost'].flatMap(host => ['--host', host])
  const made = await parefuite<{ codes: readonly string[]; clerkCode: string }>(
    seat,
    ...['zone', 'create', BODY, ...titles, ...hosts, '--clerk'],
  )
  return made
}

/** Where the portal of this home listens, with the port that the start chose. */
function publicHost(home: string): string {
  const file = join(home, 'ports.json')
  if (!existsSync(file)) return '127.0.0.1'
  const { portal } = JSON.parse(readFileSync(file, 'utf8')) as { portal: number }
  return `127.0.0.1:${portal}`
}

function begunIn(home: string): Begun | null {
  const file = join(exampleFolder(home), 'begun.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Begun) : null
}

function keep(home: string, begun: Begun): Begun {
  writeFileSync(join(exampleFolder(home), 'begun.json'), JSON.stringify(begun), { mode: 0o600 })
  return begun
}

if (import.meta.main) {
  const [what, home] = process.argv.slice(2)
  const steps = { begin, prepare, propose: proposeStatistics }
  const begun = await steps[what as keyof typeof steps](home)
  process.stdout.write(`${JSON.stringify(begun)}\n`)
}
