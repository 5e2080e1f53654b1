import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, describe, expect, test } from 'vitest'
import { folderWith, parefuite, root } from './run.ts'

/** `parefuite exposure` as a person runs it: invented logs, the real command, what it prints, writes and answers. */

const BODY =
  'id,given,family,email\n1,Ada,Quill,ada.quill@example.org\n2,Bo,Marsh,bo.marsh@example.org\n3,Cy,Dunn,cy.dunn@example.org\n'
const SIZE = Buffer.byteLength(BODY)
const folders: { remove(): void }[] = []
afterAll(() => {
  for (const folder of folders) folder.remove()
})

/** A line of a log in combined form, minutes after nine. */
function line(
  minute: number,
  client: string,
  target: string,
  status: number,
  bytes: number | '-',
  method = 'GET',
): string {
  const at = `${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`
  return `${client} - - [02/Mar/2026:${at} +0000] "${method} ${target} HTTP/1.1" ${status} ${bytes} "-" "Mozilla/5.0"`
}

/** Two hours of a site: a page every minute, and what is said besides. */
function log(lines: readonly (readonly [number, string])[]): string {
  const pages = Array.from(
    { length: 121 },
    (_, minute) => [minute, line(minute, '203.0.113.9', '/', 200, 512)] as const,
  )
  return `${[...pages, ...lines]
    .sort(([a], [b]) => a - b)
    .map(([, text]) => text)
    .join('\n')}\n`
}

const TAKEN = log([
  [20, line(20, '192.0.2.1', '/data/people.csv', 200, SIZE)],
  [30, line(30, '192.0.2.2', '/data/people.csv', 200, 40)],
  [40, line(40, '192.0.2.3', '/data/people.csv', 200, 0, 'HEAD')],
])
const QUIET = log([[40, line(40, '192.0.2.3', '/data/people.csv', 403, 0)]])
const WINDOW = ['--from', '2026-03-02T09:00Z', '--to', '2026-03-02T11:00Z']
const ASKED = ['access.log', '--object', '/data/people.csv', '--file', 'people.csv', ...WINDOW]

function site(files: Readonly<Record<string, string>>): string {
  const folder = folderWith({ 'people.csv': BODY, ...files })
  folders.push(folder)
  return folder.path
}

/** A PATH on which `parefuite` is a program. */
function installed(folder: string): { PATH: string } {
  mkdirSync(join(folder, 'bin'))
  const starter = `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'bin', 'parefuite.js')}' "$@"\n`
  writeFileSync(join(folder, 'bin', 'parefuite'), starter, { mode: 0o755 })
  return { PATH: `${join(folder, 'bin')}:${process.env.PATH}` }
}

describe('the help', () => {
  test.each([
    ['en', 'the logs show 1 transfer to 1 network address'],
    ['fr', 'les journaux montrent 1 transfert vers 1 adresse réseau'],
  ])('its first example works as it stands: %s', async (lang, said) => {
    const cwd = site({})
    const env = { ...installed(cwd), LANG: lang }
    const help = (await parefuite(['exposure', '--help'], { cwd, env })).stdout
    const [example = ''] = /echo .*\n.*/.exec(help) ?? []
    const ran = spawnSync('sh', ['-c', example], { cwd, env: { ...process.env, ...env }, encoding: 'utf8' })
    expect([ran.status, ran.stderr]).toEqual([1, ''])
    expect(ran.stdout.replace(/\s+/g, ' ')).toContain(said)
  })
})

