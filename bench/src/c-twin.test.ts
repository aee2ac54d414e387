import { expect, test } from "vitest";
import {
  type Graph,
  type Lowered,
  Model,
  blockSize,
  build,
  compile,
  eq,
  lower,
  normal,
  trait,
  uniform,
} from "@faultline/engine";
import { callsLibrary, cNumber, childrenOf } from "./c-expression.ts";
import { type Variant, variants } from "./c-twin.ts";
import { compare, relativeDifference } from "./difference.ts";
import { type Mathematics, compileTwin, hasGcc, writeInputs } from "./gcc.ts";
import { hashWords } from "./name-hash.ts";
import { withScratch } from "./scratch.ts";
import { syntheticEconomy } from "./synthetic.ts";

const why = { assumption: "a test" };
const gcc = hasGcc();
if (!gcc) console.warn("gcc is missing, so the C twins are not tested.");
// On continuous integration the tests run all the same, and fail for want of it.
const testWithGcc = test.skipIf(!gcc && process.env["CI"] !== "true");

/** One series for each word of the language, over parameters of both signs. */
function everyOperator(): Graph {
  const m = new Model();
  const a = m.parameter("a", normal(0.3, 2), why);
  const b = m.parameter("b", uniform(-2, 2), why);
  const p = m.parameter("p", uniform(0.1, 3), why);
  const series = {
    plus: eq`${a} + ${b}`,
    minus: eq`${a} - ${b}`,
    times: eq`${a} * ${b}`,
    over: eq`${a} / ${p}`,
    negative: eq`-(${a} * ${b})`,
    least: eq`min(${a}, ${b})`,
    most: eq`max(${a}, min(${b}, ${p}))`,
    power: eq`pow(${p}, ${b})`,
    less: eq`${a} < ${b}`,
    lessOrEqual: eq`floor(${a}) <= floor(${b})`,
    more: eq`${a} > ${b}`,
    moreOrEqual: eq`floor(${a}) >= floor(${b})`,
    equal: eq`floor(${a}) == floor(${b})`,
    different: eq`floor(${a}) != floor(${b})`,
    both: eq`${a} > 0 and ${b} > 0`,
    either: eq`${a} > 0 or floor(${b})`,
    not: eq`not (${a} > 0)`,
    truth: eq`if(floor(${a}) and not floor(${b}), 1, 2)`,
    exponential: eq`exp(${a})`,
    logarithm: eq`log(${p})`,
    sine: eq`sin(${a})`,
    cosine: eq`cos(${b})`,
    tangent: eq`tan(${b} / 2)`,
    arc: eq`atan(${a})`,
    root: eq`sqrt(${p})`,
    size: eq`abs(${a})`,
    whole: eq`floor(10 * ${a})`,
    choice: eq`if(${a} < ${b}, exp(${a}), ${b} * 0.1)`,
    literals: eq`1e-7 * ${a} + 3 * ${b} + ${-0.5} * ${p} + ${1e21}`,
    clock: eq`${a} + time / month`,
    s: eq`logistic(${a}) + clip(${b}, -1, 1)`,
  };
  for (const [id, equation] of Object.entries(series)) m.series(id, equation);
  return build(m);
}

/** Cells, sums within and over them, lags, stocks, accounts, noise, an event and a hazard. */
function everyPart(): Graph {
  const m = new Model();
  const pace = m.parameter("pace", uniform(0.05, 0.2), { ...why, unit: "1/month" });
  const bill = m.parameter("bill", uniform(5, 15), { ...why, unit: "USD/month" });
  const shock = m.noise("shock");
  const groups = m.population("groups", {
    traits: { weight: [0.5, 0.3, 0.2], size: [1, 2, 3] },
  });
  const level = m.stock("level", {
    over: groups,
    initial: eq`${trait(groups, "size")}`,
    change: (self) => eq`${pace} * (2 - ${self} + 0.1 * ${shock})`,
  });
  const share = m.variable("share", eq`${level} / sum(${level})`, { over: groups });
  const mean = m.variable("mean", eq`sum(${trait(groups, "weight")} * ${level})`);
  const before = m.lag("before", mean, { initial: eq`1` });
  const people = m.institution("people", { over: groups });
  const shop = m.institution("shop");
  const purse = m.account("purse", {
    institution: people,
    side: "asset",
    initial: eq`100 * month * ${bill}`,
    overdraft: "owed",
  });
  const till = m.account("till", {
    institution: shop,
    side: "asset",
    initial: eq`0`,
    overdraft: "never",
  });
  const ended = m.event("ended", { when: eq`${mean} > 1.85` });
  const broken = m.hazard("broken", { probability: eq`0.05 * ${before}` });
  m.flow("purchase", {
    from: purse,
    to: till,
    over: groups,
    rate: eq`${bill} * ${share} * if(${ended}, 0.5, 1) * if(${broken}, 0.9, 1)`,
  });
  m.series("mean now", mean);
  m.series("till now", till, { unit: "USD" });
  m.series("purses", eq`sum(${purse})`, { unit: "USD" });
  m.series("first", eq`sum(${share} * (${trait(groups, "size")} == 1))`);
  m.series("noise", shock);
  return build(m);
}

