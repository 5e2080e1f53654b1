import type { Option } from './arguments.ts'

/** What the command line can ask of the two zones: a word for the room, then what is done. One flat list, and nothing else knows it. */

/** What an act takes: how many places, which options beside those of all, and which of these it cannot do without. */
export type ActShape = Readonly<{ places: 0 | 1; options: readonly Option[]; needs: readonly Option[] }>

const shape = (places: 0 | 1, needs: readonly Option[], options: readonly Option[]): ActShape => ({
  places,
  needs,
  options: [...needs, ...options],
})

/** Acts of people: they name the private zone, the body, and the key of who is asking. */
const byPerson = (places: 0 | 1, needs: readonly Option[], options: readonly Option[] = []): ActShape =>
  shape(places, ['key', ...needs], ['home', 'tenant', ...options])

export const ACT_SHAPES = {
  'zone create': shape(1, ['title-fr', 'title-en', 'host'], ['home', 'clerk']),
  'zone list': shape(0, [], ['home']),
  'zone codes': shape(1, [], ['home']),
  'zone first-factor': shape(1, [], ['home', 'issuer']),
  'officers key create': shape(1, [], []),
  'officers enrol': shape(0, ['key'], ['home', 'person']),
  'officers list': byPerson(0, []),
  'officers invite': byPerson(0, ['role']),
  'officers admit': byPerson(1, []),
  'officers remove': byPerson(1, []),
  'officers recover': byPerson(1, []),
  'officers renew': byPerson(0, ['new-epoch']),
  'officers end-sessions': byPerson(1, []),
  'officers dismiss': byPerson(1, []),
  'officers forget': byPerson(1, []),
  'officers documents': byPerson(0, []),
  'officers approve': byPerson(1, [], ['despite-verdict', 'despite-alert']),
  'release receive': byPerson(1, []),
  'release propose': byPerson(1, ['words']),
  'release list': byPerson(0, [], ['search']),
  'release show': byPerson(1, []),
  'release approve': byPerson(1, [], ['despite-verdict', 'despite-alert']),
  'release reject': byPerson(1, []),
  'release withdraw': byPerson(1, ['reason']),
  'release publish': shape(0, [], ['home', 'tenant']),
  'release verify': shape(1, [], ['first-root']),
  'hold place': shape(0, ['key', 'reason'], ['home', 'tenant', 'path', 'release', 'site', 'everything', 'released']),
  'hold list': byPerson(0, []),
  'hold lift': byPerson(1, []),
  'alert open': byPerson(0, ['reason']),
  'alert list': byPerson(0, []),
  'alert close': byPerson(1, []),
  'vault backup': shape(1, ['to'], ['home']),
  'vault restore': shape(1, ['identity'], ['home']),
  'vault rotate': shape(0, [], ['home']),
  'ledger export': shape(1, [], ['home']),
} as const satisfies Readonly<Record<string, ActShape>>

export type ActName = keyof typeof ACT_SHAPES
export const ACT_NAMES = Object.keys(ACT_SHAPES) as readonly ActName[]

/** A room of the two zones that has acts of its own. */
export type WallTopic = 'zone' | 'officers' | 'release' | 'hold' | 'alert' | 'vault'
export const WALL_TOPICS: readonly WallTopic[] = ['zone', 'officers', 'release', 'hold', 'alert', 'vault']

export type Values = Readonly<Partial<Record<Option, readonly string[]>>>

/** What was asked of the zones: the act, its place (empty when it takes none) and its options as they were written. */
export type ActAsked = Readonly<{ act: ActName; place: string; values: Values }>

/** The act that these words begin with, and the words after it; null when they begin none. */
export function actOf(words: readonly string[]): Readonly<{ act: ActName; rest: readonly string[] }> | null {
  for (const length of [3, 2]) {
    const act = ACT_NAMES.find(name => name === words.slice(0, length).join(' '))
    if (act) return { act, rest: words.slice(length) }
  }
  return null
}
