import { type BlockResult, blockSize, compile } from "@faultline/engine";
import { relativeDifference } from "./difference.ts";
import { type Missing, type Outcome, Unavailable, figureOf, median, round } from "./figure.ts";
import { installRival } from "./rivals.ts";
import { alternate, timeOf } from "./rounds.ts";
import { withScratch } from "./scratch.ts";
import {
  type SirRival,
  type SirRuns,
  generateSir,
  javascriptSir,
  nativeSir,
  wasmSir,
} from "./sdeverywhere.ts";
import {
  fromPublished,
  published,
  sirDays,
  sirGraph,
  sirInputs,
  sirSteps,
  valuesOf,
} from "./sir.ts";

/** Shortest time worth measuring, in nanoseconds. */
const longEnough = 60e6;

/** Largest relative difference from us of any value, after 6,400 steps of rounding. */
const tolerance = 1e-9;

/** Largest relative difference from what is published with six digits. */
const publishedTolerance = 5e-6;

/** Largest ratios we are content with; none against native C, which nobody is given to run. */
const goals = { js: 0.05, wasm: 0.15, c: null } as const;

type Target = keyof typeof goals;

const targets = Object.keys(goals) as Target[];

/** Names of the figures that {@link sdeverywhereFigures} gives. */
export const sdeverywhereNames = (name: string): readonly string[] =>
  targets.map((target) => `${name}-${target}`);

const request = { seed: 1, firstDraw: 0, months: sirDays };

/**
 * Times a run of the SIR epidemic on one thread against what SDEverywhere makes of the same model:
 * JavaScript, WebAssembly and native C. A run of ours is a 256th of a block of 256 draws, drawing
 * of the inputs included; the rivals run one after another with the inputs that we drew. All must
 * give the same values. A rival that cannot be had here is missing and says why.
 */
export async function sdeverywhereFigures(name: string): Promise<readonly Outcome[]> {
  return withScratch(async (directory) => {
    const kernel = compile(sirGraph());
    const block = kernel(request);
    const runs: SirRuns = Array.from({ length: blockSize }, (_, draw) =>
      sirInputs.map((id) => block.parameters[id]![draw]!),
    );
    // The last run is the published one, which our block is asked for apart.
    const asked: SirRuns = [...runs.slice(0, -1), published.inputs];
    const installed = await installRival("sdeverywhere");
    const generated = await generateSir(installed, directory);
    const makers: Readonly<Record<Target, () => SirRival | Promise<SirRival>>> = {
      js: () => javascriptSir(directory, generated, asked),
      wasm: () => wasmSir(directory, generated, asked),
      c: () => nativeSir(directory, generated.c, asked),
    };
    const rivals = new Map<Target, SirRival>();
    const missing: Missing[] = [];
    for (const key of targets) {
      try {
        rivals.set(key, await makers[key]());
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
        missing.push({ name: `${name}-${key}`, missing: error.message });
      }
    }
    const differences = new Map(
      [...rivals].map(([key, rival]) => [key, check(key, block, rival.values())]),
    );
    const pass = (passes: number) => () =>
      timeOf(() => {
        for (let i = 0; i < passes; i += 1) kernel(request);
      });
    const ourPasses = passesFor(await warm(pass(1)));
    const contestants: Record<string, () => Promise<number>> = {
      ours: async () => (await pass(ourPasses)()) / ourPasses,
    };
    for (const [key, rival] of rivals) {
      const passes = passesFor(await warm(() => rival.time(1)));
      contestants[key] = () => rival.time(passes);
    }
    const times = await alternate(contestants, { rounds: 11, seconds: 25 });
    const figures = [...rivals].map(([key, { label }]) =>
      figureOf(
        {
          name: `${name}-${key}`,
          against: `SDEverywhere's ${label}`,
          goal: goals[key],
          detail: {
            work:
              `${blockSize} runs of SIR, ${sirSteps} steps of 1/32 day, ` +
              `${sirDays} days of 3 stocks kept, 2 inputs differ from run to run`,
            versions: installed.version,
            "ns per step, ours": perStep(times["ours"]!),
            "ns per step, theirs": perStep(times[key]!),
            ...differences.get(key),
          },
        },
        times["ours"]!,
        times[key]!,
      ),
    );
    return [...figures, ...missing];
  });
}

function check(
  key: string,
  block: BlockResult,
  values: readonly Float64Array[],
): Readonly<Record<string, number>> {
  const theirs = values.slice(0, -1);
  const ours = Math.max(...theirs.map((run, draw) => differenceOf(valuesOf(block, draw), run)));
  const printed = fromPublished(values.at(-1)!);
  if (!(ours <= tolerance) || !(printed <= publishedTolerance)) {
    throw new Error(
      `SDEverywhere's run (${key}) is off by ${ours} from ours and by ${printed} from the ` +
        "published one: it does not do the same work.",
    );
  }
  return {
    "largest relative difference": round(ours),
    "the same, from the published run": round(printed),
  };
}

function differenceOf(ours: Float64Array, theirs: Float64Array): number {
  if (ours.length !== theirs.length) return Infinity;
  return ours.reduce((most, value, i) => Math.max(most, relativeDifference(value, theirs[i]!)), 0);
}

async function warm(once: () => Promise<number>): Promise<number> {
  await once();
  await once();
  return once();
}

function passesFor(nanoseconds: number): number {
  return Math.max(1, Math.ceil(longEnough / nanoseconds));
}

function perStep(times: readonly number[]): number {
  return round(median(times) / (blockSize * sirSteps));
}
