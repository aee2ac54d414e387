import { describe, expect, test } from "vitest";
import { type Graph, build } from "../graph/graph.ts";
import { eq, quantity, trait } from "../language/equation.ts";
import { Model } from "../language/model.ts";
import { uniform } from "../numbers/distributions.ts";
import { sim } from "../testing/sim.ts";
import { explainKernel } from "./explain-kernel.ts";

function shop(): Graph {
  const model = new Model();
  const market = model.section("institutions/shop.ts");
  const price = market.parameter("price", uniform(1, 2), {
    unit: "USD/unit",
    assumption: "An example",
  });
  const demand = market.slot("demand", {
    unit: "unit/month",
    base: eq`${quantity(1, "unit/month")} * exp(time / ${quantity(12, "month")})`,
    combine: "product",
  });
  const taste = model.section("mechanisms/fashion.ts", "M2");
  taste.extend(demand, "fashion", eq`1 + 0.25 * time / ${quantity(1, "month")}`);
  market.series("revenue", eq`${price} * ${demand}`, { unit: "USD/month" });
  const shops = market.population("shops", { traits: { size: [1, 2, 3] } });
  const sales = market.variable("sales", eq`${price} * ${demand} * ${trait(shops, "size")}`, {
    over: shops,
    unit: "USD/month",
  });
  market.series("all sales", eq`sum(${sales})`, { unit: "USD/month" });
  return build(model);
}

const instructionsIn = (text: string): string[] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("    "))
    .map((line) => line.trim());

describe("explainKernel", () => {
  test("shows the instructions of a part under its equation and file", () => {
    const model = new Model();
    const book = model.section("book.ts");
    const [price, sold] = ["price", "sold"].map((id) =>
      book.parameter(id, uniform(1, 2), { assumption: "An example" }),
    );
    const level = book.stock("level", {
      initial: eq`0`,
      change: eq`0.5 / ${quantity(1, "month")}`,
    });
    book.series("revenue", eq`${price!} * ${sold!} + ${level}`);
    const text = explainKernel(build(model), "revenue");
    // What no step changes is multiplied in the opening.
    expect(text.replaceAll(/offset=\d+/g, "offset").split("\n")).toEqual([
      "  ;; revenue (book.ts): (price * sold) + level",
      "    local.get 1",
      "    local.get 1",
      "    v128.load offset ;; price",
      "    local.get 1",
      "    v128.load offset ;; sold",
      "    f64x2.mul",
      "    v128.store offset ;; row 6",
      "  ;; revenue (book.ts): (price * sold) + level",
      "    local.get 1",
      "    local.get 1",
      "    v128.load offset ;; row 6",
      "    local.get 4",
      "    f64x2.add",
      "    v128.store offset ;; revenue",
    ]);
  });

  test("says which files the terms of a slot come from, and what a call and a number are", () => {
    const text = explainKernel(shop(), "demand");
    expect(text).toContain("(institutions/shop.ts)");
    expect(text).toContain("with fashion from mechanisms/fashion.ts");
    expect(text).toMatch(/call \d+ ;; exp 1/);
    expect(text).toMatch(/i32\.const \d+ ;; 0\.25\n\s+v128\.load64_splat/);
  });

  test("shows the loop over the cells of a population", () => {
    const text = explainKernel(shop(), "all sales");
    expect(text).toContain("all sales (institutions/shop.ts): sum(sales)");
    expect(instructionsIn(text)).toContain("f64x2.add");
  });

  test("leaves no instruction out and shows each once", () => {
    const graph = shop();
    const whole = instructionsIn(explainKernel(graph));
    const opened = whole.filter((line) => line === "loop").length;
    // Two phases of draws, and the loop over two of three cells.
    expect(opened).toBe(3);
    expect(whole.filter((line) => line === "end")).toHaveLength(opened);
  });

  test("shows how balances move, and the checks of conservation", () => {
    const graph = sim();
    const money = explainKernel(graph, "households.money");
    expect(money).toContain("households.money (model): 0");
    expect(money).toMatch(/households\.money \(model\): households\.money [+-] /);
    expect(explainKernel(graph, "residual")).toContain("residual: what flows leave");
  });

  test("says when there is no such part", () => {
    expect(() => explainKernel(sim(), "households.gold")).toThrow(
      'The kernel has no code for a part "households.gold".',
    );
  });
});
