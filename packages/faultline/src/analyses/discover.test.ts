import { describe, expect, it } from "vitest";
import { eq, uniform } from "@faultline/engine";
import { analyseDiscovery } from "./discover.ts";
import { smallGraph, smallStudy } from "./testing/small-study.ts";

const unit = uniform(0, 1);
const six = { a: unit, b: unit, c: unit, d: unit, e: unit, f: unit };
const ballast = (of: (id: string) => unknown) =>
  ["c", "d", "e", "f"].map((id) => of(id)) as never[];

describe("discovery", () => {
  const planted = smallGraph({
    parameters: six,
    known: ["a"],
    event: (of) => eq`${of("a")} > 0.6 and ${of("b")} < 0.5`,
    series: (of) => {
      const [c, d, e, f] = ballast(of);
      return eq`${c!} + ${d!} + ${e!} + ${f!}`;
    },
  });

  it("finds a box planted among parameters that do nothing, in fresh futures too", async () => {
    const found = await analyseDiscovery(smallStudy(planted, "event", { draws: 2000 }));
    expect(found.reached).toBe(true);
    const main = found.limits.filter(({ quasiP }) => quasiP < 1e-6);
    expect(main.map(({ id, side }) => `${id} ${side}`).toSorted()).toEqual(["a above", "b below"]);
    for (const { id, value, basis } of main) {
      expect(value).toBeCloseTo(id === "a" ? 0.6 : 0.5, 1);
      expect(basis).toBe(id === "a" ? "facts" : "assumed");
    }
    expect(found.fresh.density).toBeGreaterThan(found.aim - 0.1);
    expect(found.fresh.coverage).toBeGreaterThan(0.85);
    expect(found.trajectory[0]).toMatchObject({ kind: "start", coverage: 1, restricted: [] });
  });

  it("says so where parameters do not decide", async () => {
    const dice = smallGraph({
      parameters: six,
      event: (of, m) => eq`${of("a")} + 3 * ${m.noise("dice")} > 1`,
      series: (of) => {
        const [c, d, e, f] = ballast(of);
        return eq`${c!} + ${d!} + ${e!} + ${f!} + ${of("b")}`;
      },
    });
    const found = await analyseDiscovery(smallStudy(dice, "event", { draws: 2000 }));
    expect(found.reached).toBe(false);
    expect(found.fresh.density).toBeLessThan(found.aim);
    // Futures that the boxes were not fitted to see through the smallest of them.
    const smallest = found.trajectory.at(-1)!;
    expect(smallest.checkedDensity).toBeLessThan(smallest.density! - 0.02);
  });

  it.each([
    ["0.999", "too rare", 400],
    ["0.001", "too common", 400],
    ["2", "in 0 of 400 futures", 400],
  ])("refuses an event above %s: %s", async (limit, words, draws) => {
    const graph = smallGraph({
      parameters: { p: unit, limit: uniform(Number(limit), Number(limit) + 1e-9) },
      event: (of) => eq`${of("p")} > ${of("limit")}`,
    });
    await expect(analyseDiscovery(smallStudy(graph, "event", { draws }))).rejects.toThrow(words);
  });
});
