import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { assessUsage, parseMapping } from "@faultline/exposure";
import { openDuckDb } from "./index.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const mapping = parseMapping(
  `
ts: { column: time }
model_raw: { column: model }
provider: { value: openai }
in_uncached: { column: input }
out_visible: { column: output }
`,
  "map.yaml",
);

type Call = readonly [day: number, model: string, input: number, output: number];
const csv = (calls: readonly Call[]): string =>
  [
    "time,model,input,output",
    ...calls.map(([day, model, input, output]) =>
      [`2024-09-${String(day).padStart(2, "0")}T10:00:00Z`, model, input, output].join(","),
    ),
  ].join("\n");

async function overlapsOf(...files: readonly (readonly Call[])[]) {
  const sources = files.map((calls, i) => ({
    file: tempFile(`part${i}.csv`, csv(calls)),
    mapping,
  }));
  return (await assessUsage(db, { sources })).overlaps;
}

const days = [1, 2, 3, 4];
const gateway = days.flatMap((day): Call[] => [
  [day, "openai/gpt-4o", 400 * day, 30],
  [day, "openai/gpt-4o", 600 * day, 20],
]);
const bill = days.map((day): Call => [day, "gpt-4o-2024-08-06", 1000 * day, 50]);

describe("files that tell of the same calls", () => {
  test("are found, though one names each call and the other each day", async () => {
    const [overlap, ...more] = await overlapsOf(gateway, bill);
    expect(more).toEqual([]);
    expect(overlap).toMatchObject({ files: ["part0.csv", "part1.csv"], cells: 4, share: 1 });
    expect(overlap!.tokens).toBe(10_000 + 200);
  });

  test("are found within the rounding of two sources, not beyond", async () => {
    const off = (factor: number) =>
      bill.map(([day, model, input, output]): Call => [
        day,
        model,
        Math.round(input * factor),
        output,
      ]);
    expect(await overlapsOf(gateway, off(1.01))).toHaveLength(1);
    expect(await overlapsOf(gateway, off(1.1))).toEqual([]);
  });

  test("are found where one holds more than the other", async () => {
    const more = [...gateway, [5, "claude-3-5-sonnet", 90_000, 5] as const];
    expect((await overlapsOf(more, bill))[0]!.share).toBe(1);
  });

  test("are not parts of one export, other models, or a likeness of a day or two", async () => {
    expect(await overlapsOf(gateway.slice(0, 4), gateway.slice(4))).toEqual([]);
    const other = bill.map(([day, , input, output]): Call => [day, "gpt-4o-mini", input, output]);
    expect(await overlapsOf(gateway, other)).toEqual([]);
    expect(await overlapsOf([[1, "m", 1000, 0]], [[1, "m", 1001, 0]])).toEqual([]);
    expect(await overlapsOf(gateway)).toEqual([]);
  });

  test("are a single day alike to the token", async () => {
    expect(await overlapsOf([[1, "m", 1000, 7]], [[1, "m", 900, 107]])).toHaveLength(1);
  });

  test("are the same pairs whichever file comes first", async () => {
    const call = fc.tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom("a", "x/a", "b"),
      fc.constantFrom(100, 200, 1000),
      fc.constantFrom(1, 2),
    );
    const part = fc.array(call, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(part, part, async (one, two) => {
        fc.pre(csv(one) !== csv(two));
        const [there, back] = [await overlapsOf(one, two), await overlapsOf(two, one)];
        expect(back.map(({ cells, share }) => [cells, share])).toEqual(
          there.map(({ cells, share }) => [cells, share]),
        );
      }),
      { numRuns: 20 },
    );
  });
});
