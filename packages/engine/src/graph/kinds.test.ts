import { describe, expect, test } from "vitest";
import { eq } from "../language/equation.ts";
import { formatExpression } from "../language/expression.ts";
import { Model } from "../language/model.ts";
import { compile } from "../kernel/compile.ts";
import { build } from "./graph.ts";
import { equationOf } from "./kinds.ts";

/** A slot that is extended by its terms in an order. */
function slotOf(combine: "product" | "sum", terms: readonly (readonly [string, number])[]) {
  const m = new Model();
  const slot = m.slot("demand", { base: eq`${0.1}`, combine });
  for (const [id, value] of terms) m.extend(slot, id, eq`${value}`);
  m.series("demand", slot);
  return { m, slot };
}

function valueOf(m: Model): number {
  return compile(build(m))({ seed: 1, firstDraw: 0, months: 1 }).series["demand"]![0]!;
}

// In another order these give other bits.
const terms = [
  ["a", 0.2],
  ["b", 0.3],
  ["c", 1e17],
  ["d", -1e17],
  ["e", 0.7],
] as const;

describe("a slot", () => {
  test.each([
    ["sum", 0.1 + 0.2 + 0.3 + 1e17 - 1e17 + 0.7],
    ["product", 0.1 * 0.2 * 0.3 * 1e17 * -1e17 * 0.7],
  ] as const)("is its base and then its terms by id: %s", (combine, expected) => {
    for (let turn = 0; turn < terms.length; turn += 1) {
      const turned = [...terms.slice(turn), ...terms.slice(0, turn)];
      expect(valueOf(slotOf(combine, turned).m)).toBe(expected);
      expect(valueOf(slotOf(combine, turned.toReversed()).m)).toBe(expected);
    }
  });

  test("without terms is its base", () => {
    expect(valueOf(slotOf("product", []).m)).toBe(0.1);
  });

  test("reads as a product or a sum", () => {
    const three = terms.slice(0, 2).toReversed();
    expect(formatExpression(equationOf(slotOf("product", three).slot))).toBe("(0.1 * 0.2) * 0.3");
    expect(formatExpression(equationOf(slotOf("sum", three).slot))).toBe("(0.1 + 0.2) + 0.3");
  });

  test("counts terms that are added after a first look", () => {
    const { m, slot } = slotOf("sum", []);
    expect(valueOf(m)).toBe(0.1);
    m.extend(slot, "late", eq`1`);
    expect(valueOf(m)).toBe(1.1);
  });
});
