import { test } from "vitest";
import { openDuckDb, openUsageFile } from "./testing/open-database.ts";
import { importUsage, parseMapping } from "./index.ts";
test("smoke", async () => {
  const db = await openDuckDb();
  const azure = parseMapping("provider: {value: azure}\nmodel_raw: {value: gpt-4-turbo}\nts: {column: TIMESTAMP}\nin_uncached: {column: ContextTokens}\nout_visible: {column: GeneratedTokens}\n", "map.yaml");
  const moon = parseMapping("epoch: 2024-06-03T00:00:00Z\nunit: ms\nprovider: {value: moonshotai}\nmodel_raw: {value: kimi-k2}\nts: {column: timestamp_ms}\nin_uncached: {column: input_length, includes: [cache_read]}\ncache_read: {column: cached_prefix_tokens_unbounded}\nout_visible: {column: output_length}\n", "map.yaml");
  console.log(await importUsage(db, [{ file: openUsageFile("/work/shared/data/azure-llm-2023/AzureLLMInferenceTrace_conv.csv"), mapping: azure },{ file: openUsageFile("/work/shared/data/mooncake/conversation_trace.csv"), mapping: moon }]));
  console.log(await db.all("select source, model_raw, count(*) n, sum(in_uncached) i, sum(cache_read) c, sum(out_visible) o, min(ts) a, max(ts) b from usage group by 1,2"));
});
