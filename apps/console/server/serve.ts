import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { getRequestListener, RequestError } from '@hono/node-server'
import { refuse } from '#kernel'
import { refused } from './answer.ts'
import type { App } from './app.ts'
import { fault } from './log.ts'
import { CAPS } from './policy.ts'

export type Served = Readonly<{
  port: number
  /** Takes no more requests, ends those under way after `graceMs`, and resolves when all connections are closed. */
  stop(graceMs: number): Promise<void>
}>

/** Serves the app on a loopback address, or behind a proxy. Throws when the address is taken. */
export async function serveApp(app: App, host: string, port: number): Promise<Served> {
  const listener = getRequestListener(app.fetch, {
    errorHandler: cause => {
      // What a client garbled is no fault of ours, and nobody is called for it.
      if (!(cause instanceof RequestError)) fault('-', cause)
      return refused(unreadable())
    },
  })
  const server = createServer(
    {
      headersTimeout: CAPS.headersTimeoutMs,
      requestTimeout: CAPS.requestTimeoutMs,
      maxHeaderSize: CAPS.headerBytes,
      keepAliveTimeout: 5000,
    },
    (request, response) => void listener(request, response),
  )
  server.maxConnections = CAPS.connections
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : port, stop: graceMs => stop(server, graceMs) }
}

async function stop(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise(resolve => server.close(resolve))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(late)
}

function unreadable() {
  return refuse('console/shape', {
    at: 'request',
    seen: 'a request that cannot be read',
    expected: 'HTTP/1.1 with a Host and an address',
    remedy: 'follow the links of the console',
  })
}
