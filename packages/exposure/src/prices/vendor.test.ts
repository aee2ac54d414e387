import { expect, test } from "vitest";
import { vendorOf } from "./vendor.ts";

test.each([
  ["openai", "gpt-4o", "openai"],
  ["azure", "gpt-4-turbo", "openai"],
  ["azure", "o1-preview", "openai"],
  ["openrouter", "openai/gpt-4o", "openai"],
  ["anthropic", "claude-3-5-sonnet", "anthropic"],
  ["aws", "regional.anthropic.claude-3-5-sonnet-20240620-v1:0", "anthropic"],
  ["google", "claude-3-5-sonnet", "anthropic"],
  ["openrouter", "anthropic/claude-3.5-sonnet", "anthropic"],
  ["groq", "llama-3.1-70b-versatile", "other"],
  ["groq", "openai/gpt-oss-120b", "other"],
  ["google", "gemini-1.5-pro", "other"],
  ["azure", "deepseek-r1", "other"],
] as const)("%s %s is made by %s", (provider, model, vendor) => {
  expect(vendorOf(provider, model)).toBe(vendor);
});
