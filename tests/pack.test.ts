import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inventPerson, randomFrom } from '../drills/people.ts'
import { folderWith, root } from './cli/run.ts'

/** The package as it leaves: packed, installed in an empty folder, and used there. */

const folder = folderWith({ 'package.json': '{"private":true}' })
const installed = join(folder.path, 'node_modules', 'parefuite')
const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`, LANG: 'en_GB.UTF-8' }
afterAll(folder.remove)

beforeAll(() => {
  const npm = (words: readonly string[], cwd: string) =>
    execFileSync('npm', words, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] })
  npm(['pack', '--silent', '--pack-destination', folder.path], root)
  const [tarball] = readdirSync(folder.path).filter(name => name.endsWith('.tgz'))
  npm(
    ['install', '--prefer-offline', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error', `./${tarball}`],
    folder.path,
  )
  const random = randomFrom(11)
  const rows = Array.from({ length: 300 }, () => inventPerson(random, 'fr'))
  const lines = rows.map(p => `${p.family};${p.given};${p.birthDate};${p.identifier};${p.email}`)
  writeFileSync(join(folder.path, 'agents.csv'), ['nom;prenom;date_naissance;nir;courriel', ...lines].join('\n'))
}, 300_000)

/** The installed command. */
function installedCommand(words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(join(folder.path, 'node_modules', '.bin', 'parefuite'), words, {
    cwd: folder.path,
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

describe('the packed command', () => {
  test('holds what it needs and nothing else', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter(
      name => !name.startsWith('node_modules'),
    )
    expect(files).toContain(join('bin', 'parefuite.js'))
    expect(files).toContain(join('dist', 'apps', 'cli', 'main.js'))
    expect(files.filter(name => /\.ts$|\.test\.|^(src|apps|tests|drills|bench)/.test(name))).toEqual([])
  })

  test('inspects a file: the verdict, every column, the document', () => {
    const { status, stdout, stderr } = installedCommand(['inspect', 'agents.csv', '--json'])
    expect(stderr).toBe('')
    const { verdict, tables } = JSON.parse(stdout) as {
      verdict: string
      tables: { rows: number; columns: { name: string; personal: string; kinds: { kind: string }[] }[] }[]
    }
    expect({ status, verdict, rows: tables[0].rows }).toEqual({ status: 1, verdict: 'block', rows: 300 })
    expect(tables[0].columns.map(({ name, personal, kinds }) => [name, personal, kinds[0]?.kind])).toEqual([
      ['nom', 'direct', 'name.family'],
      ['prenom', 'indirect', 'name.given'],
      ['date_naissance', 'indirect', 'birth.date'],
      ['nir', 'direct', 'id.fr.nir'],
      ['courriel', 'direct', 'contact.email'],
    ])
  })

  test('writes the page and says its version', () => {
    const { stdout } = installedCommand(['inspect', 'agents.csv', '--report', 'r.html', '--lang', 'fr'])
    expect(stdout.split('\n')[0]).toBe('ne pas publier   agents.csv')
    expect(readFileSync(join(folder.path, 'r.html'), 'utf8')).toContain('<html lang="fr">')
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    expect(installedCommand(['--version']).stdout).toBe(`parefuite ${version}\n`)
  })

  test('on an older Node it finds the one that npm brought', () => {
    const older = ['/usr/bin/node', '/usr/local/bin/node'].find(path => existsSync(path) && majorOf(path) < 24)
    if (!older) return expect(majorOf(process.execPath)).toBeGreaterThanOrEqual(24) // this machine has none
    const bin = join(installed, 'bin', 'parefuite.js')
    const { status, stdout } = spawnSync(older, [bin, 'inspect', 'agents.csv'], {
      cwd: folder.path,
      env,
      encoding: 'utf8',
    })
    expect({ status, first: stdout.split('\n')[0] }).toEqual({ status: 1, first: 'do not publish   agents.csv' })
  })
})

function majorOf(node: string): number {
  return Number(execFileSync(node, ['--version'], { encoding: 'utf8' }).slice(1).split('.')[0])
}
