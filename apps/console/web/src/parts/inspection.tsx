import { lazy, Suspense } from 'react'
import { type InspectedTable, type Inspection, sentence, wordsIn } from '#inspect'
import { sayIn } from '#page'
import { useSpeech } from '../words/words.tsx'
import { ColumnsTable } from './columns-table.tsx'
import { VerdictTag } from './facts.tsx'
import { standingOf } from './standing.ts'

const RiskMap = lazy(() => import('./risk-map.tsx').then(({ RiskMap }) => ({ default: RiskMap })))

/** What is in a file and may it be shown: the verdict first, then why, then table by table. Never a value. */
export function InspectionView({ inspection }: Readonly<{ inspection: Inspection }>) {
  const { w, lang } = useSpeech()
  const standing = standingOf(inspection)
  return (
    <div className="inspection">
      <div className={`verdict ${standing}`}>
        <p className="verdict-word">{standing === 'unread' ? w.notRead : w.verdict[standing]}</p>
        <p>{standing === 'unread' ? w.candidate.noTable : w.verdictMeans[standing]}</p>
        <ul>
          {inspection.reasons.slice(0, 8).map(reason => (
            <li key={JSON.stringify(reason)}>{sentence(reason, lang)}</li>
          ))}
        </ul>
      </div>
      {inspection.unread.length > 0 && <NotRead unread={inspection.unread} />}
      {inspection.tables.map((table, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a table is known by its place in the file
        <TableView key={i} table={table} several={inspection.tables.length > 1} />
      ))}
    </div>
  )
}

/** What could not be read: the verdict is then never “nothing found”. */
function NotRead({ unread }: Readonly<{ unread: Inspection['unread'] }>) {
  const { w, lang } = useSpeech()
  const words = wordsIn(lang)
  return (
    <div className="banner">
      <strong>{w.candidate.unread}</strong>
      <ul>
        {unread.slice(0, 20).map(one => (
          <li key={JSON.stringify(one)}>
            {within(one.place) && (
              <>
                <code>{within(one.place)}</code> –{' '}
              </>
            )}
            {words.unread[one.reason](one.facts, sayIn(lang))}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Where in the file: the file itself is what the screen is about, and is read under a neutral name. */
function within(place: string): string {
  return place.split('!').slice(1).join('!')
}

function TableView({ table, several }: Readonly<{ table: InspectedTable; several: boolean }>) {
  const { w, count, lang } = useSpeech()
  const { people, risk } = table
  const facts = [
    w.common.rows(table.rows),
    w.common.columns(table.columns.length),
    people.high > 0 ? w.candidate.people(count(people.low), count(people.high)) : w.candidate.noPeople,
  ]
  return (
    <section>
      {several && (
        <h3>
          {table.name} <VerdictTag verdict={table.verdict} />
        </h3>
      )}
      <p className="soft">{facts.join(' · ')}</p>
      {several && (
        <ul>
          {table.reasons.slice(0, 4).map(reason => (
            <li key={JSON.stringify(reason)}>{sentence(reason, lang)}</li>
          ))}
        </ul>
      )}
      <ColumnsTable columns={table.columns} />
      {risk?.sets.some(set => set.uniques > 0) && (
        <>
          <h3>{w.candidate.map}</h3>
          <p className="soft">{w.candidate.mapMeans}</p>
          <Suspense fallback={<p className="soft">{w.common.loading}</p>}>
            <RiskMap sets={risk.sets} rows={risk.rows} />
          </Suspense>
        </>
      )}
    </section>
  )
}
