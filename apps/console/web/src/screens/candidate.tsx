import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { Candidate } from '#release'
import { ask, ofTenant } from '../api/client.ts'
import { isMoving, useCandidate, useDeed, useSession } from '../api/queries.ts'
import { Act } from '../parts/act.tsx'
import { Heading, useWho, When } from '../parts/facts.tsx'
import { InspectionView } from '../parts/inspection.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Progress } from '../parts/progress.tsx'
import { RefusalNote } from '../parts/refusal.tsx'
import { standingOf } from '../parts/standing.ts'
import { roleIn } from '../shell/body.tsx'
import { useSpeech } from '../words/words.tsx'

/** One dropped file: how far its inspection is, then what is in it and what can be done with it. */
export function CandidateScreen() {
  const { tenant, candidate: id } = useParams({ from: '/t/$tenant/inspect/$candidate' })
  const candidate = useCandidate(tenant, id)
  return <Loaded from={candidate}>{one => <Shown candidate={one} tenant={tenant} />}</Loaded>
}

function Shown({ candidate, tenant }: Readonly<{ candidate: Candidate; tenant: string }>) {
  const { w, bytes, lang } = useSpeech()
  const who = useWho(tenant)
  const { inspection } = candidate
  const report = `/api${ofTenant(tenant, 'candidates', candidate.id, 'report')}?lang=${lang}`
  return (
    <>
      <Heading
        title={candidate.fileName ?? w.inspect.nameless}
        over={
          <p className="over-title">
            <Link to="/t/$tenant/inspect" params={{ tenant }}>
              {w.inspect.title}
            </Link>
          </p>
        }
      />
      <p className="soft">
        {bytes(candidate.sizeBytes)} · {w.common.by(who(candidate.by))} · <When at={candidate.at} /> ·{' '}
        {inspection && standingOf(inspection) === 'unread' ? w.notRead : w.inspect.states[candidate.state]}
      </p>
      {isMoving(candidate) && <Moving candidate={candidate} />}
      {candidate.failure && <RefusalNote fault={failureOf(candidate.failure)} />}
      {inspection && (
        <>
          <p>
            <a href={report} target="_blank" rel="noreferrer">
              {w.candidate.report}
            </a>{' '}
            <span className="soft">
              {w.candidate.reportHint}, {w.common.newTab}
            </span>
          </p>
          <h2 className="unseen">{w.candidate.title}</h2>
          <InspectionView inspection={inspection} />
        </>
      )}
      <Acts candidate={candidate} tenant={tenant} />
    </>
  )
}

function failureOf(code: string) {
  return { kind: 'refusal', code, at: '', seen: '', expected: '', remedy: '' }
}

function Moving({ candidate }: Readonly<{ candidate: Candidate }>) {
  const { w, count } = useSpeech()
  const { progress } = candidate
  const part = progress?.bytesTotal ? progress.bytesRead / progress.bytesTotal : 0
  return (
    <div className="upload">
      <Progress part={part} label={w.inspect.states[candidate.state]} />
      <small className="soft">
        {progress && `${w.inspect.read(count(progress.rows))} · `}
        {w.inspect.unclosed}
      </small>
    </div>
  )
}

function Acts({ candidate, tenant }: Readonly<{ candidate: Candidate; tenant: string }>) {
  const { w } = useSpeech()
  const navigate = useNavigate()
  const isAuditor = roleIn(useSession().data, tenant) === 'auditor'
  const dropping = useDeed(
    () => ask('DELETE', ofTenant(tenant, 'candidates', candidate.id)),
    () => navigate({ to: '/t/$tenant/inspect', params: { tenant } }),
  )
  if (candidate.state === 'cancelled') return null
  const reason = isAuditor ? w.officers.onlyOfficer : null
  const hasTable = (candidate.inspection?.tables.length ?? 0) > 0
  const propose = () =>
    navigate({ to: '/t/$tenant/inspect/$candidate/propose', params: { tenant, candidate: candidate.id } })
  return (
    <div className="acts end">
      <RefusalNote fault={dropping.error} />
      {candidate.state === 'inspected' && hasTable && (
        <Act
          look="main"
          press={propose}
          reason={reason}
          {...(candidate.inspection?.verdict === 'block' ? { hint: w.candidate.proposeBlock } : {})}
        >
          {w.candidate.propose}
        </Act>
      )}
      <Act
        press={() => dropping.mutate(undefined)}
        busy={dropping.isPending}
        reason={reason}
        hint={w.candidate.deleteHint}
      >
        {w.candidate.delete}
      </Act>
    </div>
  )
}
