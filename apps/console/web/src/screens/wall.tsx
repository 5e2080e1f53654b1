import { Link, useParams } from '@tanstack/react-router'
import type { PendingDocument } from '#officers'
import type { Release, WallView } from '#release'
import { useDocuments, useSession, useWall } from '../api/queries.ts'
import { Act } from '../parts/act.tsx'
import { Empty, Hash, Heading, Pips, useNow, useWho, VerdictTag, When } from '../parts/facts.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { roleIn } from '../shell/body.tsx'
import { useHold } from '../shell/hold.tsx'
import type { Words } from '../words/en.ts'
import { useSpeech } from '../words/words.tsx'
import { leaseAt } from './lease.ts'
import { CandidateRow, DocumentRow } from './wall-inside.tsx'
import { HoldBar } from './wall-line.tsx'

// Files that were dropped: the newest few, so that what waits for a signature stays in view.
const FEW = 6

/** The home screen: above the line what a stranger can reach now, below it what waits to cross, on it what is held. */
export function Wall() {
  const { tenant } = useParams({ from: '/t/$tenant' })
  const wall = useWall(tenant)
  const documents = useDocuments(tenant).data ?? []
  return <Loaded from={wall}>{view => <Sides view={view} documents={documents} tenant={tenant} />}</Loaded>
}

type Shown = Readonly<{ view: WallView; documents: readonly PendingDocument[]; tenant: string }>

function Sides({ view, documents, tenant }: Shown) {
  return (
    <div className="wall">
      <Headline view={view} documents={documents} tenant={tenant} />
      <Outside view={view} tenant={tenant} />
      <Line view={view} tenant={tenant} />
      <Inside view={view} documents={documents} tenant={tenant} />
    </div>
  )
}

/** The state of the world in one sentence, then the facts it rests on. */
function Headline({ view, documents, tenant }: Shown) {
  const { w, both } = useSpeech()
  const session = useSession().data
  const me = session?.officer.id
  const signs = roleIn(session, tenant) !== 'auditor'
  const mine = documents.filter(
    one => one.state === 'open' && !one.approvals.some(given => given.officer === me),
  ).length
  const body = session?.tenants.find(one => one.name === tenant)
  const alert = view.alerts.find(one => one.closedAt === null)
  const state = headline(view, documents, w)
  return (
    <>
      <Heading
        title={signs && mine > 0 ? `${state} ${w.wall.forYou(mine)}` : state}
        over={<p className="over-title">{body ? both(body.title) : tenant}</p>}
      />
      {alert && (
        <p className="banner alert">
          <strong>{w.wall.alert}</strong> <span>{w.wall.alertMeans}</span>{' '}
          <Link to="/t/$tenant/holds" params={{ tenant }}>
            {w.wall.openAlert}
          </Link>
        </p>
      )}
      {view.off && <p className="banner off">{w.off[view.off] ?? w.offOther(view.off)}</p>}
    </>
  )
}

/** What a stranger can see, and what is stopped, in one or two short sentences. */
function headline(view: WallView, documents: readonly PendingDocument[], w: Words): string {
  if (documents.some(one => one.state === 'open' && one.body.kind === 'zones/root' && one.body.version === 1))
    return w.wall.headlineBegin
  if (view.off === 'release/no-manifest') return w.wall.headlineEmpty
  if (view.off) return w.wall.headlineOff
  if (isWholeHeld(view)) return w.wall.headlineHeld
  const stopped = view.outside.filter(one => one.held).length
  return w.wall.headline(view.outsideCount - stopped, view.holds.filter(one => one.state !== 'lifted').length)
}

/** Whether a hold stops the whole site: then nothing can be seen, whatever is public. */
function isWholeHeld(view: WallView): boolean {
  return view.holds.some(
    one => one.state !== 'lifted' && (one.scope.kind === 'tenant' || one.scope.kind === 'everything'),
  )
}

