import { expect, test } from 'vitest'
import { RATES } from './policy.ts'
import { Rates } from './rate.ts'

const { perAddress, inAll, windowMs } = RATES.enrolment

test('one address may try so often in a window, others go on, and in the next window it may again', () => {
  let now = 1_000_000
  const rates = new Rates(() => new Date(now))
  const first = Array.from({ length: perAddress + 1 }, () => rates.allows('enrolment', 'a'))
  expect(first.filter(Boolean)).toHaveLength(perAddress)
  expect(first.at(-1)).toBe(false)
  expect(rates.allows('enrolment', 'b')).toBe(true)
  now += windowMs
  expect(rates.allows('enrolment', 'a')).toBe(true)
})

test('many addresses together try no more often than is allowed in all', () => {
  const rates = new Rates(() => new Date(0))
  const tries = Array.from({ length: inAll + 10 }, (_, at) => rates.allows('enrolment', `address ${at}`))
  expect(tries.filter(Boolean)).toHaveLength(inAll)
})

test('kinds are counted apart, and a clock that goes back begins a new window', () => {
  let now = 1_000_000
  const rates = new Rates(() => new Date(now))
  for (let at = 0; at < perAddress; at++) rates.allows('enrolment', 'a')
  expect(rates.allows('enrolment', 'a')).toBe(false)
  expect(rates.allows('sign-in', 'a')).toBe(true)
  now -= 1
  expect(rates.allows('enrolment', 'a')).toBe(true)
})
