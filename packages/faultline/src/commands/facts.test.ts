import { describe, expect, it } from "vitest";
import { facts } from "@faultline/economy";
import { memoryIo } from "../testing/memory-io.ts";
import { factUses, factsCommand, isUnused } from "./facts.ts";

describe("the evidence", () => {
  it("has no fact that nothing uses: no parameter, mechanism, claim or check", () => {
    const uses = factUses();
    const unused = facts.filter(({ id }) => isUnused(uses(id))).map(({ id }) => id);
    expect(unused).toEqual([]);
  });

  it("would show one that nothing uses", () => {
    expect(isUnused(factUses()("NO99"))).toBe(true);
  });
});

describe("faultline facts", () => {
  const list = (options: Parameters<typeof factsCommand>[0]): string => {
    const io = memoryIo();
    factsCommand(options, io);
    return io.out();
  };

  it("shows one fact with all there is to know", () => {
    const text = list({ id: "oa40" });
    expect(text).toContain("OA40  What OpenAI pays Microsoft for an A100");
    expect(text).toContain("$1.30 per GPU-hour");
    expect(text).toContain("as of 2024, published 2024-07-24");
    expect(text).toContain("reported, direct fit, medium confidence");
    expect(text).toContain("Computing (UK)");
    expect(text).toContain("parameters openai.contractPrice; claims E16, E17, E35");
    expect(list({ id: "OA05" })).toContain("rivals in a backtest of openai.revenue");
  });

  it.each([
    ["OA26", "2024-06: 75%; 2024-08: 55% of revenue"],
    ["P13", "−90% to −50%, most likely −78% per year"],
    ["D02", "$10.5 bn to $12.3 bn a year"],
    ["TK12", "$3 and $15 per million tokens, input and output"],
  ])("puts the value of %s into words", (id, words) => {
    expect(list({ id })).toContain(words);
  });

  it("chooses by kind", () => {
    const { items } = JSON.parse(list({ kind: "claim", json: true })) as {
      items: { kind: string }[];
    };
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(["claim"]));
  });

  it("gives every fact as JSON, with its uses", () => {
    const { items } = JSON.parse(list({ json: true })) as { items: { usedBy: unknown }[] };
    expect(items).toHaveLength(facts.length);
    expect(items[0]?.usedBy).toHaveProperty("parameters");
  });

  it("tells what there is instead of an unknown one", () => {
    expect(() => list({ id: "OA99" })).toThrow(
      /^--id: there is no fact "OA99"; use one of: OA\d\d/,
    );
    expect(() => list({ kind: "serveys" })).toThrow(/did you mean "survey"/);
  });
});
