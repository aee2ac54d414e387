import { describe, expect, test } from "vitest";
import { differenceOfColumns } from "../../testing/bits.ts";
import { type InputKind, programOf, runOn } from "../../testing/programs.ts";
import { javaScriptMachine } from "../javascript.ts";
import type { Assignment, Lowered, Program } from "../program.ts";
import { wasmMachine } from "./machine.ts";

const specials = (
  "0 -0 1 -1 2 -3 0.5 0.1 NaN Infinity -Infinity 5e-324 -5e-324 1e-310 2.2250738585072014e-308 " +
  "1.7976931348623157e308 -1.7976931348623157e308 4503599627370495.5 1e17 -2.5 1.5 708.5 -745.2 " +
  "1e300"
)
  .split(" ")
  .map(Number);

const number = (value: number): Lowered => ({ op: "number", value });
const row = (index: number, perCell = false): Lowered => ({ op: "row", row: index, perCell });
const [a, b, c] = [row(0), row(1), row(2)];

const unary = "neg not exp log sin cos tan atan sqrt abs floor".split(" ") as "neg"[];
const binary = "+ - * / min max pow < <= > >= == != and or".split(" ") as "+"[];

/** All triples of special numbers, the third in step with the second. */
const triples = [
  Float64Array.from(specials.flatMap((x) => specials.map(() => x))),
  Float64Array.from(specials.flatMap(() => specials)),
  Float64Array.from(specials.flatMap((_, i) => specials.map((_, j) => specials[(i + j) % 24]!))),
];

/** What WebAssembly and JavaScript make of a program differently. */
function differenceOn(program: Program, columns = triples): string | undefined {
  const [found, expected] = [wasmMachine(program)!, javaScriptMachine(program)].map((machine) =>
    runOn(machine, program, columns),
  );
  return differenceOfColumns(found!, expected!);
}

describe.each<InputKind>(["drawn", "fixed"])("on inputs that are %s", (kind) => {
  const same = (values: Readonly<Record<string, Lowered>>, before?: readonly Assignment[]) =>
    expect(differenceOn(programOf(values, before, kind))).toBeUndefined();

  test.each(unary)("%s has JavaScript's bits on special numbers", (op) => {
    same({ plain: { op, a }, nested: { op, a: { op: "-", a, b } }, of: { op, a: { op, a } } });
  });

  test.each(binary)("%s has JavaScript's bits on special numbers", (op) => {
    same({
      plain: { op, a, b },
      turned: { op, a: b, b: a },
      itself: { op, a, b: a },
      nested: { op, a: { op: "*", a, b: c }, b: { op: "+", a: b, b: c } },
    });
  });

  test.each(binary)("%s has JavaScript's bits where one side is known", (op) => {
    const known = [...specials, 4, -0.25, 2 ** -1074, 2 ** 1023, 2 ** -1022, 3].map(number);
    same(
      Object.fromEntries(
        known.flatMap((value, i) => [
          [`${i} right`, { op, a, b: value }],
          [`${i} left`, { op, a: value, b }],
          [`${i} both`, { op, a: value, b: known[(i + 7) % known.length]! }],
        ]),
      ),
    );
  });

  test("a choice goes by its condition, whatever that is made of", () => {
    const less: Lowered = { op: "<", a, b };
    const conditions: Record<string, Lowered> = {
      number: a,
      known: number(NaN),
      comparison: less,
      not: { op: "not", a: less },
      "not a number": { op: "not", a },
      both: { op: "and", a: less, b: c },
      either: { op: "or", a: { op: "not", a: b }, b: { op: "==", a, b: c } },
      truth: { op: "*", a: less, b: { op: ">=", a: c, b: a } },
      twice: { op: "not", a: { op: "not", a: c } },
      choice: { op: "if", c: less, a: b, b: { op: "!=", a: c, b } },
    };
    same({
      ...Object.fromEntries(
        Object.entries(conditions).map(([id, c]): [string, Lowered] => [id, { op: "if", c, a, b }]),
      ),
      ...Object.fromEntries(
        Object.entries(conditions).map(([id, value]) => [`${id} as it is`, value]),
      ),
    });
  });

  test.each([1, 2, 3, 4, 7])("%d cells are computed one by one and added in order", (cells) => {
    const weights = Array.from({ length: cells }, (_, i) => [0.1, -3, 1e17, 7][i % 4]!);
    const each: Lowered = { op: "trait", values: weights };
    const [one, two, three, four] = [10, 30, 50, 70];
    const before: readonly Assignment[] = [
      { row: one, cells, value: { op: "*", a: each, b: a }, part: "one" },
      { row: two, cells, value: { op: "exp", a: row(one, true) }, part: "two" },
      { row: three, cells, value: b, part: "three" },
      { row: 90, cells: undefined, value: { op: "total", row: one, cells }, part: "total" },
      {
        row: four,
        cells,
        value: { op: "pow", a: { op: "/", a: row(one, true), b: row(90) }, b: row(three, true) },
        part: "four",
      },
      // A row of cells that is assigned anew after it was read.
      { row: one, cells, value: { op: "-", a: row(one, true), b: each }, part: "one" },
    ];
    const total = (of: number): Lowered => ({ op: "total", row: of, cells });
    same(
      {
        before: row(90),
        one: total(one),
        two: total(two),
        three: total(three),
        four: { op: "+", a: total(four), b: { op: "*", a: total(two), b: c } },
      },
      before,
    );
  });
});

