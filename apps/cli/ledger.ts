import { lstatSync } from 'node:fs'
import { isRefusal, type Lang, type Refusal } from '#kernel'
import {
  folderReader,
  KEY_FILE,
  type LedgerStore,
  type LedgerVerification,
  readKey,
  type VerifierKey,
  verifyLedger,
} from '#ledger'
import { printable } from '#page'
import type { LedgerArguments } from './arguments.ts'
import type { Surroundings } from './inspect.ts'
import type { CliWords } from './words/words.ts'

/** Runs `parefuite ledger verify` and gives the exit code: 0 verified, 1 broken, 2 misuse or nothing could be checked. */
export async function runLedger(
  { folder, keys: texts, json }: LedgerArguments,
  lang: Lang,
  words: CliWords,
  { stdout, stderr }: Surroundings,
): Promise<number> {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    stderr.write(`${words.ledger.noFolder(printable(folder))}\n`)
    return 2
  }
  const store = folderReader(folder)
  const keys = texts.length > 0 ? texts.map(readKey) : await keysBeside(store)
  const wrong = keys.find(key => isRefusal(key))
  if (wrong || keys.length === 0) {
    stderr.write(`${wrong ? words.ledger.badKey : words.ledger.noKey}\n`)
    return 2
  }
  const answer = await verifyLedger(
    store,
    keys.filter((key): key is VerifierKey => !isRefusal(key)),
  )
  if (isRefusal(answer)) {
    stderr.write(`${words.ledger.noLedger(printable(folder))}\n`)
    return 2
  }
  const keyFrom = texts.length > 0 ? 'given' : 'folder'
  const told = { ...answer, keyFrom } as const
  stdout.write(json ? `${JSON.stringify(told, null, 2)}\n` : screen(told, folder, lang, words))
  return answer.verified ? 0 : 1
}

/** The key that lies in the folder, none when there is no such file. */
async function keysBeside(store: Pick<LedgerStore, 'read'>): Promise<readonly (VerifierKey | Refusal)[]> {
  const bytes = await store.read(KEY_FILE)
  return bytes ? [readKey(Buffer.from(bytes).toString().replace(/\n$/, ''))] : []
}

type Told = LedgerVerification & Readonly<{ keyFrom: 'given' | 'folder' }>

function screen(told: Told, folder: string, lang: Lang, { ledger: say }: CliWords): string {
  const count = new Intl.NumberFormat(lang === 'fr' ? 'fr-FR' : 'en-GB')
  const number = (value: number) => count.format(value)
  const lines = [`${told.verified ? say.verified : say.broken}   ${printable(folder)}`]
  if (told.verified) lines.push(say.entries(number(told.size ?? 0), told.size ?? 0))
  if (told.origin !== null) lines.push(say.head(printable(told.origin), told.root ?? ''))
  for (const { name, id, role } of told.signedBy) lines.push(say.signedBy[role](printable(name), id))
  for (const { fault, path, entry } of told.faults) {
    const place = entry === null ? path : say.place(path, number(entry))
    lines.push(say.fault(place, say.faults[fault]))
  }
  if (told.more) lines.push(say.more)
  if (told.unknownSignatures > 0) lines.push(say.unknownSignatures(number(told.unknownSignatures)))
  if (told.notLookedAt.length > 0)
    lines.push(say.notLookedAt(number(told.notLookedAt.length), printable(told.notLookedAt[0])))
  if (told.keyFrom === 'folder') lines.push(say.keyFromFolder)
  return `${lines.join('\n  ')}\n`
}
