import { z } from "zod";
import { InputError } from "../input-error.ts";
import { readYaml } from "../yaml-input.ts";

const usdPerMtok = z.number().finite().nonnegative();
const day = z.iso.date("it is not a date written YYYY-MM-DD");

/** A user's own price of one model, in a prices file or under `prices:` of a company file. */
export const ownPriceSchema = z.strictObject({
  input: usdPerMtok.describe("USD per million uncached input tokens."),
  output: usdPerMtok.describe("USD per million output tokens, reasoning included."),
  cacheRead: usdPerMtok.optional().describe("Charged as input when left out."),
  cacheWrite: usdPerMtok.optional().describe("Charged as input when left out."),
  verified: day.optional().describe("Day the price was last seen to be right."),
});

/** What a file of a user's own prices holds; `schema/prices-file.json` is made from it. */
export const pricesFileSchema = z.strictObject({
  note: z.string().optional(),
  verified: day.optional().describe("The same for every price that gives no day of its own."),
  prices: z.record(z.string().min(1), ownPriceSchema).describe("By model, as the usage names it."),
});

/** A user's own price of a model, USD per million tokens. */
export type PriceOverride = z.infer<typeof ownPriceSchema>;

/** Reads a prices file (YAML or JSON); throws `InputError` with file, line and nearest right key. */
export function parsePricesFile(text: string, name: string): Record<string, PriceOverride> {
  const { prices, verified } = readYaml(text, name, pricesFileSchema, keysAt);
  if (Object.keys(prices).length === 0) {
    throw new InputError(`${name} at prices`, "it names no model", "give a price by model");
  }
  return Object.fromEntries(
    Object.entries(prices).map(([model, price]) => [model, { verified, ...price }]),
  );
}

function keysAt(path: readonly PropertyKey[]): readonly string[] {
  return Object.keys(path.length === 0 ? pricesFileSchema.shape : ownPriceSchema.shape);
}
