/**
 * Random choices that a seed decides: mulberry32, which is enough for making test cases and shares
 * nothing with the generator that the engine itself uses.
 */
export class Choices {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed, 0x9e3779b1) >>> 0;
  }

  /** A number from 0 up to but not including 1. */
  share(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.share() * (high - low + 1));
  }

  /** A number between `low` and `high` with few digits, so that a model reads well. */
  between(low: number, high: number): number {
    return Number((low + this.share() * (high - low)).toPrecision(3));
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.share() < probability;
  }

  /** One of the items. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError("There is nothing to pick from.");
    return items[this.whole(0, items.length - 1)]!;
  }

  /** The items in a random order. */
  shuffle<T>(items: Iterable<T>): T[] {
    const mixed = [...items];
    for (let i = mixed.length - 1; i > 0; i -= 1) {
      const j = this.whole(0, i);
      [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
    }
    return mixed;
  }
}
