import { expect, test } from 'vitest'
import { rewritten } from './preview.ts'

const shown = (html: string) => rewritten(html, '/api/t/x/releases/r/preview')

test('addresses at the root of the site stand below the preview, and nothing else changes', () => {
  expect(shown('<link rel="stylesheet" href="/style.css"><a href="/fr/">x</a><img alt="/a" src="/i.svg">')).toBe(
    '<link rel="stylesheet" href="/api/t/x/releases/r/preview/style.css"><a href="/api/t/x/releases/r/preview/fr/">x</a>' +
      '<img alt="/a" src="/api/t/x/releases/r/preview/i.svg">',
  )
  const untouched = '<a href="https://example.fr/">x</a><a href="//example.fr/">x</a><a href="#top">href="/y"</a>'
  expect(shown(untouched)).toBe(untouched)
})
