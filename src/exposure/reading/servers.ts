import { posix } from 'node:path'

/** The server that a person named before a place, `web1=/logs/web1`, and the place; the name is null when there is none. */
export function namedPlace(place: string): { server: string | null; place: string } {
  const match = /^([A-Za-z0-9][A-Za-z0-9._-]*)=(.+)$/s.exec(place)
  return match === null ? { server: null, place } : { server: match[1], place: match[2] }
}

const PACKINGS = /\.(gz|gzip|z|zst|zstd|zip)$/i
const DATE = /[._-]?(19|20)\d\d-?[01]\d-?[0-3]\d(?:[T._-]?[0-2]\d(?:[-.]?[0-5]\d(?:[-.]?[0-5]\d)?)?Z?)?/

/** Of CloudFront: the distribution, the hour, and what tells files apart, whose digits are no minutes. */
const CLOUDFRONT = /\.(?:19|20)\d\d-[01]\d-[0-3]\d-[0-2]\d\.[0-9A-Za-z]{4,}$/

/**
 * What the files of one rotation set have in common: `access.log` of `access.log.2.gz`, `access.log-20260131` and `access-2026-01-31.log.zst`.
 * Sources: logrotate(8) `dateext` and `extension` (`access.1.log`); lumberjack, as Caddy rolls (`access-2026-01-31T21-32-16.123.log`); Apache
 * rotatelogs; IIS `u_exyymmdd.log`; AWS file names of CloudFront, S3 and load balancers.
 */
export function rotationStem(name: string): string {
  let stem = name
  while (PACKINGS.test(stem)) stem = stem.replace(PACKINGS, '')
  if (/_\d{8}T\d{4}Z_/.test(stem)) return stem.replace(/_\d{8}T\d{4}Z_.*$/, '')
  if (CLOUDFRONT.test(stem)) return stem.replace(CLOUDFRONT, '') || 'log'
  stem = stem.replace(/^((?:u_)?(?:ex|nc|in))\d{4,8}(_x)?(\.log)?$/i, '$1$3')
  const undated = stem.replace(DATE, '')
  if (undated !== stem) {
    stem = undated.replace(/[.-](?=[A-Za-z]*\d)[0-9A-Za-z]{8,16}$/, '').replace(/\.\d{1,4}(?=\.[A-Za-z]+$)/, '')
  }
  stem = stem.replace(/(?<=access(?:[_-]?log)?)\.\d{1,3}(?=\.(?:log|json|txt)$)/i, '')
  return stem.replace(/[._-]\d{10}$/, '').replace(/(?:\.\d{1,4})+$/, '') || 'log'
}

/**
 * A name for the server of each place that no person named: its folder and the stem of its rotation set, without the folders that all places
 * share. A virtual host is a site and not a server.
 */
export function serverNames(places: readonly string[]): string[] {
  const split = places.map(place => {
    const path = place.replaceAll('\\', '/').replaceAll('!', '/')
    return [...posix.dirname(path).split('/'), rotationStem(posix.basename(path))]
  })
  const most = Math.min(...split.map(parts => parts.length - 1))
  let shared = 0
  while (shared < most && split.every(parts => parts[shared] === split[0][shared])) shared++
  return split.map(parts => parts.slice(shared).join('/'))
}
