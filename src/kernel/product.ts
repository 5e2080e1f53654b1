import { readFileSync } from 'node:fs'

/** The package that this code runs from: the clone's, or the one that the build writes beside the compiled files. */
const MANIFEST = new URL('../../package.json', import.meta.url)

/** The product and its version, as a report names them: `parefuite 0.1.0`. Throws when the package has lost its manifest. */
export function productName(): string {
  const manifest: unknown = JSON.parse(readFileSync(MANIFEST, 'utf8'))
  if (typeof manifest !== 'object' || manifest === null || !('name' in manifest) || !('version' in manifest)) {
    throw new Error('package.json has no name and version')
  }
  return `${String(manifest.name)} ${String(manifest.version)}`
}
