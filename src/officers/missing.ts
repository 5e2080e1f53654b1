import type { Root, WallDocument } from '#zones'

/**
 * How many signatures a document still takes: people and keys count apart, and whichever is further from the threshold decides. A
 * change of root takes the threshold of the root before it and its own; everything else that of the newest root. `before` null: a
 * first root. Pure.
 */
export function missingSignatures(
  body: WallDocument,
  before: Root | null,
  approvals: readonly Readonly<{ officer: string; key: string }>[],
): number {
  const own = body.kind === 'zones/root' ? [body] : []
  const rounds = [...(before ? [before] : []), ...own]
  return Math.max(0, ...rounds.map(root => missingIn(root, approvals)))
}

function missingIn(root: Root, approvals: readonly Readonly<{ officer: string; key: string }>[]): number {
  const counted = approvals.filter(one =>
    root.officers.some(({ person, key }) => person === one.officer && key === one.key),
  )
  const people = new Set(counted.map(one => one.officer)).size
  const keys = new Set(counted.map(one => one.key)).size
  return root.threshold - Math.min(people, keys)
}
