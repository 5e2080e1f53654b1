import { describe, expect, test } from 'vitest'
import { leaseAt } from './lease.ts'

const lease = { issued: '2026-03-01T10:00:00Z', expires: '2026-03-01T10:10:00Z' }
const at = (time: string) => leaseAt(lease, new Date(`2026-03-01T${time}Z`).getTime())

describe('the clock of the lease', () => {
  test('is quiet as long as half of its time is left', () => {
    expect(at('10:00:04')).toEqual({ left: 596, isShort: false })
    expect(at('10:05:00')).toEqual({ left: 300, isShort: false })
  })

  test('warns under half of its time, and once it is over', () => {
    expect(at('10:05:01')).toEqual({ left: 299, isShort: true })
    expect(at('10:10:30')).toEqual({ left: 0, isShort: true })
  })
})
