import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { importUsage, InputError } from "@faultline/exposure";
import { openDuckDb } from "./index.ts";
import { fixturePath, usageTotals } from "./testing/fixture.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const fixtures = readdirSync(fixturePath(""), { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => ({ name, text: readFileSync(fixturePath(name), "utf8") }));

test("a damaged export is either fully accounted for or one clear line", async () => {
  const noise = fc.constantFrom(
    '"',
    ",",
    "\n",
    "\r\n",
    "{",
    "}",
    "[",
    "null",
    "-",
    "NaN",
    "é",
    "\0",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...fixtures),
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), noise, fc.nat(30)), {
        minLength: 1,
        maxLength: 3,
      }),
      async ({ name, text }, damages) => {
        let damaged = text;
        for (const [where, insert, cut] of damages) {
          const at = Math.floor(where * damaged.length);
          damaged = damaged.slice(0, at) + insert + damaged.slice(at + cut);
        }
        if (damaged === "") return;
        try {
          const { accounting } = await importUsage(db, [{ file: tempFile(name, damaged) }]);
          const { physical, kept, rejected, blank } = accounting;
          expect(kept + rejected + blank).toBe(physical);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          expect(error.message.split("\n")).toHaveLength(1);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("how lines are spread over overlapping files changes nothing", async () => {
  const lines = fixtures.filter(({ name }) => /^(litellm|langfuse|claude-code).*jsonl$/.test(name));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...lines),
      fc.array(fc.constantFrom("first", "second", "both"), { minLength: 6, maxLength: 6 }),
      async ({ name, text }, places) => {
        await importUsage(db, [{ file: tempFile(name, text) }]);
        const whole = await usageTotals(db);
        const records = text.split("\n").filter((line) => line !== "");
        const part = (other: string) =>
          records.filter((_, index) => (places[index] ?? "both") !== other).join("\n");
        const files = [part("second"), part("first")]
          .filter((content) => content !== "")
          .map((content) => ({ file: tempFile(name, content), format: formatOf(name) }));
        try {
          await importUsage(db, files);
        } catch (error) {
          // One part may hold nothing that counts, or only the line that is cut off, which alone is a
          // broken document: either is refused and not part of the question.
          const refused = /none of|holds no records|breaks off/;
          if (error instanceof InputError && refused.test(error.message)) return;
          throw error;
        }
        expect(await usageTotals(db)).toEqual(whole);
      },
    ),
    { numRuns: 40 },
  );
});

function formatOf(name: string): string {
  return name.replace(/\.\w+$/, "");
}
