import { ACT_NAMES } from './acts.ts'
import type { Topic } from './arguments.ts'
import type { CliWords } from './words/words.ts'

const WIDTH = 96

/** The help of a verb; that of an act upon the zones is made of the list of acts, so that it names each of them. */
export function helpOf(topic: Topic, words: CliWords): string {
  if (topic === 'inspect' || topic === 'exposure' || topic === 'ledger') return words.helpOf[topic]
  const acts = ACT_NAMES.filter(name => name.startsWith(`${topic} `)).map(name => {
    const { usage, does } = words.acts[name]
    return `${broken(`parefuite ${name} ${usage}`.trimEnd().split(/ (?=\[|--)/), '      ')}\n${broken(`    ${does}`.split(/(?<=\S) /), '    ')}`
  })
  return `${acts.join('\n')}\n\n${words.aboutTopic[topic]}${words.exitOfActs}\n`
}

/** Pieces of a text in lines of the help's width, every line but the first indented. */
function broken(pieces: readonly string[], indent: string): string {
  const lines = ['']
  for (const word of pieces) {
    const line = lines[lines.length - 1]
    if (line !== '' && line.length + 1 + word.length > WIDTH) lines.push(indent + word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.join('\n')
}
