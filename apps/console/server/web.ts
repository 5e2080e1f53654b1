import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { refuse } from '#kernel'
import { refused } from './answer.ts'
import { HEADERS } from './policy.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
}
/** As Vite names what it builds: `assets/index-BxY3k9_a.js`. */
const HASHED = /^\/assets\/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/

type Piece = Readonly<{ bytes: Buffer<ArrayBuffer>; br: Buffer<ArrayBuffer> | null; type: string; etag: string }>

/** The built pages, read once: what is not in the folder at the start does not exist. */
export type Web = Readonly<{ answer(path: string, acceptEncoding: string, ifNoneMatch: string): Response }>

/** Serves the files of a folder; any other path is a screen of the console, which the one page draws. */
export function builtWeb(folder: string): Web {
  const pieces = existsSync(join(folder, 'index.html')) ? readPieces(folder) : null
  return {
    answer: (path, acceptEncoding, ifNoneMatch) => {
      const page = pieces?.get('/index.html')
      if (!pieces || !page) return notBuilt()
      const found = pieces.get(path)
      // A missing file of the build is not a screen: an old page asks for it after an update and must hear so.
      if (!found && path.startsWith('/assets/')) return absent()
      return give(found ?? page, HASHED.test(path) ? HEADERS.hashed : HEADERS.page, acceptEncoding, ifNoneMatch)
    },
  }
}

function give(
  { bytes, br, type, etag }: Piece,
  kept: Readonly<Record<string, string>>,
  encoding: string,
  known: string,
) {
  const headers = { ...kept, 'content-type': type, etag, vary: 'accept-encoding' }
  if (known === etag) return new Response(null, { status: 304, headers })
  if (br && /\bbr\b/.test(encoding)) return new Response(br, { headers: { ...headers, 'content-encoding': 'br' } })
  return new Response(bytes, { headers })
}

function readPieces(folder: string): ReadonlyMap<string, Piece> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const files = names.map(name => join(folder, name)).filter(path => statSync(path).isFile())
  return new Map(files.map(path => [`/${relative(folder, path).split(sep).join('/')}`, readPiece(path)]))
}

function readPiece(path: string): Piece {
  const bytes = Buffer.from(readFileSync(path))
  const type = TYPES[extname(path)] ?? 'application/octet-stream'
  const isText = /text|json|svg/.test(type)
  const br = isText ? brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }) : null
  const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`
  return { bytes, br: br ? Buffer.from(br) : null, type, etag }
}

function notBuilt(): Response {
  return refused(
    refuse('console/not-built', {
      at: "the console's pages",
      seen: 'no build',
      expected: 'apps/console/web/dist',
      remedy: 'run npm run build; the API answers meanwhile',
    }),
  )
}

export function absent(): Response {
  return refused(
    refuse('console/absent', {
      at: 'address',
      seen: 'an address that the console does not have',
      expected: 'one that /api/openapi.json names',
      remedy: 'begin at the home page',
    }),
  )
}
