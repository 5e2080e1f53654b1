import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { canonicalBytes, readCanonical } from './canonical.ts'
import {
  checkpointOfSize,
  circumstancesOf,
  holdOf,
  inventSigner,
  inventTenant,
  leaseFor,
  named,
  officerOf,
  soundDocuments,
} from './wall.test-kit.ts'
import {
  answerFor,
  checkpointOf,
  dueFiles,
  envelopeRefusal,
  isServablePath,
  isSoundKey,
  MAX_ENVELOPE_BYTES,
  type ManifestFile,
  readMemory,
  signDocument,
  verify,
} from './zones.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('the canonical form', () => {
  const json = fc.letrec(tie => ({
    value: fc.oneof(
      { depthSize: 'small', maxDepth: 5 },
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger().filter(number => !Object.is(number, -0)),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 3, noNullPrototype: true }),
    ),
  })).value

  test('what is written is read back the same', () => {
    fc.assert(
      fc.property(json, value => {
        expect(readCanonical(canonicalBytes(value), 1e6, 'x')).toEqual(value)
      }),
    )
  })

  test.each([
    ['a blank', '{"a": 1}'],
    ['members out of order', '{"b":1,"a":1}'],
    ['a member twice', '{"a":1,"a":1}'],
    ['a fraction', '{"a":1.5}'],
    ['a number with an exponent', '{"a":1e3}'],
    ['a letter escaped without need', '{"a":"\\u0061"}'],
    ['an end of line', '{"a":1}\n'],
    ['a byte order mark', '\ufeff{"a":1}'],
    ['half a surrogate pair', '{"a":"\\ud800"}'],
    ['nothing', ''],
    ['a nest without end', '['.repeat(100_000)],
    ['a closed nest', '['.repeat(5000) + ']'.repeat(5000)],
  ])('%s is refused', (_, text) => {
    expect(readCanonical(bytes(text), 1e6, 'x')).toMatchObject({ code: 'zones/not-canonical' })
  })
})

describe('paths', () => {
  test.each(['/', '/fr/', '/a.csv', '/.well-known/security.txt', '/data/x-1_2~3.parquet'])('%s may be listed', path => {
    expect(isServablePath(path)).toBe(true)
  })
  test.each([
    '',
    'a',
    '/../b/x',
    '/a/..',
    '//other.example/x',
    '/a%2e',
    '/é',
    '/.env',
    '/a/.git/HEAD',
    '/envelope',
    '/a?b',
    '/a//b',
  ])('%j may not', path => {
    expect(isServablePath(path)).toBe(false)
  })
})

