import { basename } from 'node:path'
import { type InspectedColumn, type InspectedTable, inspect, type Verdict } from '#inspect'
import { isRefusal } from '#kernel'

/** What the product says of one file. */
export type Examined = Readonly<{
  about: InspectedTable['about']
  verdict: Verdict
  people: InspectedTable['people']
  columns: readonly InspectedColumn[]
}>

/** Ages and birth dates are judged as of this day, so that the figures do not drift. */
const TODAY = new Date('2026-11-01T00:00:00Z')

/** Inspects files, one after the other as a person would, and gives what was said of the table of each, by file name. */
export async function examine(paths: readonly string[]): Promise<ReadonlyMap<string, Examined>> {
  const seen = new Map<string, Examined>()
  for (const path of paths) {
    const answer = await inspect([path], { today: TODAY })
    if (isRefusal(answer)) throw new Error(`${basename(path)} was refused: ${answer.code}`)
    const table = answer.tables[0]
    if (table)
      seen.set(basename(path), {
        about: table.about,
        verdict: answer.verdict,
        people: table.people,
        columns: table.columns,
      })
  }
  return seen
}
