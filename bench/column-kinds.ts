import type { Faker } from '@faker-js/faker'
import type { KindId, Personal } from '#detect'
import type { Chance } from './chance.ts'
import { CHECKED, CUED } from './identifiers.ts'
import { CITIES, FILMS, ORDERS, PRODUCTS, SENTENCES, SPECIES, STREETS, TEAMS, UNITS } from './word-lists.ts'

export type Tongue = 'fr' | 'en' | 'de'

/** What a column maker may draw from. `row` counts from 0. */
export type Draw = Readonly<{ c: Chance; f: Faker; tongue: Tongue; row: number }>

/** A kind of column: `make` fixes the column's format once, then gives its cells. */
export type ColumnKind = Readonly<{
  what: string
  personal: Personal
  kind: KindId | null
  /** Whether accents, case and typing mistakes are worth trying on it. */
  words: boolean
  make(c: Chance, tongue: Tongue): (draw: Draw) => string
}>

const two = (n: number): string => String(n).padStart(2, '0')

/** One of the ways in which people write a day. */
export function dayFormat(c: Chance, tongue: Tongue): (y: number, m: number, d: number) => string {
  const local = tongue === 'fr' ? '/' : '.'
  const ways = [
    (y: number, m: number, d: number) => `${y}-${two(m)}-${two(d)}`,
    (y: number, m: number, d: number) =>
      tongue === 'en' ? `${m}/${d}/${y}` : `${two(d)}${local}${two(m)}${local}${y}`,
    (y: number, m: number, d: number) => `${y}${two(m)}${two(d)}`,
    (y: number, m: number, d: number) => (tongue === 'en' ? `${two(d)}/${two(m)}/${y}` : `${two(d)}-${two(m)}-${y}`),
  ]
  return c.pick(ways)
}

const day = (c: Chance, from: number, to: number): [number, number, number] => [
  c.int(from, to),
  c.int(1, 12),
  c.int(1, 28),
]

function phone(c: Chance, tongue: Tongue): (draw: Draw) => string {
  const french = [
    (d: string) => `0${d.replace(/(..)(?=.)/g, '$1').replace(/^(.)(..)(..)(..)(..)$/, '$1 $2 $3 $4 $5')}`,
    (d: string) => `0${d}`,
    (d: string) => `+33${d}`,
    (d: string) => `+33 ${d.replace(/^(.)(..)(..)(..)(..)$/, '$1 $2 $3 $4 $5')}`,
    (d: string) => `0${d.replace(/^(.)(..)(..)(..)(..)$/, '$1.$2.$3.$4.$5')}`,
  ]
  const british = [
    (d: string) => `07${d.slice(0, 3)} ${d.slice(3)}`,
    (d: string) => `+44 7${d.slice(0, 3)} ${d.slice(3)}`,
    (d: string) => `07${d}`,
  ]
  const american = [
    (d: string) => `(${d.slice(0, 3)}) ${d.slice(3, 6)}-${d.slice(6)}`,
    (d: string) => `${d.slice(0, 3)}-${d.slice(3, 6)}-${d.slice(6)}`,
    (d: string) => `+1${d}`,
    (d: string) => `${d.slice(0, 3)}.${d.slice(3, 6)}.${d.slice(6)}`,
  ]
  const german = [
    (d: string) => `01${d.slice(0, 2)} ${d.slice(2)}`,
    (d: string) => `+49 1${d.slice(0, 2)} ${d.slice(2)}`,
    (d: string) => `01${d.slice(0, 2)}/${d.slice(2)}`,
  ]
  if (tongue === 'fr') {
    const write = c.pick(french)
    return ({ c }) => write(c.pick(['6', '7', '1', '4', '5']) + c.digits(8))
  }
  if (tongue === 'de') {
    const write = c.pick(german)
    return ({ c }) => write(c.pick(['51', '52', '60', '70', '71', '76']) + c.digits(7))
  }
  if (c.maybe(0.4)) {
    const write = c.pick(british)
    return ({ c }) => write(c.int(400, 999) + c.digits(6))
  }
  const write = c.pick(american)
  return ({ c }) => write(`${c.pick(['212', '415', '916', '312', '617', '303'])}${c.int(200, 999)}${c.digits(4)}`)
}

