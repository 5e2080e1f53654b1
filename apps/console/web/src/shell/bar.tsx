import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { ask } from '../api/client.ts'
import { type Session, useDocuments } from '../api/queries.ts'
import { useSpeech } from '../words/words.tsx'

/** The places of the console: the letter after `g`, the address, the name. */
export const PLACES = [
  { letter: 'w', to: '/t/$tenant', name: 'wall' },
  { letter: 'i', to: '/t/$tenant/inspect', name: 'inspect' },
  { letter: 'r', to: '/t/$tenant/releases', name: 'releases' },
  { letter: 's', to: '/t/$tenant/documents', name: 'documents' },
  { letter: 'h', to: '/t/$tenant/holds', name: 'holds' },
  { letter: 'o', to: '/t/$tenant/officers', name: 'officers' },
  { letter: 'l', to: '/t/$tenant/ledger', name: 'ledger' },
] as const

/** The bar on top: the body, the places, the language, who sits here. */
export function Bar({ session, tenant }: Readonly<{ session: Session; tenant: string }>) {
  const speech = useSpeech()
  const { w } = speech
  const [open, setOpen] = useState(false)
  const signs = session.tenants.find(one => one.name === tenant)?.role !== 'auditor'
  return (
    <header className="bar">
      <div className="bar-in">
        <Link className="product" to="/t/$tenant" params={{ tenant }}>
          {w.product}
        </Link>
        <BodyPick session={session} tenant={tenant} />
        <Button className="button quiet menu-button" aria-expanded={open} onPress={() => setOpen(!open)}>
          {w.nav.menu}
        </Button>
        <nav aria-label={w.nav.main} className={open ? 'nav open' : 'nav'}>
          {PLACES.map(place => (
            <Link
              key={place.name}
              to={place.to}
              params={{ tenant }}
              activeOptions={{ exact: place.name === 'wall' }}
              activeProps={{ 'aria-current': 'page' }}
              onClick={() => setOpen(false)}
            >
              {w.nav[place.name]}
              {place.name === 'documents' && signs && <Waiting tenant={tenant} me={session.officer.id} />}
            </Link>
          ))}
        </nav>
        <div className={open ? 'self open' : 'self'}>
          <Button className="button quiet" onPress={speech.turn}>
            <span lang={speech.lang === 'fr' ? 'en' : 'fr'}>{w.language}</span>
          </Button>
          <Link className="me" to="/t/$tenant/account" params={{ tenant }} onClick={() => setOpen(false)}>
            {session.officer.name ?? w.account.title}
          </Link>
          <SignOut />
        </div>
      </div>
    </header>
  )
}

/** Which body this is about; a choice for whoever works for several. */
function BodyPick({ session, tenant }: Readonly<{ session: Session; tenant: string }>) {
  const { w, both } = useSpeech()
  const navigate = useNavigate()
  const [only] = session.tenants
  if (session.tenants.length === 1) return <span className="body-name">{both(only.title)}</span>
  return (
    <select
      className="body-pick"
      aria-label={w.nav.body}
      value={tenant}
      onChange={event => navigate({ to: '/t/$tenant', params: { tenant: event.target.value } })}
    >
      {session.tenants.map(one => (
        <option key={one.name} value={one.name}>
          {both(one.title)}
        </option>
      ))}
    </select>
  )
}

/** How many documents wait for this officer. */
function Waiting({ tenant, me }: Readonly<{ tenant: string; me: string }>) {
  const { w } = useSpeech()
  const waiting = useDocuments(tenant).data ?? []
  const mine = waiting.filter(one => one.state === 'open' && !one.approvals.some(given => given.officer === me)).length
  if (mine === 0) return null
  return (
    <span className="count">
      {mine}
      <span className="unseen"> {w.wall.yourTurn}</span>
    </span>
  )
}

function SignOut() {
  const { w } = useSpeech()
  const navigate = useNavigate()
  const client = useQueryClient()
  const leave = async () => {
    await ask('DELETE', '/session').catch(() => null)
    client.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <Button className="button quiet" onPress={leave}>
      {w.nav.signOut}
    </Button>
  )
}
