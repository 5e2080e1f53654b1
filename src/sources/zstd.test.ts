import { zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { unzstd } from './zstd.ts'

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function textOf(packed: Buffer, size: number): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of unzstd(inPieces(packed, size))) parts.push(part)
  return Buffer.concat(parts).toString()
}

const TEXTS = ['brimborion;41\n'.repeat(3), '', 'fictive;37\n'.repeat(60_000), 'dernier;1\n']
const PACKED = Buffer.concat(TEXTS.map(text => zstdCompressSync(text)))
const SKIPPABLE = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3])

test('every frame is read, wherever the pieces of the input end', async () => {
  for (const size of [1, 7, 12, 13, 64, 1 << 20]) expect(await textOf(PACKED, size)).toBe(TEXTS.join(''))
})

test('a frame to be skipped hides none of those after it', async () => {
  expect(await textOf(Buffer.concat([PACKED, SKIPPABLE, PACKED]), 1 << 20)).toBe(TEXTS.join('').repeat(2))
})

test('what follows the last frame and is none is an error, not the end', async () => {
  const thrown = await textOf(Buffer.concat([PACKED, Buffer.from('more;1\n')]), 1 << 20).catch(cause => cause.code)
  expect(thrown).toBe('ZSTD_error_prefix_unknown')
})

test('a cut frame is an error', async () => {
  const thrown = await textOf(PACKED.subarray(0, PACKED.length - 3), 1 << 20).catch(cause => cause.code)
  expect(thrown).toBe('Z_BUF_ERROR')
})
