import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { memoryIo } from "../testing/memory-io.ts";
import { exposureCommand, type RawExposureOptions } from "./exposure.ts";

const cwd = mkdtempSync(join(tmpdir(), "faultline-revenue-"));
mkdirSync(join(cwd, "books"));
const put = (name: string, text: string) => writeFileSync(join(cwd, name), text);
put(
  "map.yaml",
  "ts: {column: t}\nmodel_raw: {value: gpt-4o}\ncustomer: {column: c}\nin_uncached: {column: i}\n",
);
put("usage.csv", "t,c,i\n2024-09-01,acme,1000000\n2024-09-30,rider,400000\n");
put("books/company.yaml", "revenue: { csv: bill.csv, amount: A, customer: C, date: D }\n");

async function run(options: RawExposureOptions = {}): Promise<string> {
  const io = memoryIo({ cwd });
  const company = "books/company.yaml";
  await exposureCommand(
    ["usage.csv"],
    { company, map: "map.yaml", keepLabels: true, ...options },
    io,
  );
  return io.out();
}

it("takes revenue from a billing export beside the company file, and tells who does not meet", async () => {
  put("books/bill.csv", "C,A,D\nacme,100,2024-09-03\ngone,5,2024-09-04\nacme,9,2024-10-01\n");
  const text = await run({ by: "customer" });
  expect(text).toMatch(/acme +100 +3 /);
  expect(text).toContain("billed without usage: 1 customer: gone ($5 a month)");
  expect(text).toContain("not in bill.csv, with their tokens' cost: 1 customer: rider ($1)");
  expect(text.replaceAll(/\s+/g, " ")).toContain(
    "revenue: bill.csv, 2024-09, the months of the usage (2 rows, 1 of other months not counted)",
  );
  const { billing } = JSON.parse(await run({ json: true })) as { billing: unknown };
  expect(billing).toMatchObject({ months: ["2024-09"], sumUsd: 105, rows: 2, otherMonths: 1 });
});

it("names the line of an amount that is none, and a file that is not there", async () => {
  put("books/bill.csv", 'C,A,D\nacme,"1,234",2024-09-03\n');
  await expect(run()).rejects.toThrow(/^bill\.csv:2: not a number "1,234" in "A"; write amounts/);
  put("books/company.yaml", "revenue: { csv: none.csv, amount: A, customer: C }\n");
  await expect(run()).rejects.toThrow(/^none\.csv: no such file/);
});
