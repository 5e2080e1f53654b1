import { decodedOnce, type Matcher, matcherOf, pathAsked, splitTarget } from './targets.ts'

/** Ways in which a target is nearly one that was asked for, the nearest first. */
export const NEAR = ['parameters', 'case', 'slash', 'encoding', 'elsewhere', 'similar', 'folder'] as const
export type Near = (typeof NEAR)[number]

/** Letters that a mistyped path differs by: two fingers on wrong keys, or one letter too many and one too few. */
const MOST_LETTERS = 2
/** A name that long in another folder is hardly there by chance. */
const TELLING = 4

/**
 * Finds what a person may have meant who asked for objects that no line names: `objectOf` gives a word of `NEAR`. `parameters`: the path, without the
 * parameters that must be there; `case`: in another case; `slash`: with a slash more or less at an end; `encoding`: encoded once more or less, or `+`
 * for a space; `elsewhere`: the same name in another folder; `similar`: a path with two letters more, less or other; `folder`: anything else in the
 * same folder, when that is not all of the site, or in the folder that was named in place of what is in it.
 */
export function nearMatcher(objects: readonly string[]): Matcher {
  const meant = objects.map(meantBy)
  return {
    objectOf(target, foldsCase) {
      if (target === '') return null
      const { path } = splitTarget(target)
      const seen = foldsCase ? path.toLowerCase() : path
      const found = NEAR.find(near => meant.some(each => each[near](seen, foldsCase)))
      return found ?? null
    },
    hasPath: () => false,
    ends: [{ prefix: Buffer.alloc(0), suffix: Buffer.alloc(0) }],
    named: [],
  }
}

type Meant = Readonly<Record<Near, (path: string, foldsCase: boolean) => boolean>>

function meantBy(object: string): Meant {
  const path = pathAsked(object)
  const isGlob = path.includes('*')
  const folded = path.toLowerCase()
  const { hasPath } = matcherOf([escapedPath(path)])
  const name = path.slice(path.lastIndexOf('/') + 1)
  const folder = path.split('*')[0].replace(/[^/]*$/, '')
  const behind = matcherOf([`*${path.startsWith('/') ? '' : '/'}${escapedPath(path)}`])
  return {
    parameters: (seen, foldsCase) => hasPath(encoded(seen), foldsCase),
    case: seen => hasPath(encoded(seen), true),
    slash: seen =>
      [`${seen}/`, seen.replace(/(?<=.)\/$/, ''), seen.slice(1)].some(other => hasPath(encoded(other), true)),
    encoding: seen => plain(seen) !== seen && hasPath(encoded(plain(seen)), true),
    elsewhere: seen =>
      isGlob
        ? behind.hasPath(encoded(seen), true)
        : name.length >= TELLING && seen.toLowerCase().endsWith(`/${name.toLowerCase()}`),
    similar: seen => !isGlob && differsBy(seen.toLowerCase(), folded, MOST_LETTERS),
    folder: seen =>
      [folder, isGlob ? '' : `${folded}/`].some(
        each => each.length > 1 && seen.toLowerCase().startsWith(each.toLowerCase()),
      ),
  }
}

/** A path that was decoded, as a target that is decoded to it. */
function encoded(path: string): string {
  return path.replace(/[%?#]/g, mark => encodeURIComponent(mark))
}

function escapedPath(path: string): string {
  return path.replaceAll('%', '%25')
}

function plain(path: string): string {
  return decodedOnce(path).replaceAll('+', ' ')
}

/** Whether one text becomes the other by at most so many letters put in, left out or exchanged (Levenshtein 1966). Costs `most` times the length. */
function differsBy(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false
  let before = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = new Array<number>(b.length + 1).fill(most + 1)
    if (i <= most) row[0] = i
    let least = row[0]
    for (let j = Math.max(1, i - most); j <= Math.min(b.length, i + most); j++) {
      const change = before[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      row[j] = Math.min(change, before[j] + 1, row[j - 1] + 1)
      least = Math.min(least, row[j])
    }
    if (least > most) return false
    before = row
  }
  return before[b.length] <= most
}
