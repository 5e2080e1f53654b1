// `npm run build`, and before every `npm pack`: compiles src and apps to dist, because Node refuses to read TypeScript under
// node_modules. dist is a package of its own whose imports map is the root's, turned to the compiled files.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { buildWeb } from './build-web.mjs'
import { ensureInstalled, root } from './install.mjs'

ensureInstalled()
const dist = join(root, 'dist')
rmSync(dist, { recursive: true, force: true })
compile()
copyData()
buildConsole()
writeManifest()

function compile() {
  const config = join(root, '.cache', 'tsconfig.build.json')
  mkdirSync(dirname(config), { recursive: true })
  const compilerOptions = {
    noEmit: false,
    rootDir: root,
    outDir: dist,
    // As in the whole check, where the tests' packages bring the types of web standards (CryptoKey, TextDecoder) that Node has too.
    lib: ['es2024', 'dom'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
  }
  const exclude = ['**/*.test.ts', '**/*.test-kit.ts', 'apps/console/web'].map(glob => join(root, glob))
  const include = ['src', 'apps'].map(folder => join(root, folder))
  writeFileSync(config, JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include, exclude }))
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', config], { stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(1)
}

/** What the code reads at run time beside itself: word lists, SQL. */
function copyData() {
  for (const file of readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || ['.ts', '.md', '.snap'].includes(extname(file.name))) continue
    const from = join(file.parentPath, file.name)
    cpSync(from, join(dist, from.slice(root.length)))
  }
}

/** The console's pages, where the compiled server looks for them. */
function buildConsole() {
  if (!buildWeb()) process.exit(1)
  const pages = join('apps', 'console', 'web', 'dist')
  cpSync(join(root, pages), join(dist, pages), { recursive: true })
}

function writeManifest() {
  const { name, version, imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const compiled = Object.fromEntries(
    Object.entries(imports).map(([door, path]) => [door, path.replace(/\.ts$/, '.js')]),
  )
  const manifest = { name, version, private: true, type: 'module', imports: compiled }
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}
