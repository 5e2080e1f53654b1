import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TemporaryFolder, temporaryFolder } from '#kernel'
import { openBytes, type RawInput } from './raw.ts'
import { LIMITS, UnreadError } from './reader.ts'

let temporary: TemporaryFolder
beforeAll(async () => {
  temporary = await temporaryFolder(undefined)
})
afterAll(() => temporary.remove())

function place(name: string, content: Uint8Array): string {
  const path = join(temporary.path, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  return path
}

async function textOf(input: RawInput): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of input.bytes()) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const text = Buffer.from('one\ntwo\n')

test('bytes are unpacked, and the hash is of the file on disk', async () => {
  const files = {
    'raw/a.log': text,
    'raw/b.log.gz': gzipSync(text),
    'raw/c.log.zst': zstdCompressSync(text),
    'raw/d.zip': zipSync({ 'in/e.log': text, 'in/f.log.gz': gzipSync(text) }),
  }
  const paths = Object.entries(files).map(([name, content]) => place(name, content))
  const opened = await openBytes([join(temporary.path, 'raw')])
  expect(opened.unread).toEqual([])
  expect(opened.inputs.map(input => input.place)).toEqual([
    paths[0],
    paths[1],
    paths[2],
    `${paths[3]}!in/e.log`,
    `${paths[3]}!in/f.log.gz`,
  ])
  const contents = Object.values(files)
  for (const [i, input] of opened.inputs.entries()) {
    expect(await textOf(input)).toBe('one\ntwo\n')
    expect(await input.sha256()).toBe(hashOf(contents[Math.min(i, 3)]))
    expect(input.sizeBytes).toBe(contents[Math.min(i, 3)].length)
    expect(input.isPacked).toBe(i > 0)
  }
  await opened.close()
})

test('the hash of a packing that is cut is still that of the file', async () => {
  const cut = gzipSync(Buffer.from('abc'.repeat(10_000))).subarray(0, 40)
  const opened = await openBytes([place('cut.gz', cut)])
  await expect(textOf(opened.inputs[0])).rejects.toBeInstanceOf(UnreadError)
  expect(await opened.inputs[0].sha256()).toBe(hashOf(cut))
  await opened.close()
})

test('a bomb is stopped at the bound', async () => {
  const limits = { ...LIMITS, unpackFreeBytes: 1000, unpackRatio: 10 }
  const opened = await openBytes([place('bomb.gz', gzipSync(Buffer.alloc(1_000_000, 'a')))], { limits })
  await expect(textOf(opened.inputs[0])).rejects.toMatchObject({ unread: { reason: 'sources/too-large' } })
  await opened.close()
})

test('a packing that cannot be opened is an input that cannot be read', async () => {
  const opened = await openBytes([place('not.zip', Buffer.from('PK\x03\x04 and nothing more'))])
  expect(opened.unread).toEqual([])
  await expect(textOf(opened.inputs[0])).rejects.toMatchObject({ unread: { reason: 'sources/truncated' } })
  await opened.close()
})

test('what is missing is unread, and a database is no file', async () => {
  const gone = join(temporary.path, 'gone')
  const opened = await openBytes([gone, 'postgresql://ann:secret@192.0.2.1/x'])
  expect(opened.unread).toEqual([
    { place: gone, reason: 'sources/missing', facts: { code: 'ENOENT' } },
    { place: 'postgresql:', reason: 'sources/not-a-file', facts: {} },
  ])
  await opened.close()
})