describe('who took what', () => {
  test('one screen: the statement, figures with bounds, coverage; access is exit 1', async () => {
    const ran = await parefuite(['exposure', ...ASKED], { cwd: site({ 'access.log': TAKEN }) })
    expect(ran.stderr).toBe('')
    expect(ran.stdout).toMatchSnapshot()
    expect(ran.code).toBe(1)
  })

  test('no access within full coverage is exit 0, and says that the logs cover the whole period', async () => {
    const ran = await parefuite(['exposure', ...ASKED, '--lang', 'fr'], { cwd: site({ 'access.log': QUIET }) })
    expect(ran.stdout).toMatch(/^aucun accès dans les journaux {3}people\.csv\n/)
    expect(ran.stdout).toMatch(/le journal de chaque serveur indiqué la couvre\s+entièrement/)
    expect(ran.code).toBe(0)
  })

  test('no access in logs that do not cover the period is exit 1, with open bounds', async () => {
    const half = QUIET.split('\n').slice(0, 60).join('\n')
    const ran = await parefuite(['exposure', ...ASKED, '--json'], { cwd: site({ 'access.log': half }) })
    const answer = JSON.parse(ran.stdout)
    expect([answer.evidence, answer.transfers.whole, answer.clients.high]).toEqual([
      'potentially',
      { low: 0, high: null },
      null,
    ])
    expect(ran.code).toBe(1)
  })

  test('--json is one document, with times in UTC and both bounds', async () => {
    const ran = await parefuite(['exposure', ...ASKED, '--json'], { cwd: site({ 'access.log': TAKEN }) })
    const { kind, version, transfers, clients, accessWindow, exposureWindow } = JSON.parse(ran.stdout)
    expect({ kind, version, whole: transfers.whole, clients: { low: clients.low, high: clients.high } }).toEqual({
      kind: 'exposure',
      version: 1,
      whole: { low: 1, high: 1 },
      clients: { low: 2, high: 2 },
    })
    expect(Date.parse(accessWindow.from)).toBe(Date.UTC(2026, 2, 2, 9, 20))
    expect(Date.parse(exposureWindow.to)).toBe(Date.UTC(2026, 2, 2, 11))
    expect(ran.code).toBe(1)
  })

  test('no line that could be read is exit 2', async () => {
    const ran = await parefuite(['exposure', ...ASKED], { cwd: site({ 'access.log': 'nothing here is a log\n' }) })
    expect(ran.code).toBe(2)
    expect(ran.stdout).toContain('no line could be read')
  })

  test('without --object, whatever answered with exactly the size of the file', async () => {
    const cwd = site({ 'access.log': TAKEN })
    const ran = await parefuite(['exposure', 'access.log', '--file', 'people.csv', ...WINDOW, '--json'], { cwd })
    expect(JSON.parse(ran.stdout).objects.map(({ path }: { path: string }) => path)).toEqual(['/data/people.csv'])
  })
})

