export { openDuckDb } from "./duckdb-database.ts";
export { openUsageFile } from "./usage-file.ts";
