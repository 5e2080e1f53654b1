import type { Inspection, Verdict } from '#inspect'

/**
 * What stands on a file in one word: its verdict, or `unread` where nothing of it could be read as a table. Its verdict is then
 * "review", which would say that somebody can look at something. Lists leave the tables out, so the reason is what tells.
 */
export function standingOf({ verdict, reasons }: Pick<Inspection, 'verdict' | 'reasons'>): Verdict | 'unread' {
  return reasons.some(reason => reason.code === 'inspect/no-table') ? 'unread' : verdict
}
