import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventTenant } from '../../src/zones/wall.test-kit.ts'
import { textsInMemory, whyNoMemory } from './memory.ts'
import { ask, install, listed, makeFolders, type Portal, publish, renew, startPortal, until } from './portal.ts'

/** What somebody who takes the whole public zone finds of what was sent to it: files, logs, and the memory of the process. */

const HOST = 'open.prefecture-a.example'
const ENVELOPES = 20
const PAGE = `<!doctype html><title>a</title><p>${randomBytes(24).toString('hex')}</p>`
const canaries = Array.from({ length: ENVELOPES }, () => `canary-${randomBytes(16).toString('hex')}`)
const AGENT = `agent-${randomBytes(16).toString('hex')}`
const folders = makeFolders()
let portal: Portal
let receipts: string[]

beforeAll(async () => {
  const at = new Date(Date.now() - 60_000)
  const tenant = await inventTenant('prefecture-a', at, listed({ '/': PAGE }, 'text/html'))
  await install(folders, [tenant], [[HOST]])
  await publish(folders, tenant, { '/': PAGE })
  portal = await startPortal(folders)
  await renew(folders, tenant)
  await until(portal, HOST, '/', 200)
  const sealer = new Encrypter()
  sealer.addRecipient(await identityToRecipient(await generateIdentity()))
  const sent = canaries.map(async canary => {
    const body = await sealer.encrypt(`My neighbour told me: ${canary}`)
    const headers = { 'content-type': 'application/octet-stream', 'user-agent': AGENT }
    const reply = await ask(portal, HOST, '/envelope', { method: 'POST', headers, body })
    return (JSON.parse(reply.body.toString()) as { receipt: string }).receipt
  })
  receipts = await Promise.all(sent)
})
afterAll(async () => {
  await portal?.stop()
  folders.remove()
})

function filesUnder(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name))
  return names.filter(name => statSync(name).isFile())
}

test('no content of an envelope stands in the memory of the portal, where a page that it serves does', ({ skip }) => {
  const pid = portal.process.pid ?? 0
  const why = whyNoMemory(pid)
  if (why) return skip(why)
  const { found, readBytes } = textsInMemory(pid, [...canaries, PAGE])
  expect(found).toEqual([PAGE])
  expect(readBytes).toBeGreaterThan(10_000_000)
})

test('no content of an envelope stands in spool, state or logs, and of its sender nothing at all', async () => {
  await portal.stop('SIGTERM')
  const files = filesUnder(folders.path)
  expect(files.filter(name => name.endsWith('.age'))).toHaveLength(ENVELOPES)
  expect(receipts).toHaveLength(ENVELOPES)
  const telling = files.filter(name => [...canaries, AGENT].some(text => readFileSync(name).includes(text)))
  expect(telling).toEqual([])
  // The scan can find: the page is where it was released.
  expect(files.filter(name => readFileSync(name).includes(PAGE))).toHaveLength(1)
})
