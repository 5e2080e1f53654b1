import type { InspectProgress } from '#inspect'
import { printable, type Say, shortened } from '#page'
import type { CliWords } from './words/words.ts'

// Work that ends within a second shows nothing; then ten lines a second at most: more would slow the work it reports.
const QUIET_MS = 1000
const EVERY_MS = 100

/** One line on a terminal, rewritten while the work goes on. */
export type ProgressLine = Readonly<{ show(progress: InspectProgress): void; clear(): void }>

type Terminal = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>

/**
 * Progress with rows, bytes, rate and time left, on a terminal only, after the first second. `clock` in milliseconds.
 */
export function progressLine(out: Terminal, clock: () => number, words: CliWords, say: Say): ProgressLine {
  const start = clock()
  const line = rewrittenLine(out, clock)
  return {
    show: progress => line.show(() => lineOf(progress, (clock() - start) / 1000, words, say)),
    clear: line.clear,
  }
}

/** One line of any text, on a terminal only, after the first second, ten times a second at most. `clock` in milliseconds. */
export function rewrittenLine(
  out: Terminal,
  clock: () => number,
): Readonly<{ show(text: () => string): void; clear(): void }> {
  if (!out.isTTY) return { show: () => {}, clear: () => {} }
  const start = clock()
  let last = 0
  let shown = false
  return {
    show(text) {
      const now = clock()
      if (now - start < QUIET_MS || now - last < EVERY_MS) return
      last = now
      shown = true
      out.write(`\r\u001b[K${text().slice(0, Math.max(20, (out.columns || 80) - 1))}`)
    },
    clear() {
      if (shown) out.write('\r\u001b[K')
      shown = false
    },
  }
}

function lineOf(progress: InspectProgress, seconds: number, words: CliWords, say: Say): string {
  const name = shortened(printable(progress.place.split('/').at(-1) ?? ''), 30)
  if (progress.stage === 'measuring') return `${name}  ${words.measuring}, ${say.count(progress.rows)} ${words.rows}`
  const rate = progress.bytesRead / seconds
  const left =
    progress.bytesTotal === null ? null : Math.max(0, progress.bytesTotal - progress.bytesRead) / Math.max(1, rate)
  const parts = [
    `${name}  ${words.reading} ${say.count(progress.rows)} ${words.rows}`,
    progress.bytesTotal === null
      ? say.bytes(progress.bytesRead)
      : `${say.bytes(progress.bytesRead)} / ${say.bytes(progress.bytesTotal)}`,
    `${say.bytes(rate)}/s`,
    ...(left === null || left === 0 ? [] : [words.progressLeft(left)]),
  ]
  return parts.join(', ')
}
