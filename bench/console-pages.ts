/**
 * How long the console's pages take with much behind them: p50 and p99 of the wall, the list of releases, a search in it, one release,
 * the ledger's newest and an old page, over real HTTP with a session, against PostgreSQL as the product starts it.
 *   node bench/console-pages.ts [--releases 10000] [--entries 1000000] [--requests 200]
 */
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { isRefusal } from '#kernel'
import type { LedgerEvent } from '#ledger'
import { workOff } from '#release'
import { canonicalBytes, digestOf, type Manifest, type ManifestFile, readSigned } from '#zones'
import { randomFrom } from '../drills/people.ts'
import { type Browser, foundInBrowsers, type RunningConsole, startConsole } from '../tests/console/console.ts'

const type = 'string'
const { values } = parseArgs({ options: { releases: { type }, entries: { type }, requests: { type } } })
const RELEASES = Number(values.releases ?? 10_000)
const ENTRIES = Number(values.entries ?? 1_000_000)
const REQUESTS = Number(values.requests ?? 200)
const BATCH = 25_600
const TENANT = 'prefecture-exemple'
const T = `/api/t/${TENANT}`
const shown = (value: number) => value.toLocaleString('en-GB')
const both = (text: string) => ({ fr: text, en: text })
const idOf = (kind: string, number: number) => `${kind}-${number.toString(16).padStart(32, '0')}`

/** One release by the real way, published by two: the others are made after it. */
async function publishOne([first, second]: readonly Browser[]): Promise<string> {
  const candidate = await first.inspected(TENANT, 'a.csv', 'nom;nombre\nNord;12\nSud;9\nEst;14\n')
  const words = {
    title: both('Dossiers par arrondissement'),
    description: both('Dossiers reçus'),
    licence: 'etalab-2.0',
  }
  const columns = { nom: both('Nom'), nombre: both('Nombre') }
  const rest = { slug: 'dossiers', changes: both('Première version'), table: 0, chart: null, embargo: null, columns }
  const { json } = await first.post(`${T}/releases`, { candidate, ...words, ...rest })
  const digest = String(json.document)
  for (const browser of [first, second]) {
    const answer = await browser.approve(TENANT, digest)
    if (answer.status !== 200) throw new Error(answer.text)
  }
  return String(json.id)
}

