import { printable } from '#page'
import type { PageWords, ScreenWords, Words } from './words.ts'

/** The rungs of generalisation ladders. */
const RUNGS: Readonly<Record<string, string>> = {
  day: 'day',
  month: 'month',
  year: 'year',
  decade: 'decade',
  area: 'area',
  department: 'department',
  region: 'region',
  '5 years': 'bands of 5',
  '10 years': 'bands of 10',
}

const screen: ScreenWords = {
  people: 'PEOPLE',
  alone: 'ALONE IN THE DATA',
  rare: 'FOUND APART',
  unread: 'NOT READ',
  next: 'NEXT',
  tables: 'OTHER TABLES',
  rows: (n, say) => say.some(n, 'row', 'rows'),
  columns: (n, say) => say.some(n, 'column', 'columns'),
  tableCount: (n, say) => say.some(n, 'table', 'tables'),
  everyCell: 'every cell read',
  notEverything: 'not everything could be read',
  nothingRead: 'nothing could be read',
  peopleBetween: (low, high, identified, say) => {
    const many = low === high ? `about ${say.count(high)}` : `between ${say.count(low)} and ${say.count(high)}`
    return identified ? `${many}, identifiable by what is written` : `${many}, no column names them`
  },
  noPeople: 'no rows about people were recognised',
  moreColumns: (n, found, say) => `and ${say.some(n, 'more column', 'more columns')}${found ? '' : ', nothing found'}`,
  vagueColumns: (n, say) =>
    `and ${say.some(n, 'more column that may tell', 'more columns that may tell')} something else about the person`,
  moreTables: (n, say) => `and ${say.some(n, 'more table', 'more tables')}`,
  moreSets: (n, say) => `and ${say.some(n, 'more set of columns', 'more sets of columns')}`,
  moreRare: (n, say) => `and ${say.count(n)} more`,
  moreUnread: (n, say) => `and ${say.some(n, 'more place', 'more places')}`,
  aloneShare: (uniques, rows, say) =>
    `${say.share(rows === 0 ? 0 : uniques / rows)} of rows are alone (${say.count(uniques)})`,
  nobodyAlone: (k, say) => `nobody is alone: at least ${say.count(k)} rows share every combination`,
  records: (at, rows, say) => {
    if (at.length === 0) return 'where a column’s name was expected'
    const shown = at.slice(0, 5).map(n => say.count(n))
    return `${at.length === 1 && rows === 1 ? 'record' : 'records'} ${shown.join(', ')}${rows > shown.length ? ', …' : ''}`
  },
  wouldPass: (steps, rows, k, identified, say) => {
    const removed = rows > 0 ? ` and removing ${say.some(rows, 'row', 'rows')}` : ''
    const first = identified ? ', without the columns that identify people' : ''
    return `what would pass${first}: ${steps}${removed} (then at least ${say.count(k)} rows share every combination)`
  },
  nothingWouldPass: (k, say) =>
    `no generalisation tried brings every combination to ${say.count(k)} rows: publish counts instead`,
  step: (column, to, say) =>
    to === 'dropped'
      ? `without ${say.name(column)}`
      : `${say.name(column)} → ${Object.hasOwn(RUNGS, to) ? RUNGS[to] : printable(to)}`,
  unnamed: index => `(column ${index + 1})`,
  nextReport: 'the same with its evidence, for a colleague',
  nextQuasi: 'measure the columns that you choose',
}

