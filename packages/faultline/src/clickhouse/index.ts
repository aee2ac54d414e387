import type { TableAddress } from "./address.ts";
import type { OpenTable } from "./open-table.ts";

export { isTableAddress, parseTableAddress, requireApart } from "./address.ts";
export type { OpenTable } from "./open-table.ts";

/** Opens a table for reading; the client of ClickHouse is loaded when the first one is opened. */
export async function openTable(
  address: TableAddress,
  env: Readonly<Record<string, string | undefined>>,
): Promise<OpenTable> {
  const { connectTable } = await import("./open-table.ts");
  return connectTable(address, env);
}