function Outside({ view, tenant }: Readonly<{ view: WallView; tenant: string }>) {
  const { w } = useSpeech()
  const stopped = view.off !== null || isWholeHeld(view)
  const address = useSession().data?.tenants.find(one => one.name === tenant)?.address
  return (
    <section className={view.off ? 'side outside dark' : 'side outside'} aria-labelledby="outside">
      <div className="side-head">
        <h2 id="outside">{w.wall.outside}</h2>
        <span className="soft">{w.wall.outsideMeans}</span>
        <span className={stopped ? 'state' : 'state sure'}>
          {view.off ? w.wall.notServed : stopped ? w.wall.allHeld : w.wall.served}
        </span>
        {address && (
          <a href={`${address}/`} target="_blank" rel="noreferrer" title={w.common.newTab}>
            {address.replace(/^https?:\/\//, '')}
          </a>
        )}
      </div>
      {view.outside.length === 0 && <Empty>{w.wall.emptyOutside}</Empty>}
      <ul className="rows">
        {view.outside.slice(0, 12).map(release => (
          <OutsideRow key={release.id} release={release} tenant={tenant} />
        ))}
      </ul>
      {view.outsideCount > 12 && (
        <Link to="/t/$tenant/releases" params={{ tenant }}>
          {w.wall.allOutside(view.outsideCount)}
        </Link>
      )}
      <p className="soft facts">
        <Link to="/t/$tenant/ledger" params={{ tenant }}>
          {w.wall.ledger}
        </Link>{' '}
        {w.wall.entries(view.ledger.size)} <Hash value={view.ledger.root} short />
        {view.spooled > 0 && <> · {w.wall.spooled(view.spooled)}</>}
        {view.lease && <> · {w.wall.site(view.lease.manifestVersion)}</>}
      </p>
    </section>
  )
}

function OutsideRow({ release, tenant }: Readonly<{ release: Release; tenant: string }>) {
  const { w, both } = useSpeech()
  return (
    <li className={release.held ? 'row is-held' : 'row'}>
      <span className="row-main">
        <Link className="stretched" to="/t/$tenant/releases/$release" params={{ tenant, release: release.id }}>
          {both(release.title)}
        </Link>
        <small className="soft">
          {w.wall.version(release.version)}
          {release.verdict === 'block' && <span className="stop-text"> · {w.blockMark}</span>}
        </small>
      </span>
      <span className="row-tags">
        {release.held && <span className="tag held">{w.held}</span>}
        <VerdictTag verdict={release.verdict} />
      </span>
      <span className="row-when soft">{release.publishedAt && <When at={release.publishedAt} day />}</span>
    </li>
  )
}

/** The wall itself: the line, the clock of the lease, what is held, and the one button that stops. */
function Line({ view, tenant }: Readonly<{ view: WallView; tenant: string }>) {
  const { w } = useSpeech()
  const openHold = useHold()
  const role = roleIn(useSession().data, tenant)
  const holds = view.holds.filter(one => one.state !== 'lifted')
  return (
    <section className="line" aria-labelledby="line">
      <div className="line-bar">
        <h2 id="line">{w.wall.theWall}</h2>
        {holds.length === 0 && <span className="calm">{w.wall.noHold}</span>}
        {view.lease && <Clock lease={view.lease} />}
      </div>
      {holds.length > 0 && (
        <ul className="holds">
          {holds.map(hold => (
            <HoldBar key={hold.id} hold={hold} tenant={tenant} releases={view.outside} />
          ))}
        </ul>
      )}
      <div className="line-act">
        <Act
          look="stop"
          press={() => openHold({ scope: 'tenant' })}
          reason={role === 'auditor' ? w.hold.auditor : null}
          keys="h"
        >
          {w.wall.hold}
        </Act>
      </div>
    </section>
  )
}

function Clock({ lease }: Readonly<{ lease: NonNullable<WallView['lease']> }>) {
  const { w } = useSpeech()
  const { left, isShort } = leaseAt(lease, useNow())
  const shown = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
  return (
    <span className={isShort ? 'clock short' : 'clock'} title={w.wall.leaseMeans}>
      {w.wall.lease}
      <span role="timer">{left > 0 ? w.wall.leaseLeft(shown) : w.wall.leaseOver}</span>
    </span>
  )
}

function Inside({ view, documents, tenant }: Shown) {
  const { w } = useSpeech()
  const who = useWho(tenant)
  const open = documents.filter(one => one.state === 'open')
  const drawn = new Set(view.waiting.map(one => one.document))
  const others = open.filter(one => !drawn.has(one.digest))
  const candidates = view.candidates.filter(one => one.state !== 'cancelled')
  const none = view.waiting.length + others.length + candidates.length === 0
  return (
    <section className="side inside" aria-labelledby="inside">
      <div className="side-head">
        <h2 id="inside">{w.wall.inside}</h2>
        <span className="soft">{w.wall.insideMeans}</span>
      </div>
      {none && (
        <Empty>
          <p>{w.wall.emptyInside}</p>
          <Link className="button main" to="/t/$tenant/inspect" params={{ tenant }}>
            {w.wall.emptyInspect}
          </Link>
        </Empty>
      )}
      <ul className="rows">
        {others.map(document => (
          <DocumentRow key={document.digest} document={document} tenant={tenant} />
        ))}
        {view.waiting.map(release => (
          <WaitingRow
            key={release.id}
            release={release}
            tenant={tenant}
            document={open.find(one => one.digest === release.document) ?? null}
            by={who(release.proposedBy)}
          />
        ))}
        {candidates.slice(0, FEW).map(candidate => (
          <CandidateRow key={candidate.id} candidate={candidate} tenant={tenant} />
        ))}
      </ul>
      {candidates.length > FEW && (
        <Link to="/t/$tenant/inspect" params={{ tenant }}>
          {w.wall.allCandidates(candidates.length)}
        </Link>
      )}
    </section>
  )
}

function WaitingRow(
  props: Readonly<{ release: Release; document: PendingDocument | null; tenant: string; by: string }>,
) {
  const { w, both } = useSpeech()
  const { release, document, tenant } = props
  const me = useSession().data?.officer.id
  const have = document?.approvals.length ?? release.approvals.length
  const all = document ? have + document.missing : Math.max(2, have)
  const signed = release.approvals.some(one => one.officer === me)
  return (
    <li className="row">
      <span className="row-main">
        <Link className="stretched" to="/t/$tenant/releases/$release" params={{ tenant, release: release.id }}>
          {both(release.title)}
        </Link>
        <small className="soft">
          {w.wall.version(release.version)} · {w.wall.proposedBy(props.by)}
        </small>
      </span>
      <span className="row-tags">
        {release.state === 'embargoed' ? (
          <span className="tag clock-tag">{w.releaseState.embargoed}</span>
        ) : (
          <Pips have={have} all={all} />
        )}
        {signed && release.state === 'proposed' && <small className="soft">{w.wall.signedByYou}</small>}
        <VerdictTag verdict={release.verdict} />
      </span>
      <span className="row-when soft">
        <When at={release.proposedAt} day />
      </span>
    </li>
  )
}