const given = ({ f }: Draw): string => f.person.firstName()
const family = ({ f }: Draw): string => f.person.lastName()
const street = ({ c, tongue }: Draw): string => {
  const name = c.pick(STREETS[tongue])
  return tongue === 'de' ? `${name} ${c.int(1, 140)}` : `${c.int(1, 240)}${c.maybe(0.05) ? ' bis' : ''} ${name}`
}
const postcode = ({ c, tongue }: Draw): string =>
  tongue === 'fr'
    ? `${two(c.pick([c.int(1, 19), c.int(21, 95)]))}${c.pick(['000', '100', '200', '300', '400', '500', '130', '250'])}`
    : String(c.int(10115, 95000)).padStart(5, '0')

function fullName(c: Chance): (draw: Draw) => string {
  return c.pick([
    (d: Draw) => `${given(d)} ${family(d)}`,
    (d: Draw) => `${family(d).toUpperCase()} ${given(d)}`,
    (d: Draw) => `${family(d)}, ${given(d)}`,
    (d: Draw) =>
      `${d.c.pick(d.tongue === 'fr' ? ['M.', 'Mme'] : d.tongue === 'de' ? ['Herr', 'Frau'] : ['Mr', 'Ms', 'Dr'])} ${given(d)} ${family(d)}`,
  ])
}

function ofList(lists: Readonly<Record<Tongue, readonly (readonly string[])[]>>): ColumnKind['make'] {
  return (c, tongue) => {
    const list = c.pick(lists[tongue])
    return ({ c }) => c.pick(list)
  }
}

const direct = (what: string, kind: KindId, words: boolean, make: ColumnKind['make']): ColumnKind => ({
  what,
  personal: 'direct',
  kind,
  words,
  make,
})
const indirect = (what: string, kind: KindId, words: boolean, make: ColumnKind['make']): ColumnKind => ({
  what,
  personal: 'indirect',
  kind,
  words,
  make,
})
const nobody = (what: string, words: boolean, make: ColumnKind['make']): ColumnKind => ({
  what,
  personal: 'none',
  kind: null,
  words,
  make,
})

/** Kinds whose values, with no help from a header, are those of persons. */
export const PERSONAL_KINDS: readonly ColumnKind[] = [
  direct('full name', 'name.full', true, c => fullName(c)),
  direct('full name again', 'name.full', true, c => fullName(c)),
  direct('given name', 'name.given', true, () => given),
  direct('given name again', 'name.given', true, () => given),
  direct('family name', 'name.family', true, () => family),
  direct('family name again', 'name.family', true, () => family),
  direct(
    'full address',
    'address.full',
    true,
    () => d => `${street(d)}${d.c.pick([', ', ' - ', ', '])}${postcode(d)} ${d.c.pick(CITIES[d.tongue])}`,
  ),
  direct('street with number', 'address.street', true, () => street),
  indirect(
    'city',
    'address.city',
    true,
    () =>
      ({ c, tongue }) =>
        c.pick(CITIES[tongue]),
  ),
  direct(
    'e-mail',
    'contact.email',
    false,
    () =>
      ({ f }) =>
        f.internet.email(),
  ),
  direct(
    'e-mail at one office',
    'contact.email',
    false,
    () => d =>
      `${given(d)}.${family(d)}@mairie-exemple.fr`
        .toLowerCase()
        .normalize('NFD')
        .replace(/[^a-z0-9.@-]/g, ''),
  ),
  direct('phone', 'contact.phone', false, phone),
  direct('phone again', 'contact.phone', false, phone),
  indirect('birth date', 'birth.date', false, (c, tongue) => {
    const write = dayFormat(c, tongue)
    return ({ c }) => write(...day(c, 1938, 2008))
  }),
  indirect('birth date again', 'birth.date', false, (c, tongue) => {
    const write = dayFormat(c, tongue)
    return ({ c }) => write(...day(c, 1950, 2003))
  }),
  indirect(
    'sex',
    'sex',
    false,
    ofList({
      fr: [
        ['M', 'F'],
        ['Homme', 'Femme'],
        ['H', 'F'],
      ],
      en: [
        ['M', 'F'],
        ['male', 'female'],
        ['Male', 'Female', 'Other'],
      ],
      de: [
        ['m', 'w'],
        ['männlich', 'weiblich', 'divers'],
      ],
    }),
  ),
  direct(
    'IP address',
    'online.ip',
    false,
    () =>
      ({ f }) =>
        f.internet.ipv4(),
  ),
  direct(
    'IPv6 address',
    'online.ip',
    false,
    () =>
      ({ f }) =>
        f.internet.ipv6(),
  ),
  direct(
    'MAC address',
    'online.mac',
    false,
    () =>
      ({ f }) =>
        f.internet.mac(),
  ),
  direct(
    'user name',
    'online.username',
    false,
    () =>
      ({ f }) =>
        f.internet.username(),
  ),
  indirect(
    'job title',
    'work.occupation',
    true,
    () =>
      ({ f, c, tongue }) =>
        tongue === 'en' ? f.person.jobTitle() : c.pick(JOBS[tongue]),
  ),
  indirect(
    'marital status',
    'civil.marital',
    false,
    ofList({
      fr: [['célibataire', 'marié(e)', 'divorcé(e)', 'veuf/veuve', 'pacsé(e)']],
      en: [
        ['single', 'married', 'divorced', 'widowed'],
        ['Never-married', 'Married', 'Separated', 'Widowed'],
      ],
      de: [['ledig', 'verheiratet', 'geschieden', 'verwitwet']],
    }),
  ),
  indirect(
    'blood group',
    'health.blood-group',
    false,
    ofList({
      fr: [['A+', 'A-', 'B+', 'O+', 'O-', 'AB+']],
      en: [['A+', 'A-', 'B+', 'B-', 'O+', 'O-', 'AB+', 'AB-']],
      de: [['A+', '0+', 'B+', 'AB+', '0-', 'A-']],
    }),
  ),
  indirect(
    'religion',
    'belief.religion',
    false,
    ofList({
      fr: [['catholique', 'protestant', 'musulman', 'juif', 'sans religion']],
      en: [['Catholic', 'Protestant', 'Muslim', 'Jewish', 'Hindu', 'None']],
      de: [['katholisch', 'evangelisch', 'muslimisch', 'konfessionslos']],
    }),
  ),
  ...[
    'id.fr.nir',
    'id.fr.spi',
    'id.gb.nhs',
    'id.gb.nino',
    'id.us.mbi',
    'id.es.dni',
    'id.it.codice-fiscale',
    'id.de.idnr',
    'id.be.nn',
    'id.pl.pesel',
    'account.iban',
    'account.iban',
    'account.card',
    'account.card',
    'vehicle.plate',
    'id.us.ssn',
    'id.us.ssn',
    'id.us.itin',
  ].map(identifier),
]

