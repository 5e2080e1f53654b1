import { Link } from '@tanstack/react-router'
import type { PlacedHold, Release } from '#release'
import { useSession } from '../api/queries.ts'
import { useWho, When } from '../parts/facts.tsx'
import { useSpeech } from '../words/words.tsx'

/** A hold as a red bar on the line: what is stopped, why, since when, by whom. */
export function HoldBar(props: Readonly<{ hold: PlacedHold; tenant: string; releases: readonly Release[] }>) {
  const { hold, tenant } = props
  const { w } = useSpeech()
  const who = useWho(tenant)
  const what = useHeldWords(hold, tenant, props.releases)
  return (
    <li className="hold-bar">
      <Link className="stretched" to="/t/$tenant/holds" params={{ tenant }}>
        {what}
      </Link>
      <span>{w.hold.reasons[hold.reason]}</span>
      <span>
        {who(hold.by)} · <When at={hold.since} />
        {hold.state === 'lifting' && <> · {w.holds.states.lifting}</>}
      </span>
    </li>
  )
}

/** What a hold stops, inside a sentence. */
export function useHeldPhrase(scope: PlacedHold['scope'], tenant: string, releases: readonly Release[]): string {
  const { w, both } = useSpeech()
  const title = useSession().data?.tenants.find(one => one.name === tenant)?.title
  const known = useHeldWords({ scope }, tenant, releases)
  if (scope.kind === 'tenant') return w.hold.what.tenant(title ? both(title) : tenant)
  if (scope.kind === 'everything') return w.hold.what.everything
  return scope.kind === 'path' ? w.hold.what.path(scope.path) : w.hold.what.release(known)
}

/** What a hold stops, in words: the title of a release where it is known. */
export function useHeldWords(
  hold: Readonly<{ scope: PlacedHold['scope'] }>,
  tenant: string,
  releases: readonly Release[],
): string {
  const { w, both } = useSpeech()
  const { scope } = hold
  if (scope.kind === 'tenant') return w.hold.scopes.tenant
  if (scope.kind === 'path') return scope.path
  if (scope.kind !== 'release') return w.hold.scopes.everything
  const named = releases.find(one => one.id === scope.release || `release-${scope.release}` === one.id)
  return named ? both(named.title) : `${w.hold.scopes.release} (${tenant})`
}
