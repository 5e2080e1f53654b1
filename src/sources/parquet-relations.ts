import {
  DuckDBArrayType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from '@duckdb/node-api'

/**
 * One table of the file as SQL: a text for each cell, over rows that `from` makes of rows of the file. `list` is the
 * outermost list that its rows come from, as SQL over rows of the file; null where they are these rows.
 */
export type Relation = Readonly<{
  path: string
  list: string | null
  columns: readonly string[]
  cells: readonly string[]
  from: (rows: string) => string
}>
/** A value of a row: its path, its type, and the SQL for it. */
export type Field = Readonly<{ name: string; type: DuckDBType; sql: string }>

/** The relation of these fields, and one for each list or map in them. */
export function relationsOf(
  path: string,
  fields: readonly Field[],
  from: Relation['from'],
  outermost: string | null = null,
): Relation[] {
  const columns: string[] = []
  const cells: string[] = []
  const lists: Field[] = []
  const visit = (field: Field): void => {
    if (field.type instanceof DuckDBStructType) for (const inner of fieldsOf(field)) visit(inner)
    else if (itemOf(field) !== null) lists.push(field)
    else {
      columns.push(field.name)
      cells.push(cellText(field))
    }
  }
  fields.forEach(visit)
  const own = columns.length > 0 ? [{ path, list: outermost, columns, cells, from }] : []
  return [...own, ...lists.flatMap(list => itemRelations(path, list, from, outermost))]
}

function fieldsOf({ name, type, sql }: Field): Field[] {
  const { entryNames, entryTypes } = type as DuckDBStructType
  return entryNames.map((entry, i) => ({
    name: name === '' ? entry : `${name}.${entry}`,
    type: entryTypes[i],
    sql: entry === '' ? `struct_extract_at(${sql}, ${i + 1})` : `struct_extract(${sql}, ${textLiteral(entry)})`,
  }))
}

/** The list that a field is, as SQL, and the type of its items; null for a field that is no list. */
function itemOf({ type, sql }: Field): { list: string; item: DuckDBType } | null {
  if (type instanceof DuckDBListType) return { list: sql, item: type.valueType }
  if (type instanceof DuckDBArrayType) return { list: `CAST(${sql} AS ${type.valueType}[])`, item: type.valueType }
  if (!(type instanceof DuckDBMapType)) return null
  const item = new DuckDBStructType(['key', 'value'], [type.keyType, type.valueType])
  return { list: `map_entries(${sql})`, item }
}

function itemRelations(path: string, field: Field, from: Relation['from'], outermost: string | null): Relation[] {
  const { list, item } = itemOf(field)!
  const inner = path === '' ? `${field.name}[]` : `${path}.${field.name}[]`
  const name = item instanceof DuckDBStructType ? '' : (field.name.split('.').at(-1) ?? 'value')
  return relationsOf(
    inner,
    [{ name, type: item, sql: 'item' }],
    rows => `(SELECT unnest(${list}) AS item FROM ${from(rows)})`,
    outermost ?? list,
  )
}

/** Bytes that are UTF-8 are a text (writers often leave the annotation out); others are shown with their escapes. */
function cellText({ type, sql }: Field): string {
  if (type.typeId === DuckDBTypeId.BLOB) return `coalesce(TRY(decode(${sql})), CAST(${sql} AS VARCHAR))`
  return `CAST(${sql} AS VARCHAR)`
}

/** DuckDB takes a path that exists for itself, even with `*` or `[` in it. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
