import { Outlet, useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { type Session, useSession } from '../api/queries.ts'
import { RefusalNote } from '../parts/refusal.tsx'
import { useSpeech } from '../words/words.tsx'
import { Bar } from './bar.tsx'
import { HoldProvider } from './hold.tsx'
import { Keys } from './keys.tsx'

/** Leads whoever comes without an address to the wall of their first body, or to the door. */
export function Home() {
  const { w } = useSpeech()
  const session = useSession()
  if (session.isPending) return <p className="soft loading">{w.common.loading}</p>
  if (session.error) return <RefusalNote fault={session.error} />
  const first = session.data?.tenants[0]
  return <Led tenant={first?.name ?? null} />
}

/** Leads on once, to the wall of a body or to the door: the router's own `Navigate` goes again whenever what holds it is drawn again. */
function Led({ tenant, ended = false }: Readonly<{ tenant: string | null; ended?: boolean }>) {
  const navigate = useNavigate()
  useEffect(() => {
    if (tenant === null) void navigate({ to: '/sign-in', replace: true, ...(ended ? { hash: 'ended' } : {}) })
    else void navigate({ to: '/t/$tenant', params: { tenant }, replace: true })
  }, [navigate, tenant, ended])
  return null
}

/** The frame of every screen of one body: the bar, the keys, the way to hold. */
export function Body() {
  const { tenant } = useParams({ from: '/t/$tenant' })
  const { w } = useSpeech()
  const session = useSession()
  const main = useRef<HTMLElement>(null)
  useLanding(main)
  if (session.isPending) return <p className="soft loading">{w.common.loading}</p>
  if (session.error && !session.data) return <RefusalNote fault={session.error} />
  if (!session.data) return <Led tenant={null} ended />
  return (
    <HoldProvider tenant={tenant}>
      <a className="skip" href="#content">
        {w.nav.skip}
      </a>
      <Bar session={session.data} tenant={tenant} />
      <main id="content" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <Keys tenant={tenant} />
    </HoldProvider>
  )
}

/** After every move the reader lands on the name of the new screen, not where the last one was left. */
function useLanding(main: React.RefObject<HTMLElement | null>) {
  const { pathname } = useLocation()
  const [before, setBefore] = useState(pathname)
  useEffect(() => {
    if (pathname === before) return
    setBefore(pathname)
    const heading = main.current?.querySelector<HTMLElement>('h1')
    ;(heading ?? main.current)?.focus({ preventScroll: true })
  }, [pathname, before, main])
}

/** The role of whoever sits here for a body. */
export function roleIn(session: Session | null | undefined, tenant: string) {
  return session?.tenants.find(one => one.name === tenant)?.role ?? null
}
