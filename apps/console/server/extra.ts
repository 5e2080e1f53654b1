import { isRefusal, type Refusal } from '#kernel'
import type { Zone } from '#release'
import type { Route } from './route.ts'
import { oidcRoutes, oidcSettings } from './routes/oidc.ts'
import { witnessOver, witnessRoutes } from './routes/witness.ts'
import type { ConsoleSettings } from './settings.ts'

/** Routes that only some installations have, and what closes with them. */
export type Extra = Readonly<{ routes: readonly Route[]; close(): Promise<void> }>

/** A witness of partners' ledgers, and another sign-in service, where the settings name one. */
export function extraRoutes(
  zone: Zone,
  { origin, witness }: Pick<ConsoleSettings, 'origin' | 'witness'>,
): Extra | Refusal {
  const oidc = oidcSettings(zone, origin)
  if (isRefusal(oidc)) return oidc
  const open = witness === null ? null : witnessOver(witness, origin)
  if (isRefusal(open)) return open
  const routes = [...(oidc ? oidcRoutes(oidc) : []), ...(open ? witnessRoutes(open) : [])]
  return { routes, close: async () => await open?.close() }
}
