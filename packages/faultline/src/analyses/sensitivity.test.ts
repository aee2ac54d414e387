import { describe, expect, it } from "vitest";
import { eq, uniform } from "@faultline/engine";
import { analyseSensitivity } from "./sensitivity.ts";
import { smallGraph, smallStudy } from "./testing/small-study.ts";

const unit = uniform(0, 1);

/** 3 a + 2 b + c, whose shares are 9, 4 and 1 of 14. */
const additive = smallGraph({
  parameters: { a: unit, b: unit, c: unit, none: unit },
  known: ["b"],
  series: (of) => eq`3 * ${of("a")} + 2 * ${of("b")} + ${of("c")} + 0 * ${of("none")}`,
});
const expected = { a: 9 / 14, b: 4 / 14, c: 1 / 14, none: 0 };

describe("sensitivity of an additive model", () => {
  it.each([
    ["sobol", 4096, 0.05],
    ["regression", 500, 0.06],
  ] as const)("by %s gives its shares", async (method, draws, error) => {
    const result = await analyseSensitivity(smallStudy(additive, "series", { draws }));
    expect(result.method).toBe(method);
    expect(result.parameters.map(({ id }) => id)).toEqual(["a", "b", "c", "none"]);
    for (const { id, variance } of result.parameters) {
      const share = expected[id as keyof typeof expected];
      expect(Math.abs(variance!.first.value - share)).toBeLessThan(error);
      if (method === "regression") expect(variance!.total).toBeNull();
      else expect(Math.abs(variance!.total!.value - share)).toBeLessThan(error);
    }
  });

  it("screens by the effect over the whole range, which has no error here", async () => {
    const { parameters } = await analyseSensitivity(
      smallStudy(additive, "series", { draws: 1024 }),
    );
    const sizes = parameters.map(({ screening }) => screening.mu.value);
    [3, 2, 1, 0].forEach((size, i) => expect(sizes[i]).toBeCloseTo(size, 12));
    for (const { screening } of parameters) expect(screening.sigma.value).toBeCloseTo(0, 12);
  });

  it("adds up shares by what parameters rest on, and has no chance without dice", async () => {
    const { basis } = await analyseSensitivity(smallStudy(additive, "series", { draws: 4096 }));
    expect(basis.assumed!.total!.value).toBeCloseTo(10 / 14, 1);
    expect(basis.facts!.total!.value).toBeCloseTo(4 / 14, 1);
    expect(basis.judged).toBeNull();
    expect(basis.chance!.total!.value).toBe(0);
  });

  it("leaves out what is set", async () => {
    const study = smallStudy(additive, "series", { draws: 1024, settings: { a: 1 } });
    const { parameters } = await analyseSensitivity(study);
    expect(parameters.map(({ id }) => id)).toEqual(["b", "c", "none"]);
  });
});

describe("sensitivity of a model with dice", () => {
  it("tells chance from parameters, and what both do together", async () => {
    // A variance of 1 each: the parameter's, stretched, and that of the normal noise.
    const graph = smallGraph({
      parameters: { p: unit },
      series: (of, m) => eq`sqrt(12) * ${of("p")} + ${m.noise("dice")}`,
    });
    const { basis, parameters } = await analyseSensitivity(
      smallStudy(graph, "series", { draws: 4096 }),
    );
    expect(parameters[0]!.variance!.first.value).toBeCloseTo(0.5, 1);
    expect(basis.chance!.first.value).toBeCloseTo(0.5, 1);
    expect(basis.chance!.total!.value).toBeCloseTo(0.5, 1);
  });
});

describe("sensitivity refuses", () => {
  it("a rare outcome, too few draws, and a model with nothing left to vary", async () => {
    const rare = smallGraph({ parameters: { p: unit }, event: (of) => eq`${of("p")} > 0.99` });
    const refusal = (draws: number, settings = {}): Promise<unknown> =>
      analyseSensitivity(smallStudy(rare, "event", { draws, settings }));
    await expect(refusal(1024)).rejects.toThrow(/^--outcome: it happens in \d of 1,024.*too rare/);
    await expect(refusal(3)).rejects.toThrow("--draws: 3 futures cannot tell 1 parameters apart");
    await expect(refusal(1024, { p: 1 })).rejects.toThrow(/^--set: it fixes every parameter/);
  });
});
