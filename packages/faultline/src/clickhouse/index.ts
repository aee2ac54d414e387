export { isTableAddress, parseTableAddress, requireApart } from "./address.ts";
export { openTable, type OpenTable } from "./open-table.ts";
