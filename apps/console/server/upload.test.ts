import { once } from 'node:events'
import { request as ask, createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { afterEach, describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { takeUpload } from './upload.ts'

type Taken = { name: string; bytes: number; cut: boolean }

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise(done => server.close(done))
  }
})

/** A server that takes uploads and remembers what came of each. */
async function taking(take?: (name: string, content: Readable) => Promise<unknown>) {
  const taken: Taken[] = []
  const count = async (name: string, content: Readable) => {
    const entry = { name, bytes: 0, cut: false }
    taken.push(entry)
    try {
      for await (const chunk of content) entry.bytes += chunk.length
    } catch {
      entry.cut = true
    }
    return entry
  }
  const server = createServer(async (request, response) => {
    const answer = await takeUpload(request, take ?? count)
    response.end(JSON.stringify(isRefusal(answer) ? { refused: answer.code } : { ok: answer }))
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, taken }
}

const TYPE = 'multipart/form-data; boundary=xx'
const part = (name: string, fileName: string, content: string) =>
  `--xx\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\n` +
  `Content-Type: application/octet-stream\r\n\r\n${content}\r\n`

async function send(port: number, body: string, type = TYPE) {
  const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: { 'content-type': type }, body })
  return await answer.json()
}

describe('an upload', () => {
  test('is handed on with its name and every byte', async () => {
    const { port } = await taking()
    const answer = await send(port, `${part('file', 'dir/table.csv', 'a;b\r\n1;2')}--xx--\r\n`)
    expect(answer).toEqual({ ok: { name: 'table.csv', bytes: 8, cut: false } })
  })

  test('of two files gives the first alone', async () => {
    const { port, taken } = await taking()
    await send(port, `${part('file', 'a.csv', '1')}${part('file', 'b.csv', '22')}--xx--\r\n`)
    expect(taken).toEqual([{ name: 'a.csv', bytes: 1, cut: false }])
  })

  test.each([
    ['another type', 'application/octet-stream', 'x'],
    ['no boundary', 'multipart/form-data', 'x'],
    ['no part', TYPE, '--xx--\r\n'],
    ['a part of another name', TYPE, `${part('other', 'a.csv', '1')}--xx--\r\n`],
    ['a text in place of a file', TYPE, '--xx\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--xx--\r\n'],
    ['nothing at all', TYPE, ''],
    ['no form inside', TYPE, 'just text'],
  ])('with %s is refused', async (_, type, body) => {
    const { port, taken } = await taking()
    expect(await send(port, body, type)).toEqual({ refused: 'console/upload' })
    expect(taken).toEqual([])
  })

  test('whose form never ends is cut: the taker hears of it and does not take it for whole', async () => {
    const { port, taken } = await taking()
    expect(await send(port, part('file', 'a.csv', 'half of it').slice(0, -6))).toMatchObject({ ok: { cut: true } })
    expect(taken.map(({ cut }) => cut)).toEqual([true])
  })

  test('whose sender goes away is cut', async () => {
    const { port, taken } = await taking()
    const sender = ask({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-type': TYPE } })
    sender.on('error', () => undefined)
    sender.write(part('file', 'a.csv', 'x'.repeat(100_000)).slice(0, -2))
    await expect.poll(() => taken[0]?.bytes ?? 0).toBeGreaterThan(0)
    sender.destroy()
    await expect.poll(() => taken[0].cut).toBe(true)
  })

  test('that the taker refuses at once is answered without being kept', async () => {
    const { port } = await taking(async () => ({ kind: 'refusal', code: 'release/too-large' }))
    expect(await send(port, `${part('file', 'a.csv', 'x'.repeat(3_000_000))}--xx--\r\n`)).toEqual({
      refused: 'release/too-large',
    })
  })
})
