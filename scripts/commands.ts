// Writes docs/commands.md: the help of every verb in English, as the command gives it. Run it after a change of the helps:
// node_modules/.bin/node scripts/commands.ts
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = join(fileURLToPath(import.meta.url), '..', '..')
const HEAD = `# Commands

What \`parefuite help VERB\` says in English; \`--lang fr\` says it in French. Made by \`scripts/commands.ts\`; a test compares.
`

/** The text of docs/commands.md as the command would have it now. */
export async function commands(): Promise<string> {
  const general = await help([])
  const verbs = [...new Set([...general.matchAll(/^ {2}parefuite ([a-z]+) /gm)].map(([, verb]) => verb))]
  const topics = verbs.filter(verb => verb !== 'help')
  const texts = await Promise.all(topics.map(async verb => `## ${verb}\n\n${indented(await help([verb]))}`))
  return `${HEAD}\n${indented(general)}\n${texts.join('\n')}`
}

async function help(words: readonly string[]): Promise<string> {
  const options = ['bin/parefuite.js', 'help', ...words, '--lang', 'en']
  const { stdout } = await promisify(execFile)(process.execPath, options, { cwd: root })
  return stdout
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ')
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(join(root, 'docs', 'commands.md'), await commands())
