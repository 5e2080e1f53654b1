import { type ReactNode, useEffect, useState } from 'react'
import type { Verdict } from '#inspect'
import { useNames, useSession } from '../api/queries.ts'
import { useSpeech } from '../words/words.tsx'

/** The verdict as a tag: its colour, and always its words. */
export function VerdictTag({ verdict }: Readonly<{ verdict: Verdict }>) {
  const { w } = useSpeech()
  return <span className={`tag ${verdict}`}>{w.verdict[verdict]}</span>
}

/** A moment in the officer's own time; the exact UTC moment on hover and for machines. */
export function When({ at, day = false }: Readonly<{ at: string; day?: boolean }>) {
  const speech = useSpeech()
  return (
    <time dateTime={at} title={at}>
      {day ? speech.day(at) : speech.when(at)}
    </time>
  )
}

/** A digest to compare by eye: in groups of eight. */
export function Hash({ value, short = false }: Readonly<{ value: string; short?: boolean }>) {
  const shown = short ? value.slice(0, 16) : value
  const groups = shown.match(/.{1,8}/g) ?? []
  return (
    <code className="hash" title={value}>
      {groups.map((group, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one digest never move
        <span key={i}>{group}</span>
      ))}
      {short && <span aria-hidden="true">…</span>}
    </code>
  )
}

/** How many signatures there are of how many: one mark each, and the words. */
export function Pips({ have, all }: Readonly<{ have: number; all: number }>) {
  const { w } = useSpeech()
  const marks = Array.from({ length: Math.min(all, 8) }, (_, i) => (i < have ? 'pip in' : 'pip'))
  return (
    <span className="pips">
      <span aria-hidden="true">
        {marks.map((mark, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: marks are counted, not told apart
          <i key={i} className={mark} />
        ))}
      </span>
      {w.wall.signatures(have, all)}
    </span>
  )
}

/** What a screen is called, and what can be done with all of it. The name is where a reader lands. */
export function Heading(props: Readonly<{ title: string; lead?: string; over?: ReactNode; children?: ReactNode }>) {
  const { w } = useSpeech()
  useEffect(() => {
    document.title = w.title(props.title)
  }, [props.title, w])
  return (
    <header className="heading">
      <div>
        {props.over}
        <h1 tabIndex={-1}>{props.title}</h1>
        {props.lead && <p className="lead">{props.lead}</p>}
      </div>
      {props.children && <div className="acts">{props.children}</div>}
    </header>
  )
}

/** What stands where nothing is yet: what will be here, and the way to it. */
export function Empty({ children }: Readonly<{ children: ReactNode }>) {
  return <div className="empty">{children}</div>
}

/** The name behind an id as others would write it: that of oneself too. */
export function useName(tenant: string): (id: string) => string {
  const { w } = useSpeech()
  const nameOf = useNames(tenant)
  return id => (id.startsWith('run-') ? w.common.zone : (nameOf(id) ?? w.common.someone))
}

/** The name behind an id: `you` for oneself, the zone for its own process. */
export function useWho(tenant: string): (id: string) => string {
  const { w } = useSpeech()
  const me = useSession().data?.officer.id
  const nameOf = useName(tenant)
  return id => (id === me ? w.common.me : nameOf(id))
}

/** The moment, again every second: for clocks that run. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
