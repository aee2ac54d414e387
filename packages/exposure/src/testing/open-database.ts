// Tests of the SQL need a real engine. This is the only place where exposure's tests reach up to
// the binding; its sources never do.
export { openDuckDb, openUsageFile } from "../../../faultline/src/duckdb/index.ts";
