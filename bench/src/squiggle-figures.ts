import {
  type Graph,
  Model,
  build,
  compile,
  eq,
  normal,
  range90,
  run,
  summarise,
  uniform,
} from "@faultline/engine";
import { type Figure, figureOf, median, round } from "./figure.ts";
import { installRival } from "./rivals.ts";
import { alternate, timeOf } from "./rounds.ts";

interface Squiggle {
  readonly run: (
    source: string,
    options: {
      readonly environment: {
        readonly sampleCount: number;
        readonly xyPointLength: number;
        readonly seed: string;
      };
    },
  ) => Promise<{ readonly result: Result }>;
}

type Result =
  | { readonly ok: true; readonly value: { readonly result: { readonly value: Samples } } }
  | { readonly ok: false; readonly value: { readonly toString: () => string } };

interface Samples {
  readonly getSamples: () => readonly number[];
}

interface Case {
  readonly suffix: string;
  readonly samples: number;
  readonly goal: number | null;
  readonly work: string;
  readonly source: string;
  readonly graph: () => Graph;
}

const why = { assumption: "made up, to have something to sample" };

const algebra = {
  work: "a lognormal times a normal plus a uniform",
  source: "a = 10 to 100\nb = normal(0.3, 0.05)\nc = uniform(1, 4)\na * b + c",
  graph: algebraGraph,
};

const cases: readonly Case[] = [
  { suffix: "", samples: 10_000, goal: 0.02, ...algebra },
  { suffix: "-100k", samples: 100_000, goal: 0.02, ...algebra },
  {
    suffix: "-path",
    samples: 100_000,
    goal: null,
    work: "cash after 60 months of growing sales less a cost, of three distributions",
    source:
      "sales = 10 to 100\ngrowth = normal(0.01, 0.01)\ncost = uniform(20, 60)\n" +
      "end = List.reduce(List.upTo(1, 60), {cash: 1000, sales: sales}, {|s, i| " +
      "{cash: s.cash + s.sales - cost, sales: s.sales * (1 + growth)}})\nend.cash",
    graph: pathGraph,
  },
];

/** Names of the figures that {@link squiggleFigures} gives. */
export const squiggleNames = (name: string): readonly string[] =>
  cases.map(({ suffix }) => name + suffix);

/** A sum and a product of three distributions. */
export function algebraGraph(): Graph {
  const m = new Model().section("squiggle-figures.ts");
  const a = m.parameter("a", range90(10, 100), why);
  const b = m.parameter("b", normal(0.3, 0.05), why);
  const c = m.parameter("c", uniform(1, 4), why);
  m.series("outcome", eq`${a} * ${b} + ${c}`);
  return build(m);
}

/** Two levels over 60 steps, of which the end is published alone. */
export function pathGraph(): Graph {
  const m = new Model().section("squiggle-figures.ts");
  const monthly = { ...why, unit: "1/month" };
  const first = m.parameter("sales", range90(10, 100), why);
  const growth = m.parameter("growth", normal(0.01, 0.01), monthly);
  const cost = m.parameter("cost", uniform(20, 60), monthly);
  const sales = m.stock("sold", {
    initial: eq`${first}`,
    change: (self) => eq`${self} * ${growth}`,
  });
  const cash = m.stock("cash", {
    initial: eq`1000`,
    change: eq`${sales} / month - ${cost}`,
  });
  m.series("outcome", cash);
  return build(m, { clock: { stepsPerSample: 60 } });
}

/**
 * Times distributions' algebra by samples against Squiggle: from the model as it is written to mean
 * and five percentiles, which one function takes from the samples of both. Ours builds, compiles
 * and runs the model anew each time, as Squiggle does. The percentiles must agree as far as two
 * samples of their size do.
 */
export async function squiggleFigures(name: string): Promise<readonly Figure[]> {
  const rival = await installRival("squiggle");
  const squiggle = (await rival.load("@quri/squiggle-lang/dist/index.js")) as Squiggle;
  const figures: Figure[] = [];
  for (const { suffix, samples, goal, work, source, graph } of cases) {
    let seed = 0;
    const sampleOurs = () => {
      const built = graph();
      return run(built, compile(built), { draws: samples, months: 1, seed: (seed += 1) });
    };
    const sampleTheirs = async (): Promise<Float64Array> => {
      const environment = { sampleCount: samples, xyPointLength: 1000, seed: `s${(seed += 1)}` };
      const { result } = await squiggle.run(source, { environment });
      if (!result.ok) throw new Error(`Squiggle: ${result.value.toString()}`);
      const values = Float64Array.from(result.value.result.value.getSamples());
      summarise(values);
      return values;
    };
    const drawn = sampleOurs().column("outcome", 0);
    const contestants = {
      ours: () => timeOf(sampleOurs),
      theirs: () => timeOf(sampleTheirs),
      percentiles: () => timeOf(() => summarise(drawn)),
    };
    const apart = largestGap(drawn, await sampleTheirs());
    if (!(apart <= 5)) {
      throw new Error(`Squiggle's percentiles are ${apart} standard errors from ours.`);
    }
    for (let i = 0; i < 3; i += 1) {
      await contestants.ours();
      await contestants.theirs();
    }
    const times = await alternate(contestants, { rounds: 15, seconds: 10 });
    const each = (nanoseconds: readonly number[]): number => round(median(nanoseconds) / samples);
    figures.push(
      figureOf(
        {
          name: name + suffix,
          against: "Squiggle, from source to percentiles",
          goal,
          detail: {
            work: `${work}; ${samples} samples, mean and 5 percentiles`,
            versions: rival.version,
            "ns per sample, ours": each(times.ours),
            "ns per sample, theirs": each(times.theirs),
            "the same, of either, percentiles alone": each(times.percentiles),
            "largest gap of a percentile, in standard errors": round(apart),
          },
        },
        times.ours,
        times.theirs,
      ),
    );
  }
  return figures;
}

/**
 * How far the percentiles of two samples of one size are apart at most, in standard errors of the
 * share of one sample that lies below a percentile of the other.
 */
export function largestGap(a: Float64Array, b: Float64Array): number {
  const sorted = b.toSorted();
  const gaps = [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => {
    const value = sorted[Math.floor(p * (sorted.length - 1))]!;
    const below = a.reduce((count, each) => (each < value ? count + 1 : count), 0) / a.length;
    return Math.abs(below - p) / Math.sqrt((2 * p * (1 - p)) / a.length);
  });
  return Math.max(...gaps);
}
