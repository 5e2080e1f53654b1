import type { LogInput, ReadLogs } from '../../contract.ts'
import { lackingOf, rowNameOf } from './server-rows.ts'

/** Names of servers that gave no log: as many as were declared more than read, those that a row lacks, and places that hold no log. */
export function missingServers(
  logs: ReadLogs,
  declared: number | null,
  emptyPlaces: readonly string[],
  inner: ReadonlySet<number>,
): readonly string[] {
  const { servers } = logs
  const isDeclared = declared !== null && declared <= servers.length
  const lacking = isDeclared
    ? []
    : lackingOf(rowNames(logs, inner)).filter(name => !servers.some(server => server.name === name))
  const absent = [...new Set([...lacking, ...emptyPlaces])]
  const known = servers.length + absent.length
  const more = Math.max(0, (declared ?? 0) - known)
  return [...absent, ...Array.from({ length: more }, (_, i) => `?${i + 1}`)]
}

/** Of one server alone, the name by which it is one of a row, which may be that of a folder; of several, their names. */
function rowNames({ servers, inputs }: ReadLogs, inner: ReadonlySet<number>): readonly string[] {
  if (servers.length !== 1) return servers.filter((_, s) => !inner.has(s)).map(({ name }) => name)
  const name = rowNameOf(servers[0].name, placesOf(inputs))
  return name === null ? [] : [name]
}

/** The one server that was read, where its name says that it has fellows; null for none. */
export function aloneOfRow({ servers, inputs }: ReadLogs): string | null {
  return servers.length === 1 ? rowNameOf(servers[0].name, placesOf(inputs)) : null
}

function placesOf(inputs: readonly LogInput[]): readonly string[] {
  return inputs.map(({ place }) => place)
}
