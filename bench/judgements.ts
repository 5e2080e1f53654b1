import { readFileSync } from 'node:fs'
import type { Personal } from '#detect'

/** What a person who read a file says of it. */
export type Judgement = Readonly<{
  file: string
  about: 'people' | 'mixed' | 'none'
  personalOf(column: string): Personal
}>

/** Reads `bench/judgements/NAME.tsv`; its README says what the columns mean. */
export function judgements(name: string): Judgement[] {
  const lines = readFileSync(new URL(`./judgements/${name}.tsv`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
  return lines.map(text => {
    const [file, about, direct, indirect] = text.split('\t') as [string, Judgement['about'], string, string]
    const [named, others] = [new Set(direct.split('|')), new Set(indirect.split('|'))]
    const personalOf = (column: string): Personal => {
      const trimmed = column.trim()
      if (trimmed !== '' && named.has(trimmed)) return 'direct'
      return others.has('*') || (trimmed !== '' && others.has(trimmed)) ? 'indirect' : 'none'
    }
    return { file, about, personalOf }
  })
}
