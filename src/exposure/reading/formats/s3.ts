import { ENDED, METHOD } from '../../contract.ts'
import { bytesOf, type LineReader, lineOf, methodOf, requestOf, statusOf } from '../line.ts'
import { fieldsOf } from '../quoted.ts'
import { decodedOnce } from '../targets.ts'
import { clfTime } from '../time.ts'

/**
 * Whether a line is of S3: it begins with the owner's canonical id, and a time in brackets is the third word. Without the id, the name that
 * a client gives itself (`%u`) could make a line of Apache look like one of S3.
 */
export function isS3(text: string): boolean {
  return /^[0-9a-f]{64} [^ ]+ \[\d\d\/[A-Z][a-z]{2}\/\d{4}:/.test(text)
}

/**
 * S3's server access log:
 * `owner bucket [time] client requester id operation key "request" status error sent size total turnaround "referrer" "agent" …`.
 * The object is the key, which path-style and virtual-hosted requests share. `sent` is without headers; with the object's size it tells whole from
 * partial. A GET answered with 200 and fewer bytes than the object was aborted. Source: AWS "Amazon S3 server access log format".
 */
export const readS3: LineReader = (text, state) => {
  if (!isS3(text)) return 'structure'
  const fields = fieldsOf(text)
  if (fields === null || fields.length < 17 || fields[3] === '') return 'structure'
  const { at } = clfTime(fields[2], state.utcOf)
  if (Number.isNaN(at)) return 'time'
  const status = fields[9] === '-' ? 0 : statusOf(fields[9])
  if (status === null) return 'status'
  const [bytes, size] = [bytesOf(fields[11]), fields[12] === '-' ? -1 : bytesOf(fields[12])]
  if (bytes === null || size === null) return 'bytes'
  const request = requestOf(fields[8])
  const method = request.target === '' ? methodOf(fields[6].split('.')[1] ?? '') : request.method
  const agent = fields[16] === '-' ? '' : fields[16]
  const ended =
    status === 200 && method === METHOD.get && size > 0
      ? bytes === size
        ? ENDED.complete
        : ENDED.aborted
      : ENDED.unknown
  const target = targetOf(fields[7], request.target)
  return lineOf({ format: 's3', at, client: fields[3], status, bytes, objectSize: size, method, target, agent, ended })
}

/** The key as a path, with the request's query. Keys are encoded once more than paths. */
function targetOf(key: string, requested: string): string {
  if (key === '-') return requested
  const query = requested.indexOf('?')
  return `/${decodedOnce(key)}${query === -1 ? '' : requested.slice(query)}`
}
