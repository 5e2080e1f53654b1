import type { LabelledTable } from './labelled.ts'
import { KNOWN_ABROAD } from './templates/known-abroad.ts'
import { KNOWN_FRANCE } from './templates/known-france.ts'
import { KNOWN_HOSPITAL } from './templates/known-hospital.ts'
import { KNOWN_PEOPLE } from './templates/known-people.ts'
import { KNOWN_THINGS } from './templates/known-things.ts'
import { filled, type Template } from './templates/template.ts'

/** Where the tables of the validation set come from. */
export const KNOWN_GROUPS: Readonly<Record<'people' | 'things' | 'hospital' | 'open data', readonly Template[]>> = {
  people: KNOWN_PEOPLE,
  things: KNOWN_THINGS,
  hospital: KNOWN_HOSPITAL,
  'open data': [...KNOWN_FRANCE, ...KNOWN_ABROAD],
}

/**
 * The validation set: public data sets by their real headers and codes, with invented rows, written in November 2026 by
 * someone who had read neither the rules of detection nor its results. Only a wrong label may change here; a rule that
 * is tuned on these tables is measured on nothing any more.
 */
export function knownTables(): LabelledTable[] {
  return Object.values(KNOWN_GROUPS).flat().map(filled)
}
