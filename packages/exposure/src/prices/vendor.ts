/**
 * Who makes the model, whoever bills for it: the names the economy knows. Azure's OpenAI and
 * OpenAI, or Bedrock's Claude and Anthropic, are one vendor under two bills.
 */
export type Vendor = "openai" | "anthropic" | "other";

/** All vendors, in the order reports show them. */
export const VENDORS: readonly Vendor[] = ["openai", "anthropic", "other"];

/** The vendor of a priced model, from the catalogue's names. */
export function vendorOf(provider: string, model: string): Vendor {
  const name = model.toLowerCase();
  if (provider === "anthropic" || /(^|[./@])claude/.test(name)) return "anthropic";
  // OpenAI's open weights run on anyone's machines, so they do not hang on OpenAI's fate.
  if (name.includes("gpt-oss")) return "other";
  if (provider === "openai" || /(^|[./])openai\//.test(name)) return "openai";
  const resold = provider === "azure" || provider === "aws";
  if (resold && /(^|[./])(gpt-|chatgpt|o\d(-|$)|text-embedding|openai\.)/.test(name))
    return "openai";
  return "other";
}
