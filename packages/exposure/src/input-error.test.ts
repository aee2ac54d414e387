import { expect, test } from "vitest";
import { InputError, quoteValue } from "./input-error.ts";

test("an input error is one line of where, problem and fix", () => {
  const error = new InputError("usage.csv:3", "a negative count\n\u001B[31m", "correct it");
  expect(error.message).toBe("usage.csv:3: a negative count [31m; correct it");
  expect(error).toMatchObject({ where: "usage.csv:3", fix: "correct it", name: "InputError" });
});

test("values from data are shortened and cannot drive the terminal", () => {
  expect(quoteValue("a\r\nb\u0007")).toBe('"a b"');
  expect(quoteValue("x".repeat(100))).toBe(`"${"x".repeat(57)}..."`);
});
