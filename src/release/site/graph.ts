/** A small graph of facts, written as JSON-LD 1.1 and as Turtle 1.1. Every name with a colon is of `PREFIXES`. */

export type Value = Readonly<{ id: string }> | Readonly<{ value: string; language?: string; datatype?: string }>

/** One thing with its address, and what is said of it. A fact without values is not written. */
export type Resource = Readonly<{
  id: string
  type: string
  facts: readonly (readonly [string, readonly Value[]])[]
}>

const PREFIXES: Readonly<Record<string, string>> = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}

/** The graph as JSON-LD: one flat list. SOURCE: JSON-LD 1.1 (W3C, 2020). */
export function jsonldOf(resources: readonly Resource[]): string {
  const graph = resources.map(({ id, type, facts }) => ({
    '@id': id,
    '@type': type,
    ...Object.fromEntries(
      facts.filter(([, values]) => values.length > 0).map(([name, values]) => [name, values.map(jsonValue)]),
    ),
  }))
  return `${JSON.stringify({ '@context': PREFIXES, '@graph': graph }, null, 1)}\n`
}

function jsonValue(value: Value): Readonly<Record<string, string>> {
  if ('id' in value) return { '@id': value.id }
  if (value.language) return { '@value': value.value, '@language': value.language }
  return value.datatype ? { '@value': value.value, '@type': value.datatype } : { '@value': value.value }
}

/** The graph as Turtle. SOURCE: RDF 1.1 Turtle (W3C, 2014), 2.4 and 6.4 (escapes). */
export function turtleOf(resources: readonly Resource[]): string {
  const prefixes = Object.entries(PREFIXES).map(([name, address]) => `@prefix ${name}: <${address}> .\n`)
  const things = resources.map(({ id, type, facts }) => {
    const lines = facts
      .filter(([, values]) => values.length > 0)
      .map(([name, values]) => ` ;\n  ${name} ${values.map(turtleValue).join(', ')}`)
    return `\n<${turtleAddress(id)}> a ${type}${lines.join('')} .\n`
  })
  return prefixes.join('') + things.join('')
}

function turtleValue(value: Value): string {
  if ('id' in value) return `<${turtleAddress(value.id)}>`
  const text = `"${value.value.replace(/["\\\u0000-\u001f\u007f]/g, turtleEscape)}"`
  if (value.language) return `${text}@${value.language}`
  return value.datatype ? `${text}^^${value.datatype}` : text
}

function turtleEscape(char: string): string {
  if (char === '"' || char === '\\') return `\\${char}`
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Characters that an address between angle brackets cannot have are percent-encoded. */
function turtleAddress(address: string): string {
  return address.replace(/[\u0000-\u0020<>"{}|^`\\]/g, char => encodeURIComponent(char))
}
