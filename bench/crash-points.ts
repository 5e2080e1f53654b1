/**
 * kill -9 at random moments of publishing, holding, lifting, pulling and taking envelopes in, against the real portal and a real
 * PostgreSQL:
 *   node bench/crash-points.ts [--kills 1000] [--lanes 2]
 * Half the kills end the private process, half the portal. After each, before anything is repaired: what stands outside is the old site
 * or the new one, whole; every hold that was acknowledged stands outside; every envelope that was acknowledged is in the spool
 * or in the vault. Then the private zone pushes, and the portal must show the same. Prints what was counted; ends with 1 when anything was lost.
 */
import { spawn } from 'node:child_process'
import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { sql } from 'kysely'
import { isRefusal } from '#kernel'
import { type Asker, createTenant, enrolmentMessage, enrolWithKeyFile, pendingDocuments } from '#officers'
import {
  approve,
  closeZone,
  documentOf,
  draftHold,
  holds,
  inspectNext,
  lift,
  openZone,
  placeHold,
  propose,
  pullSpool,
  push,
  receive,
  verifyReleased,
  type Zone,
} from '#release'
import { type Signer, signedMessage, toHex, type WallDocument } from '#zones'
import { inventPerson, randomFrom } from '../drills/people.ts'
import { ask, type Portal, startPortal } from '../tests/portal/portal.ts'
import { startPostgres } from '../tests/postgres.ts'

const TENANT = 'prefecture-exemple'
const HOST = 'donnees.prefecture-exemple.example'
/** Kills of one zone before another begins: a site of hundreds of data sets would measure rendering. */
const KILLS_PER_ZONE = 40
const NO_REASONS = { despiteVerdict: null, despiteAlert: null }
const type = 'string'
const { values } = parseArgs({ options: { kills: { type }, lanes: { type }, child: { type } } })

/** What a killed process needs to know: where the zone is, and two invented officers with their keys. */
type Setting = Readonly<{
  home: string
  databaseUrl: string
  officers: readonly Readonly<{ asker: Asker; privateKey: string }>[]
}>
type Person = Readonly<{ asker: Asker; signer: Signer }>

