import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  canonicalBytes,
  digestOf,
  type Lease,
  type Manifest,
  type Signed,
  signDocument,
  type WallDocument,
} from '#zones'
import { byTwo, leaseFor, type Tenant } from '../../src/zones/wall.test-kit.ts'

/** The real portal as a process, and the private zone that pushes to it. */

const MAIN = new URL('../../apps/portal/main.ts', import.meta.url).pathname

export type Folders = Readonly<{ path: string; released: string; spool: string; state: string; remove(): void }>

export function makeFolders(): Folders {
  const path = mkdtempSync(join(tmpdir(), 'parefuite-portal-'))
  const [released, spool, state] = ['released', 'spool', 'state'].map(name => join(path, name))
  for (const folder of [released, spool, state]) mkdirSync(folder)
  return { path, released, spool, state, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** What the operator writes once: tenants, their host names, their first roots. */
export async function install(
  { state }: Folders,
  tenants: readonly Tenant[],
  hosts: readonly string[][],
): Promise<void> {
  const list = await Promise.all(
    tenants.map(async ({ name, root }, i) => ({ tenant: name, hosts: hosts[i], firstRoot: await digestOf(root) })),
  )
  mkdirSync(state, { recursive: true })
  writeFileSync(join(state, 'tenants.json'), JSON.stringify(list))
}

export type Portal = Readonly<{
  port: number
  process: ChildProcess
  /** The lines on standard error so far. */
  alarms(): readonly { alarm: string; tenant: string; at: string }[]
  stop(signal?: NodeJS.Signals): Promise<void>
}>

export async function startPortal({ released, spool, state }: Folders): Promise<Portal> {
  const words = ['--released', released, '--spool', spool, '--state', state, '--listen', '127.0.0.1:0']
  const child = spawn(process.execPath, [MAIN, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', chunk => {
    errors += chunk
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', line => resolve(Number(/:(\d+)\n/.exec(String(line))?.[1])))
    child.once('exit', () => reject(new Error(`the portal ended at once: ${errors}`)))
  })
  return {
    port,
    process: child,
    alarms: () =>
      errors
        .split('\n')
        .filter(line => line.startsWith('{'))
        .map(line => JSON.parse(line)),
    stop: (signal = 'SIGKILL') => {
      child.kill(signal)
      return ended
    },
  }
}

export type Reply = Readonly<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>

export function ask(
  portal: Portal,
  host: string,
  path: string,
  options: Readonly<{ method?: string; headers?: OutgoingHttpHeaders; body?: Uint8Array }> = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options
    const asked = request(
      { port: portal.port, host: '127.0.0.1', path, method, headers: { host, ...headers } },
      reply => {
        const chunks: Buffer[] = []
        reply.on('data', chunk => chunks.push(chunk))
        reply.once('end', () =>
          resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(chunks) }),
        )
        reply.once('error', reject)
      },
    )
    asked.once('error', reject)
    asked.end(body)
  })
}

/** Asks again until the answer is as wished, five seconds at most: as long as a hold may take. */
export async function until(portal: Portal, host: string, path: string, status: number): Promise<Reply> {
  const end = performance.now() + 5000
  for (;;) {
    const reply = await ask(portal, host, path)
    if (reply.status === status || performance.now() > end) return reply
    await new Promise(resolve => setTimeout(resolve, 25))
  }
}

/** Files by path, as their manifest lists them. */
export function listed(files: Readonly<Record<string, string>>, mediaType: string, release = 'r-1'): Manifest['files'] {
  return Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => ({
      path,
      from: '2026-01-01T00:00:00.000Z',
      release,
      sha256: createHash('sha256').update(text).digest('hex'),
      sizeBytes: Buffer.byteLength(text),
      mediaType,
      languages: ['fr'],
    }))
}

export function pathOfDocument({ released }: Folders, tenant: string, name: string): string {
  return join(released, tenant, name)
}

/** Puts a document where it belongs, as the private zone does: beside it, then by renaming. */
export function push(folders: Folders, tenant: string, name: string, document: Signed<WallDocument> | string): void {
  const path = pathOfDocument(folders, tenant, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, typeof document === 'string' ? document : canonicalBytes(document))
  renameSync(`${path}.new`, path)
}

/** Publishes what the tenant has: files, root, manifest, then the lease that makes them current. */
export async function publish(
  folders: Folders,
  tenant: Tenant,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const text of Object.values(files)) {
    push(folders, tenant.name, `files/${createHash('sha256').update(text).digest('hex')}`, text)
  }
  push(folders, tenant.name, `root/${tenant.root.version}.json`, await byTwo(tenant, tenant.root))
  push(folders, tenant.name, `manifest/${tenant.manifest.version}.json`, await byTwo(tenant, tenant.manifest))
  await renew(folders, tenant)
}

/** A new lease from this moment. */
export async function renew(folders: Folders, tenant: Tenant, change: Partial<Lease> = {}): Promise<void> {
  const lease = await leaseFor({ ...tenant, at: new Date() }, change)
  push(folders, tenant.name, 'lease.json', await signDocument(lease, [tenant.zone]))
}
