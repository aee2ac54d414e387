import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { runCli } from "../cli.ts";
import { call, otlp } from "../duckdb/testing/otlp-builder.ts";
import { memoryIo } from "../testing/memory-io.ts";

const cwd = mkdtempSync(join(tmpdir(), "faultline-labels-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

test("names from data neither drive the terminal nor flood it", async () => {
  const name = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 8 }),
    fc.constantFrom("\u001b[2J\u001b]0;x\u0007", "\u202egnp.exe", "a\r\nb", "x".repeat(20_000)),
  );
  await fc.assert(
    fc.asyncProperty(name, name, name, async (model, feature, customer) => {
      const attributes = call(1000, 100, {
        "gen_ai.response.model": `m${model}`,
        "faultline.feature": `f${feature}`,
        "enduser.id": `c${customer}`,
      });
      writeFileSync(join(cwd, "usage.json"), otlp([{ id: "a", attributes }]));
      for (const by of ["feature", "customer", "model"]) {
        const io = memoryIo({ cwd });
        const code = await runCli(["exposure", "usage.json", "--keep-labels", "--by", by], io);
        expect([code, io.err()]).toEqual([0, ""]);
        // oxlint-disable-next-line no-control-regex
        expect(io.out()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
        expect(io.out().length).toBeLessThan(6000);
      }
    }),
    { numRuns: 6 },
  );
});