describe("from month to month", () => {
  /** What both machines publish as `y`, month by month, of an input that is given each month. */
  const path = (program: Program): readonly number[] => {
    const paths = [wasmMachine(program)!, javaScriptMachine(program)].map((machine) => {
      const { lanes, state, open, step } = machine;
      open(0);
      return [1, 2, 4, 8, 16].map((value, month) => {
        state.fill(value, 0, lanes);
        step(month);
        return state[program.series.get("y")! * lanes]!;
      });
    });
    expect(paths[0]).toEqual(paths[1]);
    return paths[0]!;
  };
  const put = (to: number, value: Lowered): Assignment => ({
    row: to,
    cells: undefined,
    value,
    part: `row ${to}`,
  });

  test("rows may change places", () => {
    const swap = [put(22, row(20)), put(20, row(21)), put(21, row(22))];
    const program = programOf({ y: { op: "-", a: row(20), b: row(21) } }, swap);
    const opening = [put(20, number(3)), put(21, number(5))];
    expect(path({ ...program, opening })).toEqual([2, -2, 2, -2, 2]);
  });

  test("a row may keep what another held before", () => {
    // Row 20 is this month's input, row 21 that of the month before.
    const late = [put(21, row(20)), put(20, a)];
    const program = programOf({ y: { op: "-", a: row(20), b: row(21) } }, late);
    expect(path(program)).toEqual([1, 1, 2, 4, 8]);
  });

  test("a row is read as it was until it is assigned", () => {
    const before = [
      put(20, { op: "+", a: row(20), b: a }),
      put(21, { op: "*", a: row(20), b: row(21) }),
      put(20, { op: "-", a: row(20), b: number(1) }),
    ];
    const program = programOf({ y: { op: "+", a: row(20), b: row(21) } }, before);
    // Row 20 ends at 0, 1, 4, 11 and 26; row 21 is the product of that plus 1.
    const opening = [put(20, number(0)), put(21, number(1))];
    expect(path({ ...program, opening })).toEqual([1, 3, 14, 131, 3266]);
  });

  test("what is made of drawn numbers alone is made anew", () => {
    const y: Lowered = { op: "+", a: { op: "*", a, b: a }, b: number(1) };
    expect(path(programOf({ y }))).toEqual([2, 5, 17, 65, 257]);
  });

  test("time is the step's", () => {
    const y: Lowered = { op: "*", a: { op: "time" }, b: { op: "+", a: { op: "time" }, b: a } };
    expect(path(programOf({ y }))).toEqual([0, 3, 12, 33, 80]);
  });
});

test("a value computed from many rows at once is cut into several functions", () => {
  const many = Array.from({ length: 900 }, (_, i): [string, Lowered] => [
    `value ${i}`,
    {
      op: "+",
      a: { op: "exp", a: { op: "*", a, b: number(i / 900) } },
      b: { op: "/", a: b, b: c },
    },
  ]);
  const shared: Lowered = { op: "log", a: { op: "abs", a: b } };
  const last = many.map(([id, value]): [string, Lowered] => [
    `${id} again`,
    { op: "*", a: value, b: shared },
  ]);
  expect(differenceOn(programOf(Object.fromEntries([...many, ...last])))).toBeUndefined();
});
