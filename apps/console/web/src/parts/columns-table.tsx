import {
  createColumnHelper,
  createSortedRowModel,
  FlexRender,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { type InspectedColumn, type Inspection, kindName } from '#inspect'
import { useSpeech } from '../words/words.tsx'

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns })
const helper = createColumnHelper<typeof features, InspectedColumn>()
const SURE: Readonly<Record<string, number>> = { certain: 3, likely: 2, possible: 1 }

/** The columns of a table with what was found in each; those that tell about people first, or by any head that is pressed. */
export function ColumnsTable({ columns }: Readonly<{ columns: readonly InspectedColumn[] }>) {
  const { w, share, lang } = useSpeech()
  const table = useTable({
    features,
    data: columns as InspectedColumn[],
    columns: helper.columns([
      helper.accessor('name', {
        header: w.candidate.column,
        cell: cell => cell.getValue() || `#${cell.row.original.index + 1}`,
      }),
      helper.accessor(one => one.kinds[0]?.kind ?? '', {
        id: 'kind',
        header: w.candidate.found,
        cell: ({ row }) => {
          const [best] = row.original.kinds
          return best ? kindName(best.kind, lang) : <span className="soft">{w.candidate.nothing}</span>
        },
      }),
      helper.accessor(one => SURE[one.kinds[0]?.confidence ?? ''] ?? 0, {
        id: 'sure',
        header: w.candidate.sure,
        cell: ({ row }) => {
          const [best] = row.original.kinds
          return best ? w.candidate.confidence[best.confidence] : ''
        },
      }),
      helper.accessor(one => one.kinds[0]?.share ?? 0, {
        id: 'share',
        header: w.candidate.share,
        cell: ({ row }) => (row.original.kinds[0] ? share(row.original.kinds[0].share) : ''),
      }),
    ]),
    initialState: { sorting: [{ id: 'sure', desc: true }] },
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={w.candidate.columns}>
      <table>
        <caption className="unseen">{w.candidate.columns}</caption>
        <thead>
          {table.getHeaderGroups().map(group => (
            <tr key={group.id}>
              {group.headers.map(header => (
                <th key={header.id} scope="col" aria-sort={ORDER[String(header.column.getIsSorted())]}>
                  <button type="button" className="sort" onClick={header.column.getToggleSortingHandler()}>
                    <FlexRender header={header} />
                  </button>
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map(row => (
            <tr key={row.id} className={row.original.personal}>
              {row.getAllCells().map((cell, i) =>
                i === 0 ? (
                  <th key={cell.id} scope="row">
                    <FlexRender cell={cell} />
                  </th>
                ) : (
                  <td key={cell.id}>
                    <FlexRender cell={cell} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const ORDER: Readonly<Record<string, 'ascending' | 'descending' | 'none'>> = {
  asc: 'ascending',
  desc: 'descending',
  false: 'none',
}

/** The names of the columns of one table of an inspection. */
export function columnNames(inspection: Inspection | null, table: number): readonly string[] {
  return inspection?.tables[table]?.columns.map(one => one.name) ?? []
}
