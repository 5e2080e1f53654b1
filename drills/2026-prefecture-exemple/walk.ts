import { setTimeout as wait } from 'node:timers/promises'
import { BODY, begin, enrol, proposeStatistics, seatIn } from './begin.ts'
import { parefuite } from './cli.ts'

/**
 * The whole way, by two invented officers with key files, on the example body: enrol, sign the first list of officers, sign what
 * the clerk proposed, look at it as a stranger does, hold it, lift the hold by two. Says each step as it is done.
 */

const PATIENCE_MS = 30_000
const PAGE = '/fr/donnees/demandes-de-titres/'

const STEPS = {
  en: {
    enrolled: 'two officers are enrolled, each with a key file',
    listed: 'both signed the first list of officers',
    proposed: 'the clerk proposed the statistics',
    published: 'both signed exactly what goes out',
    held: 'one of them stopped it',
    lifted: 'both lifted the hold',
    and: '; ',
    answers: 'answers',
    verify: 'says the same off line',
  },
  fr: {
    enrolled: 'deux agents sont inscrits, chacun avec un fichier de clé',
    listed: 'les deux ont signé la première liste d’agents',
    proposed: 'l’employé a proposé les statistiques',
    published: 'les deux ont signé exactement ce qui sort',
    held: 'l’un d’eux l’a bloqué',
    lifted: 'les deux ont levé le blocage',
    and: '\u00a0; ',
    answers: 'répond',
    verify: 'dit la même chose hors ligne',
  },
}

/** Walks. `site` is the address of the public site without its last slash. Throws where anything is not as it should be. */
export async function walk(
  home: string,
  site: string,
  say: (line: string) => void,
  lang: keyof typeof STEPS = 'en',
): Promise<void> {
  const step = STEPS[lang]
  const answers = async (status: number) => `GET ${PAGE} ${step.answers} ${await answered(site, status)}`
  const seat = seatIn(home)
  const { codes } = await begin(home)
  const keys = [await enrol(seat, 'first-officer', codes[0], 1), await enrol(seat, 'second-officer', codes[1], 2)]
  say(step.enrolled)
  const byBoth = async (...words: readonly string[]) => {
    for (const key of keys) await parefuite(seat, ...words, '--key', key)
  }
  const [root] = await parefuite<readonly { digest: string }[]>(seat, 'officers', 'documents', '--key', keys[0])
  await byBoth('officers', 'approve', root.digest)
  say(step.listed)
  const { release } = await proposeStatistics(home)
  if (release === null) throw new Error('nothing was proposed')
  say(step.proposed)
  await byBoth('release', 'approve', release)
  say(`${step.published}${step.and}${await answers(200)}`)
  const line = ['hold', 'place', '--release', release, '--reason', 'wrong-data', '--key', keys[0]]
  const { id } = await parefuite<{ id: string }>(seat, ...line)
  say(`${step.held}${step.and}${await answers(410)}`)
  await byBoth('hold', 'lift', id)
  say(`${step.lifted}${step.and}${await answers(200)}`)
  say(`${site}${PAGE}`)
  say(`parefuite release verify ${home}/public/released/${BODY} ${step.verify}`)
}

/** Asks as a stranger until the answer is as it should be. Throws when it is not in time. */
async function answered(site: string, status: number): Promise<number> {
  const end = performance.now() + PATIENCE_MS
  for (;;) {
    const seen = await fetch(`${site}${PAGE}`).then(
      answer => answer.status,
      () => 0,
    )
    if (seen === status) return status
    if (performance.now() > end) throw new Error(`GET ${PAGE} answers ${seen}, not ${status}`)
    await wait(100)
  }
}

if (import.meta.main) {
  const [home, site] = process.argv.slice(2)
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  const isFrench = (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase().startsWith('fr')
  await walk(home, site, line => process.stdout.write(`  ${line}\n`), isFrench ? 'fr' : 'en')
}
