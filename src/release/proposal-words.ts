import { z } from 'zod'
import { type Refusal, refuse } from '#kernel'
import type { Bilingual, ProposalWords } from './contract.ts'

/** Licences under which public bodies of France publish (decree 2017-638, code des relations D323-2-1) and those that Europe recommends. */
export const LICENCES: readonly string[] = [
  'etalab-2.0',
  'ODbL-1.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'EUPL-1.2',
  'MIT',
  'GPL-3.0-or-later',
]

const words = (max: number): z.ZodType<Bilingual> => {
  const one = z.string().trim().min(1).max(max)
  return z.strictObject({ fr: one, en: one }).readonly()
}
const shape = z.strictObject({
  slug: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?$/),
  title: words(200),
  description: words(5000),
  licence: z.enum(LICENCES),
  changes: words(2000),
  columns: z.record(z.string().max(1000), words(1000)),
  table: z.int().min(0),
  chart: z
    .strictObject({
      kind: z.enum(['bar', 'line']),
      x: z.string(),
      y: z.string(),
      series: z.string().nullable(),
    })
    .nullable(),
  embargo: z.iso.datetime().nullable(),
})

/** Reads the words of a proposal. A refusal names the first member that is not as it should be, and what is expected there. */
export function readWords(given: unknown, now: Date): ProposalWords | Refusal {
  const parsed = shape.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const at = issue.path.join('.') || 'words'
    // The name of a column may be a value: it is not repeated.
    return wrongWords(
      at.startsWith('columns.') ? 'columns' : at,
      EXPECTED[String(issue.path[0])] ?? 'the members of a proposal',
    )
  }
  const { embargo } = parsed.data
  if (embargo !== null && Date.parse(embargo) <= now.getTime())
    return wrongWords('embargo', 'a moment to come, or none')
  return { ...parsed.data, embargo: embargo && new Date(embargo).toISOString() }
}

const EXPECTED: Readonly<Record<string, string>> = {
  slug: 'an address of a-z, 0-9 and -, at most 62 characters',
  title: 'a title in both languages, at most 200 characters',
  description: 'a description in both languages, at most 5000 characters',
  licence: `one of ${LICENCES.join(', ')}`,
  changes: 'what changed, in both languages, at most 2000 characters',
  columns: 'for each column what it means, in both languages, at most 1000 characters',
  table: 'the place of a table in the inspection, from 0',
  chart: 'bar or line with the columns x and y and perhaps series, or none',
  embargo: 'a moment such as 2026-03-02T09:00:00Z, or none',
}

/** Whether every column of the table that goes out is described, and none besides; null when so. The refusal says which by its place. */
export function columnsRefusal(described: ProposalWords['columns'], columns: readonly string[]): Refusal | null {
  const missing = columns.findIndex(name => !Object.hasOwn(described, name))
  if (missing >= 0) {
    return refuse('release/column-not-described', {
      at: `column ${missing + 1}`,
      seen: 'a column without a description in both languages',
      expected: 'what each column means, in French and in English',
      remedy: 'describe it, or leave the column out of the table',
    })
  }
  const stranger = Object.keys(described).some(name => !columns.includes(name))
  return stranger ? wrongWords('columns', 'descriptions of the columns of this table, and of no other') : null
}

function wrongWords(at: string, expected: string): Refusal {
  return refuse('release/words', { at, seen: 'something else', expected, remedy: 'correct it and propose again' })
}
