import { type Stretch, stretchesOf } from './code-store.ts'
import type { ColumnCodes, StoredColumn } from './observed.ts'
import { dayTextOf, printOf, type Template, textOf } from './prints.ts'

/** Reads the codes of a column back, for every row in order. Throws when a scratch file was lost. */
export function readCodes(stored: StoredColumn): ColumnCodes {
  return stored.column.closed ? rankedPrints(stored) : dictionaryCodes(stored)
}

function dictionaryCodes({ column, rows, firstRow, stored, translations }: StoredColumn): ColumnCodes {
  const codes = new Uint32Array(new SharedArrayBuffer(rows * 4))
  for (const stretch of stretchesOf(stored, column.index)) {
    const local = codesIn(stretch)
    const translation = translations[stretch.thread]
    const at = firstRow.get(stretch.order)!
    for (let r = 0; r < stretch.rows; r++) codes[at + r] = translation[local[r]]
  }
  return { codes, cardinality: column.dictionary.size + 1, text: code => column.dictionary.text(code) }
}

function codesIn({ data, width }: Stretch & { data: Uint8Array<ArrayBuffer> }): Uint8Array | Uint16Array | Uint32Array {
  if (width === 1) return data
  if (width === 2) return new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2)
  return new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4)
}

function rankedPrints(stored: StoredColumn): ColumnCodes {
  const template = commonTemplate(stored.templates)
  const prints = printsOf(stored, template)
  const { codes, firstRows, cardinality } = rank(prints)
  const text = template === null ? () => null : dayTexts(template, code => prints[2 * firstRows[code] + 1])
  return { codes, cardinality, text }
}

/** The day behind each code, written once for all codes of a day: millions of timestamps have few. */
function dayTexts(template: Template, highOf: (code: number) => number): (code: number) => string | null {
  const known = new Map<number, string | null>()
  return code => {
    const high = highOf(code)
    let text = known.get(high)
    if (text === undefined) {
      text = dayTextOf(high, template)
      known.set(high, text)
    }
    return text
  }
}

/** The template of all threads that closed the column; null unless they agree. */
function commonTemplate(templates: StoredColumn['templates']): Template | null {
  const used = [...new Set(templates.filter(one => one !== undefined))]
  return used.length === 1 ? used[0] : null
}

/** The prints of every row, as pairs of 32-bit halves; blanks are 0. */
function printsOf(
  { column, rows, firstRow, stored, translations, templates }: StoredColumn,
  template: Template | null,
): Uint32Array {
  const prints = new Uint32Array(2 * rows)
  const known = new Uint32Array(2 * (column.dictionary.size + 1))
  for (let code = 1; code <= column.dictionary.size; code++) {
    const bytes = column.dictionary.bytesOf(code)
    printOf(bytes, 0, bytes.length, template, known, 2 * code)
  }
  for (const stretch of stretchesOf(stored, column.index)) {
    const at = 2 * firstRow.get(stretch.order)!
    if (stretch.width === 8) {
      const theirs = new Uint32Array(stretch.data.buffer, stretch.data.byteOffset, stretch.rows * 2)
      prints.set(rewritten(theirs, templates[stretch.thread] ?? null, template), at)
      continue
    }
    const local = codesIn(stretch)
    const translation = translations[stretch.thread]
    for (let r = 0; r < stretch.rows; r++) {
      const code = translation[local[r]]
      prints[at + 2 * r] = known[2 * code]
      prints[at + 2 * r + 1] = known[2 * code + 1]
    }
  }
  return prints
}

/** A thread that saw timestamps written otherwise kept them otherwise: the same value must have the same print in all. */
function rewritten(prints: Uint32Array, from: Template | null, to: Template | null): Uint32Array {
  if (from === null || from === to) return prints
  const fresh = prints.slice()
  const encoder = new TextEncoder()
  for (let i = 0; i < prints.length; i += 2) {
    const text = prints[i] === 0 && prints[i + 1] === 0 ? null : textOf(prints[i], prints[i + 1], from)
    if (text === null) continue
    const bytes = encoder.encode(text)
    printOf(bytes, 0, bytes.length, to, fresh, i)
  }
  return fresh
}

/** Equal prints get equal ranks, from 1 in order of first sight; blanks stay 0. */
function rank(prints: Uint32Array): {
  codes: Uint32Array<SharedArrayBuffer>
  firstRows: Uint32Array
  cardinality: number
} {
  const rows = prints.length / 2
  const codes = new Uint32Array(new SharedArrayBuffer(rows * 4))
  let slots = 1024
  while (slots < rows * 2) slots *= 2
  const table = new Uint32Array(slots)
  const firstRows = new Uint32Array(rows + 1)
  let cardinality = 1
  for (let r = 0; r < rows; r++) {
    const low = prints[2 * r]
    const high = prints[2 * r + 1]
    if (low === 0 && high === 0) continue
    let slot = slotOf(low, high) & (slots - 1)
    let code = table[slot]
    while (code !== 0 && (prints[2 * firstRows[code]] !== low || prints[2 * firstRows[code] + 1] !== high)) {
      slot = (slot + 1) & (slots - 1)
      code = table[slot]
    }
    if (code === 0) {
      code = cardinality++
      table[slot] = code
      firstRows[code] = r
    }
    codes[r] = code
  }
  return { codes, firstRows, cardinality }
}

function slotOf(low: number, high: number): number {
  let h = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b)
  h ^= h >>> 15
  return Math.imul(h, 0xc2b2ae35) >>> 0
}
