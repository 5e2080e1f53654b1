import { Link } from '@tanstack/react-router'
import type { PendingDocument } from '#officers'
import type { Candidate } from '#release'
import { isMoving, useSession } from '../api/queries.ts'
import { Pips, useWho, VerdictTag, When } from '../parts/facts.tsx'
import { Progress } from '../parts/progress.tsx'
import { standingOf } from '../parts/standing.ts'
import { useSpeech } from '../words/words.tsx'

/** A document that waits for signatures, as a row under the wall. */
export function DocumentRow({ document, tenant }: Readonly<{ document: PendingDocument; tenant: string }>) {
  const { w } = useSpeech()
  const who = useWho(tenant)
  const me = useSession().data?.officer.id
  const have = document.approvals.length
  const signed = document.approvals.some(one => one.officer === me)
  return (
    <li className="row">
      <span className="row-main">
        <Link className="stretched" to="/t/$tenant/documents/$digest" params={{ tenant, digest: document.digest }}>
          {w.documents.kinds[document.body.kind]}
        </Link>
        <small className="soft">{w.common.by(who(document.by))}</small>
      </span>
      <span className="row-tags">
        <Pips have={have} all={have + document.missing} />
        {signed && <small className="soft">{w.wall.signedByYou}</small>}
      </span>
      <span className="row-when soft">
        <When at={document.at} day />
      </span>
    </li>
  )
}

/** A file that was dropped, as a row under the wall: its progress, or its verdict. */
export function CandidateRow({ candidate, tenant }: Readonly<{ candidate: Candidate; tenant: string }>) {
  const { w, bytes, count } = useSpeech()
  const { progress, inspection } = candidate
  const isUnread = inspection !== null && standingOf(inspection) === 'unread'
  return (
    <li className="row">
      <span className="row-main">
        <Link className="stretched" to="/t/$tenant/inspect/$candidate" params={{ tenant, candidate: candidate.id }}>
          {candidate.fileName ?? w.inspect.nameless}
        </Link>
        <small className="soft">
          {bytes(candidate.sizeBytes)}
          {progress && isMoving(candidate) && <> · {w.inspect.read(count(progress.rows))}</>}
        </small>
      </span>
      <span className="row-tags">
        {isMoving(candidate) && progress?.bytesTotal ? (
          <Progress part={progress.bytesRead / progress.bytesTotal} label={w.inspect.states[candidate.state]} />
        ) : (
          <span className="tag">{isUnread ? w.notRead : w.inspect.states[candidate.state]}</span>
        )}
        {inspection && !isUnread && <VerdictTag verdict={inspection.verdict} />}
      </span>
      <span className="row-when soft">
        <When at={candidate.at} day />
      </span>
    </li>
  )
}
