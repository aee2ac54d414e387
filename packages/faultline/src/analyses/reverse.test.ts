import { describe, expect, it } from "vitest";
import { constant, eq, normal, uniform } from "@faultline/engine";
import { analyseReverse } from "./reverse.ts";
import { type InputChoice, chooseInputs } from "./stress-inputs.ts";
import { smallGraph, smallStudy } from "./testing/small-study.ts";

/** Happens in a share of the futures as large as the two levers together, the second at half. */
const levers = smallGraph({
  parameters: { one: constant(0), two: constant(0), idle: constant(3), u: uniform(0, 1) },
  levers: ["one", "two", "idle"],
  event: (of) => eq`${of("u")} < ${of("one")} + 0.5 * ${of("two")}`,
  series: (of) => eq`${of("idle")}`,
});
const choice: InputChoice = {
  graph: levers,
  settings: {},
  months: 1,
  scenarios: [{ moderate: { one: 0.2 }, extreme: { one: 1, two: 1 } }],
};
const ids = (over: string | undefined, more: Partial<InputChoice> = {}): string[] =>
  chooseInputs(over, { ...choice, ...more }).inputs.map(({ id }) => id);

describe("reverse stress over levers", () => {
  const study = smallStudy(levers, "event", { draws: 4000 });

  it("goes along the direction that costs least", async () => {
    const { inputs, unmoved } = chooseInputs(undefined, choice);
    const found = await analyseReverse(study, inputs, 0.5, unmoved);
    expect(found.found).toBe(true);
    expect(found.start.value).toBe(0);
    expect(found.unmoved.map(({ id }) => id)).toEqual(["idle"]);
    // The least x² + y² with x + y / 2 = 0.5 is at x = 0.4, y = 0.2.
    const least = Math.sqrt(0.4 ** 2 + 0.2 ** 2);
    expect(found.shock.size).toBeGreaterThan(least - 0.02);
    expect(found.shock.size).toBeLessThan(1.05 * least);
    expect(found.shock.probability.value).toBeGreaterThanOrEqual(0.5);
    expect(found.fresh.probability.value).toBeCloseTo(0.5, 1);
  });

  it("tells what each would have to do alone", async () => {
    const { alone } = await analyseReverse(study, chooseInputs(undefined, choice).inputs, 0.6);
    expect(alone.map(({ id, found }) => [id, found])).toEqual([
      ["one", true],
      ["two", false],
    ]);
    expect(alone[0]!.shock.size).toBeCloseTo(0.6, 1);
    expect(alone[1]!.shock.probability.value).toBeCloseTo(0.5, 1);
  });

  it("needs no shock for what happens anyway, and says when there is none", async () => {
    const settings = { one: 0.7 };
    const { inputs } = chooseInputs(undefined, { ...choice, settings });
    const anyway = smallStudy(levers, "event", { draws: 1000, settings });
    expect(await analyseReverse(anyway, inputs, 0.5)).toMatchObject({
      found: true,
      shock: { size: 0, moves: [] },
    });
    const two = chooseInputs("two", choice).inputs;
    const none = await analyseReverse(study, two, 0.9);
    expect(none.found).toBe(false);
    expect(none.shock.moves).toEqual([{ id: "two", by: 1, value: 1 }]);
  });

  it("reaches the corner where all levers are needed in full", async () => {
    const both = smallGraph({
      parameters: { one: constant(0), two: constant(0), u: uniform(0, 1) },
      levers: ["one", "two"],
      event: (of) => eq`${of("u")} < ${of("one")} * ${of("two")}`,
    });
    const { inputs } = chooseInputs(undefined, { ...choice, graph: both });
    const found = await analyseReverse(smallStudy(both, "event", { draws: 1000 }), inputs, 0.97);
    expect(found.found).toBe(true);
    expect(found.shock.size).toBeGreaterThan(Math.SQRT2 * 0.95);
  });
});

describe("reverse stress over drawn parameters", () => {
  it("shifts them by standard deviations", async () => {
    const graph = smallGraph({
      parameters: { z: normal(0, 1) },
      event: (of) => eq`${of("z")} > 1`,
    });
    const { inputs } = chooseInputs("z", { ...choice, graph });
    const found = await analyseReverse(smallStudy(graph, "event", { draws: 4000 }), inputs, 0.5);
    expect(found.shock.moves[0]!.by).toBeCloseTo(1, 1);
    expect(found.shock.moves[0]!.value).toBeNull();
  });
});

describe("what may be moved", () => {
  it("is every lever that a scenario moves, or what --over names", () => {
    expect(ids(undefined)).toEqual(["one", "two"]);
    expect(ids("two, u,two")).toEqual(["two", "u"]);
    expect(ids(undefined, { settings: { two: 1 } })).toEqual(["one"]);
  });

  it("takes a month beyond the end for one after it", () => {
    const graph = smallGraph({
      parameters: { one: constant(9999), u: uniform(0, 1) },
      units: { one: "month" },
      levers: ["one"],
      event: (of) => eq`${of("u")} > 0.5`,
      series: (of) => eq`${of("one")} / ${of("one")}`,
    });
    const { inputs } = chooseInputs(undefined, {
      ...choice,
      graph,
      months: 24,
      scenarios: [{ severe: { one: 6 } }],
    });
    expect(inputs[0]).toMatchObject({ from: 25, to: 6, whole: true });
  });

  it.each([
    ["nobody", {}, /no parameter is called "nobody"/],
    ["idle", {}, /idle cannot be moved: no scenario moves it/],
    ["one", { settings: { one: 1 } }, /it stands at the end of its range/],
    ["u", { settings: { u: 1 } }, /it is set to one value/],
    [undefined, { scenarios: [] }, /no lever has anywhere to go/],
  ])("is refused: %s %j", (over, more, words) => {
    expect(() => ids(over, more)).toThrow(words);
  });
});
