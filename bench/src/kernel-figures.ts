import {
  type BlockResult,
  type Graph,
  type Kernel,
  blockSize,
  compile,
  lower,
} from "@faultline/engine";
import { countCalls } from "./c-expression.ts";
import { type Variant, variants } from "./c-twin.ts";
import { compare, peaksOf } from "./difference.ts";
import { type Ensemble, drawingOnly } from "./drawing.ts";
import { type Figure, figureOf, median, round } from "./figure.ts";
import {
  type Mathematics,
  type Twin,
  compileTwin,
  compilerOptions,
  hasGcc,
  writeInputs,
} from "./gcc.ts";
import { alternate, timeOf } from "./rounds.ts";
import { withScratch } from "./scratch.ts";
import { countEquations } from "./synthetic.ts";

/** Eight blocks, about the draws that a run has by default. */
const ensemble: Ensemble = { blocks: 8, months: 60, seed: 1 };
const draws = ensemble.blocks * blockSize;

/** Shortest time worth measuring, in nanoseconds. */
const longEnough = 150e6;

/** Largest relative difference from the twin after one month, where rounding has not yet grown. */
const stepTolerance = 1e-12;

const inside =
  "in both: parameters into rows, opening, all months, noise and hazard draws into rows, series " +
  "stored; in ours alone: allocating the results; in neither: drawing (the twin reads drawn " +
  "values before its clock starts; from ours is taken off what a kernel of the draws alone takes)";

/** Largest ratios that we are content with, by what the twin's mathematics is. */
export type KernelGoals = Readonly<Record<Mathematics, number>>;

/**
 * Times a graph's kernel on one thread against its twin in C, in two figures: `name` against the
 * twin as IEEE 754 has it, and `name-fastmath` against the twin compiled with `-ffast-math`. The
 * rival is the faster of the twin's two loop orders. Throws when the two disagree.
 */
export async function kernelFigures(
  name: string,
  graph: Graph,
  goals?: KernelGoals,
): Promise<readonly Figure[]> {
  if (!hasGcc()) throw new Error("gcc is missing, which the kernel's rival is compiled with.");
  return withScratch(async (directory) => {
    const contest = await prepare(directory, name, graph);
    const { kernel, drawing } = contest;
    const checks = contest.rivals.map((rival) => check(kernel, rival));
    const passes = passesFor(warm(kernel) + warm(drawing));
    const times = await alternate<string>(
      {
        kernel: () => timeOf(() => repeat(kernel, passes)),
        drawing: () => timeOf(() => repeat(drawing, passes)),
        ...Object.fromEntries(contest.rivals.map((rival) => [rival.key, timedTwin(rival.twin)])),
      },
      { rounds: 9, seconds: 60 },
    );
    const drawn = times["drawing"]!.map((time) => time / passes);
    const ours = times["kernel"]!.map((time, round) => time / passes - drawn[round]!);
    const shared = { work: describeWork(graph), inside };
    return (["ieee", "fast"] as const).map((mathematics) => {
      const pair = contest.rivals
        .filter((rival) => rival.mathematics === mathematics)
        .toSorted((a, b) => median(times[a.key]!) - median(times[b.key]!));
      const [best, other] = [pair[0]!, pair[1]!];
      return figureOf(
        {
          name: mathematics === "ieee" ? name : `${name}-fastmath`,
          against: `a C twin, gcc ${compilerOptions[mathematics]}`,
          goal: goals?.[mathematics] ?? null,
          detail: {
            ...shared,
            "ns per month and draw, ours": perStep(ours),
            "the same, drawing, left out": perStep(drawn),
            [`the same, C, ${best.twin.variant}`]: perStep(times[best.key]!),
            [`the same, C, ${other.twin.variant}`]: perStep(times[other.key]!),
            ...checks[contest.rivals.indexOf(best)]!,
          },
        },
        ours,
        times[best.key]!,
      );
    });
  });
}

interface Rival {
  readonly key: string;
  readonly mathematics: Mathematics;
  readonly twin: Twin;
}

interface Contest {
  readonly kernel: Kernel;
  readonly drawing: Kernel;
  readonly rivals: readonly Rival[];
}

async function prepare(directory: string, name: string, graph: Graph): Promise<Contest> {
  const inputs = `${directory}/inputs`;
  writeInputs(inputs, graph, ensemble);
  const model = { name, program: lower(graph), draws };
  const wanted = (["ieee", "fast"] as const).flatMap((mathematics) =>
    variants.map((variant): readonly [Mathematics, Variant] => [mathematics, variant]),
  );
  const rivals = await Promise.all(
    wanted.map(async ([mathematics, variant]): Promise<Rival> => {
      const twin = await compileTwin(directory, inputs, model, variant, mathematics);
      return { key: `${mathematics} ${variant}`, mathematics, twin };
    }),
  );
  return { kernel: compile(graph), drawing: compile(drawingOnly(graph)), rivals };
}

function check(kernel: Kernel, rival: Rival): Readonly<Record<string, number>> {
  const all = blocksOf(kernel, ensemble.months);
  const end = compare(all, rival.twin.run(ensemble.months));
  const step = compare(blocksOf(kernel, 1), rival.twin.run(1), peaksOf(all));
  if (rival.mathematics === "ieee" && !(step.series <= stepTolerance)) {
    throw new Error(
      `The C twin (${rival.key}) is off by ${step.series} of a value after one month, which is ` +
        `more than ${stepTolerance}: it does not do the same work.`,
    );
  }
  return {
    "largest relative difference, 1 month": step.series,
    [`the same, ${ensemble.months} months`]: end.series,
    "draws whose events differ": end.events,
  };
}

function blocksOf(kernel: Kernel, months: number): readonly BlockResult[] {
  return Array.from({ length: ensemble.blocks }, (_, block) =>
    kernel({ seed: ensemble.seed, firstDraw: block * blockSize, months }),
  );
}

function repeat(kernel: Kernel, passes: number): void {
  for (let pass = 0; pass < passes; pass += 1) {
    for (let block = 0; block < ensemble.blocks; block += 1) {
      kernel({ ...ensemble, firstDraw: block * blockSize });
    }
  }
}

/** Lets the runtime optimise a kernel; gives the nanoseconds of its last pass. */
function warm(kernel: Kernel): number {
  const times = [0, 1, 2].map(() => {
    const from = performance.now();
    repeat(kernel, 1);
    return (performance.now() - from) * 1e6;
  });
  return times.at(-1)!;
}

function timedTwin(twin: Twin): () => number {
  const passes = passesFor(twin.time(ensemble.months, 1));
  return () => twin.time(ensemble.months, passes) / passes;
}

function passesFor(nanoseconds: number): number {
  return Math.max(1, Math.ceil(longEnough / nanoseconds));
}

function perStep(times: readonly number[]): number {
  return round(median(times) / (draws * ensemble.months));
}

function describeWork(graph: Graph): string {
  const calls = Object.entries(countCalls(lower(graph).month))
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
  return (
    `${countEquations(graph)} equations (calls: ${calls}), ${graph.series.length} series, ` +
    `${draws} draws, ${ensemble.months} months`
  );
}
