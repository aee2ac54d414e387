import { describe, expect, test } from "vitest";
import { parseCompany } from "./company/company.ts";
import { InputError } from "./input-error.ts";
import { parseYaml } from "./yaml-input.ts";

describe("a YAML text", () => {
  test.each([
    ["brackets", "a: ", "[", 100_000],
    ["braces", "a: ", "{", 100_000],
    ["lists", "", "- ", 100_000],
    ["keys that are maps", "", "? ", 100_000],
  ])("of %s inside one another is refused at once", (_, start, sign, times) => {
    const began = performance.now();
    const { fault } = parseYaml(`x: 1\n${start}${sign.repeat(times)}`);
    expect(fault).toEqual({ line: 2, message: "Lists or maps more than 50 inside one another" });
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test("may hold brackets in its texts", () => {
    const { document, fault } = parseYaml(`a: "${"[".repeat(99)}"\nb: x ${"[".repeat(99)}\n`);
    expect(fault).toBeUndefined();
    expect(document.toJS()).toEqual({ a: "[".repeat(99), b: `x ${"[".repeat(99)}` });
  });

  test("of many names is read in time, and a name given twice is found among them", () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `    Customer ${index}: ${index}`);
    const text = `revenue:\n  customers:\n${names.join("\n")}\n`;
    const began = performance.now();
    expect(Object.keys(parseCompany(text, "c.yaml").revenue?.customers ?? {})).toHaveLength(20_000);
    expect(performance.now() - began).toBeLessThan(4000);
    expect(parseYaml(`${text}    Customer 7: 1\n`).fault).toEqual({
      line: 20_003,
      message: "Map keys must be unique",
    });
  });

  test("with a megabyte at fault gets a message of a line", () => {
    const { fault } = parseYaml(`a: ${"!".repeat(1_000_000)}`);
    expect(fault?.message.length).toBeLessThan(200);
  });

  test("with a list for a key is refused without a warning beside it", () => {
    const warnings: unknown[] = [];
    const listen = (warning: Error) => warnings.push(warning);
    process.on("warning", listen);
    expect(() => parseCompany("? [a, b]\n: 1\n", "c.yaml")).toThrow(InputError);
    process.off("warning", listen);
    expect(warnings).toEqual([]);
  });
});
