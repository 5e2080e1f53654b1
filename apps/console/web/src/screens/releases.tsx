import { Link, useLocation, useParams } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { Input, Label, SearchField } from 'react-aria-components'
import type { Release } from '#release'
import { useReleases } from '../api/queries.ts'
import { Empty, Heading, VerdictTag, When } from '../parts/facts.tsx'
import { RefusalNote } from '../parts/refusal.tsx'
import { StateTag } from '../parts/state-tag.tsx'
import { useSpeech } from '../words/words.tsx'

const ROW_PX = 64
// Rows beyond the last seen at which the next page is asked for.
const AHEAD = 20

/** Every release of the body, found by words; thousands of them, of which the page holds what can be seen. */
export function Releases() {
  const { tenant } = useParams({ from: '/t/$tenant' })
  const { w } = useSpeech()
  const [search, setSearch] = useState('')
  const found = useReleases(tenant, useDeferredValue(search.trim()))
  const items = found.data?.pages.flatMap(page => page.items) ?? []
  return (
    <>
      <Heading title={w.releases.title} />
      <Search value={search} change={setSearch} />
      <RefusalNote fault={found.error} />
      {found.data && items.length === 0 && <Empty>{search ? w.releases.none : w.releases.empty}</Empty>}
      {items.length > 0 && (
        <>
          <p className="soft" role="status">
            {w.releases.count(items.length, found.hasNextPage)}
          </p>
          <List
            items={items}
            tenant={tenant}
            more={() => found.hasNextPage && !found.isFetchingNextPage && void found.fetchNextPage()}
          />
        </>
      )}
    </>
  )
}

function Search({ value, change }: Readonly<{ value: string; change: (value: string) => void }>) {
  const { w } = useSpeech()
  const { hash } = useLocation()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (hash === 'search') field.current?.focus()
  }, [hash])
  return (
    <SearchField className="field search" value={value} onChange={change}>
      <Label className="label">{w.releases.search}</Label>
      <Input ref={field} placeholder={w.releases.searchHint} />
    </SearchField>
  )
}

function List(props: Readonly<{ items: readonly Release[]; tenant: string; more: () => void }>) {
  const { w } = useSpeech()
  const place = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count: props.items.length,
    getScrollElement: () => place.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    getItemKey: i => props.items[i]?.id ?? i,
  })
  const seen = rows.getVirtualItems()
  const last = seen.at(-1)?.index ?? 0
  const { more, items } = props
  useEffect(() => {
    if (last + AHEAD > items.length) more()
  }, [last, items.length, more])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="virtual" ref={place} tabIndex={0} aria-label={w.releases.title}>
      <ul className="rows" style={{ height: rows.getTotalSize() }}>
        {seen.map(row => (
          <li
            key={row.key}
            className="row"
            ref={rows.measureElement}
            data-index={row.index}
            aria-setsize={items.length}
            aria-posinset={row.index + 1}
            style={{ transform: `translateY(${row.start}px)` }}
          >
            <ReleaseLine release={items[row.index]} tenant={props.tenant} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ReleaseLine({ release, tenant }: Readonly<{ release: Release; tenant: string }>) {
  const { w, both } = useSpeech()
  return (
    <>
      <span className="row-main">
        <Link className="stretched" to="/t/$tenant/releases/$release" params={{ tenant, release: release.id }}>
          {both(release.title)}
        </Link>
        <small className="soft">
          {release.slug} · {w.wall.version(release.version)}
        </small>
      </span>
      <span className="row-tags">
        <StateTag release={release} />
        <VerdictTag verdict={release.verdict} />
      </span>
      <span className="row-when soft">
        <When at={release.publishedAt ?? release.proposedAt} day />
      </span>
    </>
  )
}
