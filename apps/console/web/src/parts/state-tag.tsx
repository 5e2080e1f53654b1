import type { Release } from '#release'
import { useSpeech } from '../words/words.tsx'

/** What a release is at: while it is held, nobody sees it, whatever was published. */
export function StateTag({ release }: Readonly<{ release: Pick<Release, 'state' | 'held'> }>) {
  const { w } = useSpeech()
  if (release.held) return <span className="tag held">{w.held}</span>
  return <span className={`tag ${release.state}`}>{w.releaseState[release.state]}</span>
}
