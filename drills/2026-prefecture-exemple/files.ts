import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dateAt, inventPerson, randomFrom } from '../people.ts'

/**
 * What lies on a desk of the invented prefecture: a table of statistics that may go out, and the table of people that it was
 * counted from, which may not. Nothing here was measured anywhere: the same seed gives the same files.
 */

/** Invented places: no arrondissement of France bears these names. */
const ARRONDISSEMENTS = ['Valmont-Centre', 'Rive-Haute', 'Bocage-Sud', 'Pointe-Marine'] as const
const PROCEDURES = ['carte_identite', 'passeport', 'titre_sejour', 'permis_conduire'] as const
/** Requests in a month of an ordinary year in the largest arrondissement, and how much smaller each next one is. */
const USUAL = 6700
const SMALLER = 0.62
/** Share of the year's mean, January to December: people ask before summer. */
const SEASON = [0.95, 0.97, 1.08, 1.15, 1.24, 1.2, 0.96, 0.7, 0.98, 1.0, 0.92, 0.85] as const
const YEARS = [2024, 2025] as const

export const STATISTICS = 'demandes-de-titres.csv'
export const PEOPLE = 'usagers-du-guichet.csv'
/** Enough for the verdict, few enough to be inspected in a second. */
const PEOPLE_COUNT = 4000

/** Writes both files into the folder. */
export function writeFiles(folder: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, STATISTICS), statistics())
  writeFileSync(join(folder, PEOPLE), people())
}

/** Requests by month and arrondissement: 96 rows, each over many people. */
export function statistics(): string {
  const random = randomFrom(2026)
  const rows = ['mois,arrondissement,demandes,delai_moyen_jours']
  for (const year of YEARS)
    for (const [month, season] of SEASON.entries())
      for (const [place, arrondissement] of ARRONDISSEMENTS.entries()) {
        const growth = year === 2025 ? 1.05 : 1
        const requests = Math.round(USUAL * SMALLER ** place * season * growth * (0.96 + 0.08 * random.share()))
        const delay = (18 + 14 * season + 6 * random.share()).toFixed(1)
        rows.push(`${year}-${String(month + 1).padStart(2, '0')},${arrondissement},${requests},${delay}`)
      }
  return `${rows.join('\n')}\n`
}

function people(): string {
  const random = randomFrom(990)
  const rows = ['nom,prenom,date_naissance,nir,adresse,code_postal,commune,courriel,telephone,demarche,deposee_le']
  for (let row = 0; row < PEOPLE_COUNT; row++) {
    const one = inventPerson(random, 'fr')
    const about = [
      one.family,
      one.given,
      one.birthDate,
      one.identifier,
      one.street,
      one.postcode,
      one.city,
      one.email,
      one.phone,
    ]
    rows.push([...about, random.pick(PROCEDURES), dateAt(2025, random)].join(','))
  }
  return `${rows.join('\n')}\n`
}
