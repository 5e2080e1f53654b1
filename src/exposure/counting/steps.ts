import type { Exposure, TimelineStep } from './document.ts'
import { iso } from './moments.ts'
import type { Count } from './transfers/count.ts'

/** Bars of the picture; beyond, a bar is longer than a minute. */
const MOST_STEPS = 3_000

/** What began in each step of time, in as few bars as a picture can show; steps in which nothing began are left out. */
export function timelineOf({ timeline }: Count): Exposure['timeline'] {
  const minutes = [...timeline.keys()].sort((a, b) => a - b)
  if (minutes.length === 0) return { stepMinutes: 1, steps: [] }
  const span = minutes[minutes.length - 1] - minutes[0] + 1
  const stepMinutes = [1, 5, 15, 60, 360, 1440, 10_080].find(step => span / step <= MOST_STEPS) ?? 43_200
  const steps = new Map<number, { whole: number; partial: number; probes: number }>()
  for (const minute of minutes) {
    const at = Math.floor(minute / stepMinutes) * stepMinutes
    const one = timeline.get(minute)!
    const step = steps.get(at) ?? { whole: 0, partial: 0, probes: 0 }
    steps.set(at, {
      whole: step.whole + one.whole,
      partial: step.partial + one.partial,
      probes: step.probes + one.probes,
    })
  }
  return { stepMinutes, steps: [...steps].map(([at, step]): TimelineStep => ({ at: iso(at * 60_000), ...step })) }
}
