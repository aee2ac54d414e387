import { expect, test } from "vitest";
import { inputErrorOf } from "../testing/catching.ts";
import { genaiCatalogue } from "./genai-catalogue.ts";
import { withOverrides } from "./overrides.ts";
import { parsePricesFile } from "./prices-file.ts";

test("a day for the whole file holds for each price that gives none", () => {
  const own = parsePricesFile(
    "verified: 2026-01-10\nprices:\n  a: {input: 1, output: 2}\n" +
      "  b: {input: 1, output: 2, verified: 2026-09-01}\n",
    "p.yaml",
  );
  expect(own).toMatchObject({ a: { verified: "2026-01-10" }, b: { verified: "2026-09-01" } });
  const quote = withOverrides(genaiCatalogue(), own, "p.yaml").quote({
    provider: "",
    model: "b",
    tier: "",
    at: 0,
    wholeDay: true,
  });
  expect(quote?.provenance).toMatchObject({ source: "p.yaml", observedAt: "2026-09-01" });
});

test.each([
  ["prices: {}", /^p\.yaml at prices: it names no model; give a price by model$/],
  ["price: {}", /^p\.yaml:1 at price: unknown key "price"; did you mean "prices"\?$/],
  ["prices: {a: {input: 1}}", /^p\.yaml:1 at prices\.a/],
  ["prices: {a: {input: -1, output: 2}}", /^p\.yaml:1 at prices\.a\.input: too small/],
  ["prices: {a: {input: 1, output: 2, verified: 2026-02-30}}", /it is not a date written/],
  ["prices: {a: {input: 1, outputs: 2}}", /at prices\.a\.outputs: unknown key .* "output"\?$/],
])("%s is refused with its place", async (text, words) => {
  expect(await inputErrorOf(() => parsePricesFile(text, "p.yaml"))).toMatch(words);
});
