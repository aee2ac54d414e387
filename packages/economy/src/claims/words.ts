/** Amounts as the sentences of claims have them. */

/** Billions of dollars, hours or whatever is counted, without the unit: `4.0 billion`. */
export function billions(value: number, digits = 1): string {
  return `${(value / 1e9).toFixed(digits)} billion`;
}

/** The lower and the higher of two amounts in billions: `6.5 to 7.0 billion`. */
export function billionsRange([low, high]: readonly [number, number], digits = 1): string {
  return `${(low / 1e9).toFixed(digits)} to ${billions(high, digits)}`;
}

/** A share of a whole: `62%`. */
export function percent(share: number, digits = 0): string {
  return `${(share * 100).toFixed(digits)}%`;
}

/** Two shares of a whole: `4 to 43%`. */
export function percentRange([low, high]: readonly [number, number], digits = 0): string {
  return `${(low * 100).toFixed(digits)} to ${percent(high, digits)}`;
}

/** A count with thousands set apart: `139,506`. */
export function counted(value: number): string {
  return Math.round(value)
    .toFixed(0)
    .replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
}