function identifier(kind: string): ColumnKind {
  const maker = [...CHECKED, ...CUED].find(one => one.kind === kind)!
  return direct(
    kind,
    maker.kind,
    false,
    () =>
      ({ c }) =>
        maker.make(c),
  )
}

const JOBS: Readonly<Record<'fr' | 'de', readonly string[]>> = {
  fr: [
    'infirmière',
    'comptable',
    'professeur des écoles',
    'ingénieur',
    'cuisinier',
    'agent administratif',
    'boulanger',
    'avocate',
    'chauffeur',
    'électricien',
    'médecin',
    'aide-soignante',
    'secrétaire',
    'maçon',
    'vendeuse',
    'technicien de maintenance',
    'directeur des ressources humaines',
    'jardinier',
    'coiffeuse',
    'plombier',
  ],
  de: [
    'Krankenpfleger',
    'Buchhalterin',
    'Lehrer',
    'Ingenieurin',
    'Koch',
    'Verwaltungsangestellte',
    'Bäcker',
    'Rechtsanwältin',
    'Fahrer',
    'Elektriker',
    'Ärztin',
    'Sekretärin',
    'Maurer',
    'Verkäuferin',
    'Softwareentwickler',
    'Friseurin',
    'Klempner',
    'Geschäftsführer',
    'Polizist',
    'Altenpflegerin',
  ],
}

const decimal = (c: Chance, low: number, high: number, places: number): string =>
  (low + c.next() * (high - low)).toFixed(places)

