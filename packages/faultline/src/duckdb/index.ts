export { openDuckDb } from "./duckdb-database.ts";
export { openUsageFile, usagePaths } from "./usage-file.ts";
