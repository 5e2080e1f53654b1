/**
 * Where a ledger rests: files by path, of which `checkpoint` says how far the others count. Files of a tree are never changed,
 * only added; the checkpoint is replaced. [Note: the checkpoint is the commit] What lies beyond it does not exist.
 */

/** One step of a ledger: new files, then the checkpoint that makes them count, then files that newer ones replace. */
export type LedgerStep = Readonly<{
  files: ReadonlyMap<string, Uint8Array>
  checkpoint: Uint8Array
  obsolete: readonly string[]
}>

export type LedgerStore = Readonly<{
  /** The bytes of a file, null when there is none. Throws what the disk says. */
  read(path: string): Promise<Uint8Array | null>
  /** The paths of all files. */
  list(): Promise<readonly string[]>
  /**
   * Makes the step last. When it resolves, the step survives a power cut; when the process ends or it throws in between,
   * the store holds the state before or the state after, and perhaps files that do not count.
   */
  commit(step: LedgerStep): Promise<void>
  /** Removes files that do not count. */
  remove(paths: readonly string[]): Promise<void>
  /** Lets another writer in. */
  close(): Promise<void>
}>

export const CHECKPOINT = 'checkpoint'

/** A store that lasts as long as the process. */
export function memoryStore(): LedgerStore {
  const files = new Map<string, Uint8Array>()
  return {
    read: async path => files.get(path) ?? null,
    list: async () => [...files.keys()],
    commit: async step => {
      for (const [path, bytes] of step.files) files.set(path, bytes)
      files.set(CHECKPOINT, step.checkpoint)
      for (const path of step.obsolete) files.delete(path)
    },
    remove: async paths => {
      for (const path of paths) files.delete(path)
    },
    close: async () => undefined,
  }
}