/** Kinds whose values are not about a person. */
export const ORDINARY_KINDS: readonly ColumnKind[] = [
  nobody(
    'product name',
    true,
    () =>
      ({ c, f, tongue }) =>
        tongue === 'en' ? f.commerce.productName() : c.pick(PRODUCTS[tongue]),
  ),
  nobody(
    'price',
    false,
    (_, tongue) =>
      ({ c }) =>
        tongue === 'en' ? decimal(c, 1, 400, 2) : decimal(c, 1, 400, 2).replace('.', ','),
  ),
  nobody(
    'price with currency',
    false,
    (_, tongue) =>
      ({ c }) =>
        tongue === 'en' ? `$${decimal(c, 1, 900, 2)}` : `${decimal(c, 1, 900, 2).replace('.', ',')} €`,
  ),
  nobody(
    'count',
    false,
    () =>
      ({ c }) =>
        String(c.int(0, 500)),
  ),
  nobody(
    'big count',
    false,
    () =>
      ({ c }) =>
        String(c.int(1000, 9000000)),
  ),
  nobody(
    'colour',
    true,
    () =>
      ({ f }) =>
        f.color.human(),
  ),
  nobody(
    'category',
    true,
    () =>
      ({ f }) =>
        f.commerce.department(),
  ),
  nobody('order number', false, c => {
    const prefix = c.pick(['ORD-', 'CMD', 'BE-', 'A', '2023-'])
    return ({ c }) => prefix + c.digits(6)
  }),
  nobody('sequence', false, c => {
    const start = c.int(1, 800000)
    return ({ row }) => String(start + row)
  }),
  nobody(
    'article code',
    false,
    () =>
      ({ c }) =>
        `${c.letters(3)}-${c.digits(4)}-${c.letters(1)}`,
  ),
  nobody(
    'GUID',
    false,
    () =>
      ({ f }) =>
        f.string.uuid(),
  ),
  nobody(
    'page address',
    false,
    () =>
      ({ f, c }) =>
        `https://www.example.org/${f.word.noun()}/${c.int(1, 9000)}`,
  ),
  nobody(
    'company name',
    true,
    () =>
      ({ f }) =>
        f.company.name(),
  ),
  nobody(
    'timestamp',
    false,
    () =>
      ({ c }) =>
        `${c.int(2016, 2024)}-${two(c.int(1, 12))}-${two(c.int(1, 28))}T${two(c.int(0, 23))}:${two(c.int(0, 59))}:${two(c.int(0, 59))}Z`,
  ),
  nobody('recent date', false, (c, tongue) => {
    const write = dayFormat(c, tongue)
    return ({ c }) => write(...day(c, 2019, 2024))
  }),
  nobody(
    'unix time',
    false,
    () =>
      ({ c }) =>
        String(c.int(1500000000, 1720000000)),
  ),
  nobody(
    'ratio',
    false,
    () =>
      ({ c }) =>
        decimal(c, 0, 1, 4),
  ),
  nobody(
    'percentage',
    false,
    () =>
      ({ c }) =>
        `${decimal(c, 0, 100, 1)}%`,
  ),
  nobody(
    'status flag',
    false,
    ofList({
      fr: [
        ['actif', 'inactif'],
        ['O', 'N'],
        ['livré', 'en cours', 'annulé'],
      ],
      en: [
        ['Y', 'N'],
        ['active', 'inactive', 'pending'],
        ['TRUE', 'FALSE'],
        ['shipped', 'returned'],
      ],
      de: [
        ['ja', 'nein'],
        ['offen', 'geschlossen', 'storniert'],
      ],
    }),
  ),
  nobody(
    'country code',
    false,
    () =>
      ({ f }) =>
        f.location.countryCode(),
  ),
  nobody(
    'country',
    true,
    () =>
      ({ f }) =>
        f.location.country(),
  ),
  nobody(
    'file name',
    false,
    () =>
      ({ f }) =>
        f.system.fileName(),
  ),
  nobody(
    'file path',
    false,
    () =>
      ({ f }) =>
        f.system.filePath(),
  ),
  nobody(
    'sentence',
    true,
    () =>
      ({ c, tongue }) =>
        c.pick(SENTENCES[tongue]),
  ),
  nobody(
    'scientific name',
    true,
    () =>
      ({ c }) =>
        c.pick(SPECIES),
  ),
  nobody(
    'version',
    false,
    () =>
      ({ f }) =>
        f.system.semver(),
  ),
  nobody(
    'year',
    false,
    () =>
      ({ c }) =>
        String(c.int(1990, 2024)),
  ),
  nobody(
    'latitude of a place',
    false,
    () =>
      ({ c }) =>
        decimal(c, 42, 55, 5),
  ),
  nobody(
    'longitude of a place',
    false,
    () =>
      ({ c }) =>
        decimal(c, -4, 13, 5),
  ),
  nobody(
    'team',
    true,
    () =>
      ({ c, tongue }) =>
        c.pick(TEAMS[tongue]),
  ),
  nobody(
    'book title',
    true,
    () =>
      ({ f }) =>
        f.book.title(),
  ),
  nobody(
    'film title',
    true,
    () =>
      ({ c, tongue }) =>
        c.pick(FILMS[tongue]),
  ),
  nobody(
    'unit',
    false,
    () =>
      ({ c }) =>
        c.pick(UNITS),
  ),
  nobody(
    'currency',
    false,
    () =>
      ({ f }) =>
        f.finance.currencyCode(),
  ),
  nobody(
    'media type',
    false,
    () =>
      ({ f }) =>
        f.system.mimeType(),
  ),
  nobody(
    'hex colour',
    false,
    () =>
      ({ f }) =>
        f.color.rgb(),
  ),
  nobody(
    'commit',
    false,
    () =>
      ({ f }) =>
        f.git.commitSha(),
  ),
  nobody(
    'EAN-13',
    false,
    () =>
      ({ f }) =>
        f.commerce.isbn({ separator: '' }),
  ),
  nobody(
    'ISBN',
    false,
    () =>
      ({ f }) =>
        f.commerce.isbn(),
  ),
  nobody(
    'chemical element',
    true,
    () =>
      ({ f }) =>
        f.science.chemicalElement().name,
  ),
  nobody(
    'animal',
    true,
    () =>
      ({ f }) =>
        f.animal.type(),
  ),
  nobody(
    'dish',
    true,
    () =>
      ({ f }) =>
        f.food.dish(),
  ),
  nobody(
    'ingredient',
    true,
    () =>
      ({ f }) =>
        f.food.ingredient(),
  ),
  nobody(
    'vehicle model',
    true,
    () =>
      ({ f }) =>
        f.vehicle.vehicle(),
  ),
  nobody(
    'airport',
    true,
    () =>
      ({ f }) =>
        f.airline.airport().name,
  ),
  nobody(
    'airport code',
    false,
    () =>
      ({ f }) =>
        f.airline.airport().iataCode,
  ),
  nobody(
    'song',
    true,
    () =>
      ({ f }) =>
        f.music.songName(),
  ),
  nobody(
    'month',
    false,
    () =>
      ({ f }) =>
        f.date.month(),
  ),
  nobody(
    'weekday',
    false,
    () =>
      ({ f }) =>
        f.date.weekday(),
  ),
  nobody(
    'quarter',
    false,
    () =>
      ({ c }) =>
        `${c.int(2015, 2024)}-Q${c.int(1, 4)}`,
  ),
  nobody(
    'temperature',
    false,
    () =>
      ({ c }) =>
        decimal(c, -10, 38, 1),
  ),
  nobody(
    'size in bytes',
    false,
    () =>
      ({ c }) =>
        String(c.int(2000, 90000000)),
  ),
  nobody(
    'duration',
    false,
    () =>
      ({ c }) =>
        `${two(c.int(0, 5))}:${two(c.int(0, 59))}:${two(c.int(0, 59))}`,
  ),
  nobody(
    'size label',
    false,
    () =>
      ({ c }) =>
        c.pick(['S', 'M', 'L', 'XL', 'XXL']),
  ),
  nobody(
    'grade',
    false,
    () =>
      ({ c }) =>
        c.pick(['A', 'B', 'C', 'D', 'E']),
  ),
  nobody(
    'range',
    false,
    () =>
      ({ c }) =>
        c.pick(['0-10', '10-20', '20-50', '50-100', '100+']),
  ),
  nobody(
    'log level',
    false,
    () =>
      ({ c }) =>
        c.pick(['INFO', 'WARN', 'ERROR', 'DEBUG']),
  ),
  nobody(
    'HTTP status',
    false,
    () =>
      ({ c }) =>
        c.pick(['200', '301', '404', '500', '304']),
  ),
  nobody(
    'company number',
    false,
    () =>
      ({ c }) =>
        CHECKED.find(one => one.kind === 'company.siren')!.make(c),
  ),
  nobody(
    'establishment number',
    false,
    () =>
      ({ c }) =>
        CHECKED.find(one => one.kind === 'company.siret')!.make(c),
  ),
  nobody(
    'ten-digit key',
    false,
    () =>
      ({ c }) =>
        String(c.int(1000000000, 4000000000)),
  ),
  nobody(
    'nine-digit key',
    false,
    () =>
      ({ c }) =>
        `${c.int(1, 9)}${c.digits(8)}`,
  ),
  nobody(
    'sixteen-digit tracking',
    false,
    () =>
      ({ c }) =>
        `9${c.digits(15)}`,
  ),
  nobody(
    'department of an organisation',
    true,
    () =>
      ({ c, tongue }) =>
        c.pick(ORDERS[tongue]),
  ),
  nobody('constant', false, () => () => '1'),
]
