/** Headers that a program made up, or that say only a position: the values must speak alone. */
const OPAQUE = [
  /^$/,
  /^(unnamed|sans nom|without name|column|columns|col|colonne|spalte|champ|field|feld|var|variable|feature|feat|attr|attribute|item|question|value|val|zone|data|donnee|x|v|f|q|c|y|z)[ _:.-]*\d+([ _.:-]+(level|\d+))*$/,
  /^[a-z]$/,
  /^[a-z]{1,2}\d+$/,
  /^_*\d+(\.\d+)?$/,
  /^[0-9a-f]{8,}$/,
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  /^[^a-z]*$/,
]

/** Whether a header (folded) says nothing: empty, `col1`, `V3`, `x`, a hash, a number, a year. */
export function isOpaqueName(folded: string): boolean {
  const name = folded.trim()
  return OPAQUE.some(pattern => pattern.test(name))
}

/** Whether a header is a year: tables with a column a year hold figures, not records. */
export function isYearName(name: string): boolean {
  return /^\D{0,2}(18|19|20)\d\d\D{0,2}$/.test(name.trim())
}
