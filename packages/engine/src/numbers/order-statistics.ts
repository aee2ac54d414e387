/** Ranges of at most so many values are sorted rather than split. */
const fewValues = 24;

/** Values that a pivot is chosen from. */
const sampleSize = 31;

const sample = new Float64Array(sampleSize);

/**
 * Moves values so that each of the ranks holds what it would hold if all were sorted, at about a
 * fifth of the cost of sorting them. Hoare, "Algorithm 65: Find" (1961), for several ranks at once,
 * with pivots from a sample as in Floyd and Rivest, "Algorithm 489" (1975).
 *
 * @param values Any numbers but NaN; they change their places.
 * @param ranks Places, in ascending order.
 */
export function selectRanks(values: Float64Array, ranks: readonly number[]): void {
  selectWithin(values, 0, values.length - 1, ranks);
}

function selectWithin(
  values: Float64Array,
  from: number,
  to: number,
  wanted: readonly number[],
): void {
  let low = from;
  let ranks = wanted;
  while (ranks.length > 0) {
    if (to - low < fewValues) return sortWithin(values, low, to);
    const pivot = pivotNear(values, low, to, ranks[ranks.length >> 1]!);
    const middle = split(values, low, to, pivot);
    const count = ranks.filter((rank) => rank <= middle).length;
    selectWithin(values, low, middle, ranks.slice(0, count));
    low = middle + 1;
    ranks = ranks.slice(count);
  }
  return undefined;
}

/** Moves values so that up to the place it gives all are at most the pivot, and at least after it. */
function split(values: Float64Array, low: number, high: number, pivot: number): number {
  let [i, j] = [low - 1, high + 1];
  for (;;) {
    do i += 1;
    while (values[i]! < pivot);
    do j -= 1;
    while (values[j]! > pivot);
    if (i >= j) break;
    const moved = values[i]!;
    values[i] = values[j]!;
    values[j] = moved;
  }
  // Only a pivot that is the greatest of all and stands last gets here without a value behind it.
  return Math.min(j, high - 1);
}

/** A value that, by a sample, about as many are below as there are between `low` and `rank`. */
function pivotNear(values: Float64Array, low: number, high: number, rank: number): number {
  const stride = (high - low) / (sampleSize - 1);
  for (let k = 0; k < sampleSize; k += 1) sample[k] = values[Math.floor(low + k * stride)]!;
  sortWithin(sample, 0, sampleSize - 1);
  return sample[Math.round((rank - low) / stride)]!;
}

/** Sorts a short range by insertion. */
function sortWithin(values: Float64Array, low: number, high: number): void {
  for (let i = low + 1; i <= high; i += 1) {
    const value = values[i]!;
    let j = i - 1;
    for (; j >= low && values[j]! > value; j -= 1) values[j + 1] = values[j]!;
    values[j + 1] = value;
  }
}
