import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { ed25519Signer, keyText, openWitness, readKey, type Signer, type VerifierKey, type Witness } from '#ledger'
import type { Zone } from '#release'
import { HEADERS } from '../policy.ts'
import { misshapen, openRoute, type Route, tooLarge } from '../route.ts'

/** 63 hashes and a checkpoint with the signatures of many witnesses fit well. */
const BODY_BYTES = 64 * 1024
/** Key type 4: an Ed25519 key that cosigns. SOURCE: C2SP tlog-cosignature v1, “Format”. */
const COSIGNER = 4

/**
 * The witness of partners' ledgers, over a folder (`docs/formats/console-api.md`): its own key is made at the first start. Refuses a
 * folder that another process has open, and a key that cannot be read.
 */
export function witnessOver(folder: string, origin: string): Witness | Refusal {
  mkdirSync(join(folder, 'ledgers'), { recursive: true, mode: 0o700 })
  mkdirSync(join(folder, 'seen'), { recursive: true, mode: 0o700 })
  const keys = watched(join(folder, 'ledgers'))
  if (isRefusal(keys)) return keys
  const signer = signerIn(folder, origin)
  return openWitness(join(folder, 'seen'), ledger => keys.filter(({ name }) => name === ledger), signer)
}

/** The one route of a witness. SOURCE: C2SP tlog-witness v1.0.0, “add-checkpoint”: statuses and types are as it says. */
export function witnessRoutes(witness: Witness): readonly Route[] {
  return [
    openRoute({
      method: 'post',
      path: '/witness/add-checkpoint',
      summary: 'Signs a checkpoint of a partner’s ledger that follows what was signed before (C2SP tlog-witness)',
      rate: 'witness',
      machine: true,
      gives: null,
      answer: async ({ zone, ask }) => {
        const length = Number(ask.env.incoming.headers['content-length'] ?? Number.NaN)
        if (!Number.isSafeInteger(length)) return misshapen('Content-Length')
        if (length > BODY_BYTES) return tooLarge(BODY_BYTES)
        return witnessed(witness, new Uint8Array(await ask.req.arrayBuffer()), zone)
      },
    }),
  ]
}

function witnessed(witness: Witness, body: Uint8Array, { vault }: Zone): Response {
  const answer = witness.answer(body, Math.floor(vault.now().getTime() / 1000))
  const type = answer.status === 409 ? 'text/x.tlog.size' : 'text/plain; charset=utf-8'
  return new Response(answer.body, { status: answer.status, headers: { ...HEADERS.api, 'content-type': type } })
}

/** The keys of the ledgers that are watched: one line in each file. */
function watched(folder: string): readonly VerifierKey[] | Refusal {
  const keys: VerifierKey[] = []
  for (const name of readdirSync(folder).filter(file => file.endsWith('.vkey'))) {
    const key = readKey(readFileSync(join(folder, name), 'utf8').trim())
    if (isRefusal(key)) return unreadable()
    keys.push(key)
  }
  return keys
}

/** The witness's own key; made, with the line for partners, where there is none. */
function signerIn(folder: string, origin: string): Signer {
  const file = join(folder, 'witness.key')
  const line = join(folder, 'witness.vkey')
  const name = `${new URL(origin).host}/witness`
  if (!readdirSync(folder).includes('witness.key')) {
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' })
    writeFileSync(line, `${keyText(ed25519Signer(name, privateKey, COSIGNER).key)}\n`)
  }
  chmodSync(file, 0o600)
  const known = readFileSync(line, 'utf8').split('+')[0]
  return ed25519Signer(known, createPrivateKey(readFileSync(file)), COSIGNER)
}

function unreadable(): Refusal {
  return refuse('console/witness', {
    at: 'ledgers/*.vkey',
    seen: 'a file that is no verifier key',
    expected: 'one line NAME+ID+KEY in each',
    remedy: 'copy the line as the owner of the ledger gave it',
  })
}
