import { randomInt } from 'node:crypto'

/**
 * Codes that people read on paper and type once: 16 signs of Crockford's base 32 in four groups, `7K3M-…`. Four find the row, eleven
 * (55 bits) are the secret, the last checks the others.
 */

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SELECTOR = 4
const SECRET = 11
const LENGTH = SELECTOR + SECRET + 1

/** A code taken apart: the selector finds it, the secret proves it. */
export type CodeParts = Readonly<{ selector: string; secret: string }>

/** A new code. `draw` gives a whole number from 0 below its argument; the default is that of the system, for secrets. */
export function makeCode(draw: (below: number) => number = below => randomInt(below)): string {
  const signs = Array.from({ length: LENGTH - 1 }, () => SIGNS[draw(SIGNS.length)]).join('')
  return (signs + checkSign(signs)).replace(/.{4}(?=.)/g, '$&-')
}

/** Takes a code as somebody typed it apart; null when it was mistyped, which the last sign shows. */
export function readCode(typed: string): CodeParts | null {
  const signs = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (signs.length !== LENGTH || [...signs].some(sign => !SIGNS.includes(sign))) return null
  const parts = signs.slice(0, -1)
  if (checkSign(parts) !== signs.at(-1)) return null
  return { selector: parts.slice(0, SELECTOR), secret: parts.slice(SELECTOR) }
}

/** SOURCE: Luhn mod N algorithm for N = 32: finds every single wrong sign, and nearly every swap of neighbours. */
function checkSign(signs: string): string {
  const sum = [...signs].reverse().reduce((total, sign, place) => {
    const value = SIGNS.indexOf(sign) * (place % 2 === 0 ? 2 : 1)
    return total + Math.floor(value / SIGNS.length) + (value % SIGNS.length)
  }, 0)
  return SIGNS[(SIGNS.length - (sum % SIGNS.length)) % SIGNS.length]
}
