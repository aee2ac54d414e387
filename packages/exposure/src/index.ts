export { InputError } from "./input-error.ts";
export type { CellValue, ResultRow, UsageDatabase, UsageFile } from "./port.ts";
export { importUsage } from "./importers/import-usage.ts";
export { parseMapping } from "./importers/mapping.ts";
