import { runTask } from "./child.ts";
import { loadThreads } from "./faultline.ts";
import { type Figure, round } from "./figure.ts";

const limit = 2 * 2 ** 30;
const months = 60;

/** What a million futures took. */
export interface MillionUse {
  readonly bytes: number;
  readonly seconds: number;
  /** Furthest that the share told was from the share of the time, both 0 to 1. */
  readonly barOff: number;
  readonly residual: number;
}

/** Runs so many futures of the shipped economy on two workers, as the command line does. */
export async function measureFutures(draws: number): Promise<MillionUse> {
  const { openPool } = await loadThreads();
  const pool = openPool(2);
  const told: { readonly share: number; readonly at: number }[] = [];
  const from = performance.now();
  const spec = { without: [], settings: {}, months, draws, seed: 1 };
  const { run } = await pool.run(spec, (share) => told.push({ share, at: performance.now() }));
  const time = performance.now() - from;
  await pool.close();
  return {
    bytes: process.resourceUsage().maxRSS * 1024,
    seconds: time / 1000,
    barOff: Math.max(...told.map(({ share, at }) => Math.abs(share - (at - from) / time))),
    residual: run.worstResidual,
  };
}

/**
 * The peak of the resident memory of a process of its own that runs a million futures of five years
 * of the shipped economy on two workers, over 2 GiB; and how true its progress was.
 */
export async function millionFigure(name: string): Promise<Figure> {
  const draws = 1_000_000;
  const { bytes, seconds, barOff, residual } = await runTask<MillionUse>("futures", draws);
  return {
    name,
    ratio: round(bytes / limit),
    against: "2 GiB",
    goal: 1,
    spread: 0,
    detail: {
      work: `${draws} futures of ${months} months of the economy on 2 workers, once`,
      "MiB at the peak": Math.round(bytes / 2 ** 20),
      seconds: round(seconds),
      "furthest that the progress told was from the clock, of 1": round(barOff),
      "worst residual": residual,
    },
  };
}
