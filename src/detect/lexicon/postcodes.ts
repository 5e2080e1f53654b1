import { POSTCODES } from './generated/postcodes.ts'

/** A postcode's country and how many of all values of its shape are postcodes there (how little a match is worth). */
export type Postcode = Readonly<{ country: string; chance: number }>

type Grammar = Readonly<{ country: string; shape: RegExp; chance: number; list?: keyof typeof bitmaps }>

const bitmaps = { FR: Buffer.from(POSTCODES.FR, 'base64'), US: Buffer.from(POSTCODES.US, 'base64') }
const isInUse = (country: keyof typeof bitmaps, code: number): boolean =>
  ((bitmaps[country][code >> 3]! >> (code & 7)) & 1) === 1
const zeros = (code: number): number => (code % 1000 === 0 ? 3 : code % 100 === 0 ? 2 : code % 10 === 0 ? 1 : 0)

/** Of the five-digit numbers with 0, 1, 2, 3 zeros at the end, the share in use: amounts are round, and so are French postcodes. */
function densities(country: keyof typeof bitmaps): readonly number[] {
  const [used, all] = [[0, 0, 0, 0], [0, 0, 0, 0]] // biome-ignore format: short
  for (let code = 0; code < 100_000; code++) {
    all[zeros(code)]! += 1
    if (isInUse(country, code)) used[zeros(code)]! += 1
  }
  return used.map((count, at) => count / all[at]!)
}

const density = { FR: densities('FR'), US: densities('US') }
const codeIn = (text: string): number => Number(/\d{5}/.exec(text)?.[0])

/**
 * The shapes that tell a postcode from any other value. `chance` is the share of the values of the shape that are postcodes.
 * FR: 6,310 of 100,000 are in use (La Poste, Base officielle des codes postaux); US: 42,555 of 100,000; for both the share is
 * counted anew for round numbers (`densities`). Where there is no list, a guess on the safe side. GB: the grammar of BS 7666,
 * every position restricted. Five digits alone are never taken for a German, Spanish or Italian postcode: nearly every
 * five-digit number would be one. IE: a unique identifier of four figures is left out: two Eircodes in a hundred have one, and
 * every number of a letter and six figures would be one.
 */
const GRAMMARS: readonly Grammar[] = [
  { country: 'GB', shape: /^(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY]) ?\d[ABD-HJLN-UW-Z]{2}|GIR ?0AA)$/i, chance: 0.005 },
  { country: 'CA', shape: /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d$/i, chance: 0.01 },
  { country: 'IE', shape: /^(?:[AC-FHKNPRTV-Y]\d{2}|D6W) ?(?!\d{4})[0-9AC-FHKNPRTV-Y]{4}$/i, chance: 0.05 },
  { country: 'NL', shape: /^[1-9]\d{3} (?!SA|SD|SS)[A-Z]{2}$/i, chance: 0.05 },
  { country: 'US', shape: /^\d{5}-\d{4}$/, chance: 0.4, list: 'US' },
  { country: 'FR', shape: /^(?:F-?|FR-)?(?:0[1-9]|[1-8]\d|9[0-5]|9[78])\d{3}$/, chance: 0.063, list: 'FR' },
  { country: 'US', shape: /^\d{5}$/, chance: 0.42, list: 'US' },
  { country: 'DE', shape: /^D-\d{5}$/, chance: 0.05 },
  { country: 'BE', shape: /^B-[1-9]\d{3}$/, chance: 0.05 },
  { country: 'CH', shape: /^CH-[1-9]\d{3}$/, chance: 0.05 },
  { country: 'PT', shape: /^[1-9]\d{3}-\d{3}$/, chance: 0.3 },
  { country: 'PL', shape: /^\d{2}-\d{3}$/, chance: 0.4 },
  { country: 'SE', shape: /^[1-9]\d{2} \d{2}$/, chance: 0.4 },
] // biome-ignore format: one grammar a line

/** How little a value that fits is worth; null when it does not fit. */
function chanceOf({ shape, chance, list }: Grammar, text: string): number | null {
  if (!shape.test(text)) return null
  if (list === undefined) return chance
  const code = codeIn(text)
  return isInUse(list, code) ? density[list][zeros(code)]! : null
}

/** The country in which the value is a postcode, the most telling grammar first; null where it is none. */
export function postcodeOf(value: string): Postcode | null {
  for (const grammar of GRAMMARS) {
    const chance = chanceOf(grammar, value.trim())
    if (chance !== null) return { country: grammar.country, chance }
  }
  return null
}

/** How the distinct values of a column speak for postcodes. */
export type PostcodeColumn = Readonly<{ country: string; share: number; odds: number }>

/**
 * The country whose postcodes the distinct values are, if any: `share` of the values that pass its grammar (and list), `odds` the
 * log-likelihood of the passes against values drawn at random within the shape (sum of log 1/p over the distinct values; Neyman and Pearson 1933), a miss
 * costing log 20 (one in twenty of a real column is mistyped or foreign). Round numbers, which amounts are
 * made of, prove as little as there are round postcodes.
 */
export function postcodeColumn(values: readonly string[]): PostcodeColumn | null {
  const countries = [...new Set(GRAMMARS.map(({ country }) => country))]
  const judged = countries.map(country => {
    const grammars = GRAMMARS.filter(grammar => grammar.country === country)
    let passed = 0
    let odds = 0
    for (const value of values) {
      const chances = grammars.flatMap(grammar => chanceOf(grammar, value.trim()) ?? [])
      if (chances.length > 0) passed += 1
      odds -= chances.length > 0 ? Math.log(Math.min(...chances)) : Math.log(20)
    }
    return { country, share: values.length === 0 ? 0 : passed / values.length, odds }
  })
  const best = judged.sort((a, b) => b.odds - a.odds)[0]!
  return best.share >= 0.5 && best.odds > 0 ? best : null
}
