import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { InputError } from "@faultline/exposure";
import { factsFileSchema, parseFactsFile, readFactsFile } from "./facts-file.ts";

const fact = {
  id: "mine",
  sets: "openai.usersAtStart",
  title: "Weekly users",
  value: [7e8, 8e8, 9e8],
  unit: "person",
  asOf: "2026-10",
  published: "2026-10-20",
  source: { title: "A page", publisher: "A paper", date: "2026-10-20" },
};
const file = (...facts: readonly object[]): string => JSON.stringify({ facts });
const parse = (more: object) => parseFactsFile(file({ ...fact, ...more }), "mine.yaml");

describe("a file of facts", () => {
  test("gives each fact with its parameter, what is left out filled in", () => {
    const [own] = parse({});
    expect(own).toMatchObject({ parameter: "openai.usersAtStart" });
    expect(own!.fact).toMatchObject({ value: [7e8, 8e8, 9e8], kind: "reported", fit: "direct" });
  });

  test("turns a year into months where the parameter has them", () => {
    const [own] = parse({ sets: "openai.apiSpending", unit: "USD/year", value: 12e9 });
    expect(own!.fact.value).toBe(1e9);
    expect(own!.fact.unit).toBe("USD/month");
  });

  test("takes a year, which YAML reads as a number", () => {
    const text = file(fact).replace('"2026-10"', "2025");
    expect(parseFactsFile(text, "mine.yaml")[0]!.fact.asOf).toBe("2025");
  });

  test.each([
    [{ sets: "openai.users" }, /mine\.yaml at mine, sets: no parameter is called "openai\.users"/],
    [{ unit: "people" }, /mine, unit: openai\.usersAtStart is not in "people"; use person/],
    [{ value: [9e8, 7e8] }, /mine, value: its numbers do not rise/],
    [{ value: -1 }, /mine, value: openai\.usersAtStart cannot be negative/],
    [
      { value: [1, 2, 3, 4] },
      /facts\.0\.value: it is not one number, \[low, high\] or \[low, likeliest, high\]/,
    ],
    [{ value: "8e8" }, /mine\.yaml:1 at facts\.0\.value/],
    [{ source: undefined }, /mine\.yaml:1 at facts\.0/],
    [
      { source: { ...fact.source, address: "page 3" } },
      /facts\.0\.source\.address: it is not an addr/,
    ],
    [{ asOf: "last May" }, /facts\.0\.asOf: it is not a date/],
    [{ publisher: "x" }, /facts\.0\.publisher: unknown key "publisher"/],
    [{ kind: "rumour" }, /facts\.0\.kind/],
  ])("that says %j is refused with its place", (more, words) => {
    expect(() => parse(more)).toThrow(words);
    expect(() => parse(more)).toThrow(InputError);
  });

  test("with one id twice, with none, or that is not there is refused", () => {
    expect(() => parseFactsFile(file(fact, fact), "mine.yaml")).toThrow(/two facts have this id/);
    expect(() => parseFactsFile(file(), "mine.yaml")).toThrow(/it lists no fact/);
    expect(() => readFactsFile("none.yaml", "/nowhere")).toThrow(/there is no such file/);
  });

  test("of any content is read or refused in one line", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          parseFactsFile(text, "any.yaml");
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          expect((error as Error).message).not.toContain("\n");
        }
      }),
    );
  });

  test("has the schema that is published", () => {
    const path = new URL("../../schema/facts-file.json", import.meta.url);
    const published = JSON.parse(readFileSync(path, "utf8")) as unknown;
    expect(published).toEqual({
      title: "A file for --facts",
      ...z.toJSONSchema(factsFileSchema, { io: "input", unrepresentable: "any" }),
    });
  });
});
