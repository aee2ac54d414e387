/** Numbers that a module starts with in its memory: constants, each once, and tables. */
export class Constants {
  readonly numbers: number[] = [];
  private readonly places = new Map<number | string, number>();
  private readonly tables = new Map<readonly number[], number>();

  /** Bytes from the first of all to a number. */
  of(value: number): number {
    // A map takes -0 for 0.
    const key = Object.is(value, -0) ? "-0" : value;
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.add([value]);
      this.places.set(key, place);
    }
    return place;
  }

  /** Bytes from the first of all to the first of a list of numbers. */
  table(values: readonly number[]): number {
    let place = this.tables.get(values);
    if (place === undefined) {
      place = this.add(values);
      this.tables.set(values, place);
    }
    return place;
  }

  private add(values: readonly number[]): number {
    const place = this.numbers.length * 8;
    for (const value of values) this.numbers.push(value);
    return place;
  }
}
