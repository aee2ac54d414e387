import { describe, expect, test } from "vitest";
import { pathsOf } from "./testing/files.ts";

const flow = (name: string, eqn: string, more = ""): string =>
  `<flow name="${name}"><eqn>${eqn}</eqn>${more}</flow>`;

/** A non-negative stock with its flows by name. */
const stock = (name: string, eqn: string, inflows: string, outflows: string): string => {
  const list = (tag: string, names: string): string =>
    names === ""
      ? ""
      : names
          .split(" ")
          .map((one) => `<${tag}>${one}</${tag}>`)
          .join("");
  const flows = list("inflow", inflows) + list("outflow", outflows);
  return `<stock name="${name}"><eqn>${eqn}</eqn>${flows}<non_negative/></stock>`;
};

describe("a non-negative stock", () => {
  test("gives what it holds to its first outflow before its second", () => {
    const paths = pathsOf(
      stock("s", "20", "", "first second") + flow("second", "8") + flow("first", "6"),
    );
    expect(paths["s"]).toEqual([20, 6, 0, 0]);
    expect(paths["first"]).toEqual([6, 6, 0, 0]);
    expect(paths["second"]).toEqual([8, 0, 0, 0]);
  });

  test("counts what flows in within the step, and the length of the step", () => {
    const paths = pathsOf(stock("s", "1", "in", "out") + flow("in", "5") + flow("out", "9"), {
      specs: "<start>0</start><stop>1.5</stop><dt>0.5</dt>",
    });
    // It holds 1, so for half a unit of time it can give 2 more than the 5.
    expect(paths["out"]).toEqual([7, 5, 5, 5]);
    expect(paths["s"]).toEqual([1, 0, 0, 0]);
  });

  test("passes on only what it gives", () => {
    const paths = pathsOf(
      stock("a", "5", "", "ab") + stock("b", "0", "ab", "") + flow("ab", "3") +
        '<aux name="seen"><eqn>ab * 2</eqn></aux>', // prettier-ignore
    );
    expect(paths["b"]).toEqual([0, 3, 5, 5]);
    expect(paths["seen"]).toEqual([6, 4, 0, 0]);
  });

  test("stands in a ring of its kind, where not every inflow can be counted", () => {
    const paths = pathsOf(
      stock("a", "4", "ca", "ab") + stock("b", "0", "ab", "bc") + stock("c", "0", "bc", "ca") +
        flow("ab", "3") + flow("bc", "3") + flow("ca", "3"), // prettier-ignore
    );
    for (let i = 0; i < 4; i += 1) {
      const held = ["a", "b", "c"].map((id) => paths[id]![i]!);
      expect(held.reduce((x, y) => x + y)).toBe(4);
      expect(Math.min(...held)).toBeGreaterThanOrEqual(0);
    }
    // The flow that closes the ring gives what its stock holds; the others pass on what comes in.
    expect(paths["ca"]).toEqual([0, 3, 3, 3]);
    expect(paths["bc"]).toEqual([3, 3, 3, 3]);
  });

  test("does not count an inflow that is made of the outflow", () => {
    const paths = pathsOf(
      stock("s", "4", "in", "out") + flow("in", "half") + flow("out", "10") +
        '<aux name="half"><eqn>out / 2</eqn></aux>', // prettier-ignore
    );
    expect(paths["out"]).toEqual([4, 2, 1, 0.5]);
    expect(paths["s"]).toEqual([4, 2, 1, 0.5]);
  });

  test("serves an outflow first that another depends on", () => {
    const paths = pathsOf(
      stock("s", "9", "", "double single") + flow("double", "2 * single") + flow("single", "4"),
    );
    expect([paths["single"]![0], paths["double"]![0]]).toEqual([4, 5]);
    expect(paths["s"]).toEqual([9, 0, 0, 0]);
  });

  test("may open at what its own outflow calls for", () => {
    const paths = pathsOf(
      stock("s", "cover", "", "out") + flow("out", "5") +
        '<aux name="cover"><eqn>out * 2</eqn></aux>', // prettier-ignore
    );
    expect(paths["s"]).toEqual([10, 5, 0, 0]);
    expect(paths["cover"]).toEqual([10, 10, 0, 0]);
  });

  test("stops at zero under an inflow below zero", () => {
    const paths = pathsOf(stock("s", "5", "in", "out") + flow("in", "-3") + flow("out", "1"));
    expect(paths["s"]).toEqual([5, 1, 0, 0]);
    expect(paths["out"]).toEqual([1, 0, 0, 0]);
  });

  test("takes an outflow below zero for an inflow", () => {
    expect(pathsOf(stock("s", "5", "", "out") + flow("out", "-1"))["s"]).toEqual([5, 6, 7, 8]);
  });

  test("stays there under the fourth-order rule", () => {
    const paths = pathsOf(stock("s", "5", "", "out") + flow("out", "3 + TIME"), {
      attributes: 'method="rk4"',
      specs: "<start>0</start><stop>9</stop><dt>0.5</dt>",
    });
    expect(Math.min(...paths["s"]!)).toBeGreaterThanOrEqual(0);
    expect(paths["s"]!.at(-1)).toBeLessThan(0.01);
  });
});

describe("non_negative", () => {
  test("keeps a flow at zero or above", () => {
    const paths = pathsOf(flow("f", "TIME - 2", "<non_negative/>") + flow("g", "TIME - 2"));
    expect(paths["f"]).toEqual([0, 0, 0, 1]);
    expect(paths["g"]).toEqual([-2, -1, 0, 1]);
  });

  test.each([
    ["<behavior><non_negative/></behavior>", [0, 0]],
    ["<behavior><flow><non_negative/></flow></behavior>", [0, -4]],
    ["<behavior><stock><non_negative/></stock></behavior>", [-1, 0]],
    [
      "<behavior><non_negative/><stock><non_negative>false</non_negative></stock></behavior>",
      [0, -4],
    ],
    ["", [-1, -4]],
  ])("is for all of a file in %j", (more, expected) => {
    const paths = pathsOf(
      `${flow("f", "-1")}<stock name="s"><eqn>-4</eqn></stock>
       ${flow("own", "-1", "<non_negative>FALSE</non_negative>")}`,
      { more },
    );
    // A stock that opens below zero comes up to it.
    expect([paths["f"]![1], paths["s"]![1]]).toEqual(expected);
    expect(paths["own"]![1]).toBe(-1);
  });
});
