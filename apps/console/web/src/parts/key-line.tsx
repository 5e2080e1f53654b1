import type { OfficerKey } from '#officers'
import { useSpeech } from '../words/words.tsx'
import { When } from './facts.tsx'

/** A key in one line: its name, its kind, its end to compare by eye, whether it counts (null: it never will, its owner signs nothing), when it was used. */
export function KeyLine({ owned, counts }: Readonly<{ owned: OfficerKey; counts: boolean | null }>) {
  const { w } = useSpeech()
  return (
    <span>
      <strong>{owned.label}</strong> <span className="soft">{w.officers.kinds[owned.kind]}</span>{' '}
      <code title={owned.key}>{owned.key.slice(-16)}</code>{' '}
      {counts !== null && (
        <span className={counts ? 'tag sure' : 'tag clock-tag'}>
          {counts ? w.officers.counts : w.officers.countsNot}
        </span>
      )}{' '}
      <small className="soft">
        {owned.lastUsedAt ? (
          <>
            {w.officers.lastUsed} <When at={owned.lastUsedAt} />
          </>
        ) : (
          w.officers.never
        )}
      </small>
    </span>
  )
}
