import type { Classes } from './classes.ts'
import type { EncodedColumn, Rung } from './encoded.ts'
import type { SensitiveRisk } from './report.ts'

/** Hierarchical t-closeness walks the whole hierarchy for every class: not beyond this many steps. */
const MAX_HIERARCHY_STEPS = 2e8

/** The worst class so far, measure by measure. */
type Worst = {
  distinct: number
  entropy: number
  c2: number | null
  alpha: number
  homogeneous: number
  tEqual: number
  tOrdered: number
  tHierarchical: number
  beta: number
  delta: number
}

/**
 * What the classes give away of a sensitive column: for each measure, of the worst class.
 * p is a value's share in the class, q its share in the table; a blank is a value like any other.
 * - distinct, entropy and recursive (c,l)-diversity: Machanavajjhala et al. 2007, ACM TKDD 1:3
 * - alpha of (alpha,k)-anonymity: Wong et al. 2006, KDD
 * - t-closeness, equal, ordered and hierarchical distance: Li, Li & Venkatasubramanian 2007, ICDE
 * - basic and enhanced beta-likeness: Cao & Karras 2012, PVLDB 5:1388. Enhanced is the bound that holds for
 *   every value: the largest of min(beta, -ln q)
 * - delta-disclosure: Brickell & Shmatikov 2008, KDD, over the values that the class holds
 */
export function sensitiveRisk(column: EncodedColumn, classes: Classes): SensitiveRisk {
  const rows = classes.of.length
  const m = column.cardinality
  const totals = new Float64Array(m)
  for (let r = 0; r < rows; r++) totals[column.codes[r]]++
  const share = totals.map(count => count / Math.max(1, rows))
  const present = [...share.keys()].filter(v => totals[v] > 0)
  const { tOrdered, tHierarchical, ...worst } = overClasses(column, classes, share, present)
  const rarest = Math.min(1, ...present.map(v => share[v]))
  return {
    column: column.name,
    cardinality: present.length,
    distinctL: worst.distinct,
    entropyL: Math.exp(worst.entropy),
    recursiveC2: worst.c2,
    alpha: worst.alpha,
    homogeneousRows: worst.homogeneous,
    tEqual: worst.tEqual,
    tOrdered: column.ordered === true && present.length > 1 ? tOrdered / (present.length - 1) : null,
    tHierarchical: hierarchyFits(column, classes) ? tHierarchical : null,
    basicBeta: worst.beta,
    enhancedBeta: present.length > 1 ? Math.min(worst.beta, -Math.log(rarest)) : null,
    delta: worst.delta,
  }
}

function hierarchyFits(column: EncodedColumn, classes: Classes): boolean {
  const ladder = column.ladder ?? []
  return ladder.length > 0 && classes.count * column.cardinality * (ladder.length + 1) <= MAX_HIERARCHY_STEPS
}

function overClasses(column: EncodedColumn, classes: Classes, share: Float64Array, present: readonly number[]): Worst {
  const worst: Worst = {
    distinct: classes.count === 0 ? 0 : Number.POSITIVE_INFINITY,
    entropy: classes.count === 0 ? 0 : Number.POSITIVE_INFINITY,
    c2: 0,
    alpha: 0,
    homogeneous: 0,
    tEqual: 0,
    tOrdered: 0,
    tHierarchical: 0,
    beta: 0,
    delta: 0,
  }
  const ordered = column.ordered === true ? orderedDistance(share, present) : null
  const hierarchical = hierarchyFits(column, classes) ? hierarchicalDistance(share, column.ladder!) : null
  forEachClass(column, classes, (values, counts, size) => {
    plain(worst, values, counts, size, share)
    if (ordered !== null) worst.tOrdered = Math.max(worst.tOrdered, ordered(values, counts, size))
    if (hierarchical !== null) worst.tHierarchical = Math.max(worst.tHierarchical, hierarchical(values, counts, size))
  })
  return worst
}

/** Visits each class with the values it holds, ascending, and how many rows have each. */
function forEachClass(
  column: EncodedColumn,
  classes: Classes,
  visit: (values: Uint32Array, counts: Float64Array, size: number) => void,
): void {
  const starts = new Uint32Array(classes.count + 1)
  for (let j = 0; j < classes.count; j++) starts[j + 1] = starts[j] + classes.sizes[j]
  const next = starts.slice()
  const sorted = new Uint32Array(classes.of.length)
  for (let r = 0; r < classes.of.length; r++) sorted[next[classes.of[r]]++] = column.codes[r]
  const counts = new Float64Array(column.cardinality)
  for (let j = 0; j < classes.count; j++) {
    const members = sorted.subarray(starts[j], starts[j + 1])
    if (members.length > 1) members.sort()
    let distinct = 0
    for (const value of members) {
      if (counts[value] === 0) members[distinct++] = value
      counts[value]++
    }
    const values = members.subarray(0, distinct)
    visit(values, counts, starts[j + 1] - starts[j])
    for (const value of values) counts[value] = 0
  }
}

