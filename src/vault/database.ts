import { Kysely, PostgresDialect } from 'kysely'
import { Client, Pool, type PoolClient, type PoolConfig } from 'pg'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { discreetClient } from './discreet.ts'
import { embeddedServer, type Server } from './postgres.ts'
import { hold, holdIfFree, release, share, unshare } from './store-locks.ts'

/** The database of the private zone, with connections that are made anew when the server came back. */
export type Database = Readonly<{
  sql: Kysely<unknown>
  /** A connection for work that needs one of its own; to be released. */
  connect(): Promise<PoolClient>
  /** Runs the work while no other process holds the name (PostgreSQL's advisory lock). */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>
  /** Ends every connection, and the embedded server when no other process uses it. */
  close(): Promise<void>
}>

/** Acts take at most half of the connections, so that what they read beside themselves always finds one. */
export const ACTS_MAX = 10
const CONNECTIONS = { max: 2 * ACTS_MAX + 4, connectionTimeoutMillis: 60_000 } as const
/** Connections that hold a name while work goes on elsewhere. */
const LOCKS = { max: 16, connectionTimeoutMillis: 60_000 } as const
/** Held in shared mode by every process that uses the embedded server. */
const PRESENCE = 'parefuite/presence'

/** Opens the database that `url` names, or for null the embedded one of the folder. Refuses when there is none that answers. */
export async function openDatabase(folder: string, url: string | null): Promise<Database | Refusal> {
  const server = url === null ? await embeddedServer(folder) : null
  if (isRefusal(server)) return server
  const source = server === null ? fixedSource(url ?? '') : await sharedSource(server)
  try {
    ;(await source.connect('work')).release()
  } catch (cause) {
    await source.close()
    if (server !== null) throw cause
    return unreachable()
  }
  const pool = { connect: async () => discreetClient(await source.connect('work')), end: async () => undefined }
  return {
    sql: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }),
    connect: () => source.connect('work'),
    alone: (name, work) => alone(() => source.connect('locks'), name, work),
    close: once(source.close),
  }
}

/** Closes once, whoever asks again. */
function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | null = null
  return () => {
    closing ??= close()
    return closing
  }
}

/** Connections by what they are for. */
type Source = Readonly<{ connect(use: 'work' | 'locks'): Promise<PoolClient>; close(): Promise<void> }>

function poolsOf(config: PoolConfig): Readonly<{ work: Pool; locks: Pool; end(): Promise<void> }> {
  const work = new Pool({ ...config, ...CONNECTIONS, application_name: 'parefuite' })
  const locks = new Pool({ ...config, ...LOCKS, application_name: 'parefuite-locks' })
  for (const pool of [work, locks]) {
    // A connection that breaks while it rests is dropped by its pool; whoever uses one gets the error from what they asked.
    pool.on('error', () => {})
    pool.on('connect', client => void client.on('error', () => {}))
  }
  return { work, locks, end: async () => void (await Promise.all([work.end(), locks.end()])) }
}

function fixedSource(connectionString: string): Source {
  const pools = poolsOf({ connectionString })
  return { connect: use => pools[use].connect(), close: () => pools.end() }
}

/** Connections to the embedded server: when it has gone, it is started again (perhaps at another port) before the next. */
async function sharedSource(server: Server): Promise<Source> {
  let presence = await present(server)
  let pools = poolsOf(presence.address)
  let reviving: Promise<void> | null = null
  const revive = async () => {
    await presence.client.end().catch(() => null)
    presence = await present(server)
    const before = pools
    pools = poolsOf(presence.address)
    before.end().catch(() => null) // connections in use end when they are released
  }
  const connect = async (use: 'work' | 'locks'): Promise<PoolClient> => {
    if (presence.isLost()) {
      reviving ??= revive().finally(() => {
        reviving = null
      })
      await reviving
    }
    try {
      return await pools[use].connect()
    } catch (cause) {
      if (!presence.isLost()) throw cause
      return connect(use)
    }
  }
  const close = async () => {
    await pools.end()
    await leave(server, presence.client)
  }
  return { connect, close }
}

/** Says that this process uses the server. Another that was last may just be stopping it: then it is started again. */
async function present(server: Server) {
  for (let tries = 5; ; tries--) {
    const address = await server.address()
    const client = new Client({ ...address, application_name: 'parefuite-presence', keepAlive: true })
    let lost = false
    client.on('error', () => {
      lost = true
    })
    client.on('end', () => {
      lost = true
    })
    try {
      await client.connect()
      await share(client, PRESENCE)
      return { address, client, isLost: () => lost }
    } catch (cause) {
      await client.end().catch(() => null)
      if (tries === 0) throw cause
    }
  }
}

/** Leaves the server; the last one stops it. */
async function leave(server: Server, client: Client): Promise<void> {
  try {
    await unshare(client, PRESENCE)
    if (await holdIfFree(client, PRESENCE)) await server.stop()
  } catch {
    // The server has gone before us: there is nothing to leave.
  }
  await client.end().catch(() => null)
}

async function alone<T>(connect: () => Promise<PoolClient>, name: string, work: () => Promise<T>): Promise<T> {
  const client = await connect()
  let isWhole = false
  try {
    await hold(client, name)
    const answer = await work().finally(() => release(client, name))
    isWhole = true
    return answer
  } finally {
    client.release(!isWhole) // a connection that may still hold the name is ended, and the name with it
  }
}

function unreachable(): Refusal {
  return refuse('vault/unreachable', {
    at: 'DATABASE_URL',
    seen: 'a PostgreSQL that does not answer, or does not let us in',
    expected: 'postgresql://USER:PASSWORD@HOST:PORT/DATABASE of a server that runs',
    remedy: 'start the server or correct DATABASE_URL; without DATABASE_URL the embedded PostgreSQL is used',
  })
}
