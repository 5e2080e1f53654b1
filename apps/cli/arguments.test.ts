import { describe, expect, test } from 'vitest'
import { ACT_NAMES, ACT_SHAPES, WALL_TOPICS, type WallTopic } from './acts.ts'
import { langAsked, readArguments } from './arguments.ts'
import { helpOf } from './help.ts'
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

  test('an act upon the zones, with its place and its options as they were written', () => {
    expect(read('hold place --path /a --reason legal --key k --tenant t --json')).toEqual({
      verb: 'act',
      asked: {
        act: 'hold place',
        place: '',
        values: { path: ['/a'], reason: ['legal'], key: ['k'], tenant: ['t'], json: [''] },
      },
    })
    expect(read('officers key create a.pem')).toMatchObject({ asked: { act: 'officers key create', place: 'a.pem' } })
    expect(read('ledger export folder')).toMatchObject({ asked: { act: 'ledger export', place: 'folder' } })
    expect(read('zone create p --title-fr A --title-en B --host a --host b')).toMatchObject({
      asked: { place: 'p', values: { host: ['a', 'b'] } },
    })
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
    [
      'publish a.csv',
      'There is no verb “publish”. The verbs are: inspect, exposure, ledger, zone, officers, release, hold, alert, vault, help, version',
    ],
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
    [
      'hold',
      'Say what to do: parefuite hold place, parefuite hold list, parefuite hold lift (see parefuite help hold).',
    ],
    ['hold plaec', 'There is no such act. The nearest is: parefuite hold place'],
    ['vault burn', 'There is no such act. There are: vault backup, vault restore, vault rotate'],
    ['hold lift --key k', 'Write it like this: parefuite hold lift ID --key FILE'],
    ['hold lift a', 'Write it like this: parefuite hold lift ID --key FILE'],
    ['hold lift a b --key k', 'Write it like this: parefuite hold lift ID --key FILE'],
    ['vault rotate --key k', 'The option --key does not belong to vault rotate.'],
    ['hold list --key k --lang de', 'The option --lang takes one of: fr, en.'],
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

describe('the help of the zones', () => {
  const languages = (['en', 'fr'] as const).map(lang => cliWordsIn(lang))

  test.each(ACT_NAMES)('%s is in the help of its verb, with every option that it needs, in both languages', act => {
    for (const said of languages) {
      const topic = act.split(' ')[0]
      const text = topic === 'ledger' ? said.help : helpOf(topicNamed(topic), said)
      expect(text).toContain(`parefuite ${act}`)
      const named = `${said.acts[act].usage} ${text}`
      expect(ACT_SHAPES[act].options.filter(name => !named.includes(`--${name}`))).toEqual(
        topic === 'ledger' ? ['home'] : [],
      )
    }
  })

  test('no line is wider than a screen', () => {
    const lines = languages.flatMap(said => [said.help, ...WALL_TOPICS.map(topic => helpOf(topic, said))]).join('\n')
    expect(lines.split('\n').filter(line => line.length > 100)).toEqual([])
  })
})

function topicNamed(name: string): WallTopic {
  const topic = WALL_TOPICS.find(one => one === name)
  if (!topic) throw new Error('an act without a topic')
  return topic
}

test('the nearest word is near: a swap, a missing letter, an added one; otherwise there is none', () => {
  const known = ['inspect', 'help', 'version']
  expect(
    ['inpsect', 'inspct', 'inspects', 'hepl', 'verison', 'disclose', ''].map(word => nearest(word, known)),
  ).toEqual(['inspect', 'inspect', 'inspect', 'help', 'version', null, null])
})
