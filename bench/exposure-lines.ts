import { once } from 'node:events'
import type { Writable } from 'node:stream'

/** Formats that can be written, each as its server writes it. */
export const WRITTEN = ['combined', 'json', 'w3c', 'alb', 'cloudfront', 's3', 'haproxy', 'cloudflare'] as const
export type Written = (typeof WRITTEN)[number]

/** What GoAccess calls those of them that it reads. */
export const GOACCESS: Readonly<Partial<Record<Written, string>>> = {
  combined: 'COMBINED',
  w3c: 'W3C',
  alb: 'AWSALB',
  cloudfront: 'CLOUDFRONT',
  s3: 'AWSS3',
}

/** What is written: one line in `matching` asks for one of six exposed files, by one of `clients` addresses; all in a day. */
export type Invented = Readonly<{ lines: number; matching: number; clients: number; format: Written }>

/** One request, as a line is made of it. */
type Request = Readonly<{
  client: string
  /** 2022-06-27 */
  clock: string
  target: string
  status: number
  bytes: number
  size: number
  agent: string
}>

const DAY = '2022-06-27'
const AGENT =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_9_1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/32.0.1700.77 Safari/537.36'
const BLOCK = 10_000

/** Writes invented lines; nine answers in ten of an exposed file are whole. The same lines each time. Gives their bytes. */
export async function inventLines(out: Writable, { lines, matching, clients, format }: Invented): Promise<number> {
  let state = 20_220_627
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const write = LINES[format]
  const head = HEADS[format] ?? ''
  let bytes = head.length
  out.write(head)
  for (let done = 0; done < lines; ) {
    let block = ''
    for (const end = Math.min(lines, done + BLOCK); done < end; done++) {
      const file = done % matching === 0 ? next(6) : -1
      const size = file === -1 ? next(90_000) : 1_000_123 * (file + 1)
      block += write({
        client: addressOf(next(clients), clients),
        clock: clockOf(Math.floor((done * 86_400) / lines)),
        target: file === -1 ? `/pages/section-${next(40)}/item-${next(900)}.html` : `/ccw/file-${file}.csv`,
        status: 200,
        bytes: next(10) === 0 ? next(size) : size,
        size,
        agent: `${AGENT} ${next(60)}`,
      })
    }
    bytes += block.length
    if (!out.write(block)) await once(out, 'drain')
  }
  out.end()
  return bytes
}

/** Addresses of the range for benchmarks (RFC 2544), of that which is reserved (RFC 1112 §4) where more are wanted. */
function addressOf(n: number, clients: number): string {
  const [high, second] = clients > 131_072 ? [240 + (n >>> 24), (n >>> 16) & 255] : [198, 18 + ((n >>> 16) & 1)]
  return `${high}.${second}.${(n >>> 8) & 255}.${n & 255}`
}

function clockOf(second: number): string {
  const two = (value: number) => (value < 10 ? `0${value}` : `${value}`)
  return `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`
}

const HEADS: Readonly<Partial<Record<Written, string>>> = {
  w3c: '#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken\n',
  cloudfront:
    '#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version\n',
}

const HEADERS = 312

const LINES: Readonly<Record<Written, (request: Request) => string>> = {
  combined: r =>
    `${r.client} - - [27/Jun/2022:${r.clock} +0000] "GET ${r.target} HTTP/1.1" ${r.status} ${r.bytes} "https://open.example.org/start" "${r.agent}"\n`,
  json: r =>
    `{"time_iso8601":"${DAY}T${r.clock}+00:00","remote_addr":"${r.client}","remote_user":"","request":"GET ${r.target} HTTP/1.1","status":"${r.status}","body_bytes_sent":"${r.bytes}","request_time":"0.004","http_referer":"https://open.example.org/start","http_user_agent":"${r.agent}","http_x_forwarded_for":""}\n`,
  w3c: r =>
    `${DAY} ${r.clock} 198.51.100.1 GET ${r.target} - 443 - ${r.client} ${r.agent.replaceAll(' ', '+')} https://open.example.org/start ${r.status} 0 0 ${r.bytes + HEADERS} 412 15\n`,
  alb: r =>
    `https ${DAY}T${r.clock}.186641Z app/open/50dc6c495c0c9188 ${r.client}:46532 198.51.100.1:80 0.086 0.048 0.037 ${r.status} ${r.status} 218 ${r.bytes + HEADERS} "GET https://open.example.org:443${r.target} HTTP/1.1" "${r.agent}" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337281-1d84f3d73c47ec4e58577259" "open.example.org" "-" 1 ${DAY}T${r.clock}.100000Z "forward" "-" "-" "198.51.100.1:80" "${r.status}" "-" "-"\n`,
  cloudfront: r =>
    `${DAY}\t${r.clock}\tLHR62-C2\t${r.bytes + HEADERS}\t${r.client}\tGET\td111111abcdef8.example\t${r.target}\t${r.status}\thttps://open.example.org/start\t${r.agent.replaceAll(' ', '%20')}\t-\t-\tMiss\tSOX4xwn4XV6Q4rgb7XiVGOHms_BGlTAC4KyHmureZmBNrjGdRLiNIQ==\topen.example.org\thttps\t23\t0.001\t-\tTLSv1.2\tECDHE-RSA-AES128-GCM-SHA256\tMiss\tHTTP/2.0\n`,
  s3: r =>
    `79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be open-data [27/Jun/2022:${r.clock} +0000] ${r.client} - 3E57427F3EXAMPLE REST.GET.OBJECT ${r.target.slice(1)} "GET /open-data${r.target} HTTP/1.1" ${r.status} - ${r.bytes} ${r.size} 70 10 "https://open.example.org/start" "${r.agent}" - s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader open-data.s3.us-west-1.example TLSv1.2 - -\n`,
  haproxy: r =>
    `Jun 27 ${r.clock} lb1 haproxy[14389]: ${r.client}:33317 [27/Jun/2022:${r.clock}.655] http-in static/srv1 10/0/30/69/109 ${r.status} ${r.bytes + HEADERS} - - ---- 1/1/1/1/0 0/0 {open.example.org} {} "GET ${r.target} HTTP/1.1"\n`,
  cloudflare: r =>
    `{"ClientIP":"${r.client}","ClientRequestHost":"open.example.org","ClientRequestMethod":"GET","ClientRequestURI":"${r.target}","EdgeEndTimestamp":"${DAY}T${r.clock}Z","EdgeResponseBytes":${r.bytes + HEADERS},"EdgeResponseStatus":${r.status},"EdgeStartTimestamp":"${DAY}T${r.clock}Z","RayID":"71f8c2b1a9d3e5f7","CacheCacheStatus":"dynamic","ClientRequestUserAgent":"${r.agent}","ClientRequestReferer":"https://open.example.org/start"}\n`,
}
