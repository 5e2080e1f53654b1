/**
 * The original MDN HTTP Observatory beside ours (`tests/observatory.ts`), on the real portal behind TLS: the same ten scores, or exit 1.
 *   node bench/observatory.ts
 * Installs the original into a temporary folder, without its scripts, which would download two lists (docs/decisions/observatory.md).
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inventTenant } from '../src/zones/wall.test-kit.ts'
import { observe } from '../tests/observatory.ts'
import { install, listed, makeFolders, publish, renew, startPortal, until } from '../tests/portal/portal.ts'
import { startTlsFront, type TlsFront } from '../tests/tls-front.ts'

const HOST = 'open.prefecture-a.example'
const PACKAGE = '@mdn/mdn-http-observatory'
const VERSION = '1.4.8'
// The scan of the original, with ports of our own: its `scan` knows only 80 and 443.
const SCAN = `
const at = process.argv[1]
const { retrieve } = await import(at + '/src/retriever/retriever.js')
const { ALL_TESTS } = await import(at + '/src/constants.js')
const { getScoreModifier } = await import(at + '/src/grader/grader.js')
const seen = await retrieve('localhost', { httpPort: Number(process.argv[2]), httpsPort: Number(process.argv[3]) })
const results = ALL_TESTS.map(test => test(seen))
const tests = results.map(one => [one.constructor.name, getScoreModifier(one.result)])
process.stdout.write(JSON.stringify(Object.fromEntries(tests)))
`

function installOriginal(folder: string): string {
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder, `${PACKAGE}@${VERSION}`]
  const { status } = spawnSync('npm', words, { stdio: ['ignore', 2, 2], timeout: 300_000 })
  if (status !== 0) throw new Error('npm could not install the original')
  const at = join(folder, 'node_modules', PACKAGE)
  // What its scripts would download: sites that browsers know beforehand, and top-level domains. Neither lists this one.
  for (const [name, empty] of [
    ['hsts-preload.json', '{}'],
    ['tld-list.json', '[]'],
  ]) {
    writeFileSync(join(at, 'conf', name), empty)
  }
  return at
}

/** In a child: the portal answers meanwhile in a process of its own, and the front in this one, so nothing here may wait. */
async function scanByOriginal(at: string, front: TlsFront, folder: string): Promise<unknown> {
  const cert = join(folder, 'cert.pem')
  writeFileSync(cert, front.cert)
  const words = ['--input-type=module', '-e', SCAN, at, String(front.httpPort), String(front.httpsPort)]
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: cert }
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'], timeout: 60_000 })
  let said = ''
  for await (const chunk of child.stdout) said += chunk
  return JSON.parse(said)
}

const folder = mkdtempSync(join(tmpdir(), 'parefuite-observatory-'))
const folders = makeFolders()
try {
  const at = installOriginal(folder)
  const files = { '/': '<!doctype html><html lang="fr"><title>a</title><script src="/a.js"></script></html>' }
  const listedFiles = listed(files, 'text/html; charset=utf-8')
  const tenant = await inventTenant('prefecture-a', new Date(Date.now() - 60_000), listedFiles)
  await install(folders, [tenant], [[HOST]])
  await publish(folders, tenant, files)
  const portal = await startPortal(folders)
  await renew(folders, tenant)
  await until(portal, HOST, '/', 200)
  const front = await startTlsFront(portal.port, HOST)
  const ours = await observe(front)
  const original = await scanByOriginal(at, front, folder)
  await front.stop()
  await portal.stop()
  const isSame = JSON.stringify(sorted(ours.tests)) === JSON.stringify(sorted(original))
  console.log(`ours: ${ours.score} ${ours.grade}\n${JSON.stringify(sorted(ours.tests))}`)
  console.log(
    `${PACKAGE} ${VERSION}: ${isSame ? 'the same ten scores' : 'other scores'}\n${JSON.stringify(sorted(original))}`,
  )
  process.exitCode = isSame ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
  folders.remove()
}

function sorted(tests: unknown): unknown {
  return Object.entries(Object(tests)).sort(([a], [b]) => (a < b ? -1 : 1))
}
