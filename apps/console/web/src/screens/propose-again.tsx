import { useEffect, useState } from 'react'
import { useNewestVersion, useReleases } from '../api/queries.ts'
import { Act } from '../parts/act.tsx'
import { Pick } from '../parts/field.tsx'
import { useSpeech } from '../words/words.tsx'
import { type Taken, takenFrom } from './earlier.ts'
import type { Draft } from './proposal.ts'

// Long enough that an address is asked about once it is written, not at each letter.
const WRITTEN_MS = 400

/** The data sets that a new version can be made of: those of the newest releases. Others are found by their address. */
export function Existing(props: Readonly<{ tenant: string; draft: Draft; put: (part: Partial<Draft>) => void }>) {
  const { w, both } = useSpeech()
  const items = useReleases(props.tenant, '').data?.pages.flatMap(page => page.items) ?? []
  const known = items.filter(one => one.state !== 'rejected')
  const newest = known.filter((one, i) => known.findIndex(other => other.slug === one.slug) === i)
  if (newest.length === 0) return null
  const chosen = newest.some(one => one.slug === props.draft.slug) ? props.draft.slug : ''
  return (
    <Pick
      label={w.propose.again}
      value={chosen}
      change={slug => props.put({ slug })}
      options={[
        { value: '', label: w.propose.againNot },
        ...newest.map(one => ({ value: one.slug, label: `${both(one.title)} (${one.slug})` })),
      ]}
    />
  )
}

type Given = Readonly<{
  tenant: string
  draft: Draft
  /** Fields that somebody wrote in or chose. */
  typed: ReadonlySet<string>
  columns: readonly string[]
  take: (draft: Draft) => void
}>

/** Where the address is that of a data set: offers the words of its newest version, and says what was taken. */
export function EarlierWords({ tenant, draft, typed, columns, take }: Given) {
  const { w } = useSpeech()
  const slug = useSettled(draft.slug)
  const newest = useNewestVersion(tenant, slug).data ?? null
  const [taken, setTaken] = useState<Readonly<{ slug: string; what: readonly Taken[] }> | null>(null)
  const earlier = newest !== null && newest.slug === draft.slug ? newest : null
  const offer = earlier && takenFrom(earlier.words, draft, typed, columns)
  const done = taken?.slug === draft.slug ? taken.what : []
  return (
    <div role="status">
      {earlier && offer && (
        <div className="banner">
          <p>{w.propose.exists(earlier.version)}</p>
          {done.length > 0 && <p>{w.propose.taken(earlier.version, named(done, w))}</p>}
          {offer.what.length > 0 && (
            <Act
              press={() => {
                take(offer.draft)
                setTaken({ slug: draft.slug, what: offer.what })
              }}
              hint={w.propose.takeHint(named(offer.what, w))}
            >
              {w.propose.take(earlier.version)}
            </Act>
          )}
        </div>
      )}
    </div>
  )
}

function named(what: readonly Taken[], w: ReturnType<typeof useSpeech>['w']): string {
  const names: Readonly<Record<Taken, string>> = {
    title: w.propose.name,
    description: w.propose.description,
    licence: w.propose.licence,
    dictionary: w.propose.dictionary,
    chart: w.propose.chart,
  }
  return what.map(one => names[one].toLowerCase()).join(', ')
}

/** A text once nobody has changed it for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), WRITTEN_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
