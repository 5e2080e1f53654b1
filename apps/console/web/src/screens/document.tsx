import { Link, useParams } from '@tanstack/react-router'
import type { PendingDocument } from '#officers'
import type { PlacedHold, Release } from '#release'
import { useDocument, useHolds, useOfficers, useWall } from '../api/queries.ts'
import { Heading, useWho, VerdictTag, When } from '../parts/facts.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { SignPanel } from '../parts/sign.tsx'
import { type Speech, useSpeech } from '../words/words.tsx'
import { useHeldWords } from './wall-line.tsx'

/** One document that waits: what it changes in words, the document itself, and where it is signed. */
export function DocumentScreen() {
  const { tenant, digest } = useParams({ from: '/t/$tenant/documents/$digest' })
  const document = useDocument(tenant, digest)
  return <Loaded from={document}>{one => <Shown document={one} tenant={tenant} />}</Loaded>
}

function Shown({ document, tenant }: Readonly<{ document: PendingDocument; tenant: string }>) {
  const speech = useSpeech()
  const { w } = speech
  const who = useWho(tenant)
  const wall = useWall(tenant).data
  const inside = (wall?.waiting ?? []).filter(one => one.document === document.digest)
  // What is out and names a document that still waits is what that document takes away.
  const leaving = document.state === 'open' ? (wall?.outside ?? []).filter(one => one.document === document.digest) : []
  const takesAway = leaving.map(one => w.documents.withdrawSays(speech.both(one.title), w.wall.version(one.version)))
  return (
    <>
      <Heading
        title={w.documents.kinds[document.body.kind]}
        over={
          <p className="over-title">
            <Link to="/t/$tenant/documents" params={{ tenant }}>
              {w.documents.title}
            </Link>
          </p>
        }
      />
      <p className="soft">
        {w.common.by(who(document.by))} · <When at={document.at} /> · {w.documents.states[document.state]}
      </p>
      {document.body.kind === 'zones/root' && <RootChange document={document} tenant={tenant} />}
      {document.body.kind === 'zones/lift' && <LiftOf hold={document.body.hold} tenant={tenant} />}
      {inside.length > 0 && <InIt heading={w.documents.releases} releases={inside} tenant={tenant} />}
      {leaving.length > 0 && <InIt heading={w.documents.withdraws} releases={leaving} tenant={tenant} />}
      <SignPanel
        document={document}
        tenant={tenant}
        says={[...takesAway, documentWords(document, speech)].join(' ')}
        blocked={inside.some(one => one.verdict === 'block')}
      />
      <details>
        <summary>{w.documents.raw}</summary>
        <pre className="raw">{JSON.stringify(document.body, null, 2)}</pre>
      </details>
    </>
  )
}

/** What a document does, in one or two sentences. */
export function documentWords({ body }: PendingDocument, { w }: Speech): string {
  if (body.kind === 'zones/manifest') return w.documents.manifestSays(body.version, body.files.length)
  if (body.kind === 'zones/lift') return w.documents.liftSays
  if (body.kind !== 'zones/root') return w.documents.kinds[body.kind]
  const people = new Set(body.officers.map(one => one.person)).size
  const epoch = body.epoch > 1 ? ` ${w.documents.rootEpoch(body.epoch)}.` : ''
  return `${w.documents.rootSays(body.version, people, body.threshold)}${epoch}`
}

/** Which keys a new root adds and takes away, by the names of their people. */
function RootChange({ document, tenant }: Readonly<{ document: PendingDocument; tenant: string }>) {
  const { w } = useSpeech()
  const who = useWho(tenant)
  const officers = useOfficers(tenant).data ?? []
  if (document.body.kind !== 'zones/root') return null
  const then = document.body.officers
  const now = officers.flatMap(one =>
    one.keys.filter(key => key.counts.includes(tenant)).map(key => ({ person: one.id, key: key.key })),
  )
  const added = then.filter(one => !now.some(other => other.key === one.key))
  const removed = now.filter(one => !then.some(other => other.key === one.key))
  return (
    <ul className="changes">
      {added.map(one => (
        <li key={one.key} className="added">
          + {w.documents.rootAdds(who(one.person))} <code>{one.key.slice(0, 16)}…</code>
        </li>
      ))}
      {removed.map(one => (
        <li key={one.key} className="removed">
          − {w.documents.rootRemoves(who(one.person))} <code>{one.key.slice(0, 16)}…</code>
        </li>
      ))}
      {added.length + removed.length === 0 && document.state === 'open' && <li>{w.documents.rootSame}</li>}
    </ul>
  )
}

function LiftOf({ hold, tenant }: Readonly<{ hold: string; tenant: string }>) {
  const holds = useHolds(tenant).data ?? []
  const found = holds.find(one => one.id === hold || one.id === `hold-${hold}`)
  return found ? <Lifted hold={found} tenant={tenant} /> : null
}

function Lifted({ hold, tenant }: Readonly<{ hold: PlacedHold; tenant: string }>) {
  const { w, when } = useSpeech()
  const who = useWho(tenant)
  const what = useHeldWords(hold, tenant, useWall(tenant).data?.outside ?? [])
  return (
    <ul className="changes">
      <li className="removed">
        {what} · {w.hold.reasons[hold.reason]} · {w.holds.placed(who(hold.by), when(hold.since))}
      </li>
    </ul>
  )
}

function InIt(props: Readonly<{ heading: string; releases: readonly Release[]; tenant: string }>) {
  const { heading, releases, tenant } = props
  const { w, both } = useSpeech()
  return (
    <section>
      <h2>{heading}</h2>
      <ul className="bare">
        {releases.map(one => (
          <li key={one.id}>
            <Link to="/t/$tenant/releases/$release" params={{ tenant, release: one.id }}>
              {both(one.title)}
            </Link>{' '}
            <span className="soft">{w.wall.version(one.version)}</span> <VerdictTag verdict={one.verdict} />
          </li>
        ))}
      </ul>
    </section>
  )
}
