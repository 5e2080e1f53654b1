import { describe, expect, test } from 'vitest'
import { inventPerson, randomFrom } from '../../../drills/people.ts'
import { weighColumns } from './judging.test-kit.ts'

const random = randomFrom(23)
const people = Array.from({ length: 120 }, () => inventPerson(random, 'us'))
const numbers = (low: number, step: number): string[] => people.map((_, i) => String(low + i * step))
const amounts = people.map(() => (random.between(100, 99_999) / 100).toFixed(2))
const pick = (words: string): string[] => people.map(() => random.pick(words.split('|')))
const names = people.map(p => `${p.given} ${p.family}`)
const births = people.map(p => p.birthDate)
const sexes = people.map(p => p.sex)
const titles = numbers(1, 1).map(
  (n, i) => `the ${['oak', 'brass', 'copper', 'pine'][i % 4]} ${['hinge', 'shelf'][i % 2]} no ${n}`,
)

type Columns = Parameters<typeof weighColumns>[0]

async function about(columns: Columns, name?: string): Promise<string> {
  return (await weighColumns(columns, name)).about.about
}

describe('what the rows are about', () => {
  test('people, where each row names one', async () => {
    expect(await about({ full_name: names, amount: amounts })).toBe('people')
  })

  test('people, where traits that only persons have describe one together', async () => {
    expect(
      await about({
        age: numbers(18, 1).map(n => String(Number(n) % 70)),
        sex: sexes,
        religion: pick('muslim|catholic|jewish|hindu'),
        marital_status: pick('single|married|widowed|divorced'),
      }),
    ).toBe('people')
  })

  test('nobody, where a scale of pay lists grades and steps', async () => {
    const cadre = pick('Attaché|Rédacteur|Adjoint technique|Infirmier')
    expect(await about({ cadre, grade: cadre, échelon: pick('1|2|3|4|5'), ib: numbers(367, 1) })).toBe('unknown')
  })

  test('no people, where all that is named is whom to ask', async () => {
    const asked = { contact: names, contact_email: people.map(p => p.email) }
    expect(await about({ vehicle: titles, price: amounts, ...asked })).toBe('things')
    expect(await about({ member: names, email: people.map(p => p.email), ...asked })).toBe('people')
  })

  test('things, where somebody in a role stands before what plainly is the thing', async () => {
    const invoices = numbers(4000, 3)
    expect(await about({ manager: names, amount: amounts, invoice: invoices })).toBe('things')
    expect(await about({ manager: names, amount: amounts, step: invoices })).toBe('people')
  })

  test('things, where each row is a machine with an address of its own', async () => {
    const addresses = people.map((_, i) => `10.2.${i % 7}.${i + 1}`)
    const hosts = people.map((_, i) => `srv-app${i % 90}`)
    expect(await about({ ip_address: addresses, hostname: hosts, os: pick('Debian|RHEL'), battery: amounts })).toBe(
      'things',
    )
  })

  test('things, where each has a title of its own and its author recurs', async () => {
    const authors = people.map((_, i) => names[i % 12])
    expect(await about({ book_title: titles, author: authors, price: amounts, stock: numbers(3, 2) })).toBe('things')
  })

  test('aggregates, where most headers count', async () => {
    expect(
      await about({
        county: pick('Kern|Placer|Yolo|Fresno'),
        nb_patients: numbers(10, 3),
        total_deaths: numbers(2, 1),
      }),
    ).toBe('aggregates')
  })

  test('unknown, where neither headers nor values say', async () => {
    const { about: found } = await weighColumns({ c1: numbers(7, 3), c2: pick('a1|b2|c3') })
    expect([found.about, found.reasons.map(reason => reason.code)]).toEqual(['unknown', ['detect/about-unknown']])
  })

  test('the reasons name the columns that name somebody, and count the traits', async () => {
    const { about: found } = await weighColumns({
      full_name: names,
      dob: births,
      sex: sexes,
      occupation: pick('nurse|teacher|baker|driver|farmer|clerk'),
    })
    expect(found.reasons.map(({ code, facts }) => [code, facts.column ?? facts.count])).toEqual([
      ['detect/about-column', 'full_name'],
      ['detect/about-column', 'dob'],
      ['detect/about-columns', 2],
    ])
  })

  test('a name that recurs on many rows says less of them than one on each', async () => {
    const clerks = people.map((_, i) => names[i % 4])
    const [own, shared] = await Promise.all(
      [names, clerks].map(one => weighColumns({ full_name: one, amount: amounts })),
    )
    expect(own.about.scores.people).toBeGreaterThan(shared.about.scores.people)
  })

  test('the order of the columns does not matter to what each side weighs', async () => {
    const columns = { sex: sexes, dob: births, amount: amounts }
    const turned = { amount: amounts, dob: births, sex: sexes }
    expect((await weighColumns(turned)).about.people).toBeCloseTo((await weighColumns(columns)).about.people, 9)
  })
})

describe('whether the headers are believed', () => {
  const isOpaque = async (columns: Columns): Promise<boolean> => (await weighColumns(columns)).about.isOpaque

  test('not when most say nothing', async () => {
    expect(await isOpaque({ c1: names, c2: births, sex: sexes })).toBe(true)
    expect(await isOpaque({ c1: amounts, dob: births, sex: sexes })).toBe(false)
  })

  test('not when two or more plainly announce what their values are not', async () => {
    const email = pick('bolt|nut|washer|hinge|bracket|screw')
    const phone = pick('red|blue|green|grey|white|brown')
    expect(await isOpaque({ price: names, email, colour: births, phone })).toBe(true)
    expect(await isOpaque({ price: amounts, email, colour: phone })).toBe(false)
  })

  test('believed when they say what the values show', async () => {
    expect(await isOpaque({ full_name: names, birth_date: births, sex: sexes })).toBe(false)
  })
})
