const MARKS = /\p{M}+/gu
const PLAIN = /^[a-z0-9 ]*$/
/**
 * Ligatures spelt out; Cyrillic and Greek letters in a usual Latin spelling (near BGN/PCGN 1947 and ELOT 743). Which one does
 * not matter: lists and values are folded alike.
 */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i',
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r',
  с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
  і: 'i', є: 'ie', ґ: 'g', ђ: 'd', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', џ: 'dz', ѕ: 'dz',
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n', ξ: 'x', ο: 'o', π: 'p',
  ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o',
} // biome-ignore format: three alphabets
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g')

/**
 * The form under which a word is known: no accents, lower case, ligatures spelt out, Cyrillic and Greek in Latin
 * letters, and every run of blanks, hyphens, apostrophes and dots as one space ("Saint-Étienne", "SAINT ETIENNE" and "saint etienne" are one word). Total.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (PLAIN.test(lower)) return lower.trim().replace(/ {2,}/g, ' ')
  return lower
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(LETTER, letter => LETTERS[letter] ?? letter)
    .replace(/[\s'’‘`´ʼ.‐-―-]+/g, ' ')
    .trim()
}
