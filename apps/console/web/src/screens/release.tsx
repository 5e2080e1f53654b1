import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { PendingDocument } from '#officers'
import type { ReleaseDetail } from '#release'
import type { HoldReason } from '#zones'
import { ask, ofTenant } from '../api/client.ts'
import { useDeed, useDocument, useRelease, useSession } from '../api/queries.ts'
import { Act } from '../parts/act.tsx'
import { Heading, useWho, VerdictTag } from '../parts/facts.tsx'
import { Choice } from '../parts/field.tsx'
import { InspectionView } from '../parts/inspection.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { RefusalNote } from '../parts/refusal.tsx'
import { Done, SignPanel } from '../parts/sign.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { Window } from '../parts/window.tsx'
import { roleIn } from '../shell/body.tsx'
import { useHold } from '../shell/hold.tsx'
import { useSpeech } from '../words/words.tsx'
import { documentWords } from './document.tsx'
import { Difference, Files, Versions } from './release-facts.tsx'
import { Preview, usePublicPage } from './release-preview.tsx'

/** One version of one data set: what would be signed, or what is out, and everything that can be done with it. */
export function ReleaseScreen() {
  const { tenant, release: id } = useParams({ from: '/t/$tenant/releases/$release' })
  const release = useRelease(tenant, id)
  return <Loaded from={release}>{one => <Shown release={one} tenant={tenant} />}</Loaded>
}

type Of = Readonly<{ release: ReleaseDetail; tenant: string }>

function Shown({ release, tenant }: Of) {
  const { w, both } = useSpeech()
  return (
    <>
      <Heading
        title={both(release.title)}
        over={
          <p className="over-title">
            <Link to="/t/$tenant/releases" params={{ tenant }}>
              {w.releases.title}
            </Link>
          </p>
        }
      />
      <State release={release} tenant={tenant} />
      <Acts release={release} tenant={tenant} />
      <Signing release={release} tenant={tenant} />
      <Preview release={release} tenant={tenant} />
      {release.state === 'proposed' && <Difference release={release} />}
      <Files release={release} />
      <section>
        <h2>{w.release.inspection}</h2>
        <InspectionView inspection={release.inspection} />
      </section>
      <Versions release={release} tenant={tenant} />
    </>
  )
}

function State({ release, tenant }: Of) {
  const { w, when, both } = useSpeech()
  const who = useWho(tenant)
  const page = usePublicPage(release, tenant)
  const since = publicSince(release)
  return (
    <>
      <p className="tags">
        <StateTag release={release} />
        <VerdictTag verdict={release.verdict} />
        <span className="soft">
          {w.wall.version(release.version)} · {w.release.proposed(who(release.proposedBy), when(release.proposedAt))}
          {since && <> · {w.release.published(when(since))}</>}
        </span>
      </p>
      {release.words.embargo && release.state !== 'published' && (
        <p className="banner clock-banner">{w.wall.embargo(when(release.words.embargo))}</p>
      )}
      {release.verdict === 'block' && release.state === 'published' && (
        <p className="banner alert">
          <strong>{w.blockMark}</strong>
        </p>
      )}
      {release.heldVersions.length > 0 && <p className="banner alert">{w.release.othersHeld(release.heldVersions)}</p>}
      <p className="lead">{both(release.words.description)}</p>
      {page && (
        <p>
          <a href={page} target="_blank" rel="noreferrer">
            {w.release.see}
          </a>{' '}
          <span className="soft">({w.common.newTab})</span>
        </p>
      )}
    </>
  )
}

/** Since when everybody can see it: since the second signature, or since the end of its embargo. Null before that. */
function publicSince({ state, publishedAt, words: { embargo } }: ReleaseDetail): string | null {
  if (state === 'embargoed' || publishedAt === null) return null
  return embargo !== null && Date.parse(embargo) > Date.parse(publishedAt) ? embargo : publishedAt
}

