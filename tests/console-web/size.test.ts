import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const DIST = join(ROOT, 'apps', 'console', 'web', 'dist')
/** What docs/decisions/console-pages.md promises of the first load. */
const FIRST_LOAD_BYTES = 200_000

beforeAll(() => {
  spawnSync(process.execPath, [join(ROOT, 'scripts', 'build-web.mjs')], { stdio: ['ignore', 2, 2] })
}, 120_000)

test('what a browser fetches before the first screen stays under 200 kB, compressed', () => {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8')
  const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(match => match[1])
  expect(named.length).toBeGreaterThan(2)
  const bytes = named.map(name => gzipSync(readFileSync(join(DIST, name))).length).reduce((sum, one) => sum + one, 0)
  expect(bytes).toBeLessThan(FIRST_LOAD_BYTES)
})

test('the pages hold no style and no script inside, and the licences of what is bundled lie beside them', () => {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8')
  expect(page).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\son[a-z]+=|style="/)
  expect(readFileSync(join(DIST, 'licences.md'), 'utf8')).toContain('react-aria-components')
})

test('no part of a browser’s bundle is a part that opens databases or files', () => {
  const scripts = readdirSync(join(DIST, 'assets')).filter(name => name.endsWith('.js'))
  const text = scripts.map(name => readFileSync(join(DIST, 'assets', name), 'utf8')).join('\n')
  expect(text).not.toMatch(/node:fs|node:child_process|duckdb|PostgreSQL/i)
})
