import { type Figure, figureOf, median, round } from "./figure.ts";
import { fitLine, fitPower } from "./line.ts";
import { type Effort, type Timed, alternate } from "./rounds.ts";

/** Something whose cost should grow in a straight line with its size. */
export interface Scaling {
  readonly name: string;
  /** What is counted, in the singular, such as "draw". */
  readonly unit: string;
  readonly work: string;
  /** Ascending sizes. */
  readonly sizes: readonly number[];
  /** The timed work of a size; called once, so that it may prepare. */
  readonly prepare: (size: number) => Timed;
  readonly effort: Effort;
}

/**
 * Times work at several sizes. The ratio is the time per unit at the largest over that at the
 * smallest: 1 on a straight line through the origin, below 1 where the smallest pays for a start.
 */
export async function scalingFigure(scaling: Scaling): Promise<Figure> {
  const { name, unit, work, sizes, prepare, effort } = scaling;
  const timed = new Map(sizes.map((size) => [String(size), prepare(size)]));
  // Once at the smaller sizes lets the runtime optimise what all of them run.
  for (const size of sizes.slice(0, -1)) await timed.get(String(size))!();
  const times = await alternate(Object.fromEntries(timed), effort);
  const medians = sizes.map((size) => median(times[String(size)]!));
  const line = fitLine(sizes, medians);
  const perUnit = (size: number): readonly number[] =>
    times[String(size)]!.map((time) => time / size);
  const [least, most] = [sizes[0]!, sizes.at(-1)!];
  return figureOf(
    {
      name,
      against: `the time per ${unit} at ${least} ${unit}s`,
      goal: null,
      detail: {
        work,
        [`µs per ${unit}, slope of a line`]: round(line.slope / 1e3),
        "R² of the line": Number(line.r2.toFixed(6)),
        [`power of ${unit}s that the time grows with`]: round(fitPower(sizes, medians)),
        ...Object.fromEntries(
          sizes.map((size, k) => [`ms, ${size} ${unit}s`, round(medians[k]! / 1e6)]),
        ),
      },
    },
    perUnit(most),
    perUnit(least),
  );
}
