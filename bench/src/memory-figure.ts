import { runTask } from "./child.ts";
import { type Figure, median, quartileDistance, round } from "./figure.ts";
import { type MemoryUse, memoryRun } from "./memory-model.ts";

const draws = 1_000_000;
const gibibyte = 2 ** 30;

/** No new run after this many seconds; the memory of one is much like another's. */
const patience = 20;

/**
 * The peak of the resident memory of a process of its own that runs a million draws and their
 * quantiles on one thread, over 1 GiB.
 */
export async function memoryFigure(name: string): Promise<Figure> {
  const uses: MemoryUse[] = [];
  const end = performance.now() + patience * 1000;
  do {
    uses.push(await runTask<MemoryUse>("memory", draws));
  } while (uses.length < 3 && performance.now() < end);
  const ratios = uses.map(({ bytes }) => bytes / gibibyte);
  return {
    name,
    ratio: round(median(ratios)),
    against: "1 GiB",
    goal: 1,
    spread: round(quartileDistance(ratios)),
    detail: {
      work: `${draws} draws of ${memoryRun.months} months, ${memoryRun.series} series`,
      "MiB at the peak": Math.round(median(ratios) * 1024),
      seconds: round(median(uses.map(({ seconds }) => seconds))),
      runs: uses.length,
    },
  };
}
