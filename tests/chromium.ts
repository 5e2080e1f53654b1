import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

// Where Chromium is, by the names that distributions and vendors give it.
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']
const ELSEWHERE = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
const INSTALL = 'apt-get update && apt-get install -y --no-install-recommends chromium'

// A browser under test calls nobody: no update, no field trial, no sync.
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * A real Chromium: that of CHROME_PATH, that of the system, or Debian's, installed when this process may (root). Throws with the
 * command to run where there is none: a look at the page that did not happen must not pass.
 */
export async function openChromium(): Promise<Browser> {
  const executablePath = found() ?? installed()
  if (executablePath) return await chromium.launch({ executablePath, args: QUIET })
  throw new Error(`no Chromium found; set CHROME_PATH, or run as root: ${INSTALL}`)
}

function found(): string | null {
  const asked = process.env.CHROME_PATH
  if (asked) return asked
  const folders = (process.env.PATH ?? '').split(delimiter)
  const named = folders.flatMap(folder => NAMES.map(name => join(folder, name)))
  return [...named, ...ELSEWHERE].find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // not there, or not to be run: the next
  }
}

function installed(): string | null {
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return null
  spawnSync('sh', ['-c', INSTALL], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return found()
}
