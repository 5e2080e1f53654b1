import { Label, ProgressBar } from 'react-aria-components'
import { useSpeech } from '../words/words.tsx'

/** How far something is, `part` from 0 to 1, with its words and the number. */
export function Progress({ part, label }: Readonly<{ part: number; label: string }>) {
  const { share } = useSpeech()
  const held = Math.min(1, Math.max(0, part))
  return (
    <ProgressBar className="progress" value={held * 100} valueLabel={share(held)}>
      <Label>
        {label} <span className="figures">{share(held)}</span>
      </Label>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect className="track" width="100" height="4" />
        <rect className="done" width={held * 100} height="4" />
      </svg>
    </ProgressBar>
  )
}