/** Copies of that release under other addresses, as rows; the columns are those of the table, whatever they are. */
async function copyReleases({ vault }: RunningConsole['zone'], id: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_name = 'release_releases' and column_name not in ('entry', 'id', 'slug', 'search', 'document')
  `.execute(vault.sql)
  const others = sql.join(rows.map(({ name }) => sql.ref(name)))
  await sql`
    insert into release_releases (id, slug, search, ${others})
    select 'release-' || lpad(to_hex(number), 32, '0'), 'dossiers-' || number, search || ' dossiers-' || number, ${others}
    from release_releases, generate_series(2, ${RELEASES}) as number
    where id = ${id}
  `.execute(vault.sql)
  await sql`analyze`.execute(vault.sql)
}

/** The manifest that such a site has: each copy with its three files and two pages. */
async function copyManifest({ vault }: RunningConsole['zone'], id: string): Promise<void> {
  const { rows } = await sql<{ document: Buffer }>`
    select document from release_manifests join release_sites using (digest) where release_sites.tenant = ${TENANT}
  `.execute(vault.sql)
  const current = readSigned('zones/manifest', new Uint8Array(rows[0].document), 'manifest')
  if (isRefusal(current)) throw new Error(current.code)
  const own = current.body.files.filter(file => file.release === id)
  const copies = Array.from({ length: RELEASES - 1 }, (_, at) => own.map(file => copyOf(file, at + 2))).flat()
  const files = [...current.body.files, ...copies].sort((a, b) => (a.path < b.path ? -1 : 1)).slice(0, 100_000)
  const body: Manifest = { ...current.body, version: current.body.version + 1, files }
  const document = Buffer.from(canonicalBytes({ body, signatures: current.signatures }))
  const digest = await digestOf(body)
  await sql`
    insert into release_manifests (digest, tenant, epoch, version, document, at)
    values (${digest}, ${TENANT}, ${body.epoch}, ${body.version}, ${document}, now())
  `.execute(vault.sql)
  await sql`update release_sites set digest = ${digest} where tenant = ${TENANT}`.execute(vault.sql)
  console.log(`the manifest lists ${shown(files.length)} files in ${shown(document.length)} bytes`)
}

function copyOf(file: ManifestFile, number: number): ManifestFile {
  return { ...file, release: idOf('release', number), path: file.path.replace('/dossiers/', `/dossiers-${number}/`) }
}

function eventOf(number: number): LedgerEvent {
  const at = new Date(1_700_000_000_000 + number * 1000).toISOString()
  const by = idOf('run', number)
  return { kind: 'release.rejected', at, by, tenant: idOf('tenant', 1), release: idOf('release', number) }
}

/** Acts of many entries each: as many as a batch holds take hardly longer than one. */
async function fillLedger({ vault }: RunningConsole['zone']): Promise<void> {
  for (let from = (await vault.ledgerHead()).size; from < ENTRIES; from += BATCH) {
    const count = Math.min(BATCH, ENTRIES - from)
    await vault.act(async act => {
      for (let at = 0; at < count; at++) act.record(eventOf(from + at))
    })
  }
}

type Page = Readonly<{ name: string; path: () => string }>

function pagesOf(published: string): readonly Page[] {
  const random = randomFrom(1)
  const number = () => random.between(2, RELEASES)
  return [
    { name: 'the wall', path: () => `${T}/wall` },
    { name: 'releases, the newest 50', path: () => `${T}/releases` },
    { name: 'releases, 50 from anywhere', path: () => `${T}/releases?before=${number()}` },
    { name: 'search that finds one', path: () => `${T}/releases?search=dossiers-${number()}` },
    { name: 'search that finds all', path: () => `${T}/releases?search=arrondissement` },
    { name: 'search that finds none', path: () => `${T}/releases?search=introuvable` },
    {
      name: 'one release',
      path: () => `${T}/releases/${random.share() < 0.1 ? published : idOf('release', number())}`,
    },
    { name: 'holds', path: () => `${T}/holds` },
    { name: 'officers', path: () => `${T}/officers` },
    { name: 'documents that wait', path: () => `${T}/documents` },
    { name: 'ledger, the newest 100', path: () => '/api/ledger' },
    { name: 'ledger, 100 from anywhere', path: () => `/api/ledger?from=${random.between(0, ENTRIES - 100)}` },
  ]
}

async function measure(browser: Browser, { name, path }: Page): Promise<string> {
  const times: number[] = []
  let bytes = 0
  for (let at = 0; at < REQUESTS; at++) {
    const asked = path()
    const began = performance.now()
    const { status, text } = await browser.get(asked)
    times.push(performance.now() - began)
    bytes = Math.max(bytes, text.length)
    if (status !== 200) throw new Error(`${asked}: ${status} ${text}`)
  }
  times.sort((a, b) => a - b)
  const share = (part: number) => `${times[Math.min(times.length - 1, Math.floor(times.length * part))].toFixed(1)} ms`
  return `| ${name} | ${share(0.5)} | ${share(0.99)} | ${shown(Math.round(bytes / 1024))} kB |`
}

async function main(): Promise<void> {
  const running = await startConsole({ databaseUrl: null })
  const ending = new AbortController()
  try {
    const working = workOff(running.zone, ending.signal)
    const founders = await foundInBrowsers(running, TENANT, 1)
    const published = await publishOne(founders)
    ending.abort()
    await working
    const began = performance.now()
    await copyReleases(running.zone, published)
    await copyManifest(running.zone, published)
    await fillLedger(running.zone)
    console.log(
      `${shown(RELEASES)} releases, ${shown(ENTRIES)} entries: ${Math.round((performance.now() - began) / 1000)} s`,
    )
    console.log('\n| page | p50 | p99 | largest answer |\n|---|---|---|---|')
    for (const page of pagesOf(published)) console.log(await measure(founders[0], page))
  } finally {
    ending.abort()
    await running.stop()
  }
}

await main()
