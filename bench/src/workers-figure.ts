import { loadThreads } from "./faultline.ts";
import { type Figure, figureOf, median, round } from "./figure.ts";
import { alternate, timeOf } from "./rounds.ts";

const spec = { without: [], settings: {}, months: 60, draws: 4_096, seed: 1 };

/**
 * Times an ensemble of the shipped economy on two worker threads against one thread, from the
 * request to the summary; the threads are running by then, and have compiled the model.
 */
export async function workersFigure(name: string): Promise<Figure> {
  const { openPool } = await loadThreads();
  const [one, two] = [openPool(1), openPool(2)];
  try {
    const bits = [];
    for (const pool of [one, two]) {
      await pool.run(spec);
      bits.push(JSON.stringify((await pool.run(spec)).run.series));
    }
    if (bits[0] !== bits[1]) throw new Error("Two workers give other numbers than one.");
    const times = await alternate(
      { one: () => timeOf(() => one.run(spec)), two: () => timeOf(() => two.run(spec)) },
      { rounds: 7, seconds: 45 },
    );
    return figureOf(
      {
        name,
        against: "one thread",
        goal: null,
        detail: {
          work: `${spec.draws} draws of ${spec.months} months of the economy, summary included`,
          "ms, 1 thread": round(median(times.one) / 1e6),
          "ms, 2 workers": round(median(times.two) / 1e6),
        },
      },
      times.two,
      times.one,
    );
  } finally {
    await Promise.all([one.close(), two.close()]);
  }
}
