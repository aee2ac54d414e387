import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Graph, build } from "../graph/graph.ts";
import { blockSize } from "../kernel/block.ts";
import { compile } from "../kernel/compile.ts";
import { eq } from "../language/equation.ts";
import type { Model } from "../language/model.ts";
import type { Parameter } from "../language/parts.ts";
import { constant, triangular } from "../numbers/distributions.ts";
import { differenceOf, differenceOfColumns } from "../testing/bits.ts";
import { Choices } from "../testing/choices.ts";
import { randomModel } from "../testing/random-model.ts";
import { type Run } from "./run-types.ts";
import { blocksOf } from "./blocks.ts";
import { collect } from "./collector.ts";
import { run } from "./run.ts";

const seed = fc.integer({ min: 0, max: 1_000_000 });
const months = 5;
/** Random models take long to compile where many tests share a processor. */
const patience = 180_000;

function blockOf(graph: Graph, seed: number) {
  return compile(graph)({ seed, firstDraw: blockSize, months });
}

/** All that a run tells, as columns: series by month, events, parameters and summaries. */
function columnsOf(result: Run): Record<string, Float64Array | Int32Array> {
  const columns: Record<string, Float64Array | Int32Array> = { ...result.parameters };
  for (const [id, at] of Object.entries(result.eventMonths)) columns[`${id} month`] = at;
  for (const id of Object.keys(result.series)) {
    for (let month = 0; month < result.months; month += 1) {
      columns[`${id} ${month}`] = result.column(id, month);
    }
  }
  return columns;
}

test(
  "books close: the worst residual of random models stays below 1e-9",
  () => {
    fc.assert(
      fc.property(seed, (seed) => {
        const graph = build(randomModel(seed));
        const { residual } = compile(graph)({ seed, firstDraw: 0, months: 24 });
        expect(Math.max(...residual)).toBeLessThan(1e-9);
      }),
      { numRuns: 1000, seed: 1 },
    );
  },
  patience,
);

test(
  "the order of declaration changes no bit",
  () => {
    fc.assert(
      fc.property(seed, seed, fc.boolean(), (seed, order, isWild) => {
        const one = blockOf(build(randomModel(seed, { isWild })), seed);
        const other = blockOf(build(randomModel(seed, { isWild, order })), seed);
        expect(differenceOf(one, other)).toBeUndefined();
      }),
      { numRuns: 1000, seed: 2 },
    );
  },
  patience,
);

test(
  "the order in which blocks arrive changes nothing",
  () => {
    fc.assert(
      fc.property(seed, seed, fc.integer({ min: 1, max: 4 * blockSize }), (seed, order, draws) => {
        const graph = build(randomModel(seed));
        const request = { draws, months, seed };
        const kernel = compile(graph);
        const arrived = new Choices(order)
          .shuffle(blocksOf(draws))
          .map((firstDraw) => kernel({ seed, months, firstDraw }));
        const whole = run(graph, compile(graph), request);
        const collected = collect(graph, request, arrived);
        expect(differenceOfColumns(columnsOf(collected), columnsOf(whole))).toBeUndefined();
        const { series, events, worstResidual } = whole;
        expect(collected).toMatchObject({ series, events, worstResidual });
      }),
      { numRuns: 1000, seed: 3 },
    );
  },
  patience,
);

test(
  "the first draws of a larger ensemble are the smaller one",
  () => {
    fc.assert(
      fc.property(
        seed,
        fc.integer({ min: 1, max: 2 * blockSize }),
        fc.integer({ min: 1, max: blockSize }),
        (seed, draws, more) => {
          const graph = build(randomModel(seed));
          const kernel = compile(graph);
          const small = columnsOf(run(graph, kernel, { draws, months, seed }));
          const large = columnsOf(run(graph, kernel, { draws: draws + more, months, seed }));
          const first = Object.fromEntries(
            Object.entries(large).map(([id, values]) => [id, values.slice(0, draws)]),
          );
          expect(differenceOfColumns(small, first)).toBeUndefined();
        },
      ),
      { numRuns: 1000, seed: 4 },
    );
  },
  patience,
);

test(
  "more months change nothing in the first ones",
  () => {
    fc.assert(
      fc.property(seed, (seed) => {
        const kernel = compile(build(randomModel(seed)));
        const short = kernel({ seed, firstDraw: 0, months: 3 }).series;
        const long = kernel({ seed, firstDraw: 0, months: 6 }).series;
        for (const [id, values] of Object.entries(short)) {
          const first = { values: long[id]!.subarray(0, values.length) };
          expect(differenceOfColumns({ values }, first)).toBeUndefined();
        }
      }),
      { numRuns: 40, seed: 5 },
    );
  },
  patience,
);

test(
  "to set a parameter is to declare it so",
  () => {
    fc.assert(
      fc.property(
        seed,
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.boolean(),
        (seed, x, fix) => {
          const [set, declared] = [randomModel(seed), randomModel(seed)];
          const { id } = new Choices(seed).pick(
            build(set).parameters.filter((p) => !p.unit["USD"]),
          );
          const setting = fix ? x : triangular(x, x + 1, x + 2);
          const parameter = declared.parts.get(id) as {
            -readonly [K in keyof Parameter]: Parameter[K];
          };
          parameter.distribution = typeof setting === "number" ? constant(setting) : setting;
          const request = { seed, firstDraw: 0, months };
          const one = compile(build(set))({ ...request, settings: { [id]: setting } });
          expect(differenceOf(one, compile(build(declared))(request))).toBeUndefined();
          // And the setting is felt.
          const unset = compile(build(set))(request).parameters[id]!;
          expect(differenceOfColumns({ p: unset }, { p: one.parameters[id]! })).toBeDefined();
        },
      ),
      { numRuns: 60, seed: 6 },
    );
  },
  patience,
);

test(
  "common random numbers: what is added without being read changes no other bit",
  () => {
    const add: Readonly<Record<string, (m: Model, id: string) => void>> = {
      parameter: (m, id) => {
        const p = m.parameter(id, triangular(0, 1, 2), { assumption: "a test" });
        m.series(`series of ${id}`, p);
      },
      noise: (m, id) => m.series(`series of ${id}`, m.noise(id)),
      hazard: (m, id) => m.hazard(id, { probability: eq`0.3` }),
      unused: (m, id) => m.variable(id, eq`time / month`),
    };
    const kinds = fc.constantFrom(...Object.keys(add));
    fc.assert(
      fc.property(seed, kinds, fc.constantFrom("a", "m", "zzz"), (seed, kind, id) => {
        const [plain, extended] = [randomModel(seed), randomModel(seed)];
        add[kind]!(extended, id);
        const one = blockOf(build(plain), seed);
        const other = blockOf(build(extended, { dropUnused: kind === "unused" }), seed);
        for (const key of ["series", "eventMonths", "parameters"] as const) {
          const kept = Object.fromEntries(
            Object.entries(other[key]).filter(
              ([name]) => name !== id && name !== `series of ${id}`,
            ),
          );
          expect(differenceOfColumns(one[key], kept)).toBeUndefined();
        }
      }),
      { numRuns: 80, seed: 7 },
    );
  },
  patience,
);

test("another seed gives other draws", () => {
  const graph = build(randomModel(1));
  expect(differenceOf(blockOf(graph, 1), blockOf(graph, 2))).toBeDefined();
});
