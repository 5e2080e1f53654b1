import { readFileSync } from 'node:fs'
import { fold } from './fold.ts'

/** 0 not known as such, 1 seldom, 2 often, 3 typically. */
export type Strength = 0 | 1 | 2 | 3

/** What is known of one word, or of one name of several words ("saint etienne"). */
export type WordInfo = Readonly<{
  /** False when no list has it: all else is then 0, false or null. */
  known: boolean
  /** 3 = a very typical given name, seldom anything else. */
  given: Strength
  /** The sex of the people who bear the given name; null where it is not a given name or the lists do not say. */
  sex: 'male' | 'female' | 'both' | null
  family: Strength
  /** How frequent as an ordinary word: 3 = everyday, 1 = in the dictionary. */
  fr: Strength
  en: Strength
  de: Strength
  commune: boolean
  city: boolean
  /** A city of 100,000 people or more. */
  bigCity: boolean
  country: boolean
  region: boolean
  nationality: boolean
  language: boolean
  month: boolean
  day: boolean
  legalForm: boolean
  street: boolean
  title: boolean
  /** Follows a name: Jr, PhD, III. */
  suffix: boolean
  particle: boolean
  organisation: boolean
  occupation: boolean
}>

export type Lexicon = Readonly<{
  /** What is known of one word (or of one place of several words), whatever its accents and case. Frozen. */
  word(text: string): WordInfo
  /** The memory behind it: hand it to a worker thread, which calls `loadLexicon(shared)`. */
  shared: SharedArrayBuffer
}>

/** The bits of a record in the file; each strength takes two. */
export const BITS = {
  given: 0, male: 2, female: 3, family: 4, fr: 6, en: 8, de: 10, commune: 12, city: 13, bigCity: 14, country: 15, region: 16,
  nationality: 17, language: 18, month: 19, day: 20, legalForm: 21, street: 22, title: 23, suffix: 24, particle: 25,
  organisation: 26, occupation: 27,
} as const // biome-ignore format: one table

/** 2^17 buckets of about six words: the file's layout, and half of the false-positive rate below. */
export const BUCKET_BITS = 17
/** First number of the file; the last digit is the version of the layout. */
export const MAGIC = 0x50464c01

const BUCKETS = 1 << BUCKET_BITS
const HEADER_BYTES = 16

/**
 * Two 32-bit hashes of a folded word (FNV-1a, Fowler, Noll and Vo, with two offsets, and the final mixing of MurmurHash3,
 * Appleby 2011). The first picks the bucket, 24 bits of the second are the fingerprint.
 */
export function fingerprint(folded: string): readonly [bucket: number, print: number] {
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  for (let at = 0; at < folded.length; at++) {
    const code = folded.charCodeAt(at)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ (code + 0x7f4a), 0x01000193)
  }
  return [mix(a) >>> (32 - BUCKET_BITS), mix(b ^ Math.imul(a, 0x85ebca6b)) >>> 8]
}

function mix(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/**
 * The lexicon over shared memory; without an argument it is read from the file beside this module. A word that is in no list
 * is taken for one that is with probability words per bucket × 2^-24, about 4e-7 (measured in the test).
 * Throws when the memory is not a lexicon of this layout.
 */
export function loadLexicon(shared: SharedArrayBuffer = read()): Lexicon {
  const head = new Uint32Array(shared, 0, 4)
  if (head[0] !== MAGIC) throw new Error('the lexicon file has another layout than this program')
  const [words, kinds] = [head[1] ?? 0, head[2] ?? 0]
  const starts = new Uint32Array(shared, HEADER_BYTES, BUCKETS + 1)
  const records = new Uint32Array(shared, starts.byteOffset + starts.byteLength, kinds)
  const kindOf = new Uint16Array(shared, records.byteOffset + records.byteLength, words)
  const high = new Uint16Array(shared, kindOf.byteOffset + kindOf.byteLength, words)
  const low = new Uint8Array(shared, high.byteOffset + high.byteLength, words)
  const infos: (WordInfo | undefined)[] = new Array(kinds)

  const word = (text: string): WordInfo => {
    const [bucket, print] = fingerprint(fold(text))
    const end = starts[bucket + 1] ?? 0
    for (let at = starts[bucket] ?? 0; at < end; at++) {
      if (high[at] !== print >>> 8 || low[at] !== (print & 255)) continue
      const kind = kindOf[at] ?? 0
      infos[kind] ??= unpack(records[kind] ?? 0)
      return infos[kind]
    }
    return UNKNOWN
  }
  return Object.freeze({ word, shared })
}

let opened: Lexicon | undefined

/** The lexicon of this thread, read once. */
export function open(): Lexicon {
  opened ??= loadLexicon()
  return opened
}

function read(): SharedArrayBuffer {
  const bytes = readFileSync(new URL('./generated/lexicon.bin', import.meta.url))
  const shared = new SharedArrayBuffer(bytes.byteLength)
  new Uint8Array(shared).set(bytes)
  return shared
}

const UNKNOWN = unpack(0)

function unpack(record: number): WordInfo {
  const bit = (at: number): boolean => ((record >>> at) & 1) === 1
  const strength = (at: number): Strength => ((record >>> at) & 3) as Strength
  const male = bit(BITS.male)
  const female = bit(BITS.female)
  return Object.freeze({
    known: record !== 0,
    given: strength(BITS.given),
    sex: male && female ? 'both' : male ? 'male' : female ? 'female' : null,
    family: strength(BITS.family),
    fr: strength(BITS.fr),
    en: strength(BITS.en),
    de: strength(BITS.de),
    commune: bit(BITS.commune),
    city: bit(BITS.city),
    bigCity: bit(BITS.bigCity),
    country: bit(BITS.country),
    region: bit(BITS.region),
    nationality: bit(BITS.nationality),
    language: bit(BITS.language),
    month: bit(BITS.month),
    day: bit(BITS.day),
    legalForm: bit(BITS.legalForm),
    street: bit(BITS.street),
    title: bit(BITS.title),
    suffix: bit(BITS.suffix),
    particle: bit(BITS.particle),
    organisation: bit(BITS.organisation),
    occupation: bit(BITS.occupation),
  })
}