describe('keys', () => {
  test('a key made for a person is sound', async () => {
    const { key } = await inventSigner('officer-a')
    expect(isSoundKey(key)).toBe(true)
  })
  test.each([
    ['order 1', `01${'00'.repeat(31)}`],
    ['order 2', `ec${'ff'.repeat(30)}7f`],
    ['order 4', '00'.repeat(32)],
    ['order 4, the other sign', `${'00'.repeat(31)}80`],
    ['order 8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
    ['order 8, the other', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
    ['a second spelling of a point', `ee${'ff'.repeat(30)}7f`],
  ])('a key of %s stands for nobody', (_, key) => {
    expect(isSoundKey(key)).toBe(false)
  })
})

describe('checkpoints', () => {
  const text = checkpointOfSize(12)
  test('one is read with its size and its root', () => {
    expect(checkpointOf(text)).toEqual({ origin: 'ledger.example/2026', size: 12, root: `${'A'.repeat(43)}=` })
  })
  test.each([
    ['no signature', text.replace(/\u2014.*\n/, '')],
    ['no empty line', text.replace('\n\n', '\n')],
    ['no end of line', text.trimEnd()],
    ['a second spelling of the size', text.replace('\n12\n', '\n012\n')],
    ['a size beyond what is counted', text.replace('\n12\n', '\n9007199254740992\n')],
    ['a root of another length', text.replace('AAAA', 'AAA')],
    ['more than the bound', text.replace('\n\n', `\n${'x'.repeat(9000)}\n\n`)],
  ])('%s is no checkpoint', (_, wrong) => {
    expect(checkpointOf(wrong)).toBeNull()
  })
})

describe('envelopes', () => {
  const mac = `--- ${'A'.repeat(43)}\n`
  const stanza = `-> X25519 ${'B'.repeat(43)}\n${'C'.repeat(43)}\n`
  const head = `age-encryption.org/v1\n${stanza}`
  test('an age file for one recipient or several is taken', () => {
    expect(envelopeRefusal(bytes(head + mac + 'x'.repeat(32)))).toBeNull()
    expect(envelopeRefusal(bytes(head + stanza + stanza + mac + 'x'.repeat(32)))).toBeNull()
    expect(envelopeRefusal(bytes(`${head}-> long a b\n${'D'.repeat(64)}\n\n${mac}${'x'.repeat(32)}`))).toBeNull()
  })
  test.each([
    ['nothing', ''],
    ['a readable text', 'my neighbour told me'],
    ['a header without content', head + mac],
    ['a header without recipients', `age-encryption.org/v1\n${mac}${'x'.repeat(32)}`],
    ['a passphrase', `age-encryption.org/v1\n-> scrypt abc 18\n${'C'.repeat(43)}\n${mac}${'x'.repeat(32)}`],
    ['the armoured form', '-----BEGIN AGE ENCRYPTED FILE-----\n'],
    ['more than the bound', head + mac + 'x'.repeat(MAX_ENVELOPE_BYTES)],
  ])('%s is refused', (_, text) => {
    expect(envelopeRefusal(bytes(text))).toMatchObject({ code: 'zones/not-an-envelope' })
  })
})

describe('the answer for a path', () => {
  const at = new Date('2026-03-02T09:00:00.000Z')
  const fileAt = (path: string, release: string) => ({
    path,
    from: '2026-01-01T00:00:00.000Z',
    release,
    sha256: '1'.repeat(64),
    sizeBytes: 3,
    mediaType: 'text/csv',
    languages: [],
  })
  const three = [fileAt('/a', 'r-1'), fileAt('/b', 'r-1'), fileAt('/c', 'r-2')]
  async function standing(files: readonly ManifestFile[] = three) {
    const tenant = await inventTenant('prefecture-a', at, files)
    const answer = await verify(await soundDocuments(tenant), await circumstancesOf(tenant))
    if (isRefusal(answer)) throw new Error(answer.code)
    return answer
  }

  test('a file under embargo is absent until a lease issued at its moment, and then takes the place of the one before', async () => {
    const [before, after] = ['2026-03-02T08:59:59.999Z', '2026-03-02T09:00:00.001Z']
    const files = [
      { ...fileAt('/a', 'r-1'), sha256: '1'.repeat(64) },
      { ...fileAt('/a', 'r-2'), sha256: '2'.repeat(64), from: before },
      { ...fileAt('/a', 'r-3'), sha256: '3'.repeat(64), from: after },
      { ...fileAt('/b', 'r-3'), from: after },
    ]
    const now = await standing(files)
    const asked = (issued: string) =>
      ['/a', '/b'].map(path => {
        const answer = answerFor({ ...now, lease: { ...now.lease, issued } }, path, at)
        return answer.kind === 'serve' ? answer.file.release : answer.kind
      })
    expect(asked('2026-03-02T08:00:00.000Z')).toEqual(['r-1', 'absent'])
    expect(asked(before)).toEqual(['r-2', 'absent'])
    // The clock of the portal is past the moment; the lease is not, and the lease is the one switch.
    expect(asked(at.toISOString())).toEqual(['r-2', 'absent'])
    expect(asked(after)).toEqual(['r-3', 'r-3'])
    expect(dueFiles(files, at.toISOString()).map(file => file.release)).toEqual(['r-2'])
    expect(dueFiles(files, after).map(file => `${file.path} ${file.release}`)).toEqual(['/a r-3', '/b r-3'])
  })

  test('what is due is what would be served, whatever the moments and paths are', async () => {
    const { lease, ...now } = await standing()
    const moments = Array.from({ length: 5 }, (_, i) => `2026-03-0${i + 1}T00:00:00.000Z`)
    const pairs = fc.uniqueArray(fc.tuple(fc.constantFrom('/a', '/b', '/c'), fc.constantFrom(...moments)), {
      selector: pair => pair.join(' '),
    })
    fc.assert(
      fc.property(pairs, fc.constantFrom(...moments), (listed, issued) => {
        const files = listed.sort().map(([path, from]) => ({ ...fileAt(path, 'r-1'), from }))
        const manifest = { ...now.manifest, files }
        const served = ['/a', '/b', '/c'].flatMap(path => {
          const answer = answerFor({ ...now, manifest, lease: { ...lease, issued } }, path, at)
          return answer.kind === 'serve' ? [answer.file] : []
        })
        expect(dueFiles(files, issued)).toEqual(served)
      }),
    )
  })

  test('a listed path is served, another is absent, and after the lease nothing is', async () => {
    const now = await standing()
    expect(answerFor(now, '/b', at)).toMatchObject({ kind: 'serve', file: { path: '/b' } })
    expect(answerFor(now, '/d', at)).toEqual({ kind: 'absent' })
    expect(answerFor(now, '/b', new Date(at.getTime() + 600_000))).toEqual({ kind: 'lapsed' })
  })

  test('a hold stops its path, its release or the whole site, and the earliest is told', async () => {
    const before = await standing()
    const since = '2026-03-01T08:00:00.000Z'
    const asked = (...holds: ReturnType<typeof holdOf>[]) =>
      ['/a', '/b', '/c', '/unlisted'].map(path => answerFor({ ...before, holds }, path, at).kind)
    expect(asked(holdOf('t', { scope: { kind: 'path', path: '/a' } }))).toEqual(['held', 'serve', 'serve', 'absent'])
    expect(asked(holdOf('t', { scope: { kind: 'release', release: 'r-1' } }))).toEqual([
      'held',
      'held',
      'serve',
      'absent',
    ])
    expect(asked(holdOf('t'))).toEqual(['held', 'held', 'held', 'held'])
    expect(asked(holdOf('*', { scope: { kind: 'everything' } }))).toEqual(['held', 'held', 'held', 'held'])
    const holds = [holdOf('t'), holdOf('t', { since, reason: 'legal' })]
    expect(answerFor({ ...before, holds }, '/a', at)).toEqual({
      kind: 'held',
      reason: 'legal',
      since,
      isWholeSite: true,
    })
  })

  test('a manifest that was read is asked for its approvals again under a newer root', async () => {
    const tenant = await inventTenant('prefecture-a', at, three)
    const sound = await soundDocuments(tenant)
    const around = await circumstancesOf(tenant)
    expect(await verify(sound, around)).toMatchObject({ kind: 'zones/standing' })
    const heirs = await Promise.all(['officer-x', 'officer-y'].map(inventSigner))
    const root = { ...tenant.root, version: 2, officers: heirs.map(officerOf) }
    const moved = { ...tenant, root }
    const second = named('root/2', await signDocument(root, [...tenant.officers, ...heirs]))
    const lease = named('lease', await signDocument(await leaseFor(moved), [tenant.zone]))
    const documents = { ...sound, roots: [...sound.roots, second], lease }
    expect(documents.manifest).toBe(sound.manifest)
    expect(await verify(documents, around)).toMatchObject({ code: 'zones/not-an-officer', at: 'manifest' })
  })

  test('a memory is read back as it was written, and a damaged one is refused', async () => {
    const { memory } = await standing()
    const written = canonicalBytes(memory)
    expect(readMemory(written, 'memory')).toEqual(memory)
    expect(readMemory(written.subarray(1), 'memory')).toMatchObject({ code: 'zones/memory-damaged' })
  })
})
