import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Reconciliation } from "@faultline/exposure";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { memoryIo } from "../testing/memory-io.ts";
import { exposureCommand, type RawExposureOptions } from "./exposure.ts";

const cwd = mkdtempSync(join(tmpdir(), "faultline-bill-"));
const map =
  "ts: {column: t}\nprovider: {value: openai}\nmodel_raw: {column: m}\ntier: {column: tier}\n" +
  "in_uncached: {column: i}\nbilled_cost: {column: usd}\n";
writeFileSync(join(cwd, "map.yaml"), map);
const head = "t,m,tier,i,usd\n";
writeFileSync(
  join(cwd, "usage.csv"),
  `${head}2024-09-02,gpt-4o,batch,1000000,1.25\n2024-09-02,mystery,,10,0.5\n`,
);
writeFileSync(join(cwd, "even.csv"), `${head}2024-09-02,gpt-4o,,1000000,2.5\n`);

async function run(file: string, options: RawExposureOptions = {}, columns = 100) {
  const io = memoryIo({ cwd, columns });
  await exposureCommand([file], { map: "map.yaml", ...options }, io);
  return io.out();
}

describe("faultline exposure of billed usage", () => {
  it.each([80, 100])("tells what the bill comes to and why, in %d columns", async (columns) => {
    const lines = (await run("usage.csv", {}, columns)).split("\n");
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    const bill = lines.slice(lines.findIndex((line) => line.startsWith("BILL")));
    expect(bill[1]).toMatch(/^openai gpt-4o +2\.50 +1\.25 +−1\.25$/);
    expect(bill[2]).toBe("  batch and flex −1.25");
    expect(bill[3]).toMatch(/^openai mystery +0 +0\.50 +\+0\.50$/);
    expect(bill[5]).toMatch(/^all +2\.50 +1\.75 +−0\.75$/);
    expect(bill[6]).toBe("  batch and flex −1.25, models without a price +0.50");
  });

  it("is silent where the bill is what the list says", async () => {
    expect(await run("even.csv")).not.toContain("BILL");
    const { reconciliation } = JSON.parse(await run("even.csv", { json: true })) as {
      reconciliation: Reconciliation;
    };
    expect(reconciliation.total).toMatchObject({ estimatedUsd: 2.5, dueUsd: 2.5, reasons: [] });
  });

  it("leaves out a model that the bill would not miss, however far off it is", async () => {
    writeFileSync(
      join(cwd, "large.csv"),
      `${head}2024-09-02,gpt-4o,batch,1000000000,1250\n2024-09-02,mystery,,10,0.5\n`,
    );
    const text = await run("large.csv");
    expect(text).toMatch(/^openai gpt-4o +2,500 +1,250 +−1,250$/m);
    expect(text).not.toContain("openai mystery");
    expect(text).toContain("1 model close to the list.");
  });

  it("has the same in the JSON, on the page and in the table", async () => {
    await run("usage.csv", { out: "report" });
    const read = (name: string) => readFileSync(join(cwd, "report", name), "utf8");
    const { reconciliation } = JSON.parse(read("result.json")) as {
      reconciliation: Reconciliation;
    };
    expect(reconciliation.total).toMatchObject({ estimatedUsd: 2.5, differenceUsd: -0.75 });
    const rows = parse(read("bill.csv"), { columns: true, cast: true }) as Record<string, number>[];
    expect(rows).toMatchObject([
      { model: "gpt-4o", estimated_usd: 2.5, due_usd: 1.25, tier: -1.25, unexplained: 0 },
      { model: "mystery", estimated_usd: 0, due_usd: 0.5, unpriced: 0.5 },
    ]);
    expect(read("report.html")).toContain("batch and flex −1.25, models without a price +0.50");
  });

  it("takes a price list of the user's own, over which the company's prices win", async () => {
    writeFileSync(
      join(cwd, "own.yaml"),
      "prices:\n  gpt-4o: { input: 2, output: 8 }\n  mystery: { input: 1, output: 1 }\n",
    );
    writeFileSync(join(cwd, "company.yaml"), "prices: { gpt-4o: { input: 1, output: 1 } }\n");
    const totals = async (options: RawExposureOptions) => {
      const text = await run("usage.csv", { prices: "own.yaml", json: true, ...options });
      const { reconciliation } = JSON.parse(text) as { reconciliation: Reconciliation };
      return reconciliation.total.estimatedUsd;
    };
    expect(await totals({})).toBeCloseTo(2.00001, 12);
    expect(await totals({ company: "company.yaml" })).toBeCloseTo(1.00001, 12);
    await expect(totals({ prices: "none.yaml" })).rejects.toThrow(/^none\.yaml: there is no such/);
  });

  it("converts a bill at the rates of a file", async () => {
    writeFileSync(join(cwd, "euro.yaml"), `${map}currency: {value: EUR}\n`);
    writeFileSync(join(cwd, "rates.csv"), "from,to,date,rate\nEUR,USD,2024-09-01,1.10\n");
    const text = await run("even.csv", { map: "euro.yaml", rates: "rates.csv" });
    expect(text).toContain("EUR 2.50 of 1 record at 1.10 of 2024-09-01 = $2.75");
    writeFileSync(
      join(cwd, "days.csv"),
      `${head}2024-09-02,gpt-4o,,1,2\n2024-09-03,gpt-4o,,1,1\n2024-09-03,gpt-4o,,2,1\n`,
    );
    writeFileSync(
      join(cwd, "rates.csv"),
      "from,to,date,rate\nEUR,USD,2024-09-01,1.10\nEUR,USD,2024-09-03,1.20\n",
    );
    const many = await run("days.csv", { map: "euro.yaml", rates: "rates.csv" });
    expect(many).toContain("EUR 4.00 of 3 records at 2 rates of 2024-09-01 to 2024-09-03 = $4.60");
    await expect(run("even.csv", { map: "euro.yaml" })).rejects.toThrow(/"EUR on 2024-09-02"/);
  });
});
