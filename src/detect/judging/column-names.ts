import type { KindId } from '../catalogue.ts'
import { because } from '../reasons.ts'
import { RECOGNISERS } from '../recognisers/recognisers.ts'
import type { Outcome } from '../seeing/examiner.ts'
import { lexiconMemory, newExaminer } from '../seeing/knowledge.ts'
import type { RareHit } from './rare.ts'

/** A column whose name holds a value: `jean@….fr` stood where a name was expected. */
export type HoldingName = Readonly<{ index: number; hit: RareHit }>

/** What no word for a column is ever mistaken for; other kinds are a few digits, which names of columns hold by chance. */
const TELLING: ReadonlySet<KindId> = new Set([
  'contact.email',
  'contact.phone',
  'account.iban',
  'id.fr.nir',
  'id.fr.spi',
])
/** Rules that let a larger share of values pass say nothing of one name; 1 is a form that nothing else has. */
const MOST_CHANCE = 0.1

/**
 * The columns whose names hold an identifier of a person: lists without a header, or documents whose keys are values. Such
 * a name is data: it is a finding, and is shown nowhere.
 */
export function holdingNames(names: readonly string[]): HoldingName[] {
  const suspect = names.flatMap((name, index) => (SUSPECT.test(name) ? [{ name, index }] : []))
  if (suspect.length === 0) return []
  const examiner = newExaminer(lexiconMemory())
  const encoder = new TextEncoder()
  return suspect.flatMap(({ name, index }) => {
    const bytes = encoder.encode(name)
    const kind = tellingKind(examiner.outcomes[examiner.examine(bytes, 0, bytes.length)])
    if (kind === null) return []
    return [{ index, hit: { kind, confidence: 'likely', rows: 1, at: [], reasons: [because('detect/in-name', {})] } }]
  })
}

/** Without one of these no identifier looked for here can be in a name. */
const SUSPECT = /@|(\d\D{0,2}){9}/

function tellingKind({ passed, inside }: Outcome): KindId | null {
  const met = [...passed, ...inside].map(i => RECOGNISERS[i])
  const telling = met.find(({ kind, chance }) => TELLING.has(kind) && (chance >= 1 || chance <= MOST_CHANCE))
  return telling?.kind ?? null
}
