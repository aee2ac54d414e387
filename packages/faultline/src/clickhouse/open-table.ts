import {
  ClickHouseError,
  ClickHouseLogLevel,
  type ClickHouseClient,
  createClient,
} from "@clickhouse/client";
import type { RemoteColumn, RemoteRow, RemoteTable } from "@faultline/exposure";
import { PASSWORD_VARIABLE, type TableAddress } from "./address.ts";
import { serverError } from "./server-errors.ts";

/** A table on a server, with the connection to give back. */
export interface OpenTable {
  readonly table: RemoteTable;
  /** Ends the connection; calling it twice does no harm. */
  close(): Promise<void>;
}

/** ClickHouse's code for a question or setting that the user has no right to. */
const READONLY = "164";
/** ClickHouse's code for a table that is not there. */
const UNKNOWN_TABLE = "60";
/** Milliseconds that the client waits longer than the server may take. */
const GRACE = 2000;

/**
 * Opens a table for reading. Nothing is sent before it is asked; every question goes out as
 * read-only, and takes at most the address's time.
 */
export function connectTable(
  address: TableAddress,
  env: Readonly<Record<string, string | undefined>>,
): OpenTable {
  const client = createClient({
    url: address.server,
    username: address.user,
    password: env[PASSWORD_VARIABLE] ?? "",
    database: address.database,
    application: "faultline",
    request_timeout: address.timeoutSeconds * 1000 + GRACE,
    // The client would write lines of its own to the terminal, and the query with them.
    log: { level: ClickHouseLogLevel.OFF },
  });
  const questions = new Questions(client, address);
  const { name, database, table, bounds } = address;
  return {
    table: {
      name,
      database,
      table,
      bounds,
      columns: (of) => questions.columns(of),
      rows: (sql) => questions.rows(sql),
    },
    close: () => client.close(),
  };
}

class Questions {
  readonly #client: ClickHouseClient;
  readonly #address: TableAddress;
  #settings: Record<string, string | number>;

  constructor(client: ClickHouseClient, address: TableAddress) {
    this.#client = client;
    this.#address = address;
    this.#settings = {
      readonly: "1",
      max_execution_time: address.timeoutSeconds,
      // Without it a table spread over servers may not be asked about itself inside a question.
      distributed_product_mode: "global",
      // With the answer held back until it is whole, an error in its midst is told as one.
      wait_end_of_query: 1,
    };
  }

  async *rows(sql: string): AsyncIterable<RemoteRow> {
    try {
      const answer = await this.#ask(sql);
      for await (const rows of answer.stream<unknown[]>()) {
        for (const row of rows) yield row.json<unknown[]>().map(asText);
      }
    } catch (error) {
      throw serverError(error, this.#address);
    }
  }

  async columns(table: string): Promise<readonly RemoteColumn[] | null> {
    const columns: RemoteColumn[] = [];
    const quoted = [this.#address.database, table].map(identifier).join(".");
    try {
      const answer = await this.#ask(`DESCRIBE TABLE ${quoted}`);
      for (const [name, type] of await answer.json<[string, string]>())
        columns.push({ name, type });
    } catch (error) {
      if (error instanceof ClickHouseError && error.code === UNKNOWN_TABLE) return null;
      throw serverError(error, this.#address);
    }
    return columns;
  }

  async #ask(query: string) {
    const ask = () =>
      this.#client.query({
        query,
        format: "JSONCompactEachRow",
        clickhouse_settings: this.#settings,
      });
    try {
      return await ask();
    } catch (error) {
      const mayNotSet = error instanceof ClickHouseError && error.code === READONLY;
      if (!mayNotSet || Object.keys(this.#settings).length === 0) throw error;
      // A user who may only read may set no limits either, and needs none against writing.
      this.#settings = {};
      return await ask();
    }
  }
}

function asText(value: unknown): string | null {
  return value === null || value === undefined
    ? null
    : typeof value === "string"
      ? value
      : JSON.stringify(value);
}

function identifier(name: string): string {
  return `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;
}
