const NARROW = '\u202f'
const WIDE = '\u00a0'

/**
 * French typography for the fixed parts of a sentence: no-break space before a colon and inside guillemets, narrow no-break
 * space before `; ! ? %`, curved apostrophe. What is interpolated (names of columns and files, numbers) is left as it is.
 * SOURCE: Lexique des règles typographiques en usage à l'Imprimerie nationale, "Ponctuation".
 */
export function french(parts: TemplateStringsArray, ...facts: readonly (string | number)[]): string {
  return parts.reduce((text, part, at) => text + spaced(part) + (at < facts.length ? String(facts[at]) : ''), '')
}

function spaced(part: string): string {
  return part
    .replace(/ ([;!?%])/g, `${NARROW}$1`)
    .replace(/ :/g, `${WIDE}:`)
    .replace(/« /g, `«${WIDE}`)
    .replace(/ »/g, `${WIDE}»`)
    .replace(/'/g, '’')
}
