/**
 * Which part of a table a request asks for, by its parameters. `slice`: rows from `from` (from 0), `count` of them, null: not said. `page`: the page's
 * number and rows of a page. `where`: rows whose column has the value, and only some columns; `isExact` false where a condition is one that
 * is not understood: some of those rows then.
 */
export type Selection = Readonly<
  | { kind: 'slice'; from: number; count: number | null }
  | { kind: 'page'; page: number; size: number | null }
  | {
      kind: 'where'
      columns: readonly string[] | null
      equals: readonly Readonly<{ column: string; value: string }>[]
      isExact: boolean
      /** Some of these rows by their position among them; null: all. */
      place: Place | null
      /** In another order than the file's. */
      isSorted: boolean
    }
>

/** Rows by their position. */
export type Place = Readonly<
  { kind: 'slice'; from: number; count: number | null } | { kind: 'page'; page: number; size: number | null }
>

/** Parameters of the usual APIs: OData, CKAN and Solr, Socrata, Opendatasoft, Spring Data, DRF. */
const FROM = ['offset', '$offset', 'skip', '$skip', 'start', 'from']
const COUNT = [
  'limit',
  '$limit',
  '$top',
  'top',
  'rows',
  'size',
  'per_page',
  'perpage',
  'pagesize',
  'page_size',
  'page[size]',
]
const PAGE = ['page', 'page[number]', 'page_number', 'pagenumber']
/** Parameters that put rows in another order than the file's: their places are then not known. */
const ORDERS = [
  'sort',
  'order',
  'orderby',
  '$orderby',
  '$order',
  'order_by',
  'ordering',
  'sortby',
  'sort_by',
  'dir',
  'direction',
]
const COLUMNS = ['select', '$select', 'fields', 'columns']
const CONDITIONS = ['filter', '$filter', 'where', '$where', 'q', 'refine', 'exclude', 'after', 'cursor', 'first']
/** Parameters that choose a form and leave the rows alone. */
const FORMS = [
  'format',
  'f',
  ':format',
  'type',
  'output',
  'outputformat',
  'wt',
  'export',
  'vudcsv',
  'csv',
  'download',
  'count',
  '$count',
]

/** The selection in an object's name (path and decoded parameters); null where the request asks for everything. `columns`: those of the table. */
export function selectionOf(object: string, columns: readonly string[]): Selection | null {
  const mark = object.indexOf('?')
  if (mark === -1) return null
  const parameters = new Map(
    object
      .slice(mark + 1)
      .split('&')
      .map(parameterOf),
  )
  return whereOf(parameters, columns) ?? placeOf(parameters)
}

function placeOf(parameters: ReadonlyMap<string, string>): Place | null {
  const isSorted = ORDERS.some(name => parameters.has(name))
  const count = isSorted ? null : firstNumber(parameters, COUNT)
  const page = firstNumber(parameters, PAGE)
  if (page !== null) return { kind: 'page', page, size: count }
  const from = firstNumber(parameters, FROM)
  if (isSorted && firstNumber(parameters, COUNT) !== null) return { kind: 'slice', from: 0, count: null }
  return from === null && count === null ? null : { kind: 'slice', from: from ?? 0, count }
}

/** What answers in one form have in common: the path, and all parameters but those whose values choose rows. */
export function formGroup(object: string, columns: readonly string[]): string {
  const mark = object.indexOf('?')
  if (mark === -1) return object
  const known = new Set(columns.map(column => column.toLowerCase()))
  const clauses = object
    .slice(mark + 1)
    .split('&')
    .map(clause => {
      const [name] = parameterOf(clause)
      const choosesRows = [...FROM, ...COUNT, ...PAGE].includes(name) || (known.has(name) && !FORMS.includes(name))
      return choosesRows ? name : clause
    })
  return [object.slice(0, mark), ...clauses].join(' ')
}

function parameterOf(clause: string): [string, string] {
  const equals = clause.indexOf('=')
  return equals === -1 ? [clause.toLowerCase(), ''] : [clause.slice(0, equals).toLowerCase(), clause.slice(equals + 1)]
}

function firstNumber(parameters: ReadonlyMap<string, string>, names: readonly string[]): number | null {
  const values = names.map(name => parameters.get(name)).filter(value => value !== undefined)
  const number = values.find(value => /^\d{1,12}$/.test(value))
  return number === undefined ? null : Number(number)
}

function whereOf(parameters: ReadonlyMap<string, string>, columns: readonly string[]): Selection | null {
  const known = new Map(columns.map(column => [column.toLowerCase(), column]))
  const equals = [...parameters].flatMap(([name, value]) => {
    const column = known.get(name)
    return column === undefined || isPlace(name) ? [] : [{ column, value }]
  })
  const selected = COLUMNS.map(name => parameters.get(name)).find(value => value !== undefined && value !== '')
  const chosen = selected?.split(',').map(name => known.get(name.trim().toLowerCase())) ?? null
  const isUnderstood = chosen === null || chosen.every(column => column !== undefined)
  const isConditional = [...parameters].some(([name]) => !known.has(name) && CONDITIONS.includes(name))
  const others = new Map([...parameters].filter(([name]) => !known.has(name) || isPlace(name)))
  const isSorted = ORDERS.some(name => others.has(name))
  if (equals.length === 0 && chosen === null && !isConditional) return null
  const only = isUnderstood && chosen !== null ? chosen.filter(column => column !== undefined) : null
  return { kind: 'where', columns: only, equals, isExact: !isConditional, place: placeOf(others), isSorted }
}

/** Whether a parameter chooses a place or a form, whatever the columns are called. */
function isPlace(name: string): boolean {
  return [...FROM, ...COUNT, ...PAGE, ...FORMS].includes(name)
}
