/**
 * French as it is printed: curly apostrophes, and the spaces that may not break before `: ; ? ! »`, after `«` and inside numbers
 * with their unit. Walks a dictionary: texts, records of texts, and functions that give texts.
 * SOURCE: Lexique des règles typographiques en usage à l'Imprimerie nationale, 2002 (espacements).
 */
export function typeset<T>(words: T): T {
  if (typeof words === 'string') return french(words) as T
  if (typeof words === 'function') return ((...facts: unknown[]) => typeset(words(...facts))) as T
  if (typeof words !== 'object' || words === null) return words
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, typeset(value)])) as T
}

function french(text: string): string {
  return text
    .replaceAll("'", '’')
    .replace(/ ([;?!])/g, '\u202f$1')
    .replace(/ (:|»)/g, '\u00a0$1')
    .replaceAll('« ', '«\u00a0')
}
