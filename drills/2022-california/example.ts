import { once } from 'node:events'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { dateAt, inventPerson, type Random, randomFrom } from '../people.ts'

/**
 * The file behind the charts of the first drill, with invented people: applicants for a permit to carry a concealed weapon,
 * 2012 to 2021, as the rows that an "anonymous" dashboard let anyone download in June 2022.
 * SOURCE: oag.ca.gov/dataexposure (read November 2026): name, date of birth, address, gender, race, permit type, CII number.
 */

/** As many people as were exposed. */
export const EXPOSED_PEOPLE = 192_000

export const COLUMNS = [
  'name',
  'dob',
  'gender',
  'race',
  'address',
  'zip',
  'county',
  'issued',
  'permit_type',
  'cii_number',
] as const

const RACES = ['White', 'Hispanic', 'Asian', 'Black', 'American Indian', 'Other', 'Unknown'] as const
const RACE_SHARES = [0.58, 0.83, 0.9, 0.95, 0.965, 0.985, 1]
const PERMITS = [
  'Standard',
  'Standard',
  'Standard',
  'Standard',
  'Standard',
  'Reserve',
  'Judicial',
  'Custodial',
] as const

/** Writes the file; the same rows for the same seed. */
export async function writeExample(path: string, rows: number = EXPOSED_PEOPLE, seed = 2022): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  const out = createWriteStream(path)
  const random = randomFrom(seed)
  const batch = [COLUMNS.join(',')]
  for (let row = 0; row < rows; row++) {
    batch.push(applicant(random, row))
    if (batch.length < 5000) continue
    if (!out.write(`${batch.join('\n')}\n`)) await once(out, 'drain')
    batch.length = 0
  }
  out.end(batch.length > 0 ? `${batch.join('\n')}\n` : '')
  await once(out, 'close')
}

/** A number of eight figures that no other row has: the step has no factor in common with the count of numbers. */
function numberOf(row: number): string {
  return `A${10_000_000 + ((row * 7_919) % 30_000_000)}`
}

function applicant(random: Random, row: number): string {
  // Born in 2001 at the latest: old enough, at 20, for the last years of the file.
  const { given, family, sex, birthDate, street, postcode, city, region } = inventPerson(random, 'us')
  const drawn = random.share()
  const race = RACES[RACE_SHARES.findIndex(share => drawn <= share)]
  const cells = [
    `${given} ${family}`,
    birthDate,
    sex === 'F' ? 'Female' : 'Male',
    race,
    `"${street}, ${city}"`,
    postcode,
    region,
    dateAt(random.between(Math.max(2012, Number(birthDate.slice(0, 4)) + 20), 2021), random),
    random.pick(PERMITS),
    numberOf(row),
  ]
  return cells.join(',')
}

if (import.meta.main) await writeExample(process.argv[2], Number(process.argv[3] ?? EXPOSED_PEOPLE))
