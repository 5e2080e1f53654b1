// Completes package-lock.json after `npm install` on a registry that serves only some platforms: npm then leaves the packages of
// the others out, and `npm ci` refuses the file everywhere. Adds each missing optional package at the exact version that its
// parent asks for, with the platform its name says. `node scripts/complete-lock.mjs [--check]`. Runs on Node 20.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64']

/** The optional packages that a lock file asks for and does not describe: path, parent, version. */
export function missingFrom(lock) {
  return Object.values(lock.packages).flatMap(parent =>
    Object.entries(parent.optionalDependencies ?? {})
      .filter(([name, version]) => /^\d/.test(version) && !lock.packages[`node_modules/${name}`])
      .map(([name, version]) => ({ path: `node_modules/${name}`, version, parent })),
  )
}

function described({ path, version, parent }) {
  const words = path.split('/').at(-1).split(/[-.]/)
  const os = SYSTEMS.filter(name => words.includes(name))
  const cpu = PROCESSORS.filter(name => words.includes(name))
  const libc = os[0] === 'linux' ? [words.includes('musl') ? 'musl' : 'glibc'] : null
  return {
    version,
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(parent.dev ? { dev: true } : {}),
    ...(libc ? { libc } : {}),
    ...(parent.license ? { license: parent.license } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(fileURLToPath(new URL('..', import.meta.url)), 'package-lock.json')
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const missing = missingFrom(lock)
  for (const one of missing) lock.packages[one.path] = described(one)
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
  if (missing.length > 0 && process.argv[2] !== '--check') writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  for (const { path, version } of missing) process.stdout.write(`${path} ${version}\n`)
  process.exitCode = process.argv[2] === '--check' && missing.length > 0 ? 1 : 0
}
