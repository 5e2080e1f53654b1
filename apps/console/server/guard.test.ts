import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { senderOf } from './guard.ts'

const from = (remoteAddress: string, forwarded?: string) =>
  ({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress },
  }) as unknown as IncomingMessage

test('tries are counted by the address that the proxy in front saw, which the sender cannot write', () => {
  expect(senderOf(from('10.0.0.1', '192.0.2.1, 198.51.100.7'), true)).toBe('198.51.100.7')
  expect(senderOf(from('10.0.0.1'), true)).toBe('10.0.0.1')
})

test('without a proxy nobody chooses the address by which they are counted', () => {
  expect(senderOf(from('127.0.0.1', '198.51.100.7'), false)).toBe('127.0.0.1')
})
