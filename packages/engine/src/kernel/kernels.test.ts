import { describe, expect, test } from "vitest";
import { type Graph, build } from "../graph/graph.ts";
import { eq, quantity, trait } from "../language/equation.ts";
import { down, earn } from "../language/legs.ts";
import { Model } from "../language/model.ts";
import type { Account, Leg, Overdraft } from "../language/parts.ts";
import { discrete, uniform } from "../numbers/distributions.ts";
import { differenceOf } from "../testing/bits.ts";
import { messageOf } from "../testing/evaluate.ts";
import { blockSize } from "./block.ts";
import { compile, compileJavaScript } from "./compile.ts";
import { interpret } from "./interpret.ts";

const why = { assumption: "a worked example" };

/** Draws 0 of a series, by month. */
function pathOf(series: Float64Array): readonly number[] {
  return [...series].filter((_, i) => i % blockSize === 0);
}

/** A shop that starts with 10 dollars and pays rent and wages out of them. */
function shop(overdraft: Overdraft, rent = 3, wages = 1) {
  const m = new Model();
  const [owner, town] = [m.institution("shop"), m.institution("town")];
  const account = (id: string, institution: typeof owner, dollars: number): Account =>
    m.account(id, {
      institution,
      side: "asset",
      initial: quantity(dollars, "USD"),
      overdraft: institution === owner ? overdraft : "owed",
    });
  const [till, purse] = [account("shop.cash", owner, 10), account("town.cash", town, 0)];
  const luck = m.parameter("luck", discrete([0, 1], [19, 1]), why);
  const dues = eq`${luck} * ${quantity(rent, "USD/month")}`;
  m.flow("rent", { from: till, to: purse, rate: dues });
  m.flow("wages", { from: till, to: purse, rate: quantity(wages, "USD/month") });
  m.flow("gift", { from: purse, to: till, rate: eq`0` });
  return build(m);
}

