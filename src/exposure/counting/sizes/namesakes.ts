import type { ReadLogs } from '../../contract.ts'
import type { FileSize } from './object-size.ts'

/** Endings of what a server may call a script, or a packed copy: they tell nothing of what is inside. */
const TELLS_NOTHING = /^(?:gz|br|zst|bz2|php|aspx?|jsp|do|cgi|ashx|axd|html?)$/

/**
 * Objects that were found by nothing but the size of the file and that may be something else of that size: of another kind, as their ending says, or
 * of another name where one of them has the file's, or where the size is about the file's only (with headers that the log counts; by the end of a
 * range). Where objects were named there are none. Of a name without an ending (`/download?id=7`) the size speaks alone.
 */
export function namesakesOf(logs: ReadLogs, file: Pick<FileSize, 'name'> | null): ReadonlySet<number> {
  const { objects, isBySize = false, nearSize = [] } = logs
  if (!isBySize || file === null) return new Set()
  const near = new Set(nearSize)
  const names = objects.map(nameOf)
  const own = file.name.toLowerCase()
  const isThere = names.includes(own)
  return new Set(
    names.flatMap((name, object) =>
      name !== own && (isThere || near.has(object) || isOfAnotherKind(name, own)) ? [object] : [],
    ),
  )
}

function nameOf(object: string): string {
  const path = object.split('?')[0]
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase()
}

function isOfAnotherKind(name: string, own: string): boolean {
  const [one, other] = [name, own].map(text => /\.([a-z0-9]{1,5})$/.exec(text)?.[1] ?? '')
  return one !== '' && other !== '' && one !== other && !TELLS_NOTHING.test(one)
}
