import { expect, test } from 'vitest'
import { briefly, countOf, logsOf } from '../lines.test-kit.ts'
import { namesakesOf } from './namesakes.ts'

const file = { name: 'CCW.csv' }
const found = (...objects: string[]) => {
  const logs = { ...logsOf([]), objects, isBySize: true }
  return [...namesakesOf(logs, file)].map(object => objects[object])
}

test('what has the size of the file and another kind, or another name beside the file’s, may be something else', () => {
  expect(found('/img/poster.tiff')).toEqual(['/img/poster.tiff'])
  expect(found('/old/ccw.csv', '/new/ccw.csv', '/download')).toEqual(['/download'])
})

test('a name that tells nothing, or the same kind, is the file as far as its size goes', () => {
  expect(found('/download?id=7', '/get.php', '/a/other.csv', '/x.gz')).toEqual([])
})

test('objects that were named are what they are', () => {
  expect(namesakesOf({ ...logsOf([]), objects: ['/img/poster.tiff'] }, file)).toEqual(new Set())
})

test('transfers of something else perhaps count in the high bounds alone', () => {
  const logs = { ...logsOf([{}, { object: '/b.tiff', client: '192.0.2.2' }]), isBySize: true }
  const counted = countOf(logs)
  expect(briefly(counted)).toBe('1–2 0 1–2 1–2 0')
  expect(counted.notes).toContainEqual({ code: 'exposure/same-size', facts: { transfers: 1 } })
})