function plain(worst: Worst, values: Uint32Array, counts: Float64Array, size: number, share: Float64Array): void {
  let entropy = 0
  let largest = 0
  let surplus = 0
  for (const value of values) {
    const p = counts[value] / size
    const q = share[value]
    entropy -= p * Math.log(p)
    largest = Math.max(largest, counts[value])
    surplus += Math.max(0, p - q)
    worst.beta = Math.max(worst.beta, (p - q) / q)
    worst.delta = Math.max(worst.delta, Math.abs(Math.log(p / q)))
  }
  worst.distinct = Math.min(worst.distinct, values.length)
  worst.entropy = Math.min(worst.entropy, entropy)
  worst.alpha = Math.max(worst.alpha, largest / size)
  worst.tEqual = Math.max(worst.tEqual, surplus)
  if (values.length === 1) worst.homogeneous += size
  if (worst.c2 !== null) worst.c2 = values.length === 1 ? null : Math.max(worst.c2, largest / (size - largest))
}

type Distance = (values: Uint32Array, counts: Float64Array, size: number) => number

/**
 * Sum over the ordered values of |cumulated p - cumulated q|, before the division by (m - 1). Between two values that
 * the class holds the first is constant: sums of the second are looked up.
 */
function orderedDistance(share: Float64Array, present: readonly number[]): Distance {
  const m = present.length
  const rank = new Uint32Array(share.length)
  const cumulated = new Float64Array(m + 1)
  const summed = new Float64Array(m + 1)
  present.forEach((value, i) => {
    rank[value] = i
    cumulated[i + 1] = cumulated[i] + share[value]
    summed[i + 1] = summed[i] + cumulated[i + 1]
  })
  /** Sum over ranks a … b-1 of |level - cumulated q|; the latter grows, so it crosses the level once. */
  const between = (a: number, b: number, level: number) => {
    let low = a
    let high = b
    while (low < high) {
      const middle = (low + high) >>> 1
      if (cumulated[middle + 1] < level) low = middle + 1
      else high = middle
    }
    return level * (low - a) - (summed[low] - summed[a]) + (summed[b] - summed[low]) - level * (b - low)
  }
  return (values, counts, size) => {
    let distance = 0
    let at = 0
    let seen = 0
    for (const value of values) {
      distance += between(at, rank[value], seen / size)
      at = rank[value]
      seen += counts[value]
    }
    return distance + between(at, m, seen / size)
  }
}

/**
 * Earth mover's distance over the hierarchy of the values: each node costs height/H times the smaller of its children's
 * surplus and deficit. Height of a rung: its place on the ladder; the root, where all meet, is above the last.
 */
function hierarchicalDistance(share: Float64Array, ladder: readonly Rung[]): Distance {
  const height = ladder.length + 1
  const parents = ladder.map((rung, l) => (l === 0 ? rung.codes : parentOf(ladder[l - 1], rung)))
  return (_, counts, size) => {
    let extra = share.map((q, v) => counts[v] / size - q)
    let distance = 0
    for (let l = 0; l < height; l++) {
      const nodes = l < ladder.length ? ladder[l].cardinality : 1
      const parent = (child: number) => (l < ladder.length ? parents[l][child] : 0)
      const surplus = new Float64Array(nodes)
      const deficit = new Float64Array(nodes)
      extra.forEach((value, child) => {
        if (value > 0) surplus[parent(child)] += value
        else deficit[parent(child)] -= value
      })
      for (let node = 0; node < nodes; node++) distance += ((l + 1) / height) * Math.min(surplus[node], deficit[node])
      extra = surplus.map((value, node) => value - deficit[node])
    }
    return distance
  }
}

/** Which node of the coarser rung each node of the finer one lies in. */
function parentOf(finer: Rung, coarser: Rung): Uint32Array {
  const parents = new Uint32Array(finer.cardinality)
  for (let fine = 0; fine < finer.codes.length; fine++) parents[finer.codes[fine]] = coarser.codes[fine]
  return parents
}
