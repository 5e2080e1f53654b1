/**
 * How a header becomes words. A *token* is a run of letters or of digits, without accents, in lower case:
 * `dateNaissance_1`, `DATE NAISSANCE 1` and `date-de-naissance.1` all begin with `date`.
 */

/** Words that carry no meaning of their own in the languages read. */
// biome-ignore format: one line a language
export const STOP_WORDS: ReadonlySet<string> = new Set((
  'de du des d la le les l un une et ou a au aux en sur par pour dans son sa ses leur ' +
  'of the and or to for in at by with his her their s ' +
  'der die das den dem des von vom zu zum zur im ein eine und oder ' +
  'el los las y del di della dello dei delle il lo e o da do dos das van het een'
).split(' '))

/** Short forms that are written for a word of the lists. */
const SPELLED_OUT: Readonly<Record<string, string | undefined>> = Object.assign(Object.create(null), {
  nm: 'name',
  nme: 'name',
  dte: 'date',
  libl: 'libelle',
  lbl: 'label',
  adress: 'adresse',
  naisance: 'naissance',
  adresss: 'address',
})

const ASCII = /^[\x20-\x22\x24\x26-\x7e]*$/

/** Without accents, case kept; `ß` and ligatures spelled out; signs that stand for words replaced by them. */
function plain(text: string): string {
  if (ASCII.test(text)) return text
  return text
    .replaceAll('%', ' pct ')
    .replaceAll(/№|n°|nº|#/gi, ' numero ')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
}

/** Lower case without accents. */
export function fold(text: string): string {
  return plain(text).toLowerCase()
}

/**
 * The tokens of a header in order, with the number of the path segment each stands in (`patient.name.family` has 0, 1, 2).
 * Camel case, snake case, kebab case, blanks, dots and the border between letters and digits all part words.
 */
export function tokensOf(name: string): Readonly<{ tokens: readonly string[]; segments: readonly number[] }> {
  const text = plain(name.slice(0, MAX_HEADER))
  const lower = text.toLowerCase()
  if (lower.length !== text.length) return cut(lower, lower)
  return cut(text, lower)
}

/** Cuts `lower` where `text`, the same with its case, changes from one sort of character to another. */
function cut(text: string, lower: string): Readonly<{ tokens: string[]; segments: number[] }> {
  const tokens: string[] = []
  const segments: number[] = []
  let from = 0
  let segment = 0
  let before = OTHER
  for (let i = 0; i <= text.length; i++) {
    const sort = i < text.length ? sortOf(text.charCodeAt(i)) : OTHER
    const capital =
      before === UPPER && sort === UPPER && i + 1 < text.length && sortOf(text.charCodeAt(i + 1)) === LOWER
    const joined = !capital && (sort === before || (before === UPPER && sort === LOWER))
    if (!joined) {
      if (before !== OTHER && before !== STEP) {
        const token = lower.slice(from, i)
        tokens.push(SPELLED_OUT[token] ?? token)
        segments.push(segment)
      }
      from = i
    }
    if (sort === STEP && tokens.length > 0 && before !== STEP) segment++
    before = sort
  }
  return { tokens, segments }
}

const [OTHER, LOWER, UPPER, DIGIT, STEP] = [0, 1, 2, 3, 4]
/** `.` `/` `>` `[` `]` go one step down a path. */
const STEPS = new Set([46, 47, 62, 91, 93])

function sortOf(code: number): number {
  if (code >= 97 && code <= 122) return LOWER
  if (code >= 65 && code <= 90) return UPPER
  if (code >= 48 && code <= 57) return DIGIT
  if (STEPS.has(code)) return STEP
  return code < 128 || !/\p{L}/u.test(String.fromCharCode(code)) ? OTHER : LOWER
}

/** A header longer than this is a sentence or damage: what follows says nothing more, and reading it would cost. */
const MAX_HEADER = 200