/** The document that waits for this release, drawn up again where the site has moved on. */
function Signing({ release, tenant }: Of) {
  const speech = useSpeech()
  const { w } = speech
  const document = useDocument(tenant, release.document)
  const [signed, setSigned] = useState<string | null>(null)
  const drafting = useDeed(() => ask<PendingDocument>('POST', ofTenant(tenant, 'releases', release.id, 'document'), {}))
  if (release.state === 'embargoed') return signed && <Done words={w.sign.embargoed} />
  if (release.state !== 'proposed') return signed && <Done words={signed} />
  const isOpen = document.data && document.data.state === 'open'
  if (isOpen) {
    return (
      <SignPanel
        document={document.data}
        tenant={tenant}
        says={`${speech.both(release.title)}, ${w.wall.version(release.version)}. ${documentWords(document.data, speech)}`}
        blocked={release.verdict === 'block'}
        done={setSigned}
      />
    )
  }
  if (release.document !== null && document.isPending) return <p className="soft">{w.common.loading}</p>
  return (
    <section className="sign">
      <h2>{w.sign.title}</h2>
      <RefusalNote fault={drafting.error} />
      <Act
        look="main"
        press={() => drafting.mutate(undefined)}
        busy={drafting.isPending}
        {...(document.data?.state === 'stale' ? { hint: w.release.draftAgainHint } : {})}
      >
        {w.release.draftAgain}
      </Act>
    </section>
  )
}

function Acts({ release, tenant }: Of) {
  const { w } = useSpeech()
  const openHold = useHold()
  const [withdrawing, setWithdrawing] = useState(false)
  const isAuditor = roleIn(useSession().data, tenant) === 'auditor'
  const reason = isAuditor ? w.officers.onlyOfficer : null
  const rejecting = useDeed(() => ask('POST', ofTenant(tenant, 'releases', release.id, 'reject'), {}))
  const isOut = release.state === 'published' || release.state === 'embargoed'
  return (
    <div className="acts">
      <RefusalNote fault={rejecting.error} />
      {isOut && (
        <>
          <Act look="stop" press={() => openHold({ scope: 'release', release: release.id })} reason={reason}>
            {w.release.hold}
          </Act>
          <Act press={() => setWithdrawing(true)} reason={reason}>
            {w.release.withdraw}
          </Act>
        </>
      )}
      {release.state === 'proposed' && (
        <Act
          press={() => rejecting.mutate(undefined)}
          busy={rejecting.isPending}
          reason={reason}
          hint={w.release.rejectHint}
        >
          {w.release.reject}
        </Act>
      )}
      {withdrawing && <Withdraw release={release} tenant={tenant} close={() => setWithdrawing(false)} />}
    </div>
  )
}

const REASONS: readonly HoldReason[] = ['personal-data', 'wrong-data', 'security', 'legal', 'other']

function Withdraw({ release, tenant, close }: Of & Readonly<{ close: () => void }>) {
  const { w } = useSpeech()
  const navigate = useNavigate()
  const [reason, setReason] = useState<HoldReason>('wrong-data')
  const drafting = useDeed(
    () => ask<PendingDocument>('POST', ofTenant(tenant, 'releases', release.id, 'withdraw'), { reason }),
    ({ digest }) => navigate({ to: '/t/$tenant/documents/$digest', params: { tenant, digest } }),
  )
  return (
    <Window title={w.release.withdraw} open close={close}>
      <p className="lead">{w.release.withdrawLead}</p>
      <Choice
        label={w.hold.reason}
        value={reason}
        change={setReason}
        options={REASONS.map(value => ({ value, label: w.hold.reasons[value] }))}
      />
      <RefusalNote fault={drafting.error} />
      <Act look="main" press={() => drafting.mutate(undefined)} busy={drafting.isPending}>
        {w.release.withdrawPress}
      </Act>
    </Window>
  )
}
