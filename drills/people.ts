/**
 * The one generator of invented people: every fixture and drill takes its people from here. Seeded: the same seed gives the
 * same people on every machine. Telephone numbers are of the ranges kept for fiction, e-mail addresses of names reserved by
 * RFC 2606, NIR of a commune code (990) that no département gives, so that none can be somebody's.
 * SOURCE: ARCEP decision 2018-0881, art. 2.5.12 (numbers for audiovisual works); Ofcom, "Telephone numbers for drama use";
 * NANPA 555-0100 to 555-0199.
 */

/** Draws: all randomness of a fixture comes from one of these. */
export type Random = Readonly<{
  /** 0 ≤ x < 1. */
  share(): number
  /** A whole number, `low` and `high` included. */
  between(low: number, high: number): number
  /** One of a list, each as likely. */
  pick<T>(list: readonly T[]): T
}>

/** A seeded source of draws. SOURCE: mulberry32 (T. Ettinger, public domain); enough for fixtures, never for secrets. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (low: number, high: number) => low + Math.floor(share() * (high - low + 1))
  return { share, between, pick: list => list[Math.floor(share() * list.length)] }
}

export type Country = 'us' | 'fr' | 'gb'

/** Somebody who does not exist. Dates as YYYY-MM-DD. */
export type InventedPerson = Readonly<{
  given: string
  family: string
  sex: 'F' | 'M'
  birthDate: string
  /** Number and street. */
  street: string
  postcode: string
  city: string
  /** County (us, gb) or département (fr). */
  region: string
  phone: string
  email: string
  /** NIR with its key (fr), NHS number with its check digit (gb), a Social Security number of an area not issued before 2011 (us). */
  identifier: string
}>

/** Somebody between 18 and 95 years old on 1 January 2020, of the country's names, places and number formats. */
export function inventPerson(random: Random, country: Country): InventedPerson {
  const sex = random.pick(['F', 'M'] as const)
  const given = random.pick(GIVEN[country][sex])
  const family = random.pick(FAMILY[country])
  const birthDate = inventBirthDate(random)
  const [city, region, postcode] = random.pick(PLACES[country])
  return {
    given,
    family,
    sex,
    birthDate,
    street: streetIn(country, random),
    postcode,
    city,
    region,
    phone: PHONE[country](random),
    email: emailOf(given, family, random),
    identifier: identifierIn(country, { sex, birthDate }, random),
  }
}

/** YYYY-MM-DD, 1925 to 2001, fewer among the old. */
export function inventBirthDate(random: Random): string {
  const age = 18 + Math.floor(77 * random.share() ** 1.35)
  return dateAt(2019 - age, random)
}

/** A day of that year, YYYY-MM-DD. */
export function dateAt(year: number, random: Random): string {
  const month = random.between(1, 12)
  const days = month === 2 ? 28 : [4, 6, 9, 11].includes(month) ? 30 : 31
  return `${year}-${two(month)}-${two(random.between(1, days))}`
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}

function streetIn(country: Country, random: Random): string {
  const number = random.between(1, country === 'us' ? 9800 : 180)
  return country === 'fr'
    ? `${number} ${random.pick(['rue', 'avenue', 'chemin', 'impasse'])} ${random.pick(STREETS.fr)}`
    : `${number} ${random.pick(STREETS[country])} ${random.pick(country === 'us' ? ['St', 'Ave', 'Dr', 'Ln', 'Ct'] : ['Road', 'Street', 'Lane', 'Close'])}`
}

function emailOf(given: string, family: string, random: Random): string {
  const plain = `${given}.${family}`
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase()
  return `${plain}${random.between(1, 99)}@${random.pick(['example.org', 'example.com', 'example.net'])}`
}

const PHONE: Readonly<Record<Country, (random: Random) => string>> = {
  us: random => `(${random.pick([209, 530, 559, 707, 916])}) 555-01${two(random.between(0, 99))}`,
  fr: random => `06 39 98 ${two(random.between(0, 99))} ${two(random.between(0, 99))}`,
  gb: random => `07700 900${String(random.between(0, 999)).padStart(3, '0')}`,
}

