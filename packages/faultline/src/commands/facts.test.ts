import { describe, expect, it } from "vitest";
import { facts } from "@faultline/economy";
import { parseFactsFile } from "../options/facts-file.ts";
import { memoryIo } from "../testing/memory-io.ts";
import { factUses, isUnused } from "../results/fact-uses.ts";
import { factsCommand } from "./facts.ts";

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
  const list = async (options: Parameters<typeof factsCommand>[0]): Promise<string> => {
    const io = memoryIo();
    await factsCommand(options, io);
    return io.out();
  };

  it("shows one fact with all there is to know", async () => {
    const text = await list({ id: "oa40" });
    expect(text).toContain("OA40  What OpenAI pays Microsoft for an A100");
    expect(text).toContain("$1.30 per GPU-hour");
    expect(text).toContain("as of 2024, published 2024-07-24");
    expect(text).toContain("reported, direct fit, medium confidence");
    expect(text).toContain("Computing (UK)");
    expect(text).toContain("parameters openai.contractPrice; claims E16, E17, E35");
    expect(await list({ id: "OA05" })).toContain("rivals in a backtest of openai.revenue");
  });

  it.each([
    ["OA26", "2024-06: 75%; 2024-08: 55% of revenue"],
    ["P13", "−90% to −50%, most likely −78% per year"],
    ["D02", "$10.5 bn to $12.3 bn a year"],
    ["TK12", "$3 and $15 per million tokens, input and output"],
  ])("puts the value of %s into words", async (id, words) => {
    expect(await list({ id })).toContain(words);
  });

  it("chooses by kind", async () => {
    const { items } = JSON.parse(await list({ kind: "claim", json: true })) as {
      items: { kind: string }[];
    };
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(["claim"]));
  });

  it("gives every fact as JSON, with its uses", async () => {
    const { items } = JSON.parse(await list({ json: true })) as { items: { usedBy: unknown }[] };
    expect(items).toHaveLength(facts.length);
    expect(items[0]?.usedBy).toHaveProperty("parameters");
  });

  it("tells what there is instead of an unknown one", async () => {
    await expect(list({ id: "OA99" })).rejects.toThrow(
      /^--id: there is no fact "OA99"; use one of: OA\d\d/,
    );
    await expect(list({ kind: "serveys" })).rejects.toThrow(/did you mean "survey"/);
    await expect(list({ parameter: "openai.cashAtStar" })).rejects.toThrow(/openai\.cashAtStart"/);
    await expect(list({ stale: "old" })).rejects.toThrow(/^--stale: "old" is not a whole number/);
  });

  it("says how old a fact is at the start, and whether a start knew it", async () => {
    expect(await list({ id: "OA18", from: "2026-11" })).toContain("27 months old in 2026-11");
    expect(await list({ id: "OA18", from: "2023-06" })).toContain("did not know it");
    expect(await list({ id: "CX12", from: "2023-06" })).toContain("knew the earlier");
  });

  it("chooses by age, fit and the parameter they tell of", async () => {
    type Items = { items: { id: string; monthsOld: number; fit: string }[] };
    const choose = async (options: Parameters<typeof factsCommand>[0]) =>
      (JSON.parse(await list({ ...options, json: true })) as Items).items;
    const old = await choose({ stale: "24" });
    expect(old.length).toBeGreaterThan(0);
    for (const fact of old) expect(fact.monthsOld).toBeGreaterThanOrEqual(24);
    expect((await choose({ stale: true })).length).toBeGreaterThan(old.length);
    for (const { fit } of await choose({ fit: "analogue" })) expect(fit).toBe("analogue");
    const ids = (await choose({ parameter: "openai.listPrice" })).map(({ id }) => id);
    expect(ids).toEqual(["TK01", "TK03", "TK05", "TK06", "TK23", "TK30"]);
  });

  it("measures which results move with a fact", async () => {
    const options = { effects: true, json: true, draws: "1000", workers: "1" } as const;
    const { items } = JSON.parse(await list(options)) as {
      items: { id: string; effects: { result: string; share: number }[] }[];
    };
    const of = (id: string) => items.find((fact) => fact.id === id)!.effects;
    expect(of("P12").find(({ result }) => result === "gpuHour.h100")!.share).toBeGreaterThan(0.3);
    // A fact that fixes a price at one value leaves nothing uncertain.
    expect(of("CP01")).toEqual([]);
    await expect(list({ ...options, draws: "100" })).rejects.toThrow(/cannot tell so many/);
  });

  it("prints a template that a facts file is made of, by filling in", async () => {
    const text = await list({ template: true, from: "2026-11" });
    let n = 0;
    const filled = text
      .replaceAll(/^ {2}# (?=- id:)/gm, "  ")
      .replaceAll(/^ {2}# {3}(?=[a-zA-Z]+:)/gm, "    ")
      .replaceAll("my-source", () => `id-${(n += 1)}`)
      .replaceAll("date: YYYY-MM-DD, address: https://…", "date: 2026-11-01");
    const own = parseFactsFile(filled, "filled.yaml");
    expect(own.length).toBeGreaterThan(60);
    expect(new Set(own.map(({ parameter }) => parameter)).size).toBe(own.length);
  });
});