/** The answer, which is known to be no refusal. */
function given<Answer>(answer: Answer): Exclude<Answer, Readonly<{ kind: 'refusal' }>> {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.code} at ${answer.at}`)
  return answer as Exclude<Answer, Readonly<{ kind: 'refusal' }>>
}

const rawKey = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex')
const signerOf = (asker: Asker, key: KeyObject): Signer => ({
  person: asker.officer,
  key: asker.key,
  sign: async message => Uint8Array.from(sign(null, message, key)),
})
const people = ({ officers }: Setting): readonly Person[] =>
  officers.map(({ asker, privateKey }) => {
    const key = createPrivateKey({ key: Buffer.from(privateKey, 'hex'), format: 'der', type: 'pkcs8' })
    return { asker, signer: signerOf(asker, key) }
  })

async function signedBy({ signer }: Person, kind: WallDocument['kind'], digest: string) {
  const { person, key } = signer
  return { person, key, signature: toHex(await signer.sign(signedMessage(kind, digest))) }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

// The process that is killed: publishes, holds, lifts and pulls in turns, and says what was acknowledged.

async function child(file: string): Promise<void> {
  const setting: Setting = JSON.parse(readFileSync(file, 'utf8'))
  const zone = given(await openZone({ home: setting.home, databaseUrl: setting.databaseUrl }))
  const [first, second] = people(setting)
  say('ready')
  await new Promise(go => process.stdin.once('data', go))
  for (;;) {
    await publish(zone, first, second)
    await holdAndLift(zone, first, second)
    await pullSpool(zone, TENANT)
    say('pulled')
  }
}

async function publish(zone: Zone, first: Person, second: Person): Promise<void> {
  const { id } = given(await receive(zone, first.asker, TENANT, 'releve.csv', Readable.from([table()])))
  while (await inspectNext(zone, new AbortController().signal));
  const both = (text: string) => ({ fr: text, en: text })
  const release = given(
    await propose(zone, first.asker, id, {
      slug: `serie-${randomBytes(6).toString('hex')}`,
      title: both('Série'),
      description: both('Une série inventée.'),
      licence: 'etalab-2.0',
      changes: both('Première version.'),
      columns: { mois: both('Mois'), demandes: both('Demandes') },
      table: 0,
      chart: null,
      embargo: null,
    }),
  )
  const { digest, body } = given(await documentOf(zone, first.asker, release.id))
  if (body.kind !== 'zones/manifest') throw new Error('a site is signed')
  await approve(zone, first.asker, digest, await signedBy(first, body.kind, digest), NO_REASONS)
  const done = await approve(zone, second.asker, digest, await signedBy(second, body.kind, digest), NO_REASONS)
  if (!isRefusal(done) && done.published && values.child) say(`published ${body.version}`)
}

function table(): Buffer {
  const rows = Array.from(
    { length: 24 },
    (_, i) => `${2024 + Math.floor(i / 12)}-${(i % 12) + 1},${randomBytes(2).readUInt16LE()}`,
  )
  return Buffer.from(`mois,demandes\n${rows.join('\n')}\n`)
}

async function holdAndLift(zone: Zone, first: Person, second: Person): Promise<void> {
  const { body, digest } = given(await draftHold(zone, first.asker, TENANT, { kind: 'path', path: '/fr/' }, 'other'))
  const held = given(await placeHold(zone, first.asker, body, await signedBy(first, 'zones/hold', digest)))
  say(`held ${held.id}`)
  const waiting = given(await lift(zone, second.asker, held.id))
  given(
    await approve(zone, first.asker, waiting.digest, await signedBy(first, 'zones/lift', waiting.digest), NO_REASONS),
  )
  say(`lifting ${held.id}`)
  given(
    await approve(zone, second.asker, waiting.digest, await signedBy(second, 'zones/lift', waiting.digest), NO_REASONS),
  )
  say(`lifted ${held.id}`)
}

// The parent: kills, looks, counts.

const counted = {
  kills: 0,
  published: 0,
  held: 0,
  lifted: 0,
  envelopes: 0,
  mixed: 0,
  holdsLost: 0,
  envelopesLost: 0,
  notServed: 0,
}

type Lane = Readonly<{
  zone: Zone
  setting: string
  person: Person
  home: string
  /** How long publishing took on this machine: kills fall evenly over the turns of the child, whatever its speed. */
  publishMs: number
  held: Set<string>
  lifting: Set<string>
  /** SHA-256 of every envelope that the portal acknowledged. */
  envelopes: Set<string>
  known: { version: number }
}>

async function found(databaseUrl: string): Promise<Lane> {
  const home = mkdtempSync(join(tmpdir(), 'parefuite-crash-'))
  writeHome(home)
  const zone = given(await openZone({ home, databaseUrl }))
  const title = { fr: 'Préfecture d’exemple', en: 'Example prefecture' }
  const { codes } = given(await createTenant(zone.vault, { name: TENANT, title, hosts: [HOST] }))
  const officers = []
  for (const [i, code] of codes.entries()) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const person = inventPerson(randomFrom(i + 1), 'fr')
    const introduction = {
      code,
      name: `${person.given} ${person.family}`,
      email: `officer-${i}@example.org`,
      label: 'clé',
    }
    const proof = sign(null, enrolmentMessage(code), privateKey).toString('hex')
    const { asker } = given(
      await enrolWithKeyFile(zone.vault, { ...introduction, publicKey: rawKey(publicKey), proof }),
    )
    officers.push({ asker, privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('hex') })
  }
  const setting: Setting = { home, databaseUrl, officers }
  writeFileSync(join(home, 'setting.json'), JSON.stringify(setting), { mode: 0o600 })
  const [root] = await pendingDocuments(zone.vault, TENANT)
  for (const person of people(setting)) {
    given(await approve(zone, person.asker, root.digest, await signedBy(person, 'zones/root', root.digest), NO_REASONS))
  }
  const [first, second] = people(setting)
  const began = performance.now()
  await publish(zone, first, second)
  const publishMs = performance.now() - began
  const sets = { held: new Set<string>(), lifting: new Set<string>(), envelopes: new Set<string>() }
  return { zone, setting: join(home, 'setting.json'), person: first, home, publishMs, ...sets, known: { version: 1 } }
}

function writeHome(home: string): void {
  const folders = ['private', 'public', 'public/released', 'public/spool', 'public/state']
  for (const name of folders) mkdirSync(join(home, name), { recursive: true, mode: 0o700 })
  writeFileSync(join(home, 'private', 'zone.json'), JSON.stringify({ trustPortal: true }))
}

async function killPrivate(lane: Lane, portal: Portal): Promise<void> {
  const killed = spawn(process.execPath, [import.meta.filename, '--child', lane.setting], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let said = ''
  killed.stdout.on('data', chunk => {
    said += chunk
  })
  const ended = new Promise<void>(resolve => killed.once('exit', () => resolve()))
  while (!said.includes('ready\n') && killed.exitCode === null) await pause(5)
  killed.stdin.write('go\n')
  await pause(Math.random() * lane.publishMs * 3)
  killed.kill('SIGKILL')
  await ended
  note(lane, said.split('\n'))
  await look(lane, portal)
}

function note(lane: Lane, lines: readonly string[]): void {
  for (const line of lines) {
    const [word, what] = line.split(' ')
    if (word === 'published') counted.published++
    if (word === 'published') lane.known.version = Math.max(lane.known.version, Number(what))
    if (word === 'held') counted.held++
    if (word === 'held') lane.held.add(what)
    if (word === 'lifting') lane.lifting.add(what)
    if (word === 'lifted') counted.lifted++
  }
}

async function killPortal(lane: Lane, portal: Portal): Promise<Portal> {
  const sending = send(lane, portal)
  await pause(Math.random() * 250)
  await portal.stop('SIGKILL')
  await sending
  const next = await startPortal(foldersOf(lane.home))
  await lookAtEnvelopes(lane)
  given(await push(lane.zone, TENANT))
  await served(lane, next)
  return next
}

const recipient = await identityToRecipient(await generateX25519Identity())

async function send(lane: Lane, portal: Portal): Promise<void> {
  for (let n = 0; n < 10; n++) {
    const encrypter = new Encrypter()
    encrypter.addRecipient(recipient)
    const body = await encrypter.encrypt(randomBytes(2000))
    const headers = { 'content-type': 'application/octet-stream', 'content-length': body.length }
    try {
      const { status } = await ask(portal, HOST, '/envelope', { method: 'POST', headers, body })
      if (status !== 200 && status !== 201 && status !== 202) continue
      lane.envelopes.add(createHash('sha256').update(body).digest('hex'))
      counted.envelopes++
    } catch {
      return // the portal was killed: what it did not acknowledge is not counted
    }
  }
}

async function look(lane: Lane, portal: Portal): Promise<void> {
  const folder = join(lane.home, 'public', 'released', TENANT)
  const before = await verifyReleased(folder)
  if (!before.ok) {
    counted.mixed++
    say(`mixed: ${before.faults.map(one => `${one.code} ${one.at}`).join(', ')}`)
  }
  lookAtHolds(lane, new Map(before.holds.map(one => [one.hold.id, one.lifted])))
  await lookAtEnvelopes(lane)
  const pushed = given(await push(lane.zone, TENANT))
  if (pushed.manifestVersion < lane.known.version) counted.mixed++
  lane.known.version = pushed.manifestVersion
  const after = await verifyReleased(folder)
  lookAtHolds(lane, new Map(after.holds.map(one => [one.hold.id, one.lifted])))
  await served(lane, portal)
}

function lookAtHolds(lane: Lane, outside: ReadonlyMap<string, boolean>): void {
  for (const id of lane.held) {
    const lifted = outside.get(id)
    if (lifted === undefined || (lifted && !lane.lifting.has(id))) {
      counted.holdsLost++
      say(`hold lost: ${id}`)
    }
  }
}

async function lookAtEnvelopes(lane: Lane): Promise<void> {
  const folder = join(lane.home, 'public', 'spool', TENANT)
  const waiting = readdirSync(folder).filter(name => name.endsWith('.age'))
  const there = new Set(
    waiting.map(name =>
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ),
  )
  const { rows } = await sql<{ sha256: string }>`select sha256 from release_envelopes`.execute(lane.zone.vault.sql)
  for (const { sha256 } of rows) there.add(sha256)
  for (const sha256 of lane.envelopes) {
    if (!there.has(sha256)) counted.envelopesLost++
  }
}

/** Within the five seconds that a hold may take, the portal shows what the private zone says: /fr/ is held or served. */
async function served(lane: Lane, portal: Portal): Promise<void> {
  const inForce = given(await holds(lane.zone, lane.person.asker, TENANT)).some(one => one.state !== 'lifted')
  const wished = inForce ? 410 : 200
  for (const end = performance.now() + 5000; performance.now() < end; await pause(25)) {
    if ((await ask(portal, HOST, '/fr/')).status === wished) return
  }
  counted.notServed++
  say(`the portal does not show ${wished}`)
}

const foldersOf = (home: string) => {
  const inside = (name: string): string => join(home, 'public', name)
  return {
    path: home,
    released: inside('released'),
    spool: inside('spool'),
    state: inside('state'),
    remove: () => undefined,
  }
}

async function lane(newDatabase: () => Promise<string>, kills: number): Promise<void> {
  for (let left = kills; left > 0; left -= KILLS_PER_ZONE) {
    const made = await found(await newDatabase())
    let portal = await startPortal(foldersOf(made.home))
    given(await push(made.zone, TENANT))
    for (let n = 0; n < Math.min(left, KILLS_PER_ZONE); n++) {
      if (n % 2 === 0) await killPrivate(made, portal)
      else portal = await killPortal(made, portal)
      counted.kills++
      if (counted.kills % 50 === 0) say(JSON.stringify(counted))
    }
    await portal.stop('SIGKILL')
    await closeZone(made.zone)
    rmSync(made.home, { recursive: true, force: true })
  }
}

async function parent(): Promise<void> {
  const kills = Number(values.kills ?? 1000)
  const lanes = Number(values.lanes ?? 2)
  const postgres = await startPostgres()
  const started = performance.now()
  const newDatabase = async (): Promise<string> => {
    const name = `crash_${randomBytes(6).toString('hex')}`
    await postgres.run(`create database ${name}`)
    return postgres.url.replace(/postgres$/, name)
  }
  await Promise.all(Array.from({ length: lanes }, () => lane(newDatabase, Math.ceil(kills / lanes))))
  await postgres.stop()
  say(JSON.stringify({ ...counted, seconds: Math.round((performance.now() - started) / 1000) }))
  const lost = counted.mixed + counted.holdsLost + counted.envelopesLost + counted.notServed
  process.exitCode = lost > 0 ? 1 : 0
}

await (values.child ? child(values.child) : parent())
