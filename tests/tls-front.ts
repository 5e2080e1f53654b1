import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { selfSigned } from './certificate.ts'

/** What stands in front of the portal in production: TLS ends here, and plain HTTP is sent to it. */

export type TlsFront = Readonly<{
  host: string
  httpPort: number
  httpsPort: number
  cert: string
  stop(): Promise<void>
}>

/** A front for the server on this port; it passes requests on under the host name `forHost`. */
export async function startTlsFront(port: number, forHost: string): Promise<TlsFront> {
  const host = 'localhost'
  const { key, cert } = selfSigned(host)
  const tls = createTlsServer({ key, cert }, passOn(port, forHost))
  const httpsPort = await listen(tls)
  const plain = createServer((asked, reply) => {
    reply.writeHead(308, { location: `https://${host}:${httpsPort}${asked.url}` }).end()
  })
  const httpPort = await listen(plain)
  return { host, httpPort, httpsPort, cert, stop: async () => void (await Promise.all([tls, plain].map(close))) }
}

function passOn(port: number, host: string): RequestListener {
  return (asked: IncomingMessage, reply: ServerResponse) => {
    const { method, url: path, headers } = asked
    const onward = request({ port, host: '127.0.0.1', method, path, headers: { ...headers, host } }, answer => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(reply)
    })
    onward.once('error', () => reply.destroy())
    asked.pipe(onward)
  }
}

function listen(server: Server): Promise<number> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise(resolve => {
    server.close(() => resolve())
  })
}
