import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  Metadata,
  type NumberingPlan,
} from 'libphonenumber-js/min'

/** The library's plan has its pattern, which its types leave out. */
type PatternedPlan = NumberingPlan & Readonly<{ nationalNumberPattern(): string }>

let countriesByCode: Map<string, readonly CountryCode[]> | null = null
const patternsByCode = new Map<string, readonly RegExp[]>()

/**
 * Whether digits (country code first, no `+`) are a number that some country's plan gives out. The patterns are libphonenumber's; its own
 * parser is thirty times slower than a test of them, which shows on columns of millions of numbers.
 * Source: ITU-T E.164, country codes of one to three digits, of which none is the beginning of another.
 */
export function isGivenOut(digits: string): boolean {
  for (let length = 1; length <= 3; length++) {
    const patterns = patternsOf(digits.slice(0, length))
    if (patterns.length > 0) return patterns.some(pattern => pattern.test(digits.slice(length)))
  }
  return false
}

function patternsOf(code: string): readonly RegExp[] {
  const known = patternsByCode.get(code)
  if (known) return known
  countriesByCode ??= groupCountries()
  const patterns = (countriesByCode.get(code) ?? []).map(patternOf)
  if (patternsByCode.size < MOST_CODES) patternsByCode.set(code, patterns)
  return patterns
}
/** There are no more beginnings of one to three digits than this. */
const MOST_CODES = 1110

function groupCountries(): Map<string, readonly CountryCode[]> {
  return Map.groupBy(getCountries(), country => getCountryCallingCode(country) as string)
}

function patternOf(country: CountryCode): RegExp {
  const metadata = new Metadata()
  metadata.selectNumberingPlan(country)
  return new RegExp(`^(?:${(metadata.numberingPlan as PatternedPlan).nationalNumberPattern()})$`)
}
