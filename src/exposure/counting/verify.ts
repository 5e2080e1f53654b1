import { isRefusal, type Refusal, refuse } from '#kernel'
import type { Exposure } from './document.ts'
import { hashOfExcluded, questionOf } from './question.ts'
import { type ReconstructOptions, reconstruct } from './reconstruct.ts'
import { exposureWords } from './words/words.ts'

/** What a second reconstruction from the same evidence says of a report. */
export type ExposureVerification = Readonly<{
  kind: 'exposure/verification'
  /** The inputs are the same bytes, and every figure comes out the same. */
  isSame: boolean
  /** SHA-256 of inputs that the report names and that are not here, and of those here that it does not name. */
  missingInputs: readonly string[]
  unknownInputs: readonly string[]
  /** Members whose value is another one, as paths: `transfers.whole.low`. At most a hundred. */
  differences: readonly string[]
}>

/**
 * Members that are recomputed and compared: all figures, the shortest first, and what they rest on. Pseudonyms are under a key of their own: the list
 * of clients is not compared.
 */
const COMPARED = [
  'evidence',
  'transfers',
  'people',
  'accessWindow',
  'exposureWindow',
  'lines',
  'reach',
  'estimate',
  'statements',
  'coverage',
  'objects',
  'notes',
  'timeline',
  'malformed',
] as const
const MOST_DIFFERENCES = 100

/** The evidence beside the logs that a verification takes: the file and the declared addresses are not in the report. */
export type VerifyOptions = Omit<ReconstructOptions, 'servers' | 'cache'> & Readonly<{ excluded?: readonly string[] }>

/**
 * Redoes a report from the evidence: reads the logs again, compares the hashes of the inputs, and every figure. Logs may lie elsewhere and be named
 * otherwise, as long as each server's are together; servers that a rule knows by their names (`web1`) are to be named as they were. Refused where the
 * exposed file or the declared addresses are not those of the report (`exposure/other-evidence`), and as `reconstruct` refuses.
 */
export async function verifyExposure(
  report: Exposure,
  places: readonly string[],
  options: VerifyOptions,
): Promise<ExposureVerification | Refusal> {
  const excluded = options.excluded ?? []
  if (hashOfExcluded(excluded) !== report.question.excluded.sha256)
    return otherEvidence('addresses left out by declaration')
  if (report.file !== null && options.file == null) return otherEvidence('no exposed file')
  const { servers, cache } = report.question
  const again = await reconstruct(questionOf(report.question, places, excluded), { ...options, servers, cache })
  if (isRefusal(again)) return again
  if (again.file?.sha256 !== report.file?.sha256) return otherEvidence('another exposed file')
  return compared(report, named(again, report))
}

function otherEvidence(seen: string): Refusal {
  return refuse('exposure/other-evidence', {
    at: 'the report',
    seen,
    expected: 'the file and the declared addresses that the report was made with',
    remedy: 'give the same --file and --exclude as when the report was made',
  })
}

/** The answer with the names that the report has for the same contents: logs may lie elsewhere by now, and their servers be called otherwise. */
function named(again: Exposure, report: Exposure): Exposure {
  const pairs = report.inputs.flatMap(had => {
    const have = again.inputs.filter(({ sha256 }) => sha256 === had.sha256)
    return have.length === 1 ? [{ had, have: have[0] }] : []
  })
  const placeOf = new Map(pairs.map(({ had, have }) => [have.place, had.place]))
  const servers = new Map(pairs.map(({ had, have }) => [have.server, had.server]))
  const isOne = pairs.every(({ had, have }) => servers.get(have.server) === had.server)
  const serverOf = isOne && new Set(servers.values()).size === servers.size ? servers : new Map<string, string>()
  const factOf = (name: string, fact: string | number) =>
    name === 'server' ? (serverOf.get(`${fact}`) ?? fact) : (placeOf.get(`${fact}`) ?? fact)
  const notes = again.notes.map(({ code, facts }) => ({
    code,
    facts: Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, factOf(name, fact)])),
  }))
  return {
    ...again,
    notes,
    malformed: again.malformed.map(one => ({ ...one, place: placeOf.get(one.place) ?? one.place })),
    coverage: again.coverage.map(one => ({ ...one, server: serverOf.get(one.server) ?? one.server })),
  }
}

function compared(report: Exposure, again: Exposure): ExposureVerification {
  const [had, have] = [report, again].map(({ inputs }) => inputs.map(({ sha256 }) => sha256))
  const missingInputs = had.filter(sha256 => !have.includes(sha256))
  const unknownInputs = have.filter(sha256 => !had.includes(sha256))
  const clients = ({ clients: { list: _, ...sums } }: Exposure) => sums
  const differences = [
    ...differing(clients(report), clients(again), 'clients'),
    ...COMPARED.flatMap(member => differing(report[member], again[member], member)),
    ...differing(report.file?.sizeBytes, again.file?.sizeBytes, 'file.sizeBytes'),
    ...inputsDiffering(report, again),
    ...wordsDiffering(report, again),
  ]
  const isSame = missingInputs.length + unknownInputs.length + differences.length === 0
  return Object.freeze({
    kind: 'exposure/verification',
    isSame,
    missingInputs,
    unknownInputs,
    differences: differences.slice(0, MOST_DIFFERENCES),
  })
}

/** What is told of each input, by its content; its place and its server may be called otherwise. */
function inputsDiffering(report: Exposure, again: Exposure): string[] {
  return report.inputs.flatMap((had, i) => {
    const have = again.inputs.filter(({ sha256 }) => sha256 === had.sha256)
    const isAlone = report.inputs.filter(({ sha256 }) => sha256 === had.sha256).length === 1
    if (have.length !== 1 || !isAlone) return []
    const { place: _, server: __, ...told } = had
    const { place: ___, server: ____, ...found } = have[0]
    return differing(told, found, `inputs.${i}`)
  })
}

/** The statement and the definitions in the language that the report was asked in, which is that of its statement. */
function wordsDiffering(report: Exposure, again: Exposure): string[] {
  const lang = (['fr', 'en'] as const).find(one => report.statement === again.statements[one])
  return lang === undefined
    ? ['statement']
    : differing(report.definitions, { ...exposureWords(lang).definitions }, 'definitions')
}

/** Paths at which two plain values differ. */
function differing(a: unknown, b: unknown, path: string): string[] {
  if (Object.is(a, b)) return []
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return [path]
  const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return [...new Set([...one.keys(), ...other.keys()])].flatMap(name =>
    differing(one.get(name), other.get(name), `${path}.${name}`),
  )
}
