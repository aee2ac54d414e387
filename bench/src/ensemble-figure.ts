import { loadThreads } from "./faultline.ts";
import { type Figure, median, quartileDistance, round } from "./figure.ts";
import { timeOf } from "./rounds.ts";

const months = 60;
const runs = 9;

/**
 * The time of an ensemble of the shipped economy on two worker threads, percentiles included, over
 * a limit in milliseconds; the threads are running by then, and have compiled the model.
 */
export async function ensembleFigure(name: string, draws: number, limit: number): Promise<Figure> {
  const { openPool } = await loadThreads();
  const pool = openPool(2);
  try {
    const spec = { without: [], settings: {}, months, draws, seed: 1 };
    for (let i = 0; i < 3; i += 1) await pool.run(spec);
    const times: number[] = [];
    for (let i = 0; i < runs; i += 1) times.push((await timeOf(() => pool.run(spec))) / 1e6);
    return {
      name,
      ratio: round(median(times) / limit),
      against: `${limit} ms`,
      goal: 1,
      spread: round(quartileDistance(times.map((time) => time / limit))),
      detail: {
        work: `${draws} draws of ${months} months of the economy on 2 workers`,
        ms: round(median(times)),
      },
    };
  } finally {
    await pool.close();
  }
}