async function differences(
  graph: Graph,
  variant: Variant,
  mathematics: Mathematics,
  months: readonly number[],
) {
  const blocks = 2;
  return withScratch(async (directory) => {
    const inputs = `${directory}/inputs`;
    const ensemble = { blocks, months: Math.max(...months), seed: 5_000_000_001 };
    writeInputs(inputs, graph, ensemble);
    const model = { name: "model", program: lower(graph), draws: blocks * blockSize };
    const twin = await compileTwin(directory, inputs, model, variant, mathematics);
    const kernel = compile(graph);
    return months.map((count) => {
      const ours = [0, blockSize].map((firstDraw) =>
        kernel({ ...ensemble, months: count, firstDraw }),
      );
      const tripped = ours.some(({ eventMonths }) =>
        Object.values(eventMonths).some((at) => at.some((month) => month >= 0)),
      );
      return { ...compare(ours, twin.run(count)), tripped };
    });
  });
}

for (const variant of variants) {
  testWithGcc(`${variant}: every operator means in C what it means in the kernel`, async () => {
    const [step, later] = await differences(everyOperator(), variant, "ieee", [1, 3]);
    expect(step!.series).toBeLessThan(1e-12);
    expect(later!.series).toBeLessThan(1e-12);
  });

  testWithGcc(`${variant}: every kind of part runs in C as in the kernel`, async () => {
    const [step, later] = await differences(everyPart(), variant, "ieee", [1, 36]);
    expect(step!.series).toBeLessThan(1e-12);
    expect(later).toMatchObject({ events: 0, tripped: true });
    expect(later!.series).toBeLessThan(1e-10);
  });

  testWithGcc(`${variant}: fast mathematics stays close`, async () => {
    const [step] = await differences(syntheticEconomy(60), variant, "fast", [1]);
    expect(step!.series).toBeLessThan(1e-10);
  });
}

test("the models above hold every operation that there is", () => {
  const all: Readonly<Record<Lowered["op"], true>> = {
    number: true,
    time: true,
    row: true,
    trait: true,
    total: true,
    if: true,
    "+": true,
    "-": true,
    "*": true,
    "/": true,
    min: true,
    max: true,
    pow: true,
    "<": true,
    "<=": true,
    ">": true,
    ">=": true,
    "==": true,
    "!=": true,
    and: true,
    or: true,
    neg: true,
    not: true,
    exp: true,
    log: true,
    sin: true,
    cos: true,
    tan: true,
    atan: true,
    sqrt: true,
    abs: true,
    floor: true,
  };
  const found = new Set<string>();
  const visit = (node: Lowered): void => {
    found.add(node.op);
    childrenOf(node).forEach(visit);
  };
  for (const graph of [everyOperator(), everyPart()]) {
    for (const { value } of lower(graph).month) visit(value);
  }
  expect([...found].toSorted()).toEqual(Object.keys(all).toSorted());
});

test("numbers become C doubles", () => {
  const spelled = [0, 1, -2, 0.1, 1e21, 1e-7, -0, Infinity, -Infinity].map(cNumber);
  expect(spelled).toEqual([
    "0.0",
    "1.0",
    "(-2.0)",
    "0.1",
    "1e+21",
    "1e-7",
    "(-0.0)",
    "((double)INFINITY)",
    "(-(double)INFINITY)",
  ]);
  expect(cNumber(NaN)).toBe("((double)NAN)");
});

test("a library call is found at any depth", () => {
  const a: Lowered = { op: "row", row: 0, perCell: false };
  expect(callsLibrary({ op: "+", a, b: { op: "neg", a: { op: "exp", a } } })).toBe(true);
  expect(callsLibrary({ op: "if", c: a, a, b: { op: "sqrt", a } })).toBe(false);
});

test("names hash to FNV-1a's published values", () => {
  expect(hashWords("")).toEqual({ hi: 0xcbf29ce4, lo: 0x84222325 });
  expect(hashWords("a")).toEqual({ hi: 0xaf63dc4c, lo: 0x8601ec8c });
  expect(hashWords("foobar")).toEqual({ hi: 0x85944171, lo: 0xf73967e8 });
});

test("differences are relative, and a number that is none is infinitely far", () => {
  expect(relativeDifference(2, 1)).toBe(0.5);
  expect(relativeDifference(-1, 1)).toBe(2);
  expect(relativeDifference(1e-20, 0, 1)).toBe(1e-20);
  expect(relativeDifference(0, -0)).toBe(0);
  expect(relativeDifference(NaN, NaN)).toBe(0);
  expect(relativeDifference(NaN, 1)).toBe(Infinity);
});
