import { expect, test } from "vitest";
import { nearestName, suggestName } from "./nearest.ts";

test.each([
  ["input_token", ["output_tokens", "input_tokens"], "input_tokens"],
  ["ContextToken", ["TIMESTAMP", "ContextTokens"], "ContextTokens"],
  ["context tokens", ["TIMESTAMP", "ContextTokens"], "ContextTokens"],
  ["opx", ["cash", "opex"], "opex"],
])("%s is nearest to the right one of %j", (name, candidates, expected) => {
  expect(nearestName(name, candidates)).toBe(expected);
});

test("a name far from all gets the list instead of a guess", () => {
  expect(nearestName("zzzzzz", ["cash", "opex"])).toBeNull();
  expect(suggestName("zzzzzz", ["cash", "opex"])).toBe("use one of: cash, opex");
});
