/** One figure: how we compare with something else at the same work, in the same run. */
export interface Figure {
  readonly name: string;
  /** Our median time over the other's; below 1 we are faster. */
  readonly ratio: number;
  /** What we are compared with. */
  readonly against: string;
  /** Largest ratio we are content with; null where there is none. */
  readonly goal: number | null;
  /** Distance between the quartiles of the single rounds' ratios. */
  readonly spread: number;
  /** What was measured and what came out, in words and numbers. */
  readonly detail: Readonly<Record<string, string | number>>;
}

/** A figure that cannot be had on this machine, and why. */
export interface Missing {
  readonly name: string;
  readonly missing: string;
}

/** What one measurement gives. */
export type Outcome = Figure | Missing;

/** Thrown by what a figure needs and the machine lacks: the bench says so and goes on. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}

/** A figure from the times of alternated rounds, ours and the other's in the same order. */
export function figureOf(
  named: Pick<Figure, "name" | "against" | "goal" | "detail">,
  ours: readonly number[],
  theirs: readonly number[],
): Figure {
  const { name, against, goal, detail } = named;
  const ratios = ours.map((time, round) => time / theirs[round]!);
  const ratio = round(median(ours) / median(theirs));
  const spread = round(quartileDistance(ratios));
  return { name, ratio, against, goal, spread, detail };
}

/** The middle value; of an even number of values the mean of the middle two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** How far the quartiles of values are apart. */
export function quartileDistance(values: readonly number[]): number {
  return quantile(values, 0.75) - quantile(values, 0.25);
}

/** Four significant digits, more than any timing deserves. */
export function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** A figure that tells the load of the machine before it was measured. */
export function withLoad(figure: Figure, load: number, cores: number): Figure {
  const detail = { ...figure.detail, [`load average before, ${cores} cores`]: round(load) };
  return { ...figure, detail };
}

/** A figure for people: its ratio and goal on a line, then its details. */
export function describeFigure(figure: Figure): string {
  const { name, ratio, against, goal, spread, detail } = figure;
  const verdict = goal === null ? "no goal" : `goal ${goal}: ${ratio <= goal ? "met" : "MISSED"}`;
  const first = `${name.padEnd(24)} ${String(ratio).padStart(7)} × ${against} (${verdict})`;
  const width = Math.max(...Object.keys(detail).map((key) => key.length), "spread".length);
  const lines = Object.entries({ spread, ...detail }).map(
    ([key, value]) => `    ${key.padEnd(width)}  ${value}`,
  );
  return [first, ...lines].join("\n");
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)]!;
  return low + (sorted[Math.ceil(at)]! - low) * (at - Math.floor(at));
}
