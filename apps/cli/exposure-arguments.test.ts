import { describe, expect, test } from 'vitest'
import { readArguments } from './arguments.ts'
import { helpOf } from './help.ts'
import { cliWordsIn } from './words/words.ts'

const say = cliWordsIn('en')
const read = (line: string) => readArguments(line.split(' '), say)

describe('what exposure is asked', () => {
  test('times are moments in UTC; without a zone they are in that of the logs', () => {
    const asked = read('exposure a.log --object /x --zone +02:00 --from 2026-03-02 --to 2026-03-02T12:30Z')
    expect(asked).toMatchObject({
      verb: 'exposure',
      exposure: { from: Date.UTC(2026, 2, 1, 22), to: Date.UTC(2026, 2, 2, 12, 30), zone: '+02:00' },
    })
  })

  test('in a zone by its name a moment is that of its clock; of an hour shown twice the reading that leaves nothing out', () => {
    const asked = read('exposure a.log --object /x --zone Europe/Paris --from 2026-07-01 --to 2026-12-01T12:00')
    expect(asked).toMatchObject({
      exposure: { from: Date.UTC(2026, 5, 30, 22), to: Date.UTC(2026, 11, 1, 11), zone: 'Europe/Paris' },
    })
    const twice = read('exposure a.log --object /x --zone Europe/Paris --from 2026-10-25T02:30 --to 2026-10-25T02:30')
    expect(twice).toMatchObject({
      exposure: { from: Date.UTC(2026, 9, 25, 0, 30), to: Date.UTC(2026, 9, 25, 1, 30) },
    })
    expect(read('exposure a.log --object /x --zone Paris --from 2026-07-01')).toMatchObject({ verb: 'exposure' })
  })

  test('a moment is read as the report itself writes it', () => {
    const asked = read('exposure a.log --object /x --from 2022-06-27T19:00:00.000Z --to 2022-06-28T06:50:00.250Z')
    expect(asked).toMatchObject({
      exposure: { from: Date.UTC(2022, 5, 27, 19), to: Date.UTC(2022, 5, 28, 6, 50, 0, 250) },
    })
  })

  test('--to names the end, and whom the list of people is sealed to', () => {
    const asked = read('exposure a.log --file f --to 2026-03-02 --people p --to age1abc --to age1def')
    expect(asked).toMatchObject({
      exposure: { to: Date.UTC(2026, 2, 2), people: 'p', recipients: ['age1abc', 'age1def'] },
    })
  })

  test.each([
    ['exposure', 'No log was named: give files, folders, globs, or - for standard input.'],
    ['exposure a.log', 'Say what was exposed: --object PATH or GLOB, or --file with the file itself.'],
    [
      'exposure a.log --object /x --from yesterday',
      'The option --from takes a moment such as 2022-06-27, 2022-06-27T19:00 or 2022-06-27T19:00:00+02:00.',
    ],
    [
      'exposure a.log --object /x --to 2026-02-31',
      'The option --to takes a moment such as 2022-06-27, 2022-06-27T19:00 or 2022-06-27T19:00:00+02:00 (or, beside --people, a recipient age1…).',
    ],
    ['exposure a.log --object /x --from 2026-03-02 --to 2026-03-01', 'The option --from must be before --to.'],
    ['exposure a.log --object /x --servers none', 'The option --servers takes a number from 1.'],
    [
      'exposure a.log --object /x --fact-sheet sheet.doc',
      'The option --fact-sheet takes the name of a file that ends in .pdf or .html.',
    ],
    [
      'exposure a.log --object /x --report -',
      'The option --report takes the name of a file; standard output is for the answer.',
    ],
    [
      'exposure a.log --object /x --trust-proxy proxy-1',
      'The option --trust-proxy takes an address or a network, such as 203.0.113.0/24 or 2001:db8::/32.',
    ],
    [
      'exposure a.log --object /x --exclude 192.0.2.0/33',
      'The option --exclude takes an address, a network such as 203.0.113.0/24, or agent: and a whole user agent, or its product’s name without version.',
    ],
    [
      'exposure a.log --file f --people p',
      'The list of people is written sealed only: give --people FILE and --to age1… together.',
    ],
    [
      'exposure a.log --object /x --people p --to age1x',
      'The list of people is made from the exposed file: name it with --file.',
    ],
    ['exposure a.log --object /x --quasi a', 'The option --quasi does not belong to exposure.'],
    [
      'exposure verify r.html',
      'Say what to verify: parefuite exposure verify REPORT LOGS…, the report and the same logs.',
    ],
    ['exposure verify r.html a.log --object /x', 'The option --object does not belong to exposure verify.'],
  ])('misuse is one sentence: parefuite %s', (words, sentence) => {
    expect(read(words)).toEqual({ verb: 'misuse', sentence, topic: 'exposure' })
  })

  test.each(['en', 'fr'] as const)('its help fits a terminal and names every option: %s', lang => {
    const help = helpOf('exposure', cliWordsIn(lang))
    expect(help.split('\n').filter(text => text.length > 100)).toEqual([])
    for (const option of [
      'object',
      'file',
      'from',
      'to',
      'trust-proxy',
      'exclude',
      'servers',
      'cache',
      'crawlers',
      'pattern',
      'zone',
      'case-key',
      'show-clients',
      'report',
      'fact-sheet',
      'timeline',
      'people',
      'json',
      'lang',
    ])
      expect(help).toContain(`--${option} `)
  })
})
