import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Officer, PendingDocument, Role } from '#officers'
import { ask, ofTenant } from '../api/client.ts'
import { useDeed, useOfficers, useSession } from '../api/queries.ts'
import { Act } from '../parts/act.tsx'
import { Heading } from '../parts/facts.tsx'
import { Choice } from '../parts/field.tsx'
import { KeyLine } from '../parts/key-line.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { RefusalNote } from '../parts/refusal.tsx'
import { Window } from '../parts/window.tsx'
import { roleIn } from '../shell/body.tsx'
import { useSpeech } from '../words/words.tsx'
import { signalWords } from './signals.ts'

/** Who they are, with which keys, what counts, and how that changes. */
export function Officers() {
  const { tenant } = useParams({ from: '/t/$tenant' })
  const { w } = useSpeech()
  const officers = useOfficers(tenant)
  const [inviting, setInviting] = useState(false)
  const reason = useOnlyAdministrator(tenant)
  return (
    <>
      <Heading title={w.officers.title} lead={w.officers.lead}>
        <Act press={() => setInviting(true)} reason={reason}>
          {w.officers.invite}
        </Act>
      </Heading>
      <Loaded from={officers}>
        {list => (
          <ul className="people">
            {list.map(one => (
              <Person key={one.id} officer={one} tenant={tenant} />
            ))}
          </ul>
        )}
      </Loaded>
      <Signals tenant={tenant} officers={officers.data ?? []} />
      {inviting && <Invite tenant={tenant} close={() => setInviting(false)} />}
    </>
  )
}

function useOnlyAdministrator(tenant: string): string | null {
  const { w } = useSpeech()
  return roleIn(useSession().data, tenant) === 'administrator' ? null : w.officers.onlyAdministrator
}

function Person({ officer, tenant }: Readonly<{ officer: Officer; tenant: string }>) {
  const { w } = useSpeech()
  const role = officer.roles.find(one => one.tenant === tenant)?.role
  const name = officer.name ?? (officer.state === 'invited' ? w.officers.invitedOnly : w.officers.nameless)
  return (
    <li className={`person ${officer.state}`}>
      <div className="person-head">
        <h2>{name}</h2>
        <span className="tags">
          {role && <span className="tag">{w.officers.roles[role]}</span>}
          <span className="tag">{w.officers.states[officer.state]}</span>
        </span>
        {officer.email && <span className="soft">{officer.email}</span>}
      </div>
      <ul className="keys-of" aria-label={w.officers.keys}>
        {officer.keys.length === 0 && <li className="soft">{w.officers.noKeys}</li>}
        {officer.keys.map(key => (
          <li key={key.key}>
            <KeyLine owned={key} counts={role === 'auditor' ? null : key.counts.includes(tenant)} />
          </li>
        ))}
      </ul>
      {officer.state !== 'removed' && <PersonActs officer={officer} tenant={tenant} />}
    </li>
  )
}

function PersonActs({ officer, tenant }: Readonly<{ officer: Officer; tenant: string }>) {
  const { w } = useSpeech()
  const navigate = useNavigate()
  const reason = useOnlyAdministrator(tenant)
  const isAuditor = roleIn(useSession().data, tenant) === 'auditor'
  const here = (act: string) => ofTenant(tenant, 'officers', officer.id, act)
  const see = ({ digest }: PendingDocument) =>
    navigate({ to: '/t/$tenant/documents/$digest', params: { tenant, digest } })
  const admitting = useDeed(() => ask<PendingDocument>('POST', here('admission'), {}), see)
  const removing = useDeed(() => ask<PendingDocument>('POST', here('removal'), {}), see)
  const recovering = useDeed(() => ask<{ code?: string | null }>('POST', here('recovery'), {}))
  const ending = useDeed(() => ask('DELETE', here('sessions')))
  const signs = officer.roles.find(one => one.tenant === tenant)?.role !== 'auditor'
  const uncounted = signs && officer.keys.some(key => !key.counts.includes(tenant))
  const fault = admitting.error ?? removing.error ?? recovering.error ?? ending.error
  return (
    <details>
      <summary>{w.officers.more}</summary>
      <RefusalNote fault={fault} />
      {recovering.data && <Code code={recovering.data.code ?? null} />}
      {ending.isSuccess && <p role="status">{w.officers.ended}</p>}
      <div className="acts">
        {uncounted && officer.state === 'active' && (
          <Act
            press={() => admitting.mutate(undefined)}
            busy={admitting.isPending}
            reason={reason}
            hint={w.officers.admitHint}
          >
            {w.officers.admit}
          </Act>
        )}
        <Act press={() => removing.mutate(undefined)} busy={removing.isPending} reason={reason}>
          {w.officers.remove}
        </Act>
        <Act
          press={() => recovering.mutate(undefined)}
          busy={recovering.isPending}
          reason={isAuditor ? w.officers.onlyOfficer : null}
          hint={w.officers.recoverHint}
        >
          {w.officers.recover}
        </Act>
        <Act press={() => ending.mutate(undefined)} busy={ending.isPending} reason={reason}>
          {w.officers.endSessions}
        </Act>
      </div>
    </details>
  )
}

function Code({ code }: Readonly<{ code: string | null }>) {
  const { w } = useSpeech()
  if (code === null) return <p role="status">{w.officers.recoverWaits}</p>
  return (
    <div className="once" role="status">
      <output>{code}</output>
      <p>{w.officers.codeOnce}</p>
    </div>
  )
}

const ROLES: readonly Role[] = ['officer', 'administrator', 'auditor']

function Invite({ tenant, close }: Readonly<{ tenant: string; close: () => void }>) {
  const { w } = useSpeech()
  const [role, setRole] = useState<Role>('officer')
  const inviting = useDeed(() => ask<{ code: string }>('POST', ofTenant(tenant, 'officers', 'invitations'), { role }))
  return (
    <Window title={w.officers.invite} open close={close}>
      <p className="lead">{w.officers.inviteLead}</p>
      {inviting.data ? (
        <Code code={inviting.data.code} />
      ) : (
        <>
          <Choice
            label={w.officers.role}
            value={role}
            change={setRole}
            options={ROLES.map(value => ({ value, label: w.officers.roles[value], hint: w.officers.roleMeans[value] }))}
          />
          <RefusalNote fault={inviting.error} />
          <Act look="main" press={() => inviting.mutate(undefined)} busy={inviting.isPending}>
            {w.officers.invitePress}
          </Act>
        </>
      )}
    </Window>
  )
}

/** A hint that one account may serve several people. */
type Signal = Readonly<{ kind: string; officers?: readonly string[]; officer?: string }>

function Signals({ tenant, officers }: Readonly<{ tenant: string; officers: readonly Officer[] }>) {
  const { w, lang } = useSpeech()
  const signals = useQuery({
    queryKey: [tenant, 'signals'],
    queryFn: () => ask<readonly Signal[]>('GET', ofTenant(tenant, 'officers', 'signals')),
  })
  const nameOf = (id: string) => officers.find(one => one.id === id)?.name ?? w.officers.nameless
  return (
    <section>
      <h2>{w.officers.signals}</h2>
      <p className="soft">{w.officers.signalsLead}</p>
      <Loaded from={signals}>
        {list =>
          list.length === 0 ? (
            <p>{w.officers.signalsEmpty}</p>
          ) : (
            <ul>
              {list.map(one => (
                <li key={JSON.stringify(one)}>
                  {signalWords(one.kind, lang)} : {(one.officers ?? [one.officer ?? '']).map(nameOf).join(', ')}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
