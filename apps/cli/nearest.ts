/**
 * The known word nearest to what was typed, for "the nearest is…"; null when none is near: more than a third of the letters
 * would have to change. Distance: insertions, deletions, substitutions and swaps of neighbours (Damerau 1964, CACM 7(3)).
 */
export function nearest(typed: string, known: readonly string[]): string | null {
  const ranked = known.map(word => ({ word, away: distance(typed, word) })).sort((a, b) => a.away - b.away)
  const best = ranked[0]
  return best && best.away <= Math.max(1, Math.ceil(best.word.length / 3)) ? best.word : null
}

function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + same)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1)
    }
    rows.push(row)
  }
  return rows[a.length][b.length]
}
