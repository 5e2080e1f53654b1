import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const CHUNK_BYTES = 8 * 1024 * 1024

/** Why the memory of a process cannot be looked into here; null where it can. */
export function whyNoMemory(pid: number): string | null {
  if (process.platform !== 'linux') return 'the memory of another process is only read on Linux'
  try {
    closeSync(openSync(`/proc/${pid}/mem`, 'r'))
    return null
  } catch {
    return 'this user may not read the memory of its own processes (ptrace is forbidden here)'
  }
}

/**
 * Which of these texts stand anywhere in the memory of a running process, as UTF-8 or as UTF-16, with how many bytes were read. Every
 * region that can be written is read: what came in over a connection can stand nowhere else.
 */
export function textsInMemory(pid: number, texts: readonly string[]): Readonly<{ found: string[]; readBytes: number }> {
  const forms = texts.flatMap(text =>
    (['utf8', 'utf16le'] as const).map(form => ({ text, bytes: Buffer.from(text, form) })),
  )
  const overlap = Math.max(...forms.map(({ bytes }) => bytes.length)) - 1
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const found = new Set<string>()
  let readBytes = 0
  try {
    for (const [from, to] of writableRegions(pid)) {
      for (let at = from; at < to; at += CHUNK_BYTES - overlap) {
        const chunk = readAt(memory, at, Math.min(CHUNK_BYTES, to - at))
        if (!chunk) break
        readBytes += chunk.length
        for (const { text, bytes } of forms) if (chunk.includes(bytes)) found.add(text)
      }
    }
  } finally {
    closeSync(memory)
  }
  return { found: texts.filter(text => found.has(text)), readBytes }
}

/** The lines of the map: `7f…-7f… rw-p …`. */
function writableRegions(pid: number): readonly (readonly [number, number])[] {
  return readFileSync(`/proc/${pid}/maps`, 'latin1')
    .split('\n')
    .map(line => /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line))
    .flatMap(match => (match ? [[Number.parseInt(match[1], 16), Number.parseInt(match[2], 16)] as const] : []))
}

function readAt(memory: number, at: number, length: number): Buffer | null {
  const chunk = Buffer.alloc(length)
  try {
    return chunk.subarray(0, readSync(memory, chunk, 0, length, at))
  } catch {
    // A region that went away meanwhile, or that the system keeps to itself.
    return null
  }
}
