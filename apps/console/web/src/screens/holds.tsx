import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { PendingDocument } from '#officers'
import type { Alert, PlacedHold } from '#release'
import type { HoldReason } from '#zones'
import { ask, ofTenant } from '../api/client.ts'
import { useAlerts, useDeed, useHolds, useReleases, useSession } from '../api/queries.ts'
import { Act } from '../parts/act.tsx'
import { Empty, Heading, useWho } from '../parts/facts.tsx'
import { Choice } from '../parts/field.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { RefusalNote } from '../parts/refusal.tsx'
import { Window } from '../parts/window.tsx'
import { roleIn } from '../shell/body.tsx'
import { useHold } from '../shell/hold.tsx'
import { useSpeech } from '../words/words.tsx'
import { useHeldWords } from './wall-line.tsx'

/** What is stopped, what was, and whether something is wrong. */
export function Holds() {
  const { tenant } = useParams({ from: '/t/$tenant' })
  const { w } = useSpeech()
  const openHold = useHold()
  const reason = useForbidden(tenant, w.hold.auditor)
  const holds = useHolds(tenant)
  return (
    <>
      <Heading title={w.holds.title} lead={w.holds.lead}>
        <Act look="stop" press={() => openHold({ scope: 'tenant' })} reason={reason} keys="h">
          {w.wall.hold}
        </Act>
      </Heading>
      <Loaded from={holds}>{list => <Lists holds={list} tenant={tenant} />}</Loaded>
      <Alerts tenant={tenant} />
    </>
  )
}

function useForbidden(tenant: string, words: string): string | null {
  return roleIn(useSession().data, tenant) === 'auditor' ? words : null
}

function Lists({ holds, tenant }: Readonly<{ holds: readonly PlacedHold[]; tenant: string }>) {
  const { w } = useSpeech()
  const now = holds.filter(one => one.state !== 'lifted')
  const past = holds.filter(one => one.state === 'lifted')
  return (
    <>
      {now.length === 0 && <Empty>{w.holds.empty}</Empty>}
      <ul className="rows">
        {now.map(hold => (
          <HoldRow key={hold.id} hold={hold} tenant={tenant} />
        ))}
      </ul>
      {past.length > 0 && (
        <section>
          <h2>{w.holds.past}</h2>
          <ul className="rows">
            {past.map(hold => (
              <HoldRow key={hold.id} hold={hold} tenant={tenant} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function HoldRow({ hold, tenant }: Readonly<{ hold: PlacedHold; tenant: string }>) {
  const { w, when } = useSpeech()
  const who = useWho(tenant)
  const releases = useReleases(tenant, '').data?.pages.flatMap(page => page.items) ?? []
  const what = useHeldWords(hold, tenant, releases)
  return (
    <li className={hold.state === 'lifted' ? 'row two' : 'row two is-held'}>
      <span className="row-main">
        <strong>{what}</strong>
        <small className="soft">
          {w.hold.reasons[hold.reason]} · {w.holds.placed(who(hold.by), when(hold.since))}
          {hold.liftedAt && <> · {w.holds.lifted(when(hold.liftedAt))}</>}
        </small>
      </span>
      <span className="row-tags">
        <span className={hold.state === 'lifted' ? 'tag' : 'tag held'}>{w.holds.states[hold.state]}</span>
        <LiftAct hold={hold} tenant={tenant} />
      </span>
    </li>
  )
}

function LiftAct({ hold, tenant }: Readonly<{ hold: PlacedHold; tenant: string }>) {
  const { w } = useSpeech()
  const navigate = useNavigate()
  const reason = useForbidden(tenant, w.officers.onlyOfficer)
  const lifting = useDeed(
    () => ask<PendingDocument>('POST', ofTenant(tenant, 'holds', hold.id, 'lift'), {}),
    ({ digest }) => navigate({ to: '/t/$tenant/documents/$digest', params: { tenant, digest } }),
  )
  if (hold.state === 'lifted') return null
  if (hold.state === 'lifting' && hold.lift) {
    return (
      <Link className="button" to="/t/$tenant/documents/$digest" params={{ tenant, digest: hold.lift }}>
        {w.holds.toSign}
      </Link>
    )
  }
  return (
    <>
      <RefusalNote fault={lifting.error} />
      <Act press={() => lifting.mutate(undefined)} busy={lifting.isPending} reason={reason}>
        {w.holds.lift}
      </Act>
    </>
  )
}

function Alerts({ tenant }: Readonly<{ tenant: string }>) {
  const { w } = useSpeech()
  const [opening, setOpening] = useState(false)
  const alerts = useAlerts(tenant)
  const reason = useForbidden(tenant, w.officers.onlyOfficer)
  return (
    <section>
      <h2>{w.holds.alerts}</h2>
      <p className="lead">{w.holds.alertsLead}</p>
      <Loaded from={alerts}>
        {list =>
          list.length === 0 ? (
            <p className="soft">{w.holds.alertsEmpty}</p>
          ) : (
            <ul className="rows">
              {list.map(alert => (
                <AlertRow key={alert.id} alert={alert} tenant={tenant} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Act press={() => setOpening(true)} reason={reason}>
        {w.holds.openAlert}
      </Act>
      {opening && <OpenAlert tenant={tenant} close={() => setOpening(false)} />}
    </section>
  )
}

function AlertRow({ alert, tenant }: Readonly<{ alert: Alert; tenant: string }>) {
  const { w, when } = useSpeech()
  const who = useWho(tenant)
  const forbidden = useForbidden(tenant, w.officers.onlyOfficer)
  const isOwn = useSession().data?.officer.id === alert.openedBy
  const closing = useDeed(() => ask('POST', ofTenant(tenant, 'alerts', alert.id, 'close'), {}))
  return (
    <li className={alert.closedAt ? 'row two' : 'row two is-held'}>
      <span className="row-main">
        <strong>{w.hold.reasons[alert.reason]}</strong>
        <small className="soft">
          {w.holds.openedBy(who(alert.openedBy), when(alert.openedAt))}
          {alert.closedAt && <> · {w.holds.closed(when(alert.closedAt))}</>}
        </small>
      </span>
      <span className="row-tags">
        <RefusalNote fault={closing.error} />
        {!alert.closedAt && (
          <Act
            press={() => closing.mutate(undefined)}
            busy={closing.isPending}
            reason={forbidden ?? (isOwn ? w.holds.ownAlert : null)}
          >
            {w.holds.closeAlert}
          </Act>
        )}
      </span>
    </li>
  )
}

const REASONS: readonly HoldReason[] = ['personal-data', 'wrong-data', 'security', 'legal', 'other']

function OpenAlert({ tenant, close }: Readonly<{ tenant: string; close: () => void }>) {
  const { w } = useSpeech()
  const [reason, setReason] = useState<HoldReason>('security')
  const opening = useDeed(() => ask('POST', ofTenant(tenant, 'alerts'), { reason }), close)
  return (
    <Window title={w.holds.openAlert} open close={close}>
      <p className="lead">{w.holds.alertsLead}</p>
      <Choice
        label={w.hold.reason}
        value={reason}
        change={setReason}
        options={REASONS.map(value => ({ value, label: w.hold.reasons[value] }))}
      />
      <RefusalNote fault={opening.error} />
      <Act look="main" press={() => opening.mutate(undefined)} busy={opening.isPending}>
        {w.holds.openAlert}
      </Act>
    </Window>
  )
}
