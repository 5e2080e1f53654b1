import type { KindId } from '../catalogue.ts'
import type { ColumnFacts } from './column-facts.ts'

/**
 * How many figures a whole number of each kind is written with, where a first figure may be 0. A spreadsheet that takes such a
 * column for numbers drops that 0.
 * SOURCE: formats of the recognisers; postcodes of France (La Poste), Germany and the US (USPS) have five figures; a French
 * telephone number has ten and begins with 0 (plan de numérotage, ARCEP decision 2018-0881).
 */
const FIGURES: Partial<Record<KindId, number>> = {
  'address.postcode': 5,
  'contact.phone': 10,
  'company.siren': 9,
  'company.siret': 14,
  'place.finess': 9,
  'place.commune': 5,
  'id.fr.spi': 13,
  'id.us.ssn': 9,
  'id.de.idnr': 11,
  'id.be.nn': 11,
  'id.nl.bsn': 9,
  'id.pl.pesel': 11,
}
/** A column in which this share of the values has one figure too few, and others have all, lost its zeros. */
const FEWEST_SHORT = 0.005
const MOST_SHORT = 0.5

/** Rows whose number lost its leading zero to a spreadsheet; 0 where the column was not damaged so. */
export function lostZeros(kind: KindId, { column, filled }: ColumnFacts): number {
  const figures = FIGURES[kind]
  if (figures === undefined || column.closed) return 0
  let [short, whole, withZero] = [0, 0, 0]
  const { dictionary } = column
  for (let code = 1; code <= dictionary.size; code++) {
    const rows = dictionary.counts[code - 1]
    const length = dictionary.lengthOf(code)
    if ((length !== figures && length !== figures - 1) || !/^\d+$/.test(dictionary.text(code))) continue
    if (length < figures) short += rows
    else if (dictionary.text(code).startsWith('0')) withZero += rows
    else whole += rows
  }
  // Where a zero still stands in front, the short ones are short for another reason.
  if (withZero > 0 || whole === 0) return 0
  return short >= filled * FEWEST_SHORT && short <= filled * MOST_SHORT ? short : 0
}
