import type { LabelledTable } from './labelled.ts'
import { OFFICE_ABROAD } from './templates/office-abroad.ts'
import { OFFICE_FRANCE } from './templates/office-france.ts'
import { OFFICE_THINGS } from './templates/office-things.ts'
import { filled } from './templates/template.ts'

/**
 * The second validation set: what offices and their suppliers export, with cryptic headers and invented rows, written in
 * November 2026 by someone who had read neither the rules of detection nor its results. Only a wrong label may change here.
 */
export function officeTables(): LabelledTable[] {
  return [...OFFICE_FRANCE, ...OFFICE_ABROAD, ...OFFICE_THINGS].map(filled)
}
