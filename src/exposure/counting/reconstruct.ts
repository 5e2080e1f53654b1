import { randomBytes } from 'node:crypto'
import type { Inspection } from '#inspect'
import { isRefusal, type Lang, productName, type Refusal } from '#kernel'
import type { ExposureQuestion, ReadLogs } from '../contract.ts'
import type { CarriedObject } from '../people/carried.ts'
import type { PeopleList } from '../people/list.ts'
import type { ExposedPeople } from '../people/people.ts'
import { emptyPlacesOf } from '../reading/empty-places.ts'
import { type ReadOptions, readLogs } from '../reading/read-logs.ts'
import { type Counted, counted } from './assemble.ts'
import { DOUBTING, type Exposure, type Note } from './document.ts'
import { type ExposedFile, exposedFile, unreadableFile } from './exposed-file.ts'
import { askedOf } from './question.ts'
import { isPart } from './sizes/sizes.ts'
import { type Stated, statementOf } from './statement.ts'
import { exposureWords } from './words/words.ts'

/** How an exposure is reconstructed. All but `today` may be left out. */
export type ReconstructOptions = ReadOptions &
  Readonly<{
    /** The exposed file: its size, its people. */
    file?: string | null
    /** Servers that served the objects, with or without a log. */
    servers?: number | null
    /** A cache answered in front of the servers, and its log is not among the places. */
    cache?: boolean
    /** Published ranges of crawlers, by CIDR. */
    crawlerRanges?: readonly string[]
    /** The key of the case, 32 bytes: pseudonyms are the same under the same key. Random by default. */
    pseudonymKey?: Uint8Array
    showClients?: boolean
    /** Writes the list for the notices at `out`, sealed to age recipients; needs `file`. */
    peopleList?: Readonly<{ out: string; recipients: readonly string[] }>
    /** Of `statement` and `definitions`; `statements` has both. */
    lang?: Lang
    /** The day on which a birth date of the file is plausible. */
    today: Date
  }>

/**
 * Who took what, when, and how complete is that evidence: reads the logs, counts with bounds, joins with the people of the exposed file. `fileBytes`
 * of the question is the file's where one is given. Refused as `readLogs` refuses, and where the file cannot be read (`exposure/unreadable-file`).
 * Throws the reason when `signal` is aborted.
 */
export async function reconstruct(
  question: ExposureQuestion,
  options: ReconstructOptions,
): Promise<Exposure | Refusal> {
  const forbidden = options.peopleList === undefined ? null : await listRefusal(options.peopleList, options.file)
  if (forbidden !== null) return forbidden
  const file = options.file == null ? null : await exposedFile(options.file)
  if (isRefusal(file)) return file
  const asked = file === null ? question : { ...question, fileBytes: file.sizeBytes, parameters: file.columns }
  const [logs, inspection] = await Promise.all([
    readLogs(asked, options),
    file === null ? null : inspectionOf(file, options),
  ])
  if (isRefusal(logs)) return logs
  if (isRefusal(inspection)) return inspection
  const figures = countedOf(logs, asked, file, options)
  if (isRefusal(figures)) return figures
  const people = file === null || inspection === null ? null : await peopleOf(logs, figures, file, inspection)
  const list = await listOf(file, inspection, people, options)
  return isRefusal(list) ? list : exposureOf(asked, file, figures, people, options)
}

// [Note: loaded when needed] What concerns the exposed file (word lists, telling people apart, a list's database and encryption) takes as long to
// load as the logs of a day take to read: a run without a file loads none of it.

/** What is in the exposed file. */
async function inspectionOf(
  { path }: ExposedFile,
  { today, signal }: ReconstructOptions,
): Promise<Inspection | Refusal> {
  const { inspect } = await import('#inspect')
  return inspect([path], { today, ...(signal ? { signal } : {}) })
}

