/** A straight line through points, by least squares. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  /** Share of the variance that the line explains: 1 when every point lies on it. */
  readonly r2: number;
}

/** Fits y = intercept + slope · x to at least two points of different x. */
export function fitLine(xs: readonly number[], ys: readonly number[]): Line {
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const sxx = products(xs, meanX, xs, meanX);
  const sxy = products(xs, meanX, ys, meanY);
  const syy = products(ys, meanY, ys, meanY);
  if (!(sxx > 0)) throw new RangeError("A line needs points of different x.");
  const slope = sxy / sxx;
  const r2 = syy === 0 ? 1 : sxy ** 2 / (sxx * syy);
  return { slope, intercept: meanY - slope * meanX, r2 };
}

/**
 * The power of x that y grows with, from a line through the logarithms: 1 for a straight line
 * through the origin. Unlike R² it weighs small sizes as much as large ones.
 */
export function fitPower(xs: readonly number[], ys: readonly number[]): number {
  return fitLine(xs.map(Math.log), ys.map(Math.log)).slope;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function products(
  xs: readonly number[],
  meanX: number,
  ys: readonly number[],
  meanY: number,
): number {
  return xs.reduce((sum, x, i) => sum + (x - meanX) * (ys[i]! - meanY), 0);
}
