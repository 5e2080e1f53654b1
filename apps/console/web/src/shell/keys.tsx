import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { Window } from '../parts/window.tsx'
import { useSpeech } from '../words/words.tsx'
import { PLACES } from './bar.tsx'
import { useHold } from './hold.tsx'

// A `g` that nobody follows up is forgotten after this long.
const CHORD_MS = 1_500

/** The keys that work on every screen, and the list of them. Never while somebody writes, never with Ctrl, Alt or Meta. */
export function Keys({ tenant }: Readonly<{ tenant: string }>) {
  const { w } = useSpeech()
  const [listed, setListed] = useState(false)
  const navigate = useNavigate()
  const openHold = useHold()
  const begun = useRef(0)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isForElse(event)) return
      const place = PLACES.find(one => one.letter === event.key)
      if (Date.now() - begun.current < CHORD_MS && place) {
        void navigate({ to: place.to, params: { tenant } })
      } else if (event.key === 'g') {
        begun.current = Date.now()
        return
      } else if (event.key === '/') void navigate({ to: '/t/$tenant/releases', params: { tenant }, hash: 'search' })
      else if (event.key === 'h') openHold({ scope: 'tenant' })
      else if (event.key === '?') setListed(true)
      else return
      begun.current = 0
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [tenant, navigate, openHold])
  const rows = [
    { keys: ['/'], does: w.keys.search },
    { keys: ['h'], does: w.keys.hold },
    ...PLACES.map(place => ({ keys: ['g', place.letter], does: w.keys.go(w.nav[place.name]) })),
    { keys: ['?'], does: w.keys.list },
  ]
  return (
    <Window title={w.keys.title} open={listed} close={() => setListed(false)}>
      <dl className="keys">
        {rows.map(row => (
          <div key={row.does}>
            <dt>
              {row.keys.map((key, i) => (
                <span key={key}>
                  {i > 0 && <span className="soft"> {w.keys.after} </span>}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </dt>
            <dd>{row.does}</dd>
          </div>
        ))}
      </dl>
    </Window>
  )
}

/** Whether the key belongs to what has the focus: a field, a window, or the browser. */
function isForElse(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target as HTMLElement
  return target.closest('input, textarea, select, [role="dialog"], [contenteditable]') !== null
}
