/**
 * The arithmetic of check digits. Every function takes text, answers no to anything outside its alphabet, and never throws.
 * Which rule an identifier follows, and on whose authority, stands beside the identifier in `recognisers/`.
 */

const ZERO = 48

/** True when `text` is made of ASCII digits only and is not empty. */
export function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isDigitCode(text.charCodeAt(i))) return false
  return text.length > 0
}

/** The digit at `index`, 0 to 9; the caller knows that it is one. */
export function digitAt(text: string, index: number): number {
  return text.charCodeAt(index) - ZERO
}

/**
 * Luhn's rule over digits, check digit last: from the right, every second digit is doubled and its own digits added; the sum is a
 * multiple of 10. Catches every changed digit. Source: ISO/IEC 7812-1:2017, annex B (US patent 2 950 048, 1960).
 */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length - 1, twice = false; i >= 0; i--, twice = !twice) {
    const code = digits.charCodeAt(i)
    if (!isDigitCode(code)) return false
    const doubled = (code - ZERO) * (twice ? 2 : 1)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return digits.length > 0 && sum % 10 === 0
}

/**
 * Luhn's rule over 36 characters (A = 10 … Z = 35), check character last.
 * Source: ISO/IEC 7812-1 extended as the Portuguese citizen card does it (AMA, "Validação de número de documento do Cartão de
 * Cidadão", v1.0, 2009): a doubled value of 10 or more loses 9, and the sum is a multiple of 10.
 */
export function passesLuhn36(text: string): boolean {
  let sum = 0
  for (let i = text.length - 1, twice = false; i >= 0; i--, twice = !twice) {
    const value = value36(text.charCodeAt(i))
    if (value < 0) return false
    const doubled = twice ? value * 2 : value
    sum += twice && doubled > 9 ? doubled - 9 : doubled
  }
  return text.length > 0 && sum % 10 === 0
}

/**
 * The remainder by 97 of a number written in digits and letters (A = 10 … Z = 35), as long as it likes; -1 outside that alphabet.
 * Source: ISO/IEC 7064:2003, MOD 97-10, as used by ISO 13616-1 (IBAN).
 */
export function mod97(text: string): number {
  let rest = 0
  for (let i = 0; i < text.length; i++) {
    const value = value36(text.charCodeAt(i))
    if (value < 0) return -1
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}

/** ISO/IEC 7064:2003, hybrid system MOD 11,10, check digit last. Catches every changed digit. */
export function passesMod11Hybrid10(digits: string): boolean {
  if (!isDigits(digits)) return false
  let product = 10
  for (let i = 0; i < digits.length - 1; i++) {
    const sum = (product + digitAt(digits, i)) % 10
    product = ((sum === 0 ? 10 : sum) * 2) % 11
  }
  return (product + digitAt(digits, digits.length - 1)) % 10 === 1
}

/** The sum of each digit times the weight at its place, over as many digits as there are weights. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += digitAt(digits, i) * weights[i]
  return sum
}

/**
 * Verhoeff's rule over digits, check digit last: products in the dihedral group D5 under powers of one permutation.
 * Catches every changed digit and every swap of neighbours.
 * Source: J. Verhoeff, Error Detecting Decimal Codes, Mathematical Centre Tract 29, Amsterdam 1969.
 */
export function passesVerhoeff(digits: string): boolean {
  let state = 0
  for (let i = digits.length - 1, place = 0; i >= 0; i--, place++) {
    const code = digits.charCodeAt(i)
    if (!isDigitCode(code)) return false
    state = inDihedral5(state, PERMUTED[place % 8][code - ZERO])
  }
  return digits.length > 0 && state === 0
}

/** The product of two elements of D5: 0–4 are rotations, 5–9 reflections. */
function inDihedral5(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : ((a + b) % 5) + 5
  return b < 5 ? ((a - b + 5) % 5) + 5 : (a - b + 5) % 5
}

/** The eight powers of Verhoeff's permutation (1 5 8 9 4 2 7 0)(3 6). */
const PERMUTED = powersOf([1, 5, 7, 6, 2, 8, 3, 0, 9, 4])

function powersOf(permutation: readonly number[]): readonly (readonly number[])[] {
  const powers = [Array.from({ length: 10 }, (_, i) => i)]
  while (powers.length < 8) powers.push(powers[powers.length - 1].map(i => permutation[i]))
  return powers
}

function isDigitCode(code: number): boolean {
  return code >= 48 && code <= 57
}

/** 0–9 for digits, 10–35 for capital letters, -1 otherwise. */
export function value36(code: number): number {
  if (isDigitCode(code)) return code - ZERO
  return code >= 65 && code <= 90 ? code - 55 : -1
}
