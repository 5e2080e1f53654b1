import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashOutside, namesOutside, readOutside } from './outside.ts'
import { openZone } from './zone.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parefuite-outside-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('the public folder as it is read', () => {
  test('gives the bytes of a plain file up to the bound, and none of a longer one', async () => {
    await writeFile(join(folder, 'lease.json'), '12345')
    expect((await readOutside(folder, 'lease.json', 5))?.toString()).toBe('12345')
    expect(await readOutside(folder, 'lease.json', 4)).toBe(null)
  })

  test('nothing is read through a link, nor from a folder', async () => {
    await writeFile(join(folder, 'secret'), 'x')
    await symlink(join(folder, 'secret'), join(folder, 'link'))
    await mkdir(join(folder, 'inner'))
    for (const name of ['link', 'inner', 'nowhere', 'secret/below']) {
      expect([name, await readOutside(folder, name, 10), await hashOutside(folder, name)]).toEqual([name, null, null])
    }
  })

  test('what the disk does not let us read is not taken for absent', async () => {
    const tooLong = 'x'.repeat(300)
    await expect(readOutside(folder, tooLong, 10)).rejects.toThrow('ENAMETOOLONG')
    await expect(hashOutside(folder, tooLong)).rejects.toThrow('ENAMETOOLONG')
    await expect(namesOutside(folder, tooLong)).rejects.toThrow('ENAMETOOLONG')
    expect(await namesOutside(folder, 'nowhere')).toEqual([])
  })
})

describe('the settings of the private zone', () => {
  test('that are there and cannot be read are not taken for none', async () => {
    await mkdir(join(folder, 'private', 'zone.json'), { recursive: true })
    await expect(openZone({ home: folder })).rejects.toThrow('private/zone.json cannot be read')
  })
})
