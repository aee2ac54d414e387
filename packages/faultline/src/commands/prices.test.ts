import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError, pricesFileSchema } from "@faultline/exposure";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { PriceItem } from "../results/price-items.ts";
import { memoryIo } from "../testing/memory-io.ts";
import { pricesCommand, type RawPricesOptions } from "./prices.ts";

const cwd = mkdtempSync(join(tmpdir(), "faultline-prices-"));
writeFileSync(
  join(cwd, "own.yaml"),
  "verified: 2026-01-10\nprices:\n  gpt-4o: {input: 2, output: 8, verified: 2026-09-01}\n" +
    "  my-model: {input: 1, output: 2}\n",
);

function print(models: readonly string[], options: RawPricesOptions = {}): string {
  const io = memoryIo({ cwd });
  pricesCommand(models, options, io);
  return io.out();
}

function items(models: readonly string[], options: RawPricesOptions = {}): PriceItem[] {
  return (JSON.parse(print(models, { ...options, json: true })) as { items: PriceItem[] }).items;
}

describe("faultline prices", () => {
  test("follows the day: o3 fell to a fifth on 2025-06-10", () => {
    const [before] = items(["o3"], { at: "2025-06-09" });
    const [after] = items(["openai/o3"], { at: "2025-06-10" });
    expect(before?.price.bands[0]?.rates.outVisible).toBe(40);
    expect(before?.price.provenance.effectiveUntil).toBe("2025-06-10");
    expect(after?.price.bands[0]?.rates.outVisible).toBe(8);
    expect(print(["o3"], { at: "2025-06-10" })).toContain("from 2025-06-10");
  });

  test("holds own prices against the catalogue, and takes the own ones", () => {
    const [known, unlisted] = items([], { prices: "own.yaml" });
    expect(known).toMatchObject({ isOwn: true, ratio: { input: 0.8, output: 0.8 } });
    expect(known?.catalogue?.bands[0]?.rates).toMatchObject({ inUncached: 2.5, outVisible: 10 });
    expect(unlisted).toMatchObject({ isOwn: true, catalogue: null, ratio: null });
  });

  test("calls a price stale once it is older than the months given, by whole months", () => {
    const stale = (at: string, months: string) =>
      items([], { prices: "own.yaml", at, stale: months }).map(({ price }) => price.isStale);
    expect(stale("2026-09-23", "3")).toEqual([false, true]);
    expect(stale("2026-09-09", "7")).toEqual([false, false]);
    expect(stale("2026-09-10", "7")).toEqual([false, true]);
    const text = print([], { prices: "own.yaml" });
    expect(text).toMatch(/Stale, last verified more than 3 months before.*: my-model\.\n$/);
  });

  test("says that an undated price may be later than the day asked", () => {
    expect(print(["gpt-4o"], { at: "2024-09-15" })).toContain(
      "gpt-4o: the price of 2026-09-23; the source does not say since when it holds.",
    );
    expect(print(["gpt-4o"])).not.toContain("does not say");
  });

  test("lists the labs' models when none is named", () => {
    const names = items([]).map(({ asked }) => asked);
    expect(names).toContain("openai/gpt-4o");
    expect(names.some((name) => name.startsWith("anthropic/claude-"))).toBe(true);
  });

  test.each([
    [["gpt-4oo"], {}, /^"gpt-4oo": no price is known on 2026-09-23; did you mean "gpt-4o"\?/],
    [["gpt-4o"], { at: "2024-02-31" }, /^--at: "2024-02-31" is not a day/],
    [["gpt-4o"], { at: "yesterday" }, /^--at: "yesterday" is not a day/],
    [["gpt-4o"], { stale: "1.5" }, /^--stale: 1\.5 is not a count of months/],
    [[], { prices: "none.yaml" }, /^none\.yaml: there is no such file/],
  ])("%j with %j is refused", (models, options, words) => {
    expect(() => print(models, options)).toThrow(InputError);
    expect(() => print(models, options)).toThrow(words);
  });

  test("publishes the schema of a prices file", () => {
    const path = new URL("../../schema/prices-file.json", import.meta.url);
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({
      title: "A file for --prices",
      ...z.toJSONSchema(pricesFileSchema, { io: "input", unrepresentable: "any" }),
    });
  });
});
