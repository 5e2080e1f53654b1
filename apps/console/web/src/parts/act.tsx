import { type ReactNode, useId } from 'react'
import { Button } from 'react-aria-components'

type Look = 'plain' | 'main' | 'stop' | 'quiet'

/**
 * A button. Where `reason` says why it cannot be pressed it stays visible, can still be reached by keyboard, and says so beneath:
 * nobody has to guess why something is missing.
 */
export function Act(
  props: Readonly<{
    children: ReactNode
    press: () => void
    look?: Look
    reason?: string | null
    busy?: boolean
    hint?: string
    label?: string
    keys?: string
  }>,
) {
  const id = useId()
  const { reason = null, busy = false, look = 'plain' } = props
  const beneath = reason ?? props.hint ?? null
  return (
    <span className="act">
      <Button
        className={`button ${look}`}
        onPress={reason === null && !busy ? props.press : () => {}}
        data-busy={busy}
        aria-disabled={reason !== null}
        {...(props.label ? { 'aria-label': props.label } : {})}
        {...(props.keys ? { 'aria-keyshortcuts': props.keys } : {})}
        {...(beneath ? { 'aria-describedby': id } : {})}
      >
        {props.children}
      </Button>
      {beneath && (
        <small id={id} className="soft">
          {beneath}
        </small>
      )}
    </span>
  )
}
