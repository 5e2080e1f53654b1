import type { LabelledTable } from './labelled.ts'
import { MIXED } from './templates/mixed.ts'
import { PEOPLE } from './templates/people.ts'
import { filled } from './templates/template.ts'
import { THINGS } from './templates/things.ts'

/** The development set of whole tables: as met on data portals, in competitions and in hospital databases, with invented rows. */
export function realLookingTables(): LabelledTable[] {
  return [...PEOPLE, ...THINGS, ...MIXED].map(filled)
}
