import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { claims } from "@faultline/economy";
import { type Schema, faultsOf } from "../testing/conforms.ts";
import { memoryIo } from "../testing/memory-io.ts";
import { type ClaimsOptions, claimsCommand } from "./claims.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../schema/claims.json", import.meta.url), "utf8"),
) as Schema;

const run = async (options: ClaimsOptions, columns = 100): Promise<string> => {
  const io = memoryIo({ columns });
  await claimsCommand({ draws: "60", months: "18", ...options }, io);
  return io.out();
};

interface Printed {
  readonly verdicts: Readonly<Record<string, number>>;
  readonly items: readonly { readonly id: string; readonly verdict: string }[];
}

describe("faultline claims", () => {
  it.each([{}, { id: "e17" }])("conforms to its schema: %j", async (options) => {
    const result: unknown = JSON.parse(await run({ ...options, json: true }));
    expect(faultsOf(result, schema)).toEqual([]);
  });

  it("counts the verdicts of all claims, and gives all or the one asked for", async () => {
    const all = JSON.parse(await run({ json: true })) as Printed;
    expect(all.items).toHaveLength(claims.length);
    for (const [verdict, count] of Object.entries(all.verdicts)) {
      expect(all.items.filter((item) => item.verdict === verdict)).toHaveLength(count);
    }
    const one = JSON.parse(await run({ json: true, id: "e17" })) as Printed;
    expect(one.items.map(({ id }) => id)).toEqual(["E17"]);
    expect(one.verdicts).toEqual(all.verdicts);
  });

  it.each([80, 120])(
    "puts the count first, then each claim once, in %d columns",
    async (columns) => {
      const lines = (await run({}, columns)).split("\n");
      expect(lines.filter((line) => line.length > columns)).toEqual([]);
      const summary = lines.findIndex((line) => line.startsWith(`Of ${claims.length} claims`));
      const listed = lines.flatMap((line) => /^ {2}(E\d\d) /.exec(line)?.[1] ?? []);
      expect(summary).toBeGreaterThan(0);
      expect(lines.findIndex((line) => line.startsWith("HOLDS"))).toBeGreaterThan(summary);
      expect(listed.toSorted()).toEqual(claims.map(({ id }) => id).toSorted());
    },
  );

  it("shows the figure and what would flip it for one claim, or in full for all", async () => {
    const one = await run({ id: "E17" });
    expect(one).toContain("10.5 to 12.3 billion");
    expect(one).not.toContain("E34  ");
    const full = await run({ full: true });
    expect(full.match(/^ {2}would flip/gm)).toHaveLength(claims.length);
  });
});
