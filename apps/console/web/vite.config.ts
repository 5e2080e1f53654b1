import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const ROOMS = join(import.meta.dirname, '..', '..', '..', 'src')

/**
 * What a browser may have of the rooms: the formats of the wall, to compute in front of the officer the hash of what is about to be
 * signed, and the words of inspections. The doors of these rooms also lead to databases; a browser gets these modules only.
 */
const IN_BROWSER: Readonly<Record<string, readonly string[]>> = {
  '#kernel': ['kernel/refusal.ts'],
  '#zones': ['zones/zones.ts'],
  '#detect': ['detect/catalogue.ts', 'detect/reasons.ts', 'detect/label.ts'],
  '#page': ['page/page.ts'],
  '#inspect': ['inspect/words/words.ts', 'inspect/words/kinds.ts'],
}

function roomsInBrowser(): Plugin {
  return {
    name: 'rooms-in-browser',
    enforce: 'pre',
    resolveId: source => (Object.hasOwn(IN_BROWSER, source) ? `\0${source}` : null),
    load(id) {
      const modules = IN_BROWSER[id.slice(1)]
      if (!id.startsWith('\0#') || !modules) return null
      return modules.map(path => `export * from ${JSON.stringify(join(ROOMS, path))}`).join('\n')
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [roomsInBrowser(), react()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What is bundled is given on with its licences beside it.
    license: { fileName: 'licences.md' },
  },
})
