const MARKS = /\p{M}+/gu
const PLAIN = /^[a-z0-9 ]*$/
const LIGATURES: Readonly<Record<string, string>> = {
  ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i',
} // biome-ignore format: one line

/**
 * The form under which a word is known: no accents, lower case, ligatures spelt out, and every run of blanks, hyphens,
 * apostrophes and dots as one space ("Saint-Étienne", "SAINT ETIENNE" and "saint etienne" are one word). Total.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (PLAIN.test(lower)) return lower.trim().replace(/ {2,}/g, ' ')
  return lower
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/[ßœæøłđðþı]/g, letter => LIGATURES[letter] ?? letter)
    .replace(/[\s'’‘`´ʼ.‐-―-]+/g, ' ')
    .trim()
}
