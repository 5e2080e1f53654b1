import { POSTCODES } from './generated/postcodes.ts'

/** A postcode's country and how many of all values of its shape are postcodes there (how little a match is worth). */
export type Postcode = Readonly<{ country: string; chance: number }>

type Grammar = Readonly<{ country: string; shape: RegExp; chance: number; known?: (compact: string) => boolean }>

const bitmaps = { FR: Buffer.from(POSTCODES.FR, 'base64'), US: Buffer.from(POSTCODES.US, 'base64') }
const inUse =
  (country: keyof typeof bitmaps) =>
  (text: string): boolean => {
    const code = Number(/\d{5}/.exec(text)?.[0])
    return ((bitmaps[country][code >> 3]! >> (code & 7)) & 1) === 1
  }

/**
 * The shapes that tell a postcode from any other value. `chance` is the share of the values of the shape that are postcodes,
 * counted from the lists for FR (6,321 of 100,000, Base officielle des codes postaux by way of INSEE's communes) and US
 * (41,000 of 100,000); where there is no list, a guess on the safe side. Five digits
 * alone are never taken for a German, Spanish or Italian postcode: nearly all five-digit numbers would be. GB: BS 7666 grammar, every position restricted.
 */
const GRAMMARS: readonly Grammar[] = [
  { country: 'GB', shape: /^(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY]) ?\d[ABD-HJLN-UW-Z]{2}|GIR ?0AA)$/i, chance: 0.005 },
  { country: 'CA', shape: /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d$/i, chance: 0.01 },
  { country: 'IE', shape: /^(?:[AC-FHKNPRTV-Y]\d{2}|D6W) ?[0-9AC-FHKNPRTV-Y]{4}$/i, chance: 0.05 },
  { country: 'NL', shape: /^[1-9]\d{3} (?!SA|SD|SS)[A-Z]{2}$/i, chance: 0.05 },
  { country: 'US', shape: /^\d{5}-\d{4}$/, chance: 0.4, known: inUse('US') },
  { country: 'FR', shape: /^(?:F-?|FR-)?(?:0[1-9]|[1-8]\d|9[0-5]|9[78])\d{3}$/, chance: 0.063, known: inUse('FR') },
  { country: 'US', shape: /^\d{5}$/, chance: 0.42, known: inUse('US') },
  { country: 'DE', shape: /^D-\d{5}$/, chance: 0.05 },
  { country: 'BE', shape: /^B-[1-9]\d{3}$/, chance: 0.05 },
  { country: 'CH', shape: /^CH-[1-9]\d{3}$/, chance: 0.05 },
  { country: 'PT', shape: /^[1-9]\d{3}-\d{3}$/, chance: 0.3 },
  { country: 'PL', shape: /^\d{2}-\d{3}$/, chance: 0.4 },
  { country: 'SE', shape: /^[1-9]\d{2} \d{2}$/, chance: 0.4 },
] // biome-ignore format: one grammar a line

/** The country in which the value is a postcode, the most telling grammar first; null where it is none. */
export function postcodeOf(value: string): Postcode | null {
  const text = value.trim()
  for (const { country, shape, chance, known } of GRAMMARS) {
    if (shape.test(text) && (known === undefined || known(text))) return { country, chance }
  }
  return null
}

/** How the distinct values of a column speak for postcodes. */
export type PostcodeColumn = Readonly<{ country: string; share: number; odds: number }>

/**
 * The country whose postcodes the distinct values are, if any: `share` of the values that pass its grammar (and list), `odds` the
 * log-likelihood of the passes against values drawn at random within the shape (detection facts §3.0: sum of log 1/p), a miss
 * costing log 20 (one in twenty of a real column is mistyped or foreign). Round thousands, which amounts are made of, prove nothing.
 */
export function postcodeColumn(values: readonly string[]): PostcodeColumn | null {
  const countries = [...new Set(GRAMMARS.map(({ country }) => country))]
  const judged = countries.map(country => {
    const grammars = GRAMMARS.filter(grammar => grammar.country === country)
    let passed = 0
    let odds = 0
    for (const value of values) {
      const text = value.trim()
      const fit = grammars.find(({ shape, known }) => shape.test(text) && (known === undefined || known(text)))
      if (fit !== undefined) passed += 1
      odds += fit === undefined ? -Math.log(20) : /^\d+00$/.test(text) ? 0 : -Math.log(fit.chance)
    }
    return { country, share: values.length === 0 ? 0 : passed / values.length, odds }
  })
  const best = judged.sort((a, b) => b.odds - a.odds)[0]!
  return best.share >= 0.5 && best.odds > 0 ? best : null
}
