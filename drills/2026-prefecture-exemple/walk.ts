import { setTimeout as wait } from 'node:timers/promises'
import { BODY, begin, enrol, proposeStatistics, seatIn } from './begin.ts'
import { parefuite } from './cli.ts'

/**
 * The whole way, by two invented officers with key files, on the example body: enrol, sign the first list of officers, sign what
 * the clerk proposed, look at it as a stranger does, hold it, lift the hold by two. Says each step as it is done.
 */

const PATIENCE_MS = 30_000
const PAGE = '/fr/donnees/demandes-de-titres/'

/** Walks. `site` is the address of the public site without its last slash. Throws where anything is not as it should be. */
export async function walk(home: string, site: string, say: (line: string) => void): Promise<void> {
  const seat = seatIn(home)
  const { codes } = await begin(home)
  const keys = [await enrol(seat, 'first-officer', codes[0], 1), await enrol(seat, 'second-officer', codes[1], 2)]
  say('two officers are enrolled, each with a key file')
  const byBoth = async (...words: readonly string[]) => {
    for (const key of keys) await parefuite(seat, ...words, '--key', key)
  }
  const [root] = await parefuite<readonly { digest: string }[]>(seat, 'officers', 'documents', '--key', keys[0])
  await byBoth('officers', 'approve', root.digest)
  say('both signed the first list of officers')
  const { release } = await proposeStatistics(home)
  if (release === null) throw new Error('nothing was proposed')
  say('the clerk proposed the statistics')
  await byBoth('release', 'approve', release)
  say(`both signed exactly what goes out; ${await answered(site, 200)}`)
  const line = ['hold', 'place', '--release', release, '--reason', 'wrong-data', '--key', keys[0]]
  const { id } = await parefuite<{ id: string }>(seat, ...line)
  say(`one of them stopped it; ${await answered(site, 410)}`)
  await byBoth('hold', 'lift', id)
  say(`both lifted the hold; ${await answered(site, 200)}`)
  say(`${site}${PAGE}`)
  say(`parefuite release verify ${home}/public/released/${BODY} says the same off line`)
}

/** Asks as a stranger until the answer is as it should be. Throws when it is not in time. */
async function answered(site: string, status: number): Promise<string> {
  const end = performance.now() + PATIENCE_MS
  for (;;) {
    const seen = await fetch(`${site}${PAGE}`).then(
      answer => answer.status,
      () => 0,
    )
    if (seen === status) return `GET ${PAGE} answers ${status}`
    if (performance.now() > end) throw new Error(`GET ${PAGE} answers ${seen}, not ${status}`)
    await wait(100)
  }
}

if (import.meta.main) {
  const [home, site] = process.argv.slice(2)
  await walk(home, site, line => process.stdout.write(`  ${line}\n`))
}
