import { test } from "vitest";
import { assessUsage, parseMapping, importUsage, priceUsage, genaiCatalogue, buildProfile } from "@faultline/exposure";
import { openDuckDb, openUsageFile } from "./index.ts";
test("ten million", async () => {
  const db = await openDuckDb({ memoryLimit: "4GB" });
  const mapping = parseMapping("ts: {column: time}\nprovider: {value: openai}\nmodel_raw: {column: model}\nfeature: {column: feature}\ncustomer: {column: customer}\nin_uncached: {column: input, includes: [cache_read]}\ncache_read: {column: cached}\nout_visible: {column: output}\nbilled_cost: {column: cost}\n", "m");
  const t0 = performance.now();
  const imported = await importUsage(db, [{ file: openUsageFile("/tmp/ten.csv"), mapping }]);
  const t1 = performance.now();
  const pricing = await priceUsage(db, genaiCatalogue());
  const t2 = performance.now();
  const profile = await buildProfile(db, imported, pricing);
  const t3 = performance.now();
  console.log(imported.accounting, pricing.prices.length, profile.rows.length, { import: t1 - t0, price: t2 - t1, profile: t3 - t2, rss: process.memoryUsage().rss / 1e9 });
}, 600000);
