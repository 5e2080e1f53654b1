/** Values of parameters that say a place or a form and nothing about a person. */
const HARMLESS = /^(?:\d{1,9}|csv|tsv|json|geojson|xml|xlsx?|ods|parquet|pdf|html|txt|zip|true|false|yes|no|asc|desc)$/i

/**
 * An object as it may be shown: the values of its parameters only where they are numbers or forms, since a filter may name a person. Numbers of more
 * than nine digits may be of a person too.
 */
export function shownObject(object: string): string {
  const mark = object.indexOf('?')
  if (mark === -1) return object
  const clauses = object
    .slice(mark + 1)
    .split('&')
    .map(shownClause)
  return `${object.slice(0, mark)}?${clauses.join('&')}`
}

function shownClause(clause: string): string {
  const equals = clause.indexOf('=')
  if (equals === -1 || HARMLESS.test(clause.slice(equals + 1))) return clause
  return `${clause.slice(0, equals)}=…`
}
