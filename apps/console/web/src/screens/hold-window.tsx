import { useState } from 'react'
import type { Release } from '#release'
import type { Hold, HoldReason, HoldScope } from '#zones'
import { ask, ofTenant } from '../api/client.ts'
import { signDocumentWithPasskey } from '../api/passkeys.ts'
import { useDeed, useRelease, useReleases, useSession, useWall } from '../api/queries.ts'
import { Act } from '../parts/act.tsx'
import { useDigest } from '../parts/digest.ts'
import { Hash } from '../parts/facts.tsx'
import { Choice, Field, Pick } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal.tsx'
import { Window } from '../parts/window.tsx'
import { roleIn } from '../shell/body.tsx'
import type { HoldWish } from '../shell/hold.tsx'
import { useSpeech } from '../words/words.tsx'
import { useHeldPhrase } from './wall-line.tsx'

type Drafted = Readonly<{ body: Hold; digest: string; options: Parameters<typeof signDocumentWithPasskey>[0] }>

const REASONS: readonly HoldReason[] = ['personal-data', 'wrong-data', 'security', 'legal', 'other']
const SCOPES = ['tenant', 'release', 'path', 'everything'] as const

/**
 * The stop. Opened by one press, a reason by a second, the signature by a third: what stops is already chosen from where the
 * officer was, and can be changed.
 */
export function HoldWindow({ tenant, wish, close }: Readonly<{ tenant: string; wish: HoldWish; close: () => void }>) {
  const { w } = useSpeech()
  const role = roleIn(useSession().data, tenant)
  const [scope, setScope] = useState<HoldScope>(() => scopeOf(wish))
  const drafting = useDeed((reason: HoldReason) =>
    ask<Drafted>('POST', ofTenant(tenant, 'holds', 'draft'), { scope, reason }),
  )
  const change = (to: HoldScope) => {
    setScope(to)
    drafting.reset()
  }
  const isWhole = scope.kind !== 'path' || scope.path.startsWith('/')
  const reason = role === 'auditor' ? w.hold.auditor : isWhole ? null : w.hold.pathHint
  return (
    <Window title={w.hold.title} open close={close} look="stop">
      <p className="lead">{w.hold.lead}</p>
      <ScopeChoice tenant={tenant} scope={scope} change={change} />
      <fieldset className="reasons">
        <legend className="label">{w.hold.reason}</legend>
        {REASONS.map(one => (
          <Act
            key={one}
            look={drafting.data?.body.reason === one ? 'main' : 'plain'}
            press={() => drafting.mutate(one)}
            busy={drafting.isPending && drafting.variables === one}
            reason={reason}
          >
            {w.hold.reasons[one]}
          </Act>
        ))}
      </fieldset>
      <RefusalNote fault={drafting.error} />
      {drafting.data ? (
        <Order key={drafting.data.digest} drafted={drafting.data} tenant={tenant} close={close} />
      ) : (
        <p className="soft">
          {w.hold.choose} {w.hold.publicSays}
        </p>
      )}
    </Window>
  )
}

function scopeOf(wish: HoldWish): HoldScope {
  if (wish.scope === 'release') return { kind: 'release', release: wish.release }
  if (wish.scope === 'path') return { kind: 'path', path: wish.path }
  return { kind: wish.scope }
}

function ScopeChoice(props: Readonly<{ tenant: string; scope: HoldScope; change: (scope: HoldScope) => void }>) {
  const { w, both } = useSpeech()
  const { scope, change } = props
  const wall = useWall(props.tenant).data
  const found = useReleases(props.tenant, '').data?.pages.flatMap(page => page.items) ?? []
  const asked = useRelease(props.tenant, scope.kind === 'release' ? scope.release : null).data
  const known = found.length > 0 ? found.filter(one => one.state === 'published') : (wall?.outside ?? [])
  const releases: readonly Release[] = asked && !known.some(one => one.id === asked.id) ? [asked, ...known] : known
  const turn = (kind: HoldScope['kind']) => {
    if (kind === 'path') change({ kind, path: '/' })
    else if (kind === 'release') change({ kind, release: releases[0]?.id ?? '' })
    else change({ kind })
  }
  const offered = SCOPES.filter(kind => kind !== 'release' || releases.length > 0 || scope.kind === 'release')
  return (
    <>
      <Choice
        label={w.hold.scope}
        value={scope.kind}
        options={offered.map(value => ({ value, label: w.hold.scopes[value] }))}
        change={turn}
        look="inline"
      />
      {scope.kind === 'path' && (
        <Field
          label={w.hold.path}
          hint={w.hold.pathHint}
          value={scope.path}
          change={path => change({ kind: 'path', path })}
        />
      )}
      {scope.kind === 'release' && (
        <Pick
          label={w.hold.release}
          value={scope.release}
          change={release => change({ kind: 'release', release })}
          options={releases.map(one => ({
            value: one.id,
            label: `${both(one.title)} · ${w.wall.version(one.version)}`,
          }))}
        />
      )}
    </>
  )
}

/** The order as it will be signed, in words and as a hash that this browser computed. */
function Order({ drafted, tenant, close }: Readonly<{ drafted: Drafted; tenant: string; close: () => void }>) {
  const { w } = useSpeech()
  const found = useReleases(tenant, '').data?.pages.flatMap(page => page.items) ?? []
  const { scope } = drafted.body
  const asked = useRelease(tenant, scope.kind === 'release' ? scope.release : null).data
  const releases = asked ? [asked, ...found] : found
  const what = useHeldPhrase(scope, tenant, releases)
  const digest = useDigest(drafted.body)
  const placing = useDeed(async () => {
    const response = await signDocumentWithPasskey(drafted.options, drafted.body)
    return ask('POST', ofTenant(tenant, 'holds'), { body: drafted.body, response })
  }, close)
  const reason = digest === null ? w.sign.computing : digest === drafted.digest ? null : w.sign.differs
  return (
    <div className="order">
      <p className="label">{w.sign.what}</p>
      <p className="order-words">{w.hold.sentence(what, w.hold.reasons[drafted.body.reason])}</p>
      {digest && (
        <p className="order-hash">
          <Hash value={digest} /> <small className="soft">{w.sign.computed}</small>
        </p>
      )}
      <RefusalNote fault={placing.error} />
      <Act look="stop" press={() => placing.mutate(undefined)} busy={placing.isPending} reason={reason}>
        {w.hold.press}
      </Act>
    </div>
  )
}
