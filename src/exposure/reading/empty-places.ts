import { resolve, sep } from 'node:path'
import type { ExposureQuestion, ReadLogs } from '../contract.ts'

/** Places that were given and gave no input: somebody expected a log there. Those with a server's name are servers without a line already. */
export function emptyPlacesOf({ places }: ExposureQuestion, { inputs }: ReadLogs): readonly string[] {
  const plain = places.filter(place => place !== '-' && !/[*?[{]/.test(place) && !/^[A-Za-z0-9][\w.-]*=/.test(place))
  const found = inputs.map(({ place }) => resolve(place))
  return plain
    .map(place => place.replace(/(?<=.)[/\\]+$/, ''))
    .filter(place => !found.some(input => isWithin(input, resolve(place))))
}

/** Whether an input is the place, or lies in that folder or archive; both as whole paths. */
function isWithin(input: string, place: string): boolean {
  return input === place || [sep, '!'].some(end => input.startsWith(place.endsWith(end) ? place : place + end))
}
