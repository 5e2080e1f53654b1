import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Vault } from '#vault'
import { approvalRefusal, challengeOf, digestOf, type Lift, type Signature } from '#zones'
import { inventAuthenticator } from './authenticator.test-kit.ts'
import type { Asker, Reasons } from './contract.ts'
import {
  addApproval,
  addOwnPasskey,
  draft,
  invite,
  markStale,
  newestRoot,
  ownPasskeyOptions,
  pendingDocument,
  pendingDocuments,
  proposeRoot,
  signatureOf,
  signedDocument,
  signingOptions,
} from './officers.ts'
import {
  approveAll,
  codeOf,
  enrolInvented,
  everyRow,
  foundTenant,
  given,
  type InventedOfficer,
  joinTenant,
  officersVaults,
  PARTY,
  START_MS,
} from './tenant.test-kit.ts'

const NO_REASONS: Reasons = { despiteVerdict: null, despiteAlert: null }

let vaults: Awaited<ReturnType<typeof officersVaults>>
beforeAll(async () => {
  vaults = await officersVaults()
}, START_MS)
afterAll(() => vaults.clean(), START_MS)

let holds = 0
/** A lift that waits for two signatures. */
async function lifted(vault: Vault, tenant: string, by: InventedOfficer) {
  holds += 1
  const hold = holds.toString(16).padStart(32, '0')
  const body: Lift = { kind: 'zones/lift', tenant, hold, issued: vault.now().toISOString() }
  return given(await vault.act(act => draft(act, body, by.id)))
}

function approve(vault: Vault, asker: Asker, digest: string, signature: Signature, reasons = NO_REASONS) {
  return vault.act(act => addApproval(vault, act, asker, digest, signature, reasons))
}

async function signedBy(vault: Vault, officer: InventedOfficer, digest: string) {
  return approve(vault, officer.asker, digest, await officer.sign('zones/lift', digest))
}

describe('a document', () => {
  test('is complete with the second right signature, and then everybody can check it', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const { digest, missing, state } = await lifted(vault, tenant.name, officers[0])
    expect([missing, state]).toEqual([2, 'open'])
    expect(given(await signedBy(vault, officers[0], digest))).toMatchObject({ missing: 1, state: 'open' })
    expect(await signedDocument(vault, digest)).toBe(null)
    expect(given(await signedBy(vault, officers[1], digest))).toMatchObject({ missing: 0, state: 'complete' })
    const signed = await signedDocument(vault, digest)
    const root = await newestRoot(vault, tenant.name)
    if (!signed || !root) throw new Error('both are there')
    expect(await digestOf(signed.body)).toBe(digest)
    expect(await approvalRefusal(signed, root.body.officers, 2, root.body.passkeys, 'lift')).toBe(null)
    expect(await pendingDocuments(vault, tenant.name)).toEqual([])
  })

  test('keeps the reasons that its approvers wrote, sealed', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const { digest } = await lifted(vault, tenant.name, officers[0])
    const reasons = { despiteVerdict: 'le service a vérifié', despiteAlert: null }
    const signature = await officers[0].sign('zones/lift', digest)
    const answer = given(await approve(vault, officers[0].asker, digest, signature, reasons))
    expect(answer.approvals).toMatchObject([{ officer: officers[0].id, key: officers[0].device.key, reasons }])
    expect((await pendingDocument(vault, digest))?.approvals[0].reasons).toEqual(reasons)
    expect(await everyRow(vault, 'officers_approvals')).not.toContain('vérifié')
  })

  test('is drafted once, and never of a kind that waits for nobody or for a tenant that is not there', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const { body } = await lifted(vault, tenant.name, officers[0])
    const drafted = (change: object) => vault.act(act => draft(act, { ...body, ...change } as Lift, officers[0].id))
    expect(codeOf(await drafted({}))).toBe('officers/drafted-before')
    expect(codeOf(await drafted({ tenant: 'nulle-part' }))).toBe('officers/not-to-be-signed')
    expect(codeOf(await drafted({ kind: 'zones/lease' }))).toBe('officers/not-to-be-signed')
    for (const change of [{ hold: 'ab' }, { issued: 'today' }, { note: 'one member more' }]) {
      expect(codeOf(await drafted(change))).toBe('zones/malformed')
    }
  })

  test('that is stale, or complete, takes no signature', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const stale = await lifted(vault, tenant.name, officers[0])
    const other = await lifted(vault, tenant.name, officers[0])
    await vault.act(async act => {
      await markStale(act, stale.digest)
      given(await draft(act, { ...(other.body as Lift), hold: 'ff'.repeat(16) }, officers[0].id))
      return null
    })
    expect(codeOf(await signedBy(vault, officers[0], stale.digest))).toBe('officers/stale')
    await approveAll(vault, other.digest, officers)
    const third = await joinTenant(vault, PARTY, tenant.name, officers, 'officer')
    expect(codeOf(await signedBy(vault, third, other.digest))).toBe('officers/complete')
    expect(codeOf(await signedBy(vault, third, '00'.repeat(32)))).toBe('officers/unknown-document')
  })

  test('whose bytes were changed in the database is thrown out, not signed', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const { digest } = await lifted(vault, tenant.name, officers[0])
    await sql`update officers_documents set body = replace(encode(body, 'escape'), '2026', '2027')::bytea where digest = ${digest}`.execute(
      vault.sql,
    )
    await expect(pendingDocument(vault, digest)).rejects.toThrow('a drafted document was changed in the database')
  })
})