const page: PageWords = {
  title: name => `Inspection of ${printable(name)}`,
  summary: 'Verdict',
  why: 'Why',
  columns: 'Columns',
  columnHeads: {
    name: 'Column',
    kind: 'What it holds',
    share: 'Share',
    sure: 'How sure',
    personal: 'Person',
    legal: 'In law',
    why: 'Why',
    distinct: 'Different',
    filled: 'Filled',
  },
  nothingInColumn: 'nothing found',
  otherKinds: 'also',
  otherColumns: (n, say) => `${say.some(n, 'column', 'columns')} where nothing was found`,
  map: 'Map of the risky column sets',
  mapExplained: (rows, say) =>
    `Each line is a set of columns that somebody may know about a person. The dots show which columns are in the set; the bar shows the share of the ${say.count(rows)} rows that no other row resembles on those columns. A row that is alone can be recognised by anyone who knows those few facts.`,
  mapAlt: (shown, total, say) =>
    `Bars of the share of rows alone for ${say.count(shown)} of ${say.some(total, 'set', 'sets')} of columns; the same figures are in the table that follows.`,
  mapHeads: {
    columns: 'Columns together',
    alone: 'Rows alone',
    share: 'Share alone',
    below: 'Rows in small groups',
    smallest: 'Smallest group',
    classes: 'Groups',
  },
  mapTable: 'The same figures as a table',
  notAlone: 'No set of columns leaves a row alone.',
  cheapest: 'The cheapest generalisation that passes',
  cheapestExplained: (k, say) =>
    `Computed on these rows: the smallest loss of detail after which every combination of the columns below is shared by at least ${say.count(k)} rows.`,
  harm: 'The columns that do most harm',
  harmExplained:
    'The share of the smallest unique combinations that each column takes part in: making the first ones coarser helps most.',
  rareExplained:
    'Cells that hold what the rest of their column does not. Records are numbered from 1 after the header.',
  rareHeads: {
    table: 'Table',
    column: 'Column',
    kind: 'What was found',
    sure: 'How sure',
    rows: 'Rows',
    where: 'Where',
    why: 'Why',
  },
  measures: 'How easily a row is tied to a person',
  measureHeads: { measure: 'Measure', value: 'Value', means: 'What it says' },
  measure: {
    classes: { name: 'Groups', means: 'different combinations of the columns that could be known to others' },
    k: { name: 'k, the smallest group', means: 'rows in the smallest group; 1 means that somebody is alone' },
    uniques: { name: 'Rows alone', means: 'rows that no other row resembles' },
    belowK: { name: 'Rows in small groups', means: 'rows in groups below the threshold' },
    prosecutorMax: {
      name: 'Prosecutor risk, highest',
      means: 'for somebody known to be in the file: 1 over the smallest group',
    },
    prosecutorMean: { name: 'Prosecutor risk, average', means: 'the same, on average over the rows' },
    prosecutorAtRisk: { name: 'Rows at risk', means: 'share of rows in groups below the threshold' },
    journalistMax: {
      name: 'Journalist risk, highest',
      means: 'for somebody in the population who may not be in the file',
    },
    journalistMean: { name: 'Journalist risk, average', means: 'the same, on average' },
    marketer: { name: 'Marketer risk', means: 'share of rows that a matching of whole files would get right' },
    populationUniques: {
      name: 'Alone in the population too',
      means: 'estimated share of rows that nobody outside the file resembles either',
    },
    sudaMax: { name: 'SUDA score, highest', means: 'how many small combinations make the most exposed row unique' },
    disMax: {
      name: 'DIS of the worst row',
      means: 'how sure an intruder would be of a match with the most exposed row',
    },
    disFile: {
      name: 'DIS of the file',
      means: 'probability that a unique match between the file and the population is right',
    },
  },
  sensitive: 'What a known group would give away',
  sensitiveExplained:
    'Even when nobody is alone, a group in which everybody has the same value gives that value away. Each figure is that of the worst group.',
  harmHeads: {
    column: 'Column',
    contribution: 'Part in unique combinations',
    alone: 'Rows alone on it',
    prevented: 'Rows no longer alone without it',
  },
  sensitiveHeads: {
    column: 'Column',
    distinct: 'Different values, least',
    entropy: 'Entropy l',
    same: 'Rows all alike',
    closeness: 't, furthest',
    beta: 'Beta',
    delta: 'Delta',
  },
  unreadNothing: 'Everything was read.',
  how: 'How this was computed',
  howParagraphs: [
    'Every cell was examined for identifiers, addresses of the internet, telephone numbers and names. What a column holds is decided from its different values together: their form, their check digits weighed by how often chance would pass them, word lists (names, places and dates on 400 of the different values, the same ones whatever the order of the rows), the words of the header, and what the rows are about.',
    '“Certain” is a rule that chance cannot explain; “likely” is evidence from two sides; “possible” is a hint that a person should look at.',
    'Information is personal when it relates to a person who can be identified, directly or indirectly (GDPR, Article 4(1)). A row without a name is not anonymous when few facts single it out (recital 26).',
    'Risk is measured on the columns that others may know (birth date, sex, postcode, dates of events…), exactly, for every combination stated here.',
  ],
  formulas: 'Formulas and papers',
  letters:
    'n rows; J groups of rows that are equal on the columns, f their sizes; F the sizes of the same groups in the population; pi the share of the population that is in the file; M columns; p and q the shares of a value in a group and in the whole file.',
  papers: 'Source',
  facts: 'This run',
  factNames: {
    product: 'Made by',
    made: 'Made on',
    seconds: 'Duration',
    bytes: 'Read',
    cells: 'Cells examined',
    quasi: 'Columns that others may know',
    covered: 'Combinations measured',
    sampling: 'Share of the population assumed to be in the file',
  },
  chosenByFindings: 'chosen from what was found',
  everyCombination: (columns, say) => `every combination of ${say.some(columns, 'column', 'columns')}`,
  combinationsUpTo: (size, columns, say) =>
    `every combination of up to ${say.count(size)} of ${say.some(columns, 'column', 'columns')}, and all together`,
  leftOut: columns => `measured only all together: ${printable(columns)}`,
  samplingAssumed: 'assumed, no figure was given',
  samplingGiven: 'given',
  populationModel: model => (model === 'none' ? 'no model fits' : `model: ${model}`),
  lossIs: (loss, say) => `loss of detail ${say.share(loss)}`,
  removedRows: (rows, share, say) => `${say.some(rows, 'row', 'rows')} to remove (${say.share(share)})`,
  noValue: 'This page holds no value from the data: it says where and what kind.',
  skip: 'Skip to the verdict',
  contents: 'Contents',
  columnMeans: 'Share is the part of the filled cells of the column that carry the kind.',
}

