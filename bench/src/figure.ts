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

/** A figure from the times of alternated rounds, ours and the other's in the same order. */
export function figureOf(
  named: Pick<Figure, "name" | "against" | "goal" | "detail">,
  ours: readonly number[],
  theirs: readonly number[],
): Figure {
  const { name, against, goal, detail } = named;
  const ratios = ours.map((time, round) => time / theirs[round]!);
  const ratio = round(median(ours) / median(theirs));
  const spread = round(quantile(ratios, 0.75) - quantile(ratios, 0.25));
  return { name, ratio, against, goal, spread, detail };
}

/** The middle value; of an even number of values the mean of the middle two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Four significant digits, more than any timing deserves. */
export function round(value: number): number {
  return Number(value.toPrecision(4));
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