describe('addresses', () => {
  test('are pseudonyms unless they are asked for, in every output', async () => {
    const cwd = site({ 'access.log': TAKEN })
    const ran = await parefuite(
      ['exposure', ...ASKED, '--json', '--report', 'r.html', '--timeline', 't.svg', '--fact-sheet', 's.html'],
      { cwd },
    )
    const all = [
      ran.stdout,
      ran.stderr,
      ...['r.html', 't.svg', 's.html'].map(name => readFileSync(join(cwd, name), 'utf8')),
    ]
    for (const text of all) expect(text).not.toMatch(/192\.0\.2\.|203\.0\.113\./)
    const shown = await parefuite(['exposure', ...ASKED, '--json', '--show-clients'], { cwd })
    expect(shown.stdout).toContain('"address": "192.0.2.1"')
  })

  test('the key of a case gives the same pseudonyms again, and is made for its owner alone', async () => {
    const cwd = site({ 'access.log': TAKEN })
    const names = async (...more: string[]): Promise<string[]> => {
      const { stdout } = await parefuite(['exposure', ...ASKED, '--json', ...more], { cwd })
      return JSON.parse(stdout).clients.list.map(({ client }: { client: string }) => client)
    }
    const first = await names('--case-key', 'case.key')
    expect(await names('--case-key', 'case.key')).toEqual(first)
    expect(await names()).not.toEqual(first)
    expect(readFileSync(join(cwd, 'case.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
    expect(statSync(join(cwd, 'case.key')).mode & 0o777).toBe(0o600)
  })

  test('a file that is no key of a case is refused, and stays as it is', async () => {
    const cwd = site({ 'access.log': TAKEN, 'case.key': 'my notes' })
    const ran = await parefuite(['exposure', ...ASKED, '--case-key', 'case.key'], { cwd })
    expect([ran.code, ran.stdout]).toEqual([2, ''])
    expect(readFileSync(join(cwd, 'case.key'), 'utf8')).toBe('my notes')
  })
})

describe('what is written besides', () => {
  test('report, picture and fact sheets are each said on standard error', async () => {
    const cwd = site({ 'access.log': TAKEN })
    const wanted = ['--report', 'r.html', '--timeline', 't.svg', '--fact-sheet', 's.pdf']
    const ran = await parefuite(['exposure', ...ASKED, ...wanted], { cwd })
    expect(ran.stderr).toBe('Written: r.html\nWritten: s.pdf\nWritten: t.svg\n')
    expect(readFileSync(join(cwd, 's.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    expect(readFileSync(join(cwd, 't.svg'), 'utf8')).toContain('<svg xmlns=')
    const [, next] = /^NEXT {3}(.*)$/m.exec(ran.stdout) ?? []
    expect(next).toMatch(/^cd \S+ && \S*parefuite exposure verify r\.html access\.log --file people\.csv$/)
  })

  test('the command that comes next works as it is written, in a new shell', async () => {
    const cwd = site({ 'access.log': TAKEN })
    writeFileSync(join(cwd, 'the logs.log'), TAKEN)
    const env = installed(cwd)
    const asked = ['a=the logs.log', '--exclude', 'agent:One of ours', ...ASKED.slice(1)]
    const ran = await parefuite(['exposure', ...asked, '--report', 'r.html'], { cwd, env })
    const [, next = ''] = /^NEXT {3}(cd \S+ && parefuite .*)$/m.exec(ran.stdout) ?? []
    const again = spawnSync('sh', ['-c', next], { cwd: '/', env: { ...process.env, ...env }, encoding: 'utf8' })
    expect([again.status, again.stderr]).toEqual([0, ''])
  })

  test('the files are written though nobody reads the answer', async () => {
    const cwd = site({ 'access.log': TAKEN })
    const wanted = ['--report', 'r.html', '--fact-sheet', 's.pdf', '--json']
    await parefuite(['exposure', ...ASKED, ...wanted], { cwd, during: child => child.stdout?.destroy() })
    expect(readdirSync(cwd).sort()).toEqual(['access.log', 'people.csv', 'r.html', 's.pdf'])
    expect(readFileSync(join(cwd, 'r.html'), 'utf8')).toContain('</html>')
  })

  test('an answer for which there is no room is said in words: exit 2', async () => {
    const cwd = site({ 'access.log': TAKEN })
    const line = `"$0" "$@" > /dev/full`
    const words = [process.execPath, join(root, 'bin', 'parefuite.js'), 'exposure', ...ASKED, '--lang', 'en']
    const ran = spawnSync('sh', ['-c', line, ...words], { cwd, encoding: 'utf8' })
    expect([ran.status, ran.stderr]).toEqual([
      2,
      'The answer could not be written to standard output (ENOSPC). Send it elsewhere, or make room, and run again.\n',
    ])
  })

  test('a log that is not there is said in words', async () => {
    const ran = await parefuite(['exposure', 'none.log', '--object', '/x'], { cwd: site({}) })
    expect([ran.code, ran.stdout]).toEqual([2, ''])
    expect(ran.stderr).toMatch(/^exposure\/unreadable-place: none\.log; seen: nothing is there; expected: /)
  })

  test('nothing overwrites a log or the exposed file', async () => {
    const cwd = site({ 'access.log': TAKEN })
    for (const name of ['access.log', 'people.csv']) {
      const ran = await parefuite(['exposure', ...ASKED, '--report', name], { cwd })
      expect([ran.code, ran.stderr]).toEqual([
        2,
        `The report would overwrite what is inspected: ${name}. Choose another name.\n`,
      ])
    }
    expect(readFileSync(join(cwd, 'access.log'), 'utf8')).toBe(TAKEN)
  })

  test('a file that is not ours stays as it is; an earlier answer is replaced', async () => {
    const cwd = site({ 'access.log': TAKEN, 'notes.html': '<p>mine</p>' })
    const ran = await parefuite(['exposure', ...ASKED, '--report', 'notes.html'], { cwd })
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([
      2,
      '',
      'There is already another file at notes.html, which is left as it is. Choose another name, or remove it.\n',
    ])
    expect(readFileSync(join(cwd, 'notes.html'), 'utf8')).toBe('<p>mine</p>')
    const wanted = ['--report', 'r.html', '--timeline', 't.svg', '--fact-sheet', 's.pdf']
    for (const _ of [1, 2]) expect((await parefuite(['exposure', ...ASKED, ...wanted], { cwd })).code).toBe(1)
  })

  test('two answers of one name are refused', async () => {
    const cwd = site({ 'access.log': TAKEN })
    const ran = await parefuite(['exposure', ...ASKED, '--report', 'r.html', '--fact-sheet', './r.html'], { cwd })
    expect([ran.code, ran.stdout]).toEqual([2, ''])
    expect(ran.stderr).toBe(
      `Two files would be written at ${join(realpathSync(cwd), 'r.html')}. Give each a name of its own.\n`,
    )
  })

  test('a report in a folder of logs is refused: it would be read as a log', async () => {
    const cwd = site({})
    const ran = await parefuite(['exposure', '.', '--object', '/x', '--report', 'r.html'], { cwd })
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([
      2,
      '',
      'r.html would lie among the logs and be read as one. Choose another folder.\n',
    ])
    expect(readdirSync(cwd)).toEqual(['people.csv'])
  })

  test('the list of people is sealed to its recipients, and never written in clear', async () => {
    const cwd = site({ 'access.log': TAKEN })
    const identity = await generateX25519Identity()
    const recipient = await identityToRecipient(identity)
    const ran = await parefuite(['exposure', ...ASKED, '--people', 'list.age', '--to', recipient], { cwd })
    expect(ran.stderr).toBe('Written: list.age\n')
    const sealed = readFileSync(join(cwd, 'list.age'))
    expect(sealed.includes('ada.quill')).toBe(false)
    const opener = new Decrypter()
    opener.addIdentity(identity)
    const list = Buffer.from(await opener.decrypt(sealed))
    expect(list.subarray(0, 4).toString()).toBe('PAR1')
    expect(list.includes('ada.quill@example.org')).toBe(true)
  })
})

describe('verification', () => {
  test('the same logs give the same figures: exit 0, from the page and from the document', async () => {
    const cwd = site({ 'access.log': TAKEN })
    const { stdout } = await parefuite(['exposure', ...ASKED, '--json', '--report', 'r.html'], { cwd })
    writeFileSync(join(cwd, 'r.json'), stdout)
    for (const report of ['r.html', 'r.json']) {
      const ran = await parefuite(['exposure', 'verify', report, 'access.log', '--file', 'people.csv'], { cwd })
      expect([ran.code, ran.stdout, ran.stderr]).toEqual([
        0,
        `verified: the same files, the same figures   ${report}\n`,
        '',
      ])
    }
  })

  test('the same logs in another folder, under another name, give the same figures', async () => {
    const cwd = site({ 'access.log': `${TAKEN}no line of a log\n`, 'other.log': `${TAKEN}no line of a log\n` })
    const { stdout } = await parefuite(['exposure', ...ASKED, '--json'], { cwd })
    writeFileSync(join(cwd, 'r.json'), stdout)
    expect(JSON.parse(stdout).malformed).toMatchObject([{ place: 'access.log' }])
    const ran = await parefuite(['exposure', 'verify', 'r.json', 'other.log', '--file', 'people.csv'], { cwd })
    expect([ran.code, ran.stdout]).toEqual([0, 'verified: the same files, the same figures   r.json\n'])
  })

  test('one line more in a log, or one figure changed in the report: exit 1, and it says what', async () => {
    const cwd = site({ 'access.log': TAKEN })
    const { stdout } = await parefuite(['exposure', ...ASKED, '--json'], { cwd })
    writeFileSync(join(cwd, 'r.json'), stdout.replace('"any": {\n      "low": 2', '"any": {\n      "low": 1'))
    const changed = await parefuite(['exposure', 'verify', 'r.json', 'access.log', '--file', 'people.csv'], { cwd })
    expect([changed.code, changed.stdout]).toEqual([
      1,
      'not the same   r.json\n  transfers.any.low comes out otherwise\n',
    ])
    writeFileSync(join(cwd, 'access.log'), `${TAKEN}${line(119, '192.0.2.8', '/data/people.csv', 200, SIZE)}\n`)
    const told = await parefuite(['exposure', 'verify', 'r.json', 'access.log', '--file', 'people.csv'], { cwd })
    expect(told.stdout).toMatch(
      /\n {2}not here: the report’s access\.log, SHA-256 [0-9a-f]{64}\n {2}not in the report: /,
    )
    const longer = await parefuite(['exposure', 'verify', 'r.json', 'access.log', '--file', 'people.csv', '--json'], {
      cwd,
    })
    expect(JSON.parse(longer.stdout)).toMatchObject({
      isSame: false,
      missingInputs: [expect.any(String)],
      unknownInputs: [expect.any(String)],
    })
    expect(longer.code).toBe(1)
  })

  test('a page whose figures were changed for the reader alone is not the same, though its document is', async () => {
    const cwd = site({ 'access.log': TAKEN })
    for (const lang of ['en', 'fr']) {
      await parefuite(['exposure', ...ASKED, '--report', 'r.html', '--lang', lang], { cwd })
      const page = readFileSync(join(cwd, 'r.html'), 'utf8')
      const document = page.indexOf('<template')
      const shown = page
        .slice(0, document)
        .replaceAll('<td role="cell" class="number"', '<td  role="cell" class="number"')
      expect(shown.length).toBeGreaterThan(document)
      writeFileSync(join(cwd, 'r.html'), page.replaceAll('\n', '\r\n'))
      expect(
        (await parefuite(['exposure', 'verify', 'r.html', 'access.log', '--file', 'people.csv'], { cwd })).code,
      ).toBe(0)
      writeFileSync(join(cwd, 'r.html'), shown + page.slice(document))
      const ran = await parefuite(['exposure', 'verify', 'r.html', 'access.log', '--file', 'people.csv'], { cwd })
      expect([ran.code, ran.stdout]).toEqual([
        1,
        'not the same   r.html\n  the page does not show what the document in it says: it was changed, or another build of the program wrote it\n',
      ])
    }
  })

  test('many lines of a list that differ are told once, and after the figures', async () => {
    const torn = 'no line of a log\n'.repeat(200)
    const cwd = site({ 'access.log': torn + TAKEN, 'other.log': `no line\n${torn}${TAKEN}` })
    await parefuite(['exposure', ...ASKED, '--report', 'r.html'], { cwd })
    const ran = await parefuite(['exposure', 'verify', 'r.html', 'other.log', '--file', 'people.csv'], { cwd })
    const members = [...ran.stdout.matchAll(/ {2}(\S+) comes out otherwise/g)].map(([, member]) => member)
    expect(members).toEqual(['lines.malformed', 'statements.fr', 'statements.en', 'coverage', 'notes', 'malformed'])
  })

  test('a file without an exposure, or another exposed file, is exit 2', async () => {
    const cwd = site({ 'access.log': TAKEN, 'other.csv': `${BODY}4,Di,Eck,di.eck@example.org\n` })
    await parefuite(['exposure', ...ASKED, '--report', 'r.html'], { cwd })
    const none = await parefuite(['exposure', 'verify', 'people.csv', 'access.log'], { cwd })
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('exposure/no-document: people.csv')])
    const other = await parefuite(
      ['exposure', 'verify', 'r.html', 'access.log', '--file', 'other.csv', '--lang', 'fr'],
      { cwd },
    )
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('exposure/other-evidence')])
  })
})

test('a refusal of the room has its code, and a way out, in French too', async () => {
  const cwd = site({})
  const ran = await parefuite(['exposure', 'nowhere.log', '--object', '/x', '--lang', 'fr'], { cwd })
  expect(ran.code).toBe(2)
  expect(ran.stderr).toMatch(/^exposure\/unreadable-place: .*vérifier le chemin et les droits\n$/)
})

test('hostile lines end in no output as anything but text', async () => {
  const evil = '/data/%3Cscript%3Ealert(1)%3C/script%3E%1b[31m%e2%80%ae%00.csv'
  const raw = '/data/<img\\x22src=x>\u001b]0;owned\u0007.csv'
  const lines = log([
    [10, line(10, '192.0.2.1', evil, 200, 900)],
    [11, line(11, '192.0.2.1', raw, 200, 900)],
    [
      12,
      `192.0.2.1 - - [02/Mar/1970:09:12:00 +0000] "GET /data/a.csv HTTP/1.1" 200 99999999999999999999 "-" "\u001b[2J"`,
    ],
    [13, `192.0.2.1 - - [02/Mar/9999:09:13:00 +0000] "GET /data/b.csv HTTP/1.1" 200 5 "-" "-"`],
    [14, `"${'A'.repeat(300_000)}`],
  ])
  const cwd = site({ 'access.log': lines })
  const wanted = ['--report', 'r.html', '--timeline', 't.svg', '--fact-sheet', 's.html']
  const ran = await parefuite(['exposure', 'access.log', '--object', '/data/*', ...WINDOW, ...wanted], { cwd })
  expect(ran.code).toBe(1)
  const files = ['r.html', 't.svg', 's.html'].map(name => readFileSync(join(cwd, name), 'utf8'))
  for (const text of [ran.stdout, ran.stderr, ...files])
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
  for (const page of files) expect(page).not.toMatch(/<script|<img|A{1000}/i)
})
