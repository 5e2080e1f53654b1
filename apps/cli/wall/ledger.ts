import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isRefusal } from '#kernel'
import { exportLedger } from '#vault'
import { toHex } from '#zones'
import type { ActName } from '../acts.ts'
import { inZone } from './opened.ts'
import type { Runner } from './run.ts'

const exported: Runner = asked =>
  inZone(asked, async ({ vault }) => {
    const head = await exportLedger(vault, asked.place)
    if (isRefusal(head)) return head
    const key = (await readFile(join(asked.place, 'key'), 'utf8')).trim()
    const told = { folder: asked.place, size: head.size, root: toHex(head.root), key }
    return { told, lines: asked.words.wall.exported(asked.place, key).split('\n') }
  })

/** The ledger as files. */
export const ledgerActs: Readonly<Partial<Record<ActName, Runner>>> = { 'ledger export': exported }