describe('nobody completes a document alone', () => {
  test('one person twice is refused', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const { digest } = await lifted(vault, tenant.name, officers[0])
    given(await signedBy(vault, officers[0], digest))
    expect(codeOf(await signedBy(vault, officers[0], digest))).toBe('officers/signed-before')
    expect((await pendingDocument(vault, digest))?.missing).toBe(1)
  })

  test('one person with two keys of theirs, both in the root, is refused', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const [first] = officers
    const device = await inventAuthenticator()
    const response = await device.register(await ownPasskeyOptions(vault, PARTY, first.asker), PARTY.origin)
    expect(await addOwnPasskey(vault, PARTY, first.asker, { label: 'autre clé', response })).toBe(null)
    const change = given(await proposeRoot(vault, first.asker, tenant.name, { add: [first.id] }))
    await approveAll(vault, change.digest, officers)
    expect((await newestRoot(vault, tenant.name))?.body.officers.length).toBe(3)
    const { digest } = await lifted(vault, tenant.name, first)
    given(await signedBy(vault, first, digest))
    const again: Asker = { officer: first.id, key: device.key }
    const options = given(await signingOptions(vault, PARTY, again, 'zones/lift', digest))
    const signature = given(signatureOf(again, await device.sign(options, PARTY.origin)))
    expect(codeOf(await approve(vault, again, digest, signature))).toBe('officers/signed-before')
  })

  test('two people with one key are refused', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const [first, second] = officers
    const { digest } = await lifted(vault, tenant.name, first)
    const signature = await first.sign('zones/lift', digest)
    given(await approve(vault, first.asker, digest, signature))
    const borrowed = { officer: second.id, key: first.device.key }
    const answer = await approve(vault, borrowed, digest, { ...signature, person: second.id })
    expect(codeOf(answer)).toBe('officers/not-here')
  })

  test('an administrator cannot send the signature of somebody else, nor a changed one', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const [first, second] = officers
    const { digest } = await lifted(vault, tenant.name, first)
    const other = await lifted(vault, tenant.name, first)
    const theirs = await second.sign('zones/lift', digest)
    expect(codeOf(await approve(vault, first.asker, digest, theirs))).toBe('officers/not-yours')
    const renamed = { ...theirs, person: first.id, key: first.device.key }
    expect(codeOf(await approve(vault, first.asker, digest, renamed))).toBe('zones/bad-signature')
    const elsewhere = await first.sign('zones/lift', other.digest)
    expect(codeOf(await approve(vault, first.asker, digest, elsewhere))).toBe('zones/bad-signature')
    const kind = await first.sign('zones/root', digest)
    expect(codeOf(await approve(vault, first.asker, digest, kind))).toBe('zones/bad-signature')
  })

  test.each([
    ['at another site', { origin: 'https://console.example.net' }],
    ['inside a page of another site', { crossOrigin: true }],
    ['by a device that did not verify its user', { userVerified: false }],
    ['by a device that nobody touched', { userPresent: false }],
    ['for another party', { rpId: 'example.net' }],
  ])('a signature given %s is refused', async (_, fault) => {
    const { vault, tenant, officers } = await vaults.founded()
    const { digest } = await lifted(vault, tenant.name, officers[0])
    const signature = await officers[0].sign('zones/lift', digest, fault)
    expect(codeOf(await approve(vault, officers[0].asker, digest, signature))).toBe('zones/bad-signature')
  })

  test('a signature that the public zone could not read is refused, before it spoils the document', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const { digest } = await lifted(vault, tenant.name, officers[0])
    const signature = await officers[0].sign('zones/lift', digest)
    if (!('client' in signature)) throw new Error('a passkey signed')
    const long = { ...signature, client: signature.client.padEnd(4000, '20') }
    expect(codeOf(await approve(vault, officers[0].asker, digest, long))).toBe('zones/malformed')
    const more = { ...signature, note: 'x' }
    expect(codeOf(await approve(vault, officers[0].asker, digest, more))).toBe('zones/malformed')
    expect((await pendingDocument(vault, digest))?.approvals).toEqual([])
  })

  test('a device that counts backwards signs nothing', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const { digest } = await lifted(vault, tenant.name, officers[0])
    const signature = await officers[0].sign('zones/lift', digest, { counter: 0 })
    expect(codeOf(await approve(vault, officers[0].asker, digest, signature))).toBe('officers/counter')
  })

  test('auditors, people not yet admitted, people removed and people of another tenant are refused', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const other = await foundTenant(vault, PARTY, 'mairie-exemple')
    const auditor = await joinTenant(vault, PARTY, tenant.name, officers, 'auditor')
    const removed = await joinTenant(vault, PARTY, tenant.name, officers, 'administrator')
    const change = given(await proposeRoot(vault, officers[0].asker, tenant.name, { remove: [removed.id] }))
    await approveAll(vault, change.digest, officers)
    const { code } = given(await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'administrator' }))
    const enrolled = await enrolInvented(vault, PARTY, code)
    const { digest } = await lifted(vault, tenant.name, officers[0])
    const challenge = Buffer.from(await challengeOf('zones/lift', digest)).toString('base64url')
    const codes = []
    for (const one of [auditor, enrolled, removed, other.officers[0]]) {
      const response = await one.device.sign({ challenge, rpId: PARTY.rpId }, PARTY.origin)
      codes.push(codeOf(await approve(vault, one.asker, digest, given(signatureOf(one.asker, response)))))
    }
    expect(codes).toEqual([
      'officers/not-for-this-role',
      'zones/not-an-officer',
      'officers/not-here',
      'officers/not-here',
    ])
    expect((await pendingDocument(vault, digest))?.approvals).toEqual([])
  })

  test('two signatures at the same moment are both there, and complete it once', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const { digest } = await lifted(vault, tenant.name, officers[0])
    const answers = await Promise.all(officers.map(one => signedBy(vault, one, digest)))
    expect(answers.map(one => given(one).state).sort()).toEqual(['complete', 'open'])
    expect((await signedDocument(vault, digest))?.signatures.length).toBe(2)
  })
})
