import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRefusal, type Refusal } from '#kernel'
import type { Bilingual, ChartSpec } from '../contract.ts'
import { dataAddress } from './addresses.ts'
import { drawChart } from './chart.ts'
import type { Site, SiteDataSet, SiteVersion, TableFiles } from './contract.ts'
import { tableFiles } from './table-files.ts'

/** An invented prefecture with data sets of every shape, made with the real tables, files and charts. */

export const ORIGIN = 'https://donnees.prefecture-exemple.example'

/** Text that would act if it were not text: tags, attributes, entities, an override of direction, a link to a script. */
export const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(2)> \u202eesrever\u202c &amp; javascript:alert(3)`

export type ExampleSite = Readonly<{ site: Site; files: ReadonlyMap<string, Uint8Array> }>

type Recipe = Readonly<{
  slug: string
  title: Bilingual
  description: Bilingual
  csv: string
  chart: ChartSpec | null
  meanings: Readonly<Record<string, Bilingual>>
  versions: number
  verdict?: SiteVersion['verdict']
  changes?: Bilingual
}>

const COMMUNES = ['Alpha-sur-Mer', 'Béta', 'Saint-Gamma-les-Bains', 'Delta', 'Epsilon-le-Vieux', 'Zêta', 'Êta', 'Thêta']

function permits(): string {
  const months = Array.from(
    { length: 24 },
    (_, at) => `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
  )
  const kinds = ['Première demande', 'Renouvellement', 'Duplicata']
  const rows = months.flatMap((month, m) =>
    kinds.map((kind, k) => [month, kind, m === 7 && k === 1 ? '' : 900 - 240 * k + ((m * 53 + k * 31) % 170)]),
  )
  return `mois,type,titres\n${rows.map(row => row.join(',')).join('\n')}\n`
}

function services(): string {
  const rows = COMMUNES.flatMap((commune, c) =>
    Array.from({ length: 40 }, (_, s) => [
      commune,
      `0${1000 + c * 100 + s}`,
      2020 + (s % 6),
      (c * 17 + s * 7) % 90,
      `${(c + s) % 9},${(c * s) % 10}`,
    ]),
  )
  return `commune;code;annee;dossiers;delai_jours\n${rows.map(row => row.join(';')).join('\n')}\n`
}

const RECIPES: readonly Recipe[] = [
  {
    slug: 'titres-de-sejour',
    title: { fr: 'Titres délivrés par mois', en: 'Permits issued by month' },
    description: {
      fr: 'Nombre de titres délivrés chaque mois, selon le type de demande.\n\nUn mois sans valeur est un mois dont le compte est trop petit pour être publié.',
      en: 'Number of permits issued each month, by kind of request.\n\nA month without a value is a month whose count is too small to be published.',
    },
    csv: permits(),
    chart: { kind: 'line', x: 'mois', y: 'titres', series: 'type' },
    meanings: {
      mois: { fr: 'Mois de délivrance', en: 'Month of issue' },
      type: { fr: 'Type de demande', en: 'Kind of request' },
      titres: { fr: 'Nombre de titres délivrés', en: 'Number of permits issued' },
    },
    versions: 3,
  },
  {
    slug: 'delais-par-commune',
    title: { fr: 'Délais de traitement par commune', en: 'Processing times by commune' },
    description: { fr: 'Dossiers et délais, par commune et par année.', en: 'Cases and times, by commune and year.' },
    csv: services(),
    chart: null,
    meanings: { delai_jours: { fr: 'Délai médian en jours ouvrés', en: 'Median time in working days' } },
    versions: 1,
    verdict: 'block',
  },
  {
    slug: 'accueil-2025',
    title: { fr: 'Accueil du public en 2025', en: 'Visitors in 2025' },
    description: { fr: 'Visites aux guichets de chaque commune.', en: 'Visits to the counters of each commune.' },
    csv: `commune,visites\n${COMMUNES.map((commune, at) => `${commune},${at === 3 ? '' : 1200 + ((at * 7919) % 23_000)}`).join('\n')}\n`,
    chart: { kind: 'bar', x: 'commune', y: 'visites', series: null },
    meanings: { visites: { fr: 'Visites comptées', en: 'Visits counted' } },
    versions: 2,
  },
  {
    slug: 'hostile',
    title: { fr: HOSTILE, en: HOSTILE },
    description: { fr: HOSTILE, en: HOSTILE },
    csv: `"${HOSTILE.replaceAll('"', '""')}",n\n"${HOSTILE.replaceAll('"', '""')}",1\n=1+1,2\n`,
    chart: { kind: 'bar', x: HOSTILE, y: 'n', series: null },
    meanings: { n: { fr: HOSTILE, en: HOSTILE } },
    versions: 1,
    changes: { fr: HOSTILE, en: HOSTILE },
  },
]

