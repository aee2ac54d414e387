import { type BlockResult, blockSize, compile, interpret } from "@faultline/engine";
import { expect, test } from "vitest";
import { buildEconomy } from "./economy.ts";
import { scenarios } from "./scenarios/scenarios.ts";

/** Names of all columns of a block that differ from another's in any bit but a NaN's. */
function differences(a: BlockResult, b: BlockResult): readonly string[] {
  const columnsOf = ({ series, eventMonths, parameters, residual }: BlockResult) =>
    Object.entries({ ...series, ...eventMonths, ...parameters, residual });
  const others = columnsOf(b);
  return columnsOf(a)
    .filter(([name, column], index) => {
      const [otherName, other] = others[index]!;
      const isSame = (value: number, i: number): boolean => Object.is(value, other[i]);
      return name !== otherName || !Array.from(column).every(isSame);
    })
    .map(([name]) => name);
}

test("the kernel has the interpreter's bits on the whole economy", () => {
  const { graph } = buildEconomy();
  const [kernel, judge] = [compile(graph), interpret(graph)];
  const severe = scenarios.find(({ name }) => name === "subsidy-ends")!.settings.severe;
  for (const [index, settings] of [{}, severe].entries()) {
    const request = { seed: 7, firstDraw: index * blockSize, months: 14, settings };
    expect(differences(kernel(request), judge(request))).toEqual([]);
  }
});

test.each(["M1", "M4"])("and on the economy without %s", (mechanism) => {
  const { graph } = buildEconomy({ without: [mechanism] });
  const request = { seed: 8, firstDraw: 0, months: 3 };
  expect(differences(compile(graph)(request), interpret(graph)(request))).toEqual([]);
});
