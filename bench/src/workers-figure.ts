import { loadThreads } from "./faultline.ts";
import { type Figure, figureOf, median, round } from "./figure.ts";
import { alternate, timeOf } from "./rounds.ts";
import { openSpinners } from "./spinners.ts";

const spec = { without: [], settings: {}, months: 60, draws: 2_048, seed: 1 };

/**
 * Times an ensemble of the shipped economy on two worker threads against one thread, from the
 * request to the summary; the threads are running by then, and have compiled the model. In the same
 * rounds two threads count in a loop against one: a machine that is busy with something else shows
 * there, and the ratio then says nothing about us.
 */
export async function workersFigure(name: string): Promise<Figure> {
  const { openPool } = await loadThreads();
  const [one, two] = [openPool(1), openPool(2)];
  const spinners = await openSpinners(2);
  try {
    const bits = [];
    for (const pool of [one, two]) {
      await pool.run(spec);
      bits.push(JSON.stringify((await pool.run(spec)).run.series));
    }
    if (bits[0] !== bits[1]) throw new Error("Two workers give other numbers than one.");
    const times = await alternate(
      {
        one: () => timeOf(() => one.run(spec)),
        two: () => timeOf(() => two.run(spec)),
        loopOne: () => timeOf(() => spinners.spin(1)),
        loopTwo: () => timeOf(() => spinners.spin(2)),
      },
      { rounds: 7, seconds: 25 },
    );
    return figureOf(
      {
        name,
        against: "one thread",
        goal: 0.56,
        detail: {
          work: `${spec.draws} draws of ${spec.months} months of the economy, summary included`,
          "ms, 1 thread": round(median(times.one) / 1e6),
          "ms, 2 workers": round(median(times.two) / 1e6),
          "the ratio of a bare loop, which a free machine halves": round(
            median(times.loopTwo) / median(times.loopOne),
          ),
        },
      },
      times.two,
      times.one,
    );
  } finally {
    await Promise.all([one.close(), two.close(), spinners.close()]);
  }
}
