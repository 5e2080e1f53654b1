import { describe, expect, test } from 'vitest'
import { langAsked, readArguments } from './arguments.ts'
import { nearest } from './nearest.ts'
import { cliWordsIn } from './words/words.ts'

const words = cliWordsIn('en')
const read = (line: string) => readArguments(line === '' ? [] : line.split(' '), words)
const misuse = (line: string) => {
  const asked = read(line)
  return asked.verb === 'misuse' ? asked.sentence : asked
}

describe('the command line', () => {
  test('places and options in any order', () => {
    expect(read('inspect a.csv --json b.csv --quasi dob,zip --report=r.html --fail-on likely --quasi sex')).toEqual({
      verb: 'inspect',
      inspect: {
        places: ['a.csv', 'b.csv'],
        format: 'json',
        report: 'r.html',
        quasi: ['dob', 'zip', 'sex'],
        failOn: 'likely',
      },
    })
  })

  test('standard input is a dash, and words after -- are places', () => {
    expect(read('inspect - -- --json')).toMatchObject({ inspect: { places: ['-', '--json'], format: 'text' } })
  })

  test('the ledger with its keys', () => {
    expect(read('ledger verify a --key n+1+k --json --key w+2+k')).toEqual({
      verb: 'ledger',
      ledger: { folder: 'a', keys: ['n+1+k', 'w+2+k'], json: true },
    })
    expect(read('help ledger')).toEqual({ verb: 'help', topic: 'ledger' })
  })

  test('help and version', () => {
    expect(read('help')).toEqual({ verb: 'help', topic: null })
    expect(read('help inspect')).toEqual({ verb: 'help', topic: 'inspect' })
    expect(read('inspect --help')).toEqual({ verb: 'help', topic: 'inspect' })
    expect(read('--version')).toEqual({ verb: 'version' })
    expect(read('-h')).toEqual({ verb: 'help', topic: null })
  })

  test.each([
    ['', 'What should be done is missing: the first word is a verb.'],
    ['inpsect a.csv', 'There is no verb “inpsect”. The nearest is: parefuite inspect'],
    ['publish a.csv', 'There is no verb “publish”. The verbs are: inspect, ledger, help'],
    [
      'inspect',
      'Nothing to inspect was named: give a file, a folder, a glob, a postgresql:// address, or - for standard input.',
    ],
    ['inspect a.csv --jsno', 'There is no option --jsno. The nearest is --json.'],
    ['inspect a.csv --zzzzzz', 'There is no option --zzzzzz.'],
    ['inspect a.csv --json --sarif', 'Standard output holds one document: choose --json or --sarif.'],
    ['inspect a.csv --report', 'The option --report needs a value after it.'],
    ['inspect a.csv --json=yes', 'The option --json takes no value.'],
    ['inspect a.csv --lang de', 'The option --lang takes one of: fr, en.'],
    ['inspect a.csv --fail-on sure', 'The option --fail-on takes one of: certain, likely, possible.'],
    ['inspect a.csv --key k', 'The option --key does not belong to inspect.'],
    ['ledger verify a --sarif', 'The option --sarif does not belong to ledger.'],
    ['ledger verify', 'Say what to verify: parefuite ledger verify FOLDER, with one folder.'],
    ['ledger a', 'Say what to verify: parefuite ledger verify FOLDER, with one folder.'],
    ['ledger verify a b', 'Say what to verify: parefuite ledger verify FOLDER, with one folder.'],
    ['inspect a.csv --quasi dob,,zip', 'The option --quasi needs column names separated by commas.'],
  ])('misuse is refused in one sentence: parefuite %s', (line, sentence) => {
    expect(misuse(line)).toBe(sentence)
  })

  test('the language is known even when the rest is misuse', () => {
    expect(langAsked(['inpsect', '--lang', 'fr'])).toBe('fr')
    expect(langAsked(['inspect', '--lang=en'])).toBe('en')
    expect(langAsked(['inspect', '--lang', 'de'])).toBe(undefined)
    expect(langAsked(['inspect', '--lang'])).toBe(undefined)
  })
})

test('the nearest word is near: a swap, a missing letter, an added one; otherwise there is none', () => {
  const known = ['inspect', 'help', 'version']
  expect(
    ['inpsect', 'inspct', 'inspects', 'hepl', 'verison', 'disclose', ''].map(word => nearest(word, known)),
  ).toEqual(['inspect', 'inspect', 'inspect', 'help', 'version', null, null])
})
