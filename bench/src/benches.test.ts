import { expect, test } from "vitest";
import { benches, choose, wanted } from "./benches.ts";
import { describeFigure, figureOf } from "./figure.ts";
import { alternate } from "./rounds.ts";

const figures = (...names: string[]) =>
  choose(names)
    .flatMap((bench) => bench.figures)
    .filter((figure) => wanted(figure, names));

test("a name asks for a figure, or for all that begin with it up to a hyphen", () => {
  expect(figures("kernel-150")).toEqual(["kernel-150", "kernel-150-fastmath"]);
  expect(figures("kernel-150-fastmath", "draws")).toEqual(["kernel-150-fastmath", "draws"]);
  expect(choose(["kernel"])).toHaveLength(3);
  expect(choose([])).toEqual(benches);
  expect(() => choose(["kernel-15"])).toThrow('no figure "kernel-15"; there are: kernel-economy');
});

test("a figure is the ratio of medians, with the quartiles of the rounds' ratios", () => {
  const named = { name: "x", against: "y", goal: 1.5, detail: { work: "z" } };
  const figure = figureOf(named, [10, 30, 20, 100, 40], [10, 10, 10, 10, 20]);
  // Ratios by round: 1, 3, 2, 10, 2, whose quartiles are 2 and 3.
  expect(figure).toEqual({ ...named, ratio: 3, spread: 1 });
  expect(describeFigure(figure)).toContain("3 × y (goal 1.5: MISSED)");
  expect(describeFigure({ ...figure, goal: null })).toContain("(no goal)");
});

test("rounds alternate, turn round every other time, and number at least three", async () => {
  const order: string[] = [];
  const timed = (name: string) => () => {
    order.push(name);
    return order.length;
  };
  const contestants = { a: timed("a"), b: timed("b") };
  expect(await alternate(contestants, { rounds: 9, seconds: -1 })).toEqual({
    a: [1, 4, 5],
    b: [2, 3, 6],
  });
  expect(order.join("")).toBe("abbaab");
});
