import type { LogInput, ReadLogs } from '../../contract.ts'
import type { Rhythm, Silence } from './rhythm.ts'

/** A stretch that a break in a log hides, and what broke. */
export type Broken = Silence & Readonly<{ reason: 'rotation' | 'cut' }>

/** Members that a rotation set lacks, and inputs that were cut: nothing until the next member begins. */
export function brokenIn(logs: ReadLogs, rhythm: Rhythm, server: number): Broken[] {
  const inputs = logs.inputs
    .filter(input => input.server === server && input.sameAs === null && input.first !== null && input.last !== null)
    .sort((a, b) => a.first! - b.first!)
  const following = (input: LogInput) =>
    inputs.find(other => other.first! > input.last!)?.first ?? Number.MAX_SAFE_INTEGER
  const cut = logs.inputs
    .filter(input => input.server === server && input.cut !== null)
    .map(
      (input): Broken => ({
        from: input.last ?? rhythm.first,
        to: input.last === null ? Number.MAX_SAFE_INTEGER : following(input),
        reason: 'cut',
      }),
    )
  return [...cut, ...lackingMembers(inputs)]
}

/** `access.log`, `access.log.1`, `access.log.3.gz`: between 3 and 1 a member is missing. */
function lackingMembers(inputs: readonly LogInput[]): Broken[] {
  const members = inputs.map(input => ({ input, ...memberOf(input.place) })).filter(({ number }) => number !== null)
  const stems = Map.groupBy(members, ({ stem }) => stem)
  return [...stems.values()].flatMap(set => {
    const sorted = set.sort((a, b) => b.number! - a.number!)
    return sorted.slice(1).flatMap(({ input, number }, i): Broken[] => {
      const older = sorted[i]
      const [from, to] = [older.input.last!, input.first!]
      return older.number! - number! > 1 && from < to ? [{ from, to, reason: 'rotation' }] : []
    })
  })
}

function memberOf(place: string): { stem: string; number: number | null } {
  // logrotate's `extension` puts the number before it.
  const inside = /^(.*access)\.(\d{1,3})(\.log)(?:\.(?:gz|zst|zip))?$/i.exec(place)
  if (inside !== null) return { stem: inside[1] + inside[3], number: Number(inside[2]) }
  const match = /^(.*?\.log)(?:\.(\d{1,3}))?(?:\.(?:gz|zst|zip))?$/.exec(place)
  return match === null ? { stem: place, number: null } : { stem: match[1], number: Number(match[2] ?? 0) }
}
