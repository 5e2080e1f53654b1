import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isRefusal, type Refusal, temporaryFolder } from '#kernel'
import { DATA_MEDIA_TYPES } from './addresses.ts'
import { type FileFormat, PREVIEW_ROWS, type TableFiles } from './contract.ts'
import { CsvWriter } from './csv-writer.ts'
import { eachRow, type KeptColumn, learnTable, type TableSource } from './table-rows.ts'
import { writeTyped } from './typed-files.ts'

/** A cell longer than this is cut in the preview (not in the files): a page of a hundred rows stays a page. */
const PREVIEW_CELL = 300
const FORMATS: readonly FileFormat[] = ['csv', 'parquet', 'json']

/**
 * Writes one table of an inspected file into `folder` as `data.csv` (RFC 4180, UTF-8, one header), `data.parquet` and
 * `data.json` (a list of records). Cells are kept as they are, those that begin with `=`, `+`, `-` or `@` too: a copy that
 * differs from the data would not be the data. The same table gives the same bytes.
 *
 * Refuses as `learnTable` does. Throws the signal's reason when aborted and what the disk says; nothing is left then.
 */
export async function tableFiles(
  source: TableSource,
  folder: string,
  options: Readonly<{ signal?: AbortSignal; scratch?: string }> = {},
): Promise<TableFiles | Refusal> {
  const signal = options.signal ?? new AbortController().signal
  const scratch = await temporaryFolder(options.scratch)
  const reading = { signal, scratch: scratch.path }
  try {
    const learnt = await learnTable(source, reading)
    if (isRefusal(learnt)) return learnt
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const csv = join(folder, 'data.csv')
    const { preview, longestRecord } = await writeCsv(csv, source, reading, learnt.columns)
    await writeTyped({ csv, folder, ...learnt, longestRecord, spill: scratch.path, signal })
    const columns = learnt.columns.map(({ name, type }) => ({ name, type }))
    return { rows: learnt.rows, columns, files: await Promise.all(FORMATS.map(one => fileOf(folder, one))), preview }
  } catch (cause) {
    await Promise.all(FORMATS.map(format => rm(join(folder, `data.${format}`), { force: true })))
    throw cause
  } finally {
    await scratch.remove()
  }
}

async function writeCsv(
  path: string,
  source: TableSource,
  reading: Readonly<{ signal: AbortSignal; scratch: string }>,
  columns: readonly KeptColumn[],
): Promise<{ preview: string[][]; longestRecord: number }> {
  const file = await open(path, 'wx', 0o600)
  try {
    const csv = new CsvWriter(file)
    csv.add(columns.map(({ name }) => name))
    const preview: string[][] = []
    await eachRow(source, reading, columns, row => {
      if (preview.length < PREVIEW_ROWS) preview.push(row.map(cut))
      return csv.add(row)
    })
    await csv.end()
    return { preview, longestRecord: csv.longestRecord }
  } finally {
    await file.close()
  }
}

function cut(cell: string): string {
  if (cell.length <= PREVIEW_CELL) return cell
  return `${cell.slice(0, PREVIEW_CELL).replace(/[\ud800-\udbff]$/, '')}…`
}

async function fileOf(folder: string, format: FileFormat): Promise<TableFiles['files'][number]> {
  const name = `data.${format}`
  const hash = createHash('sha256')
  for await (const piece of createReadStream(join(folder, name))) hash.update(piece)
  const { size } = await stat(join(folder, name))
  return { format, name, mediaType: DATA_MEDIA_TYPES[format], sha256: hash.digest('hex'), sizeBytes: size }
}
