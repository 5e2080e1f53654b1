import { isRefusal, type Refusal } from '#kernel'
import {
  createKeyFile,
  dismiss,
  endSessions,
  enrolmentMessage,
  enrolWithKeyFile,
  forget,
  invite,
  mayRefusal,
  type Officer,
  officersOf,
  type PendingDocument,
  pendingDocument,
  pendingDocuments,
  proposeRoot,
  type RootChange,
  recover,
} from '#officers'
import { toHex } from '#zones'
import type { ActName } from '../acts.ts'
import { isUnasked, line, passphraseFor, type Unasked } from './asking.ts'
import { roleOf } from './choices.ts'
import { documentLine, signWaiting } from './documents.ts'
import { atDesk, type Desk, inZone, jsonIn, one, openedKey } from './opened.ts'
import type { Asking, Runner, Told } from './run.ts'
import { table } from './table.ts'

const createKey: Runner = async ({ place, words, around }) => {
  const passphrase = await passphraseFor(place, true, words, around)
  if (isUnasked(passphrase)) return passphrase
  const key = await createKeyFile(place, passphrase)
  return isRefusal(key) ? key : { told: { file: place, key }, lines: [words.wall.keyMade(place, key)] }
}

const enrol: Runner = async asked => {
  const person = await personIn(asked)
  if (isUnasked(person)) return person
  const key = await openedKey(asked)
  if (isRefusal(key) || isUnasked(key)) return key
  return inZone(asked, async ({ vault }) => {
    const proof = toHex(await key.sign(enrolmentMessage(person.code)))
    const enrolled = await enrolWithKeyFile(vault, { ...person, publicKey: key.key, proof })
    if (isRefusal(enrolled)) return enrolled
    return { told: enrolled.asker, lines: [asked.words.wall.enrolled(enrolled.asker.officer)] }
  })
}

type Person = Readonly<{ code: string; name: string; email: string; label: string }>
const QUESTIONS = ['code', 'name', 'email', 'label'] as const

/** Who enrols: from the file of `--person`, otherwise asked. Never from the line, which every user of the machine can read. */
async function personIn(asked: Asking): Promise<Person | Unasked> {
  const file = one(asked.values, 'person')
  if (file !== null) return personOf(jsonIn(file)) ?? { kind: 'unasked', sentence: asked.words.wall.notJson(file) }
  const told: string[] = []
  for (const question of QUESTIONS) {
    const text = await line(asked.words.wall[question], asked.words, asked.around)
    if (isUnasked(text)) return text
    told.push(text)
  }
  const [code, name, email, label] = told
  return { code, name, email, label }
}

function personOf(value: unknown): Person | null {
  if (typeof value !== 'object' || value === null) return null
  const facts = value as Readonly<Record<string, unknown>>
  const [code, name, email, label] = QUESTIONS.map(member => facts[member])
  if (typeof code !== 'string' || typeof name !== 'string') return null
  return typeof email === 'string' && typeof label === 'string' ? { code, name, email, label } : null
}

const list: Runner = asked =>
  atDesk(asked, async ({ zone, tenant, asker }) => {
    const refused = await mayRefusal(zone.vault, asker, 'officers.see', tenant.name)
    if (refused) return refused
    const all = await officersOf(zone.vault, tenant.name)
    return { told: all, lines: table(all.flatMap(officer => rowsOf(officer, tenant.name, asked))) }
  })

function rowsOf({ id, name, state, roles, keys }: Officer, tenant: string, { words: { wall } }: Asking): string[][] {
  const role = roles.find(one => one.tenant === tenant)?.role
  const about = [id, name ?? '–', role ? wall.roles[role] : '–', wall.states[state]]
  const counting = (counts: readonly string[]) => (counts.includes(tenant) ? wall.counts : wall.countsNot)
  return keys.length === 0
    ? [[...about, '–', '–']]
    : keys.map(({ key, label, counts }) => [...about, counting(counts), `${label} ${key}`])
}

const invitation: Runner = async asked => {
  const role = roleOf(asked)
  if (isUnasked(role)) return role
  return atDesk(asked, async ({ zone, tenant, asker }) => {
    const invited = await invite(zone.vault, asker, { tenant: tenant.name, role })
    if (isRefusal(invited)) return invited
    return { told: invited, lines: [asked.words.wall.invited(invited.officer, invited.code)] }
  })
}

/** Drafts a change of officers; two sign it. */
const changing =
  (change: (officer: string) => RootChange): Runner =>
  asked =>
    atDesk(asked, async ({ zone, tenant, asker }) => {
      const drafted = await proposeRoot(zone.vault, asker, tenant.name, change(asked.place))
      return isRefusal(drafted) ? drafted : told(drafted, asked)
    })

function told(document: PendingDocument, asked: Asking): Told {
  return { told: document, lines: [documentLine(document, asked)] }
}

const confirmLoss: Runner = asked =>
  atDesk(asked, async ({ zone, asker }) => {
    const done = await recover(zone.vault, asker, asked.place)
    if (isRefusal(done)) return done
    const { wall } = asked.words
    return { told: done, lines: [done.code === null ? wall.confirmed : wall.invited(asked.place, done.code)] }
  })

/** An act on one person that one officer carries out alone. */
const upon =
  (act: (desk: Desk, officer: string) => Promise<Refusal | null>): Runner =>
  asked =>
    atDesk(asked, async desk => {
      const refused = await act(desk, asked.place)
      return refused ?? { told: { officer: asked.place }, lines: [asked.words.wall.done] }
    })

const documents: Runner = asked =>
  atDesk(asked, async ({ zone, tenant, asker }) => {
    const refused = await mayRefusal(zone.vault, asker, 'document.see', tenant.name)
    if (refused) return refused
    const waiting = await pendingDocuments(zone.vault, tenant.name)
    const lines = waiting.map(one => documentLine(one, asked))
    return { told: waiting, lines: lines.length > 0 ? lines : [asked.words.wall.nothing] }
  })

/** Signs whatever waits under a digest. */
export const approveDigest: Runner = asked =>
  atDesk(asked, async (desk): Promise<Told | Refusal | Unasked> => {
    const document = await pendingDocument(desk.zone.vault, asked.place)
    if (document === null) return { kind: 'unasked', sentence: asked.words.wall.noSuchDocument }
    return signWaiting(asked, desk, document)
  })

/** Acts of and about the people who sign. */
export const officersActs: Readonly<Partial<Record<ActName, Runner>>> = {
  'officers key create': createKey,
  'officers enrol': enrol,
  'officers list': list,
  'officers invite': invitation,
  'officers admit': changing(officer => ({ add: [officer] })),
  'officers remove': changing(officer => ({ remove: [officer] })),
  'officers renew': changing(() => ({ newEpoch: true })),
  'officers recover': confirmLoss,
  'officers end-sessions': upon(({ zone, asker }, officer) => endSessions(zone.vault, asker, officer)),
  'officers dismiss': upon(({ zone, tenant, asker }, officer) => dismiss(zone.vault, asker, tenant.name, officer)),
  'officers forget': upon(({ zone, asker }, officer) => forget(zone.vault, asker, officer)),
  'officers documents': documents,
  'officers approve': approveDigest,
}
