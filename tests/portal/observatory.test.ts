import { afterAll, beforeAll, expect, test } from 'vitest'
import { signDocument } from '#zones'
import { holdOf, inventTenant } from '../../src/zones/wall.test-kit.ts'
import { observe } from '../observatory.ts'
import { startTlsFront, type TlsFront } from '../tls-front.ts'
import { install, listed, makeFolders, type Portal, publish, push, renew, startPortal, until } from './portal.ts'

/** The headers of the real portal behind TLS, scored as MDN HTTP Observatory scores them. */

const HOST = 'open.prefecture-a.example'
const PAGE = '<!doctype html><html lang="fr"><title>a</title><script src="/a.js"></script></html>'
const folders = makeFolders()
let portal: Portal
let front: TlsFront

beforeAll(async () => {
  const files = { '/': PAGE }
  const at = new Date(Date.now() - 60_000)
  const tenant = await inventTenant('prefecture-a', at, listed(files, 'text/html; charset=utf-8'))
  await install(folders, [tenant], [[HOST]])
  await publish(folders, tenant, files)
  const hold = holdOf(tenant.name, { scope: { kind: 'path', path: '/held' } })
  push(folders, tenant.name, 'holds/1.json', await signDocument(hold, [tenant.officers[0]]))
  portal = await startPortal(folders)
  await renew(folders, tenant)
  await until(portal, HOST, '/', 200)
  front = await startTlsFront(portal.port, HOST)
})
afterAll(async () => {
  await front?.stop()
  await portal?.stop()
  folders.remove()
})

test.each(['/', '/held', '/none'])('the page %s behind TLS gets 130 points, A+', async path => {
  expect(await observe(front, path)).toEqual({
    score: 130,
    grade: 'A+',
    tests: {
      'content-security-policy': 10,
      cookies: 0,
      'cross-origin-resource-sharing': 0,
      redirection: 0,
      'referrer-policy': 5,
      'strict-transport-security': 0,
      'subresource-integrity': 0,
      'x-content-type-options': 0,
      'x-frame-options': 5,
      'cross-origin-resource-policy': 10,
    },
  })
})