/** What forbids a list, known before anything is read. */
async function listRefusal(
  { out, recipients }: NonNullable<ReconstructOptions['peopleList']>,
  file: string | null | undefined,
): Promise<Refusal | null> {
  const { listForbidden } = await import('../people/list.ts')
  const forbidden = await listForbidden(out, recipients)
  return forbidden ?? (file == null ? unreadableFile('a list of people without the exposed file') : null)
}

async function listOf(
  file: ExposedFile | null,
  inspection: Inspection | null,
  people: ExposedPeople | null,
  { peopleList }: ReconstructOptions,
): Promise<PeopleList | Refusal | null> {
  if (peopleList === undefined || file === null || inspection === null || people === null) return null
  const { writePeopleList } = await import('../people/list.ts')
  return writePeopleList(file.path, inspection, people.rows, peopleList.out, peopleList.recipients)
}

function countedOf(
  logs: ReadLogs,
  question: ExposureQuestion,
  file: ExposedFile | null,
  options: ReconstructOptions,
): Counted | Refusal {
  const known =
    question.fileBytes === null ? null : { name: '', sizeBytes: question.fileBytes, packedBytes: null, columns: [] }
  return counted(logs, {
    reachable: question.reachable,
    file: file ?? known,
    servers: options.servers ?? null,
    emptyPlaces: emptyPlacesOf(question, logs),
    cache: options.cache ?? false,
    crawlerRanges: options.crawlerRanges ?? [],
    pseudonymKey: options.pseudonymKey ?? randomBytes(32),
    showClients: options.showClients ?? false,
    trustedProxies: question.trustedProxies,
  })
}

async function peopleOf(
  logs: ReadLogs,
  { count, sizes, isOpen }: Counted,
  file: ExposedFile,
  inspection: Inspection,
): Promise<ExposedPeople> {
  const objects = logs.objects.map(
    (object, o): CarriedObject => ({
      ...count.objects[o],
      object,
      isFile: !isPart(object, file.columns) && sizes[o].size === file.sizeBytes,
    }),
  )
  const { exposedPeople } = await import('../people/people.ts')
  return exposedPeople(inspection, file.path, objects, isOpen || (logs.malformedNaming ?? 0) > 0)
}

function exposureOf(
  question: ExposureQuestion,
  file: ExposedFile | null,
  { figures, notes, isOpen }: Counted,
  people: ExposedPeople | null,
  options: ReconstructOptions,
): Exposure {
  const all: readonly Note[] = [...notes, ...(people?.notes ?? [])]
  const evidence = evidenceOf(figures, all, isOpen)
  const stated: Stated = { ...figures, question, people: people?.figures ?? null, evidence, notes: all }
  const statements = { fr: statementOf('fr', stated), en: statementOf('en', stated) }
  const lang = options.lang ?? 'en'
  return frozen({
    kind: 'exposure',
    version: 1,
    product: productName(),
    question: askedOf(question, options.servers ?? null, options.cache ?? false),
    file: file === null ? null : { name: file.name, sizeBytes: file.sizeBytes, sha256: file.sha256 },
    ...figures,
    people: people?.figures ?? null,
    evidence,
    notes: all,
    definitions: exposureWords(lang).definitions,
    statement: statements[lang],
    statements,
  })
}

/**
 * `none` takes proof: a period that somebody knows, every server's log over all of it, every line readable, nothing that may be a transfer, no copy
 * elsewhere.
 */
function evidenceOf(
  { transfers, exposureWindow }: Counted['figures'],
  notes: readonly Note[],
  isOpen: boolean,
): Exposure['evidence'] {
  if (transfers.any.low > 0) return 'yes'
  const isSilent = transfers.any.high === 0
  const isKnown = exposureWindow.from !== null && exposureWindow.to !== null
  return !isOpen && isKnown && isSilent && !notes.some(({ code }) => DOUBTING.includes(code)) ? 'none' : 'potentially'
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of Object.values(value)) frozen(member)
  }
  return value
}
