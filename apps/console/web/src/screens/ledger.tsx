import { useQueries } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import type { LedgerEvent } from '#ledger'
import { ask } from '../api/client.ts'
import { type LedgerPage, useLedgerPage } from '../api/queries.ts'
import { Empty, Hash, Heading, useName, When } from '../parts/facts.tsx'
import { Field } from '../parts/field.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { useSpeech } from '../words/words.tsx'

// One page of entries; what is looked at lies in two of them at most.
const PAGE = 100
const ROW_PX = 44
// A browser draws nothing taller than about 33 million pixels: a list of this many entries is safe, older ones are asked for by number.
const SPAN = 100_000

/** What was done, by whom, when: the head that is signed, and every entry as a sentence. */
export function Ledger() {
  const { tenant } = useParams({ from: '/t/$tenant' })
  const { w, count } = useSpeech()
  const head = useLedgerPage(0, 1)
  return (
    <>
      <Heading title={w.ledger.title} lead={w.ledger.lead}>
        <span className="act">
          <a className="button" href="/api/ledger/export" download>
            {w.ledger.export}
          </a>
          <small className="soft">{w.ledger.exportHint}</small>
        </span>
      </Heading>
      <Loaded from={head}>
        {page => (
          <>
            <dl className="head-facts">
              <div>
                <dt>{w.ledger.entries}</dt>
                <dd className="figures">{count(page.size)}</dd>
              </div>
              <div>
                <dt>{w.ledger.root}</dt>
                <dd>
                  <Hash value={page.root} />
                </dd>
              </div>
            </dl>
            <details>
              <summary>{w.ledger.checkpoint}</summary>
              <pre className="raw">{page.checkpoint}</pre>
            </details>
            {page.size === 0 ? <Empty>{w.ledger.empty}</Empty> : <List size={page.size} tenant={tenant} />}
          </>
        )}
      </Loaded>
    </>
  )
}

/** The newest entries, or those from a number downward. */
function List({ size, tenant }: Readonly<{ size: number; tenant: string }>) {
  const { w } = useSpeech()
  const [asked, setAsked] = useState('')
  const wanted = /^\d+$/.test(asked) ? Number(asked) + 1 : size
  return (
    <section>
      <h2>{w.ledger.list}</h2>
      {size > PAGE && <Field label={w.ledger.from} value={asked} change={setAsked} />}
      <Entries key={asked} size={Math.min(wanted, size)} tenant={tenant} />
    </section>
  )
}

function Entries({ size, tenant }: Readonly<{ size: number; tenant: string }>) {
  const { w, count } = useSpeech()
  const place = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count: Math.min(size, SPAN),
    getScrollElement: () => place.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  })
  const seen = rows.getVirtualItems()
  const entries = useEntries(seen.map(row => size - 1 - row.index))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="virtual" ref={place} tabIndex={0} aria-label={w.ledger.list}>
      <ol className="rows entries" style={{ height: rows.getTotalSize() }}>
        {seen.map(row => {
          const index = size - 1 - row.index
          const event = entries.get(index)
          return (
            <li
              key={index}
              className="row entry"
              ref={rows.measureElement}
              data-index={row.index}
              aria-setsize={size}
              aria-posinset={row.index + 1}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <span className="figures soft">{count(index)}</span>
              {event ? <Entry event={event} tenant={tenant} /> : <span className="soft">…</span>}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function Entry({ event, tenant }: Readonly<{ event: LedgerEvent; tenant: string }>) {
  const { w } = useSpeech()
  const nameOf = useName(tenant)
  return (
    <>
      <span>
        <strong>{nameOf(event.by)}</strong> {w.ledger.says[event.kind] ?? w.ledger.unnamed(event.kind)}
        {'verdict' in event && <> · {w.verdict[event.verdict]}</>}
        {'reason' in event && <> · {w.hold.reasons[event.reason]}</>}
      </span>
      <span className="soft entry-when">
        <When at={event.at} />
      </span>
    </>
  )
}

/** The events at these places, page by page, kept once read: an entry never changes. */
function useEntries(places: readonly number[]): ReadonlyMap<number, LedgerEvent> {
  const pages = [...new Set(places.map(place => Math.floor(place / PAGE)))]
  const newest = Math.max(...places, 0)
  const answers = useQueries({
    queries: pages.map(page => ({
      // The newest page still grows: it is asked for again when there is more.
      queryKey: ['ledger', 'page', page, Math.floor(newest / PAGE) === page ? newest : 'full'],
      queryFn: () => ask<LedgerPage>('GET', `/ledger?from=${page * PAGE}&limit=${PAGE}`),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  })
  return new Map(answers.flatMap(answer => answer.data?.entries ?? []).map(one => [one.index, one.event]))
}
