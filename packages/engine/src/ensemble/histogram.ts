/** Bins of a histogram. */
const bins = 4096;

/**
 * Counts values in bins of one width, laid out from a first sample of them with half its range to
 * spare on either side; what falls outside is counted apart, with the extremes remembered. The
 * layout depends on that sample alone, so the order of what follows changes nothing.
 */
export class Histogram {
  /** Width of a bin; a quantile within the layout is off by at most this. */
  readonly width: number;
  private readonly low: number;
  private readonly counts = new Uint32Array(bins + 2);
  private lowest = Number.POSITIVE_INFINITY;
  private highest = Number.NEGATIVE_INFINITY;
  private total = 0;

  constructor(sample: Float64Array) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const value of sample) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    const range = high - low;
    this.low = low - range / 2;
    this.width = (2 * range) / bins;
  }

  /** Counts values; each must be a number. */
  add(values: Float64Array): void {
    const { counts, low, width } = this;
    let { lowest, highest } = this;
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i]!;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
      // Of a layout without width, all that is not its one value is outside.
      const place = value === low ? 0 : (value - low) / width;
      counts[place >= bins ? bins + 1 : place >= 0 ? (place | 0) + 1 : 0]! += 1;
    }
    this.lowest = lowest;
    this.highest = highest;
    this.total += values.length;
  }

  /** The quantile at `q` from 0 to 1, by straight lines within bins. */
  quantile(q: number): number {
    const rank = q * (this.total - 1);
    let before = 0;
    for (let place = 0; place < this.counts.length; place += 1) {
      const count = this.counts[place]!;
      if (count === 0 || rank > before + count - 1) {
        before += count;
        continue;
      }
      const [from, to] = this.edges(place);
      const share = count === 1 ? 0.5 : (rank - before) / (count - 1);
      return from + (to - from) * share;
    }
    return this.highest;
  }

  /** The ends of a bin, no wider than the values seen. */
  private edges(place: number): readonly [number, number] {
    const from = place === 0 ? this.lowest : this.low + (place - 1) * this.width;
    const to = place === bins + 1 ? this.highest : this.low + place * this.width;
    return [Math.max(from, this.lowest), Math.min(to, this.highest)];
  }
}
