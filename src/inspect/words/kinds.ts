import { CATALOGUE, type KindId } from '#detect'
import type { Lang } from '#kernel'
import { printable, type Say, sayIn } from '#page'

/** The writing of one language, with the names of kinds of data. */
export type KindSay = Say & Readonly<{ kind(id: KindId): string }>

export function kindSayIn(lang: Lang): KindSay {
  return { ...sayIn(lang), kind: id => kindName(id, lang) }
}

/** A kind of data in words; one that this version does not know by its own name. */
export function kindName(id: string, lang: Lang): string {
  return isKind(id) ? CATALOGUE[id].label[lang].replaceAll("'", '’') : printable(id)
}

function isKind(id: string): id is KindId {
  return Object.hasOwn(CATALOGUE, id)
}
