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
const SPELLED_OUT: Readonly<Record<string, string>> = {
  nm: 'name',
  nme: 'name',
  dte: 'date',
  libl: 'libelle',
  lbl: 'label',
  adress: 'adresse',
  naisance: 'naissance',
  adresss: 'address',
}

/** Lower case without accents; `ß` and ligatures spelled out; signs that stand for words replaced by them. */
export function fold(text: string): string {
  if (/^[\x20-\x22\x24\x26-\x7e]*$/.test(text)) return text.toLowerCase()
  return text
    .replaceAll('%', ' pct ')
    .replaceAll(/№|n°|nº|#/gi, ' numero ')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
}

/**
 * The tokens of a header in order, with the number of the path segment each stands in (`patient.name.family` has 0, 1, 2).
 * Camel case, snake case, kebab case, blanks, dots and the border between letters and digits all part words.
 */
export function tokensOf(name: string): Readonly<{ tokens: readonly string[]; segments: readonly number[] }> {
  const tokens: string[] = []
  const segments: number[] = []
  const parts = name
    .slice(0, MAX_HEADER)
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
  parts.split(/[./>[\]]+/).forEach((part, segment) => {
    for (const token of fold(part).match(/[a-z]+|\p{L}+|[0-9]+/gu) ?? []) {
      tokens.push(SPELLED_OUT[token] ?? token)
      segments.push(segment)
    }
  })
  return { tokens, segments }
}

/** A header longer than this is a sentence or damage: what follows says nothing more, and reading it would cost. */
const MAX_HEADER = 200