function identifierIn(
  country: Country,
  { sex, birthDate }: { sex: 'F' | 'M'; birthDate: string },
  random: Random,
): string {
  if (country === 'us') return `${random.between(734, 749)}-${two(random.between(1, 99))}-${random.between(1000, 9999)}`
  if (country === 'gb') return nhsNumber(random)
  const digits = `${sex === 'M' ? 1 : 2}${birthDate.slice(2, 4)}${birthDate.slice(5, 7)}${two(random.between(1, 95)).replace('20', '21')}990${String(random.between(1, 999)).padStart(3, '0')}`
  return digits + two(97 - Number(BigInt(digits) % 97n)) // code du NIR: 97 - (n mod 97)
}

function nhsNumber(random: Random): string {
  const nine = String(random.between(400_000_000, 499_999_999))
  const sum = [...nine].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? nhsNumber(random) : nine + (check === 11 ? 0 : check)
}

const words = (text: string): readonly string[] => text.split(' ')

const GIVEN: Readonly<Record<Country, Readonly<Record<'F' | 'M', readonly string[]>>>> = {
  us: {
    F: words(
      'Maria Linda Patricia Susan Deborah Barbara Karen Nancy Donna Cynthia Sandra Pamela Sharon Kathleen Carol Diane Brenda Cheryl Janet Elizabeth Angela Michelle Laura Lisa Kimberly Amy Melissa Rebecca Stephanie Heather Nicole Jessica Amanda Sarah Megan Rachel Lauren Danielle Brittany Ashley Rosa Guadalupe Leticia Yolanda Teresa Mai Linh Priya Aisha Keiko',
    ),
    M: words(
      'James Robert John Michael David William Richard Thomas Charles Gary Larry Ronald Joseph Donald Kenneth Steven Dennis Paul Stephen George Daniel Edward Mark Jerry Gregory Bruce Roger Douglas Frank Terry Raymond Timothy Lawrence Gerald Wayne Anthony Peter Patrick Danny Walter Jose Juan Carlos Luis Miguel Hector Minh Raj Hassan Kenji',
    ),
  },
  fr: {
    F: words(
      'Marie Monique Françoise Isabelle Catherine Sylvie Martine Nathalie Valérie Sophie Céline Aurélie Camille Léa Manon Chloé Émilie Julie Hélène Claire Anne Brigitte Christine Jacqueline Nicole Danielle Michèle Simone Yvette Odile Fatima Aïcha Inès Jade Louise Alice Zoé Élodie Mathilde Pauline',
    ),
    M: words(
      'Jean Pierre Michel André Philippe Alain Bernard Jacques Daniel Patrick Nicolas Christophe Laurent Olivier Stéphane David Julien Thomas Alexandre Maxime Antoine Lucas Hugo Théo Louis Gabriel Paul Henri Marcel Roger Mohamed Karim Yanis Nathan Jules Arthur Clément Romain Benoît Étienne',
    ),
  },
  gb: {
    F: words(
      'Margaret Susan Christine Patricia Jean Elizabeth Mary Linda Barbara Carol Helen Karen Alison Fiona Rachel Gemma Kelly Laura Hannah Emily Charlotte Olivia Amelia Sophie Priya Aisha Zainab Bronwen Eilidh Niamh',
    ),
    M: words(
      'John David Michael Peter Robert Alan Brian Paul Anthony Keith Andrew Ian Stephen Graham Colin Nigel Gareth Stuart Darren Lee Craig Jamie Callum Oliver Harry George Mohammed Imran Rhys Hamish',
    ),
  },
}

const FAMILY: Readonly<Record<Country, readonly string[]>> = {
  us: words(
    'Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez Tran Pham Yamamoto Singh',
  ),
  fr: words(
    'Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia David Bertrand Roux Vincent Fournier Morel Girard André Mercier Dupont Lambert Bonnet François Martinez Legrand Garnier Faure Rousseau Blanc Guérin Muller Henry Roussel Nicolas Perrin Morin Mathieu Clément Gauthier Dumont Lopez Fontaine Chevalier Robin Masson Sanchez Gérard Nguyen Boyer Denis Lemaire Duval Joly Gautier Roger Roche Noël Meyer Lucas Meunier Jean Pérez Marchand Dufour Blanchard Marie Barbier Brun Dumas Brunet Schmitt Leroux Colas Fabre Benali Traoré Diallo Haddad Ferreira',
  ),
  gb: words(
    'Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Patel Khan Lewis James Phillips Mason Mitchell Rose Davis Rodgers Begum Hussain Cooper Ward Hughes Edwards Turner Morris Ahmed Campbell Murray Stewart Fraser Morgan Price Bevan Okafor Kaur Singh Murphy',
  ),
}

