import { isRefusal, type Refusal, refuse, timeZoneOf } from '#kernel'
import { ChunkReader, type ReadingTask } from './chunk.ts'
import { addressSet } from './clients.ts'
import { patternReader } from './formats/pattern.ts'
import { LineClock } from './line-clock.ts'
import { nearMatcher } from './near.ts'
import { AGENT_LENGTH, ReaderNames } from './reader-names.ts'
import { literalMatcher, type Matcher, matcherOf } from './targets.ts'

const MATCHERS: Readonly<
  Record<ReadingTask['sought'], (objects: readonly string[], parameters?: readonly string[]) => Matcher>
> = { globs: matcherOf, names: literalMatcher, near: nearMatcher }

/** A reader for a task, or the refusal of what the task asks. */
export function chunkReader(task: ReadingTask): ChunkReader | Refusal {
  const trusted = addressSet(task.trustedProxies)
  if (isRefusal(trusted)) return trusted
  const excludedAddresses = addressSet(task.excluded.filter(each => !each.startsWith('agent:')))
  if (isRefusal(excludedAddresses)) return excludedAddresses
  const zone = timeZoneOf(task.zone)
  if (zone === null) return noZone()
  const clock = new LineClock(zone)
  const pattern = task.pattern === null ? null : patternReader(task.pattern)
  if (isRefusal(pattern)) return pattern
  const agents = task.excluded.filter(each => each.startsWith('agent:')).map(each => each.slice(6, 6 + AGENT_LENGTH))
  const matcher = MATCHERS[task.sought](task.objects, task.parameters)
  const names = new ReaderNames(excludedAddresses, new Set(agents))
  return new ChunkReader(task, { matcher, trusted, names, pattern, clock })
}

function noZone(): Refusal {
  return refuse('exposure/no-such-zone', {
    at: '--zone',
    seen: 'a text that is neither an offset nor the name of a zone',
    expected: 'an offset from UTC, such as +02:00, or a name of the IANA time zone database, such as Europe/Paris',
    remedy: 'give the zone that the server had when it wrote the logs',
  })
}
