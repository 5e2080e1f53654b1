import type { MatchedLines, ReadLogs } from '../../contract.ts'

const SAME = [
  'client',
  'object',
  'server',
  'bytes',
  'rangeFirst',
  'rangeLast',
  'status',
  'method',
  'ended',
  'agent',
  'flags',
] as const

/**
 * Says of lines that come in order whether one is a copy of the one before: where two logs of a server hold the same stretch, a line that is there
 * twice was written once, and of five lines that are the same in all, three were. A line that is there once stays.
 */
export function copyFinder({ matched, copied = [] }: ReadLogs): (line: number) => boolean {
  if (copied.length === 0) return () => false
  let before = -1
  let alike = 0
  return line => {
    alike = before !== -1 && areAlike(matched, before, line) ? alike + 1 : 0
    before = line
    return alike % timesOf(matched, copied, line) !== 0
  }
}

/** How often each line of that moment is in the logs of its server. */
function timesOf(lines: MatchedLines, copied: NonNullable<ReadLogs['copied']>, line: number): number {
  const at = lines.at(line)
  const server = lines.server[line]
  return 1 + copied.filter(each => each.server === server && each.from <= at && at <= each.to).length
}

function areAlike(lines: MatchedLines, a: number, b: number): boolean {
  return lines.at(a) === lines.at(b) && SAME.every(column => lines[column][a] === lines[column][b])
}