const STREETS: Readonly<Record<Country, readonly string[]>> = {
  us: words(
    'Alder Birch Cedar Chestnut Cypress Elm Fir Hawthorn Juniper Laurel Linden Magnolia Manzanita Maple Mesa Mission Oak Olive Orchard Palm Park Pine Poplar Quail Redwood River Sage Sequoia Spruce Sycamore Valley Vine Walnut Willow',
  ),
  fr: [
    'des Lilas',
    'de la Gare',
    'des Écoles',
    'du Moulin',
    'de la Fontaine',
    'des Tilleuls',
    'du Lavoir',
    'des Vignes',
    'de la Mairie',
    'du Château',
    'des Acacias',
    'de la Paix',
    'du Pont Neuf',
    'des Prés',
    'de l’Église',
    'des Jardins',
    'du Stade',
    'de la Croix Blanche',
  ],
  gb: words(
    'Ashgrove Beechwood Church Mill Station Victoria Albert Manor Park Green Kings Queens High York Chestnut Orchard Meadow Springfield Grange Windsor',
  ),
}

type Place = readonly [city: string, region: string, postcode: string]
const places = (text: string): readonly Place[] =>
  text.split('\n').map(line => line.trim().split('|') as unknown as Place)

const PLACES: Readonly<Record<Country, readonly Place[]>> = {
  us: places(`Sacramento|Sacramento|95822
Sacramento|Sacramento|95831
Elk Grove|Sacramento|95624
Folsom|Sacramento|95630
Fresno|Fresno|93711
Fresno|Fresno|93722
Clovis|Fresno|93611
Bakersfield|Kern|93306
Bakersfield|Kern|93312
Tehachapi|Kern|93561
Redding|Shasta|96001
Redding|Shasta|96003
Anderson|Shasta|96007
Placerville|El Dorado|95667
El Dorado Hills|El Dorado|95762
Auburn|Placer|95603
Roseville|Placer|95661
Rocklin|Placer|95677
Stockton|San Joaquin|95207
Tracy|San Joaquin|95376
Modesto|Stanislaus|95350
Turlock|Stanislaus|95380
Visalia|Tulare|93277
Tulare|Tulare|93274
Porterville|Tulare|93257
San Diego|San Diego|92117
El Cajon|San Diego|92021
Escondido|San Diego|92027
Anaheim|Orange|92804
Huntington Beach|Orange|92647
Riverside|Riverside|92503
Temecula|Riverside|92592
Ontario|San Bernardino|91761
Hesperia|San Bernardino|92345
Chico|Butte|95926
Paradise|Butte|95969
Eureka|Humboldt|95501
Sonora|Tuolumne|95370
Oakhurst|Madera|93644
Ukiah|Mendocino|95482`),
  fr: places(`Rennes|Ille-et-Vilaine|35000
Fougères|Ille-et-Vilaine|35300
Nantes|Loire-Atlantique|44000
Angers|Maine-et-Loire|49000
Limoges|Haute-Vienne|87000
Tulle|Corrèze|19000
Aurillac|Cantal|15000
Mende|Lozère|48000
Nîmes|Gard|30000
Valence|Drôme|26000
Chambéry|Savoie|73000
Dijon|Côte-d’Or|21000
Épinal|Vosges|88000
Metz|Moselle|57000
Reims|Marne|51100
Amiens|Somme|80000
Rouen|Seine-Maritime|76000
Bourges|Cher|18000
Pau|Pyrénées-Atlantiques|64000
Auch|Gers|32000`),
  gb: places(`Shrewsbury|Shropshire|SY1 2BX
Hereford|Herefordshire|HR4 9DA
Carlisle|Cumbria|CA1 1QT
Lincoln|Lincolnshire|LN2 4PD
Exeter|Devon|EX4 3SR
Truro|Cornwall|TR1 2HE
Ipswich|Suffolk|IP4 1HJ
Perth|Perthshire|PH1 5TR
Wrexham|Clwyd|LL13 8BG
Derby|Derbyshire|DE1 3QT`),
}
