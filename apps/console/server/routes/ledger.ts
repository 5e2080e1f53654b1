import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { Readable } from 'node:stream'
import { z } from '@hono/zod-openapi'
import { isRefusal, type Refusal, temporaryFolder } from '#kernel'
import { CHECKPOINT, decodeEvent, entriesOf } from '#ledger'
import { type Asker, mayRefusal, officer } from '#officers'
import type { Zone } from '#release'
import { exportLedger } from '#vault'
import { HEADERS } from '../policy.ts'
import { noSession, type Route, route } from '../route.ts'
import { ledgerPage } from '../shapes.ts'
import { type TarFile, tar } from '../tar.ts'

/** How often a page is read again because the ledger grew under it: each growth takes a whole act. */
const TRIES = 5

/** The ledger is one for all bodies of a private zone and names nobody: every officer may read it. */
export const ledgerRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/ledger',
    summary: 'The head of the ledger, and entries in their order; without `from` the newest',
    query: z.strictObject({
      from: z.coerce.number().int().min(0).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    gives: ledgerPage,
    answer: async ({ zone, asker, query: { from, limit } }) =>
      (await mayRead(zone, asker)) ?? (await pageOf(zone, from ?? null, limit)),
  }),
  route({
    method: 'get',
    path: '/api/ledger/export',
    summary: 'The folder of the ledger as a tape archive, for `parefuite ledger verify`',
    gives: null,
    answer: async ({ zone, asker }) => {
      const no = await mayRead(zone, asker)
      if (no) return no
      const headers = { ...HEADERS.api, 'content-type': 'application/x-tar' }
      const body = Readable.from(tar(filesOf(zone), zone.vault.now()))
      return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, {
        headers: { ...headers, 'content-disposition': 'attachment; filename="ledger.tar"' },
      })
    },
  }),
]

/** Whoever may read it for one body may read it. */
async function mayRead(zone: Zone, asker: Asker): Promise<Refusal | null> {
  const who = await officer(zone.vault, asker.officer)
  for (const { tenant } of who?.roles ?? []) {
    const no = await mayRefusal(zone.vault, asker, 'ledger.see', tenant)
    if (!no) return null
  }
  return noSession()
}

async function pageOf({ vault }: Zone, from: number | null, limit: number): Promise<z.infer<typeof ledgerPage>> {
  for (let tries = 0; tries < TRIES; tries++) {
    const { size, root } = await vault.ledgerHead()
    const checkpoint = await vault.ledger.read(CHECKPOINT)
    const entries = await entriesOf(vault.ledger, size, from ?? Math.max(0, size - limit), limit)
    if (!entries) continue
    return {
      size,
      root: Buffer.from(root).toString('hex'),
      checkpoint: Buffer.from(checkpoint ?? []).toString('utf8'),
      entries: entries.map(({ index, entry }) => ({ index, event: eventIn(entry) })),
    }
  }
  throw new Error('the ledger grew under every try to read a page of it')
}

function eventIn(entry: Uint8Array) {
  const event = decodeEvent(entry)
  if (isRefusal(event)) throw new Error('the ledger holds an entry that is no event')
  return event
}

/** The folder as it is at one moment; made beside, and gone when the last byte was read. */
async function* filesOf({ vault }: Zone): AsyncGenerator<TarFile> {
  const scratch = await temporaryFolder()
  try {
    const folder = join(scratch.path, 'ledger')
    const head = await exportLedger(vault, folder)
    if (isRefusal(head)) throw new Error(`the ledger is not written out: ${head.code}`)
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isPart)
    for (const name of names) {
      const path = join(folder, name)
      if (statSync(path).isFile()) yield { path: name.split(sep).join('/'), bytes: readFileSync(path) }
    }
  } finally {
    await scratch.remove()
  }
}

/** Drafts and the writer's mark are no part of a ledger. */
function isPart(name: string): boolean {
  return !name.endsWith('.draft') && name !== '.writer'
}
