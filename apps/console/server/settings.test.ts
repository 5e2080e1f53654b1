import { describe, expect, test } from 'vitest'
import { readSettings } from './settings.ts'

const sound = ['--home', '/h', '--listen', '127.0.0.1:8481', '--origin', 'http://localhost:8481']

describe('how the private process is asked to run', () => {
  test('loopback with an origin of this machine is taken as it is', () => {
    expect(readSettings(sound)).toEqual({
      home: '/h',
      host: '127.0.0.1',
      port: 8481,
      origin: 'http://localhost:8481',
      behindProxy: false,
      witness: null,
    })
  })

  test.each([
    ['every address of the machine', ['--listen', '0.0.0.0:8481']],
    ['an address of a network', ['--listen', '192.0.2.7:8481']],
    ['every address, version 6', ['--listen', '[::]:8481']],
    ['a name that may mean anything', ['--listen', 'console.example.fr:8481']],
  ])('listening on %s is refused', (_, words) => {
    expect(readSettings([...sound, ...words])).toMatchObject({ kind: 'refusal', code: 'console/exposed' })
  })

  test('behind a proxy that ends TLS it may listen elsewhere', () => {
    const words = [...sound, '--listen', '10.0.0.1:80', '--behind-proxy', '--origin', 'https://console.example.fr']
    expect(readSettings(words)).toMatchObject({ host: '10.0.0.1', behindProxy: true })
  })

  test.each([
    'http://console.example.fr',
    'https://console.example.fr/',
    'https://console.example.fr/path',
    'http://127.0.0.1:8481',
    'http://localhost.example.fr',
    'console.example.fr',
  ])('the origin %s is refused: a passkey would not work there, or the session would go in clear', origin => {
    expect(readSettings([...sound, '--origin', origin])).toMatchObject({ kind: 'refusal', code: 'console/origin' })
  })

  test.each([
    [['--home', '/h', '--listen', '127.0.0.1:8481']],
    [['--listen', '127.0.0.1:8481', '--origin', 'http://localhost:8481']],
    [[...sound, '--listen', '127.0.0.1']],
    [[...sound, '--listen', '127.0.0.1:70000']],
    [[...sound, '--unknown']],
    [[...sound, 'word']],
  ])('%j is answered with the usage', words => {
    expect(readSettings(words)).toMatchObject({ kind: 'refusal', code: 'console/usage' })
  })
})
