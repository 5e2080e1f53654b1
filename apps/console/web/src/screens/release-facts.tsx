import { Link } from '@tanstack/react-router'
import type { ReleaseDetail } from '#release'
import { Hash, VerdictTag, When } from '../parts/facts.tsx'
import { useSpeech } from '../words/words.tsx'

// More changes than this are folded: the list is there for whoever looks, and does not push the rest off the screen.
const FEW = 8

/** What changes outside, path by path, and in the table itself against the version before. */
export function Difference({ release }: Readonly<{ release: ReleaseDetail }>) {
  const { w, count, bytes } = useSpeech()
  const table = release.tableDifference
  const facts = table
    ? [
        w.release.rowsFromTo(count(table.rowsBefore), count(table.rowsAfter)),
        table.columnsAdded.length > 0 ? w.release.columnsAdded(table.columnsAdded.join(', ')) : '',
        table.columnsRemoved.length > 0 ? w.release.columnsRemoved(table.columnsRemoved.join(', ')) : '',
      ].filter(Boolean)
    : [w.release.firstVersion]
  const size = (value: number | null) => (value === null ? '–' : bytes(value))
  return (
    <section>
      <h2>{w.release.difference}</h2>
      <p>
        <strong>{w.release.tableDifference}</strong> {facts.join(' · ')}
      </p>
      {release.difference.length === 0 ? (
        <p className="soft">{w.release.noDifference}</p>
      ) : (
        <details open={release.difference.length <= FEW}>
          <summary>{w.release.changes(release.difference.length)}</summary>
          <ul className="changes">
            {release.difference.map(one => (
              <li key={one.path} className={one.change}>
                <span>{MARKS[one.change]}</span> <code>{one.path}</code>{' '}
                <span className="soft">
                  {w.release.change[one.change]}, {size(one.before)} → {size(one.after)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const MARKS = { added: '+', changed: '±', removed: '−' } as const

/** The exact files, with sizes and hashes: what two signatures are about. */
export function Files({ release }: Readonly<{ release: ReleaseDetail }>) {
  const { w, bytes } = useSpeech()
  return (
    <section>
      <h2>
        {w.release.signed} <small className="soft">{w.common.files(release.files.length)}</small>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={w.release.files}>
        <table>
          <thead>
            <tr>
              <th scope="col">{w.release.path}</th>
              <th scope="col">{w.release.size}</th>
              <th scope="col">{w.common.hash}</th>
            </tr>
          </thead>
          <tbody>
            {release.files.map(file => (
              <tr key={`${file.path} ${file.sha256}`}>
                <th scope="row">
                  <code>{file.path}</code>
                </th>
                <td>{bytes(file.sizeBytes)}</td>
                <td>
                  <Hash value={file.sha256} short />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

/** Every version of the data set; what went out although it said “do not publish” stays marked. */
export function Versions({ release, tenant }: Readonly<{ release: ReleaseDetail; tenant: string }>) {
  const { w } = useSpeech()
  return (
    <section>
      <h2>{w.release.history}</h2>
      <ul className="rows">
        {release.versions.map(one => (
          <li key={one.id} className="row">
            <span className="row-main">
              <Link
                className="stretched"
                to="/t/$tenant/releases/$release"
                params={{ tenant, release: one.id }}
                {...(one.id === release.id ? { 'aria-current': 'true' } : {})}
              >
                {w.release.version(one.version)}
              </Link>
            </span>
            <span className="row-tags">
              <span className={`tag ${one.state}`}>{w.releaseState[one.state]}</span>
              <VerdictTag verdict={one.verdict} />
            </span>
            <span className="row-when soft">{one.publishedAt && <When at={one.publishedAt} day />}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