/** The example in `folder`: its state, and the bytes of its data files by address. */
export async function exampleSite(folder: string): Promise<ExampleSite> {
  const files = new Map<string, Uint8Array>()
  const dataSets: SiteDataSet[] = []
  for (const recipe of RECIPES) dataSets.push(await dataSetOf(recipe, join(folder, recipe.slug), files))
  const site: Site = {
    tenant: 'prefecture-exemple',
    title: { fr: 'Préfecture d’Exemple', en: 'Prefecture of Exemple' },
    origin: ORIGIN,
    contacts: {
      security: 'mailto:securite@prefecture-exemple.example',
      help: 'https://prefecture-exemple.example/contact',
    },
    at: '2026-03-02T08:30:00.000Z',
    dataSets,
  }
  return { site, files }
}

async function dataSetOf(recipe: Recipe, folder: string, files: Map<string, Uint8Array>): Promise<SiteDataSet> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'in.csv'), recipe.csv)
  const table = unrefused(await tableFiles({ place: join(folder, 'in.csv'), table: 0 }, join(folder, 'out')))
  const csv = join(folder, 'out', 'data.csv')
  const drawing = recipe.chart && unrefused(await drawChart(csv, table, recipe.chart, recipe.title))
  const versions = Array.from({ length: recipe.versions }, (_, at) => versionOf(recipe, table, at + 1))
  for (const { version } of versions.filter(({ withdrawn }) => withdrawn === null))
    for (const { format, name } of table.files)
      files.set(dataAddress(recipe.slug, version, format), readFileSync(join(folder, 'out', name)))
  return { slug: recipe.slug, versions, shown: { preview: table.preview, drawing } }
}

function versionOf(recipe: Recipe, table: TableFiles, version: number): SiteVersion {
  const id = createHash('sha256').update(`${recipe.slug} ${version}`).digest('hex').slice(0, 32)
  const first = { fr: 'Première publication.', en: 'First publication.' }
  const next = {
    fr: 'Un trimestre de plus ; deux communes corrigées.',
    en: 'One more quarter; two communes corrected.',
  }
  return {
    release: `release-${id}`,
    version,
    publishedAt: `2026-0${Math.min(version, 2)}-${10 + recipe.slug.length}T23:30:00.000Z`,
    title: recipe.title,
    description: recipe.description,
    changes: recipe.changes ?? (version === 1 ? first : next),
    licence: 'etalab-2.0',
    rows: table.rows,
    columns: table.columns.map(({ name, type }) => ({ name, type, meaning: recipe.meanings[name] ?? null })),
    files: table.files.map(({ format, sha256, sizeBytes }) => ({ format, sha256, sizeBytes })),
    verdict: recipe.verdict ?? 'clear',
    withdrawn: recipe.versions > 2 && version === 1 ? { at: '2026-02-20T10:00:00.000Z', reason: 'wrong-data' } : null,
  }
}

function unrefused<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(answer.code)
  return answer
}
