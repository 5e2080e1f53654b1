import { barX, plot, text } from '@observablehq/plot'
import { useCallback } from 'react'
import { useSpeech } from '../words/words.tsx'
import { Figure } from './figure.tsx'

type SetRisk = Readonly<{ columns: readonly string[]; uniques: number }>
const SHOWN = 12

/** Which columns together leave people alone: the share of rows that no other resembles, the worst sets first. */
export function RiskMap({ sets, rows }: Readonly<{ sets: readonly SetRisk[]; rows: number }>) {
  const { w, share, lang } = useSpeech()
  const worst = sets
    .filter(set => set.uniques > 0)
    .sort((a, b) => b.uniques - a.uniques || a.columns.length - b.columns.length)
    .slice(0, SHOWN)
    .map(set => ({ name: set.columns.join(' + '), share: set.uniques / rows }))
  const key = JSON.stringify([worst, lang])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is the content of the data
  const draw = useCallback(
    (width: number) =>
      plot({
        width,
        marginLeft: 8,
        marginTop: 4,
        marginRight: 64,
        height: worst.length * 44 + 36,
        x: { domain: [0, 1], tickFormat: x => share(Number(x)), label: null, ticks: 4 },
        y: { axis: null, domain: worst.map(one => one.name), paddingInner: 0.55, paddingOuter: 0.4 },
        marks: [
          barX(worst, { x: 'share', y: 'name', className: 'bar', fill: 'var(--stop)' }),
          text(worst, { x: 0, y: 'name', text: 'name', textAnchor: 'start', dy: -19, fill: 'var(--text)' }),
          text(worst, {
            x: 'share',
            y: 'name',
            text: one => share(one.share),
            textAnchor: 'start',
            dx: 6,
            fill: 'var(--text)',
          }),
        ],
      }),
    [key],
  )
  return (
    <>
      <Figure draw={draw} label={`${w.candidate.map}: ${w.candidate.mapAlone}`} />
      <div className="unseen">
        <table>
          <tbody>
            {worst.map(one => (
              <tr key={one.name}>
                <th scope="row">{one.name}</th>
                <td>{share(one.share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
