/**
 * Writes the development sets of labelled tables, each CSV with its truth beside it, under a folder:
 *   node bench/columns.ts FOLDER
 */
import { join } from 'node:path'
import { scrambledTables } from './column-sets.ts'
import { identifierTables } from './identifier-tables.ts'
import { type LabelledTable, writeLabelled } from './labelled.ts'
import { realLookingTables } from './real-tables.ts'

const folder = process.argv[2]
if (!folder) {
  console.error('usage: node bench/columns.ts FOLDER')
  process.exit(2)
}
const sets: Readonly<Record<string, readonly LabelledTable[]>> = {
  columns: scrambledTables(600, 1),
  tables: realLookingTables(),
  identifiers: identifierTables(),
}
for (const [name, tables] of Object.entries(sets)) {
  for (const table of tables) writeLabelled(join(folder, name), table)
  const columns = tables.flatMap(table => table.columns)
  console.log(
    `${name}: ${tables.length} tables, ${columns.length} columns, ${columns.filter(one => one.personal !== 'none').length} personal`,
  )
}
