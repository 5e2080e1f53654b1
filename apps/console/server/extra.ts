import type { Refusal } from '#kernel'
import type { Zone } from '#release'
import type { Route } from './route.ts'
import type { ConsoleSettings } from './settings.ts'

/** The routes that only some installations have: a witness for partners' ledgers, another sign-in service. */
export async function extraRoutes(_zone: Zone, _settings: ConsoleSettings): Promise<readonly Route[] | Refusal> {
  return []
}
