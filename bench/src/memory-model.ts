import { type Graph, Model, build, compile, eq, run, uniform } from "@faultline/engine";

/** What a run's process took at its peak, and for how long it ran. */
export interface MemoryUse {
  readonly bytes: number;
  readonly seconds: number;
}

/** Months of the run, and series that it publishes. */
export const memoryRun = { months: 120, series: 10 } as const;

/** Ten levels that drift towards one another's mean and are shaken by one noise. */
export function memoryModel(): Graph {
  const m = new Model().section("memory-model.ts");
  const shock = m.noise("shock");
  const why = { assumption: "made up, to have something to run", unit: "1/month" };
  for (let k = 0; k < memoryRun.series; k += 1) {
    const speed = m.parameter(`speed${k}`, uniform(0.05, 0.2), why);
    const level = m.stock(`level${k}`, {
      initial: eq`1`,
      change: (self) => eq`${speed} * (1 - ${self} + 0.1 * ${shock})`,
    });
    m.series(level.id, level);
  }
  return build(m);
}

/** Runs so many draws of the model, and gives what this process took since it was started. */
export async function measureMemory(draws: number): Promise<MemoryUse> {
  const graph = memoryModel();
  const from = performance.now();
  const { series } = run(graph, compile(graph), { draws, months: memoryRun.months, seed: 1 });
  const seconds = (performance.now() - from) / 1000;
  for (const [id, { p50 }] of Object.entries(series)) {
    if (p50.length !== memoryRun.months) throw new Error(`Series "${id}" lacks months.`);
  }
  return { bytes: process.resourceUsage().maxRSS * 1024, seconds };
}
