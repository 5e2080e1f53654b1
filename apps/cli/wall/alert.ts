import { isRefusal } from '#kernel'
import { alerts, closeAlert, openAlert } from '#release'
import type { ActName } from '../acts.ts'
import { isUnasked } from './asking.ts'
import { reasonOf } from './choices.ts'
import { atDesk } from './opened.ts'
import type { Runner } from './run.ts'
import { table } from './table.ts'

const open: Runner = async asked => {
  const reason = reasonOf(asked)
  if (isUnasked(reason)) return reason
  return atDesk(asked, async ({ zone, tenant, asker }) => {
    const alert = await openAlert(zone, asker, tenant.name, reason)
    return isRefusal(alert) ? alert : { told: alert, lines: [asked.words.wall.alertOpened(alert.id)] }
  })
}

const list: Runner = asked =>
  atDesk(asked, async ({ zone, tenant, asker }) => {
    const all = await alerts(zone, asker, tenant.name)
    if (isRefusal(all)) return all
    const { wall } = asked.words
    const rows = all.map(({ id, reason, openedAt, closedAt }) => [
      id,
      wall.states[closedAt === null ? 'open' : 'closed'],
      openedAt,
      wall.reasons[reason],
    ])
    return { told: all, lines: rows.length > 0 ? table(rows) : [wall.nothing] }
  })

const close: Runner = asked =>
  atDesk(asked, async ({ zone, tenant, asker }) => {
    const done = await closeAlert(zone, asker, tenant.name, asked.place)
    return isRefusal(done) ? done : { told: done, lines: [asked.words.wall.alertClosed(asked.place)] }
  })

/** Acts that say that something is wrong, and that it is over. */
export const alertActs: Readonly<Partial<Record<ActName, Runner>>> = {
  'alert open': open,
  'alert list': list,
  'alert close': close,
}
