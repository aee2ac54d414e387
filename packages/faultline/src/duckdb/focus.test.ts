import { readdirSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { detectFormat } from "@faultline/exposure";
import { openDuckDb, openUsageFile } from "./index.ts";
import { inputErrorOf } from "./testing/catching.ts";
import { fixturePath, importFixtures } from "./testing/fixture.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const folder = "focus-1.2-examples";
const examples = readdirSync(fixturePath(folder)).filter((name) => name.endsWith(".csv"));

// What the specification's own examples break: first the columns, then the notation of dates.
const faultOf = (name: string): RegExp => {
  const missing = (column: string) =>
    new RegExp(`csv:1: no column ${column}, which FOCUS makes mandatory; export the file again$`);
  if (/^(commitment|one_hundred|zero)/.test(name)) return missing("BillingCurrency");
  if (name.startsWith("virtual_currency")) return missing("ServiceCategory");
  return /csv:2: none of \d+ records .*not a timestamp "\d\/1\/25" in "ChargePeriodStart"\)/;
};

test("all of the specification's examples are here", () => {
  expect(examples).toHaveLength(26);
});

test.each(examples)("%s is known, and refused for the rule it breaks", async (name) => {
  const detected = await detectFormat(openUsageFile(fixturePath(`${folder}/${name}`)));
  expect(detected.format).toBe("focus");
  expect(await inputErrorOf(() => importFixtures(db, `${folder}/${name}`))).toMatch(faultOf(name));
});

test("what is left out is told by its reason", async () => {
  const { rejectCounts } = await importFixtures(db, "focus.csv");
  expect(rejectCounts.map(({ reason }) => reason)).toEqual([
    "a charge for something other than AI",
    "a correction of an earlier period's charge",
    "a credit or refund, not usage",
    "a purchase, which no token price moves: give it as fixedAi",
  ]);
});

test("tags name feature and customer, else the account is the feature", async () => {
  await importFixtures(db, "focus.csv");
  expect(await db.all("SELECT feature, customer FROM usage ORDER BY customer NULLS LAST")).toEqual([
    { feature: "Chat", customer: "acme" },
    { feature: "Chat team", customer: null },
  ]);
});
