import { createCipheriv, createDecipheriv } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'

/**
 * Sealing of streams: pieces of 64 KiB, each by AES-256-GCM under a key that seals nothing else. The nonce of a piece is its
 * number (11 bytes) and whether it is the last (1 byte), so that pieces cannot be moved, repeated or left out.
 * SOURCE: the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (CRYPTO 2015), with the nonces of age (C2SP age.md 1.1, “Payload”).
 */

export const PIECE_BYTES = 64 * 1024
const TAG_BYTES = 16
const ALGORITHM = 'aes-256-gcm'

/** Seals what flows through it for one file. */
export function sealer(key: Uint8Array, file: string): Transform {
  return inPieces(PIECE_BYTES, (piece, number, isLast) => {
    const cipher = createCipheriv(ALGORITHM, key, nonceOf(number, isLast), { authTagLength: TAG_BYTES })
    cipher.setAAD(Buffer.from(file))
    return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
  })
}

/** Opens what was sealed for one file. Errs before it gives a byte of a piece that was changed, moved, or cut off. */
export function opener(key: Uint8Array, file: string): Transform {
  return inPieces(PIECE_BYTES + TAG_BYTES, (piece, number, isLast) => {
    if (piece.length < TAG_BYTES) throw new Error('a sealed file was cut short')
    const decipher = createDecipheriv(ALGORITHM, key, nonceOf(number, isLast), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(file))
    decipher.setAuthTag(piece.subarray(-TAG_BYTES))
    try {
      return Buffer.concat([decipher.update(piece.subarray(0, -TAG_BYTES)), decipher.final()])
    } catch (cause) {
      throw new Error('a sealed file was changed', { cause })
    }
  })
}

function nonceOf(number: number, isLast: boolean): Uint8Array {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(number, 5, 6)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

/** Cuts a stream into pieces of one size; the last is whatever is left, and may be whole, or empty when all is. */
function inPieces(size: number, turn: (piece: Buffer, number: number, isLast: boolean) => Buffer): Transform {
  let held: Buffer[] = []
  let bytes = 0
  let number = 0
  const attempt = (done: TransformCallback, work: () => void) => {
    try {
      work()
      done()
    } catch (cause) {
      done(cause as Error)
    }
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      attempt(done, () => {
        held.push(chunk)
        bytes += chunk.length
        if (bytes <= size) return // only when more follows is a piece known not to be the last
        const all = Buffer.concat(held)
        const whole = Math.floor((all.length - 1) / size) * size
        for (let at = 0; at < whole; at += size) this.push(turn(all.subarray(at, at + size), number++, false))
        held = [all.subarray(whole)]
        bytes = all.length - whole
      })
    },
    flush(done) {
      attempt(done, () => void this.push(turn(Buffer.concat(held), number, true)))
    },
  })
}
