import { useEffect, useRef } from 'react'

/**
 * Puts a figure of Observable Plot on the page. Its own style element is taken out first: the content security policy refuses styles
 * written inside a page, and look/console.css says the same. `draw` gets the width that there is.
 */
export function Figure({ draw, label }: Readonly<{ draw: (width: number) => Element; label: string }>) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const holder = place.current
    if (!holder) return
    const redraw = () => {
      const figure = draw(Math.max(280, Math.floor(holder.clientWidth)))
      for (const style of figure.querySelectorAll('style')) style.remove()
      // Its words are in the label, and in a table beside it.
      figure.setAttribute('aria-hidden', 'true')
      holder.replaceChildren(figure)
    }
    redraw()
    const watch = new ResizeObserver(() => requestAnimationFrame(redraw))
    watch.observe(holder)
    return () => watch.disconnect()
  }, [draw])
  return <div className="figure" ref={place} role="img" aria-label={label} />
}