/** English, as a British public servant would write it. */
export const en: Words = {
  verdict: { block: 'do not publish', review: 'review', clear: 'nothing found' },
  verdictMeans: {
    block: 'This would tell strangers about identifiable people. Do not publish it as it is.',
    review: 'There may be people in here. Somebody who knows this file must look before it goes out.',
    clear: 'Every cell was read and nothing about a person was recognised.',
  },
  confidence: { certain: 'certain', likely: 'likely', possible: 'possible' },
  personal: { direct: 'identifies', indirect: 'relates', none: 'no' },
  about: {
    people: 'rows about people',
    companies: 'rows about companies',
    places: 'rows about places',
    aggregates: 'rows of totals',
    things: 'rows about things',
    unknown: 'subject of the rows unknown',
  },
  legal: {
    ordinary: 'personal',
    'national-identifier': 'national identifier',
    'special-category': 'special category',
    offences: 'offences',
    payment: 'payment',
    credential: 'credential',
  },
  law: {
    ordinary: 'personal data, GDPR Art. 4(1)',
    'national-identifier': 'national identification number, GDPR Art. 87',
    'special-category': 'special category, GDPR Art. 9(1)',
    offences: 'criminal convictions and offences, GDPR Art. 10',
    payment: 'means of payment, GDPR Art. 4(1) and 32',
    credential: 'means of access, GDPR Art. 32',
  },
  unread: {
    'sources/missing': () => 'there is nothing at this place: check the path, or the name of the table',
    'sources/denied': ({ scratch }) =>
      scratch === undefined
        ? 'access was refused: check the rights on it'
        : 'the folder for temporary files is full or may not be written: set TMPDIR to one with room',
    'sources/empty': () => 'there is nothing inside',
    'sources/truncated': () => 'it ends before its format says: fetch it again',
    'sources/encrypted': () => 'it is protected by a password: inspect an unprotected copy',
    'sources/too-large': () => 'it holds, or unpacks to, more than the bound: unpack or split it first',
    'sources/too-wide': () => 'it has more columns than the bound: split it',
    'sources/not-a-table': () => 'no table that can be read here',
    'sources/malformed': () => 'it breaks the rules of its own format: repair or export it again',
    'sources/connection': () => 'the server was lost or answered with an error: try again',
    'sources/not-a-file': () => 'it is neither a file nor a folder',
    'sources/hidden': ({ what }) =>
      what === 'formulas'
        ? 'formulas hold no result: open it in a spreadsheet program and save it again'
        : 'hidden parts were seen and not read: show or delete them',
  },
  reasons: {
    'detect/check-digit': ({ passed, tried, chance }, say) =>
      `check digit right in ${say.count(passed)} of ${say.some(tried, 'different value', 'different values')}; chance passes ${say.share(chance)}`,
    'detect/rule': ({ passed, tried }, say) =>
      `${say.count(passed)} of ${say.some(tried, 'different value', 'different values')} follow the rule`,
    'detect/header': ({ word }, say) => `header says ${say.name(word)}`,
    'detect/header-hint': ({ word }, say) => `header hints at it, ${say.name(word)}`,
    'detect/header-disagrees': ({ word }, say) => `but the header says ${say.name(word)}`,
    'detect/fits': () => 'the values are as the header announces',
    'detect/closed-set': ({ covered }, say) => `${say.share(covered)} of the different values are in the closed list`,
    'detect/lexicon': ({ share }, say) => `${say.share(share)} are in the word lists`,
    'detect/name-shape': ({ share }, say) => `${say.share(share)} are written like names`,
    'detect/address-shape': ({ share }, say) => `${say.share(share)} are written like addresses`,
    'detect/plausible-ages': ({ share }, say) => `${say.share(share)} give the age of a living person`,
    'detect/dates': ({ share }, say) => `${say.share(share)} are dates`,
    'detect/code-chapters': ({ chapters }, say) => `codes from ${say.some(chapters, 'chapter', 'chapters')}`,
    'detect/in-text': ({ rows }, say) => `inside the text of ${say.some(rows, 'row', 'rows')}`,
    'detect/in-name': () => 'it stands where the name of a column was expected',
    'detect/cue-in-text': ({ rows }, say) => `announced by a word in ${say.some(rows, 'row', 'rows')}`,
    'detect/row-about-person': () => 'each row is about a person',
    'detect/encodes-birth': () => 'the number itself tells sex, month and place of birth',
    'detect/sample-values': ({ rows }, say) =>
      `${say.some(rows, 'row holds a published sample value', 'rows hold published sample values')}`,
    'detect/excel-scientific': ({ rows }, say) =>
      `${say.some(rows, 'number was', 'numbers were')} damaged by a spreadsheet (scientific notation)`,
    'detect/excel-lost-zeros': ({ rows }, say) => `${say.some(rows, 'number has', 'numbers have')} lost leading zeros`,
    'detect/ambiguous': ({ kind }, say) => `could also be: ${say.kind(kind)}`,
    'detect/about-column': ({ column, kind }, say) => `${say.name(column)} holds ${say.kind(kind)}`,
    'detect/about-columns': ({ count }, say) => `${say.some(count, 'column describes', 'columns describe')} a person`,
    'detect/about-aggregates': ({ count }, say) =>
      `${say.some(count, 'column holds', 'columns hold')} counts or averages`,
    'detect/about-unknown': () => 'nothing says what a row is about',
    'inspect/direct': ({ column, kind }, say) => `${say.name(column)} identifies people: ${say.kind(kind)}`,
    'inspect/directs': ({ count }, say) => `in all, ${say.some(count, 'column identifies', 'columns identify')} people`,
    'inspect/sensitive': ({ column, kind, legal }, say) =>
      `${say.name(column)} tells something the law protects more: ${say.kind(kind)}${lawful(legal)}`,
    'inspect/unattached': ({ column, kind, legal }, say) =>
      `${say.name(column)} contains: ${say.kind(kind)}${lawful(legal)}, and nothing says whose`,
    'inspect/alone': ({ columns, share, rows }, say) =>
      `${printable(columns)} ${columns.includes(' + ') ? 'together single' : 'alone singles'} out ${say.share(share)} of the rows (${say.count(rows)})`,
    'inspect/below-k': ({ rows, share, k }, say) =>
      `${say.some(rows, 'row is', 'rows are')} in groups of fewer than ${say.count(k)} (${say.share(share)})`,
    'inspect/people': ({ low, high }, say) =>
      low === high
        ? `about ${say.some(high, 'person', 'people')}`
        : `between ${say.count(low)} and ${say.count(high)} people`,
    'inspect/indirect': ({ count }, say) =>
      `${say.some(count, 'column tells', 'columns tell')} something about the person of the row`,
    'inspect/possible': ({ column, kind }, say) => `${say.name(column)} may hold ${say.kind(kind)}`,
    'inspect/rare': ({ column, kind, rows }, say) =>
      `${say.kind(kind)} in ${say.some(rows, 'row', 'rows')} of ${say.name(column)}`,
    'inspect/unread': ({ places }, say) => `${say.some(places, 'place was', 'places were')} not read`,
    'inspect/no-table': () => 'no table was found',
    'inspect/no-rows': () => 'the table has no rows',
    'inspect/risk-not-measured': () => 'how easily rows are tied to people could not be measured',
    'inspect/nothing': ({ columns, cells }, say) =>
      `nothing about a person in ${say.some(columns, 'column', 'columns')}, ${say.some(cells, 'cell', 'cells')}`,
    'inspect/table': ({ table, verdict }, say) =>
      `${say.name(table)}: ${en.verdict[verdict as keyof typeof en.verdict] ?? verdict}`,
  },
  unknownReason: code => `rule ${code}`,
  screen,
  page,
}

function lawful(legal: string): string {
  const law = Object.hasOwn(en.law, legal) ? en.law[legal as keyof typeof en.law] : null
  return law ? ` (${law})` : ''
}
