import type { Vendor } from "../prices/vendor.ts";

/** Names of vendors in words. */
export const vendorNames: Readonly<Record<Vendor, string>> = {
  openai: "OpenAI",
  anthropic: "Anthropic",
  other: "others",
};