describe.each([
  ["kernel", compile],
  ["JavaScript kernel", compileJavaScript],
  ["interpreter", interpret],
])("%s", (_, make) => {
  const path = (graph: Graph, id: string, months: number): readonly number[] =>
    pathOf(make(graph)({ seed: 1, firstDraw: 0, months }).series[id]!);

  test("a lag of a lag is two months late, whichever id comes first", () => {
    for (const [one, two] of [
      ["a", "b"],
      ["b", "a"],
    ] as const) {
      const m = new Model();
      const clock = m.variable("clock", eq`time / month`);
      const once = m.lag(one, clock, { initial: eq`-1` });
      const twice = m.lag(two, once, { initial: eq`-2` });
      m.series("once", once);
      m.series("twice", twice);
      m.series("during", m.variable("during", eq`${clock} - ${twice}`));
      const graph = build(m);
      // Series read levels at the end of the month, when both lags have moved.
      expect(path(graph, "once", 5)).toEqual([0, 1, 2, 3, 4]);
      expect(path(graph, "twice", 5)).toEqual([-1, 0, 1, 2, 3]);
      expect(path(graph, "during", 5)).toEqual([2, 2, 2, 2, 2]);
    }
  });

  test("two lags of each other swap", () => {
    const m = new Model();
    const a = m.lag("a", () => b, { initial: eq`1` });
    const b = m.lag("b", a, { initial: eq`2` });
    m.series("a", a);
    m.series("b", b);
    expect(path(build(m), "a", 3)).toEqual([2, 1, 2]);
    expect(path(build(m), "b", 3)).toEqual([1, 2, 1]);
  });

  test("a sum within a sum adds all cells each time", () => {
    const m = new Model();
    const cells = m.population("cells", { traits: { size: [1, 2, 4] } });
    const size = trait(cells, "size");
    const doubled = m.variable("doubled", eq`2 * ${size}`, { over: cells });
    // 7 × (14 + time), then Σ size × Σ size² = 7 × 21.
    m.series("of a part", m.variable("v", eq`sum(${size} * (sum(${doubled}) + time / month))`));
    m.series("of an equation", eq`sum(${size} * sum(${size} * ${size}))`);
    const share = m.variable("share", eq`${doubled} / sum(${doubled})`, { over: cells });
    m.series("within cells", eq`sum(${share} * ${size}) * 7`);
    const graph = build(m);
    expect(path(graph, "of a part", 2)).toEqual([98, 105]);
    expect(path(graph, "of an equation", 2)).toEqual([147, 147]);
    expect(path(graph, "within cells", 1)[0]).toBeCloseTo(21, 12);
  });

  test("a single value within a sum counts in every cell", () => {
    const m = new Model();
    const cells = m.population("cells", { traits: { size: [1, 2, 4] } });
    const size = trait(cells, "size");
    const level = m.stock("level", { initial: eq`1`, change: eq`1 / month` });
    m.series("product", eq`sum(${size} * ${level})`);
    m.series("sum", eq`sum(${size} + ${level})`);
    const graph = build(m);
    expect(path(graph, "product", 3)).toEqual([14, 21, 28]);
    expect(path(graph, "sum", 3)).toEqual([13, 16, 19]);
  });

  test("stocks, lags and balances all move on the month's values", () => {
    const m = new Model();
    const a = m.stock("a", { initial: eq`1`, change: eq`1 / month` });
    const b = m.stock("b", { initial: eq`0`, change: eq`${a} / month` });
    m.series("b", b);
    m.series("lag", m.lag("lag", a, { initial: eq`9` }));
    expect(path(build(m), "b", 4)).toEqual([1, 3, 6, 10]);
    expect(path(build(m), "lag", 4)).toEqual([1, 2, 3, 4]);
  });

  test("events read the end of the month, trip once, and are seen from the next month on", () => {
    const m = new Model();
    const level = m.stock("level", { initial: eq`0`, change: eq`1 / month` });
    const first = m.event("first", { when: eq`${level} == 2` });
    const second = m.event("second", { when: eq`${first}` });
    const never = m.hazard("never", { probability: eq`0` });
    const always = m.hazard("always", { probability: eq`${first}` });
    m.series("first", first);
    m.series("during", m.variable("during", eq`${first} + 0 * ${never} + 0 * ${always}`));
    const block = make(build(m))({ seed: 1, firstDraw: 0, months: 5 });
    expect(pathOf(block.series["first"]!)).toEqual([0, 1, 1, 1, 1]);
    expect(pathOf(block.series["during"]!)).toEqual([0, 0, 1, 1, 1]);
    const months = ["first", "second", "always", "never"].map((id) => block.eventMonths[id]![0]);
    expect(months).toEqual([1, 2, 2, -1]);
    expect(second.kind).toBe("event");
  });

  test("hazards trip as often as they should", () => {
    const m = new Model();
    m.hazard("fire", { probability: eq`0.2` });
    const kernel = make(build(m));
    const tripped = Array.from({ length: 8 }, (_, i) => {
      const block = kernel({ seed: 5, firstDraw: i * blockSize, months: 3 });
      return Array.from(block.eventMonths["fire"]!);
    }).flat();
    // 0.2, 0.16 and 0.128 of 2048 draws, within four standard deviations.
    for (const [month, share] of [0.2, 0.16, 0.128].entries()) {
      const found = tripped.filter((m) => m === month).length / tripped.length;
      expect(Math.abs(found - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / 2048));
    }
  });

  test("a flow over cells moves a single balance by its sum", () => {
    const m = new Model();
    const apps = m.population("apps", { traits: { pay: [1, 2, 3] }, traitUnits: { pay: "USD" } });
    const [each, cloud] = [m.institution("app", { over: apps }), m.institution("cloud")];
    const wallet = m.account("app.cash", {
      institution: each,
      side: "asset",
      initial: eq`10 * ${trait(apps, "pay")}`,
      overdraft: "never",
    });
    const till = m.account("cloud.cash", { institution: cloud, side: "asset", initial: eq`0` });
    m.flow("bills", {
      from: wallet,
      to: till,
      over: apps,
      rate: eq`${trait(apps, "pay")} / month`,
    });
    m.series("till", till, { unit: "USD" });
    m.series("wallets", eq`sum(${wallet} * ${trait(apps, "pay")})`, { unit: "USD^2" });
    const graph = build(m);
    expect(path(graph, "till", 3)).toEqual([6, 12, 18]);
    expect(path(graph, "wallets", 3)).toEqual([126, 112, 98]);
  });

  test("an institution may hold some balances by cell and others whole", () => {
    const m = new Model();
    const shops = m.population("shops", {
      traits: { pay: [1, 2, 3] },
      traitUnits: { pay: "USD/month" },
    });
    const [chain, world] = [m.institution("chain"), m.institution("world")];
    const drawer = m.account("chain.drawers", {
      institution: chain,
      over: shops,
      side: "asset",
      initial: eq`10 * ${trait(shops, "pay")} * month`,
      overdraft: "never",
    });
    const asset = { side: "asset", initial: eq`0`, overdraft: "owed" } as const;
    const vault = m.account("chain.vault", { institution: chain, ...asset });
    const outside = m.account("world.cash", { institution: world, ...asset });
    m.flow("collected", { from: drawer, to: vault, over: shops, rate: trait(shops, "pay") });
    m.flow("rent", { from: vault, to: outside, rate: quantity(4, "USD/month") });
    m.series("vault", vault, { unit: "USD" });
    m.series("drawers", eq`sum(${drawer})`, { unit: "USD" });
    const graph = build(m);
    expect(path(graph, "vault", 3)).toEqual([2, 4, 6]);
    expect(path(graph, "drawers", 3)).toEqual([54, 48, 42]);
    const { residual } = make(graph)({ seed: 1, firstDraw: 0, months: 3 });
    expect(residual[0]).toBe(0);
  });

  test("a residual that is not a number is kept, whatever comes after it", () => {
    for (const broken of ["first", "last"]) {
      const m = new Model();
      for (const id of ["first", "last"]) {
        const institution = m.institution(id);
        const real = { institution, side: "asset", instrument: "real gold" } as const;
        const gold = m.account(`${id}.gold`, { ...real, initial: eq`0` });
        const root = eq`sqrt(${id === broken ? -1 : 1})`;
        m.flow(`${id}.mined`, {
          to: gold,
          rate: eq`${root} * ${quantity(1, "USD/month")}`,
          books: [earn(institution)],
        });
      }
      const { residual } = make(build(m))({ seed: 1, firstDraw: 0, months: 3 });
      expect(residual[0]).toBeNaN();
    }
  });

  test.each([
    ["an income leg", (legs: Leg[]) => legs.pop(), 1],
    ["a balance leg", (legs: Leg[]) => legs.shift(), 0.3],
  ])("the residual finds %s that is lost after the checks", (_name, lose, expected) => {
    const graph = shop("owed", 3, 0);
    const rent = graph.flows.find((flow) => flow.id === "rent")!;
    lose(rent.legs as Leg[]);
    const { residual, parameters } = make(graph)({ seed: 1, firstDraw: 0, months: 1 });
    const unlucky = parameters["luck"]!.indexOf(1);
    // Three dollars that the town (which holds 3) or the shop (10) cannot account for.
    expect(residual[unlucky]).toBe(expected);
    expect(residual[parameters["luck"]!.indexOf(0)]).toBe(0);
  });

  test("an overdrawn account is named with draw, month and who is paid from it", () => {
    const graph = shop("never");
    const { parameters } = make(shop("owed"))({ seed: 1, firstDraw: blockSize, months: 1 });
    const unlucky = parameters["luck"]!.indexOf(1);
    expect(unlucky).toBeGreaterThan(0);
    // 10 dollars less 4 a month are -2 at the end of the third.
    const request = { seed: 1, firstDraw: blockSize, months: 4 };
    expect(messageOf(() => make(graph)(request))).toBe(
      `Account "shop.cash" is overdrawn in draw ${blockSize + unlucky}, month 2; ` +
        "it is paid from by rent, wages.",
    );
    expect(() => make(graph)({ ...request, months: 2 })).not.toThrow();
    // Draws that the ensemble does not have are nobody's trouble.
    expect(() => make(graph)({ ...request, draws: blockSize + unlucky })).not.toThrow();
    expect(() => make(graph)({ ...request, draws: blockSize + unlucky + 1 })).toThrow("overdrawn");
    expect(() => make(shop("owed"))(request)).not.toThrow();
  });

  test("an account that nothing is paid from may still be overdrawn", () => {
    const m = new Model();
    const institution = m.institution("shop");
    m.account("till", {
      institution,
      side: "asset",
      initial: quantity(-1, "USD"),
      overdraft: "never",
    });
    expect(messageOf(() => make(build(m))({ seed: 1, firstDraw: 0, months: 1 }))).toBe(
      'Account "till" is overdrawn in draw 0, month 0; no flow is paid from it, so what it opened ' +
        "with or was paid is below 0.",
    );
  });

  test("half a cent is rounding, not an overdraft", () => {
    const request = { seed: 1, firstDraw: 0, months: 1 };
    expect(() => make(shop("never", 0, 10.0049))(request)).not.toThrow();
    expect(() => make(shop("never", 0, 10.0051))(request)).toThrow("month 0");
  });

  test("a cell is overdrawn even when the others hold more than it lacks", () => {
    const m = new Model();
    const apps = m.population("apps", { traits: { cash: [100, 1] }, traitUnits: { cash: "USD" } });
    const institution = m.institution("app", { over: apps });
    const cash = m.account("app.cash", {
      institution,
      side: "asset",
      initial: trait(apps, "cash"),
      overdraft: "never",
    });
    const owed = m.account("app.debt", { institution, side: "liability", initial: eq`0` });
    m.flow("repaid", {
      from: cash,
      over: apps,
      books: [down(owed)],
      rate: quantity(2, "USD/month"),
    });
    expect(messageOf(() => make(build(m))({ seed: 1, firstDraw: 0, months: 1 }))).toBe(
      'Account "app.cash" is overdrawn in draw 0, month 0; it is paid from by repaid.',
    );
  });

  test("an unknown setting is refused by name", () => {
    const request = { seed: 1, firstDraw: 0, months: 1, settings: { lukc: 1 } };
    expect(messageOf(() => make(shop("owed"))(request))).toBe(
      'There is no parameter "lukc" to set.',
    );
  });

  test("settings replace a distribution by a number or by another", () => {
    const request = { seed: 1, firstDraw: 0, months: 1 };
    const draws = (luck: number | ReturnType<typeof uniform>): Float64Array =>
      make(shop("owed"))({ ...request, settings: { luck } }).parameters["luck"]!;
    expect(draws(0.25).every((x) => x === 0.25)).toBe(true);
    expect(draws(uniform(5, 6)).every((x) => x > 5 && x < 6)).toBe(true);
  });
});

test("a kernel keeps nothing from one call to the next", () => {
  const graph = shop("owed");
  const kernel = compile(graph);
  const request = { seed: 1, firstDraw: 0, months: 6 };
  const before = kernel(request);
  kernel({ seed: 2, firstDraw: blockSize, months: 9, settings: { luck: NaN } });
  expect(differenceOf(kernel(request), before)).toBeUndefined();
});
