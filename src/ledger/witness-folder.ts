import { hash } from 'node:crypto'
import { join } from 'node:path'
import { isRefusal, type Refusal } from '#kernel'
import { type Disk, readRegular, realDisk } from './disk.ts'
import { folderStore, placeFile } from './folder-store.ts'
import { base64, type Signer, type VerifierKey } from './note.ts'
import { type WitnessAnswer, type Witnessed, witnessAnswer } from './witness.ts'

/** A witness at work: what it signed of each ledger rests in a folder. */
export type Witness = Readonly<{
  /**
   * Answers a request (the body of `add-checkpoint`), after what must be kept rests on the disk. One at a time. Throws what the disk
   * says, and then nothing was signed.
   */
  answer(body: Uint8Array, timeSeconds: number): WitnessAnswer
  close(): Promise<void>
}>

const STATE_BYTES_MAX = 4096

/**
 * Opens a witness over a folder that no other process has open. `keysOf` gives the keys trusted for an origin. [Note: kept before
 * said] A cosignature that is out while the disk knows an older head could be followed by one of another history.
 * Throws when what was kept of a ledger cannot be read: such a witness must not sign.
 */
export function openWitness(
  folder: string,
  keysOf: (origin: string) => readonly VerifierKey[],
  signer: Signer,
  disk: Disk = realDisk,
): Witness | Refusal {
  const store = folderStore(folder, disk)
  if (isRefusal(store)) return store
  const latest = (origin: string) => readKept(folder, origin)
  const answer = (body: Uint8Array, timeSeconds: number): WitnessAnswer => {
    const said = witnessAnswer(body, keysOf, latest, { signer, timeSeconds })
    if (said.keep !== null) keep(folder, originOf(body), said.keep, disk)
    return said
  }
  return { answer, close: store.close }
}

/** A ledger's name may hold anything: its file is called by the hash of it. */
function fileOf(origin: string): string {
  return `${hash('sha256', origin)}.head`
}

function keep(folder: string, origin: string, { size, root }: Witnessed, disk: Disk): void {
  const text = `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`
  placeFile(folder, fileOf(origin), Buffer.from(text), disk)
  disk.syncFolder(folder)
}

function readKept(folder: string, origin: string): Witnessed | null {
  const bytes = readRegular(join(folder, fileOf(origin)), STATE_BYTES_MAX)
  if (bytes === null) return null
  const [name, size, root] = Buffer.from(bytes).toString('utf8').split('\n')
  const hashed = base64(root ?? '')
  if (name !== origin || !/^\d{1,16}$/.test(size ?? '') || hashed?.length !== 32)
    throw new Error('what the witness kept of a ledger cannot be read')
  return { size: Number(size), root: hashed }
}

/** The origin of a request that was answered: the first line after the empty one. */
function originOf(body: Uint8Array): string {
  const note = Buffer.from(body).subarray(Buffer.from(body).indexOf('\n\n') + 2)
  return note.toString('utf8', 0, note.indexOf('\n'))
}
