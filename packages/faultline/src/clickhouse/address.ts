import { InputError, suggestName } from "@faultline/exposure";
import type { TimeBounds } from "@faultline/exposure";

/** Environment variable of the password: on a command line others could read it. */
export const PASSWORD_VARIABLE = "FAULTLINE_CLICKHOUSE_PASSWORD";

/** Seconds that one question may take unless the address says otherwise. */
const DEFAULT_TIMEOUT = 600;
const MAX_TIMEOUT = 86_400;

/** A table of a ClickHouse server, as the command line names it. */
export interface TableAddress {
  /** Scheme, host, port, table and bounds, without the user: for messages and results. */
  readonly name: string;
  /** Address of the server's HTTP interface. */
  readonly server: string;
  readonly user: string;
  readonly database: string;
  readonly table: string;
  readonly bounds: TimeBounds;
  readonly timeoutSeconds: number;
}

/** Whether an argument names a table rather than a file. */
export function isTableAddress(argument: string): boolean {
  return /^clickhouses?:/i.test(argument);
}

const FORM = "write it like clickhouse://user@host:8123/database/otel_traces";

/**
 * Reads `clickhouse://user@host:8123/database/table?from=2026-01-01&to=2026-02-01`, or the same with
 * `clickhouses` for TLS. Throws `InputError`, which never repeats a password.
 */
export function parseTableAddress(argument: string): TableAddress {
  const url = URL.canParse(argument) ? new URL(argument) : null;
  if (url === null || url.hostname === "") {
    throw new InputError("the address of a ClickHouse table", "cannot be read", FORM);
  }
  const secure = url.protocol === "clickhouses:";
  const host = `${url.hostname}:${url.port === "" ? (secure ? 8443 : 8123) : url.port}`;
  const where = `${url.protocol}//${host}${url.pathname}`;
  if (url.password !== "") {
    const fix = `leave it out, and set ${PASSWORD_VARIABLE} in the environment`;
    throw new InputError(where, "the address holds a password", fix);
  }
  const [database, table, ...rest] = url.pathname.split("/").slice(1).map(decoded);
  if (!database || !table || rest.length > 0 || url.hash !== "") {
    throw new InputError(where, "names no database and table", FORM);
  }
  const options = optionsOf(url.searchParams, where);
  const { from, to } = options;
  const bounds = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const query = new URLSearchParams(bounds).toString();
  return {
    name: query === "" ? where : `${where}?${query}`,
    server: `${secure ? "https" : "http"}://${host}`,
    user: url.username === "" ? "default" : decoded(url.username),
    database,
    table,
    bounds,
    timeoutSeconds: secondsOf(options.timeout, where),
  };
}

const OPTIONS = ["from", "to", "timeout"] as const;

function optionsOf(
  given: URLSearchParams,
  where: string,
): Partial<Record<(typeof OPTIONS)[number], string>> {
  for (const key of given.keys()) {
    if (OPTIONS.some((option) => option === key)) continue;
    throw new InputError(where, `no option "${key}" of an address`, suggestName(key, OPTIONS));
  }
  const options = Object.fromEntries(given.entries());
  for (const key of ["from", "to"]) {
    const value = options[key];
    if (value === undefined || millisOf(value) !== null) continue;
    throw new InputError(
      where,
      `${key} is "${value}", which is no date or instant`,
      "write an ISO date such as 2026-01-01, or an instant with Z",
    );
  }
  const { from, to } = options;
  if (from !== undefined && to !== undefined && millisOf(from)! >= millisOf(to)!) {
    throw new InputError(where, "the time asked for ends before it starts", "to comes after from");
  }
  return options;
}

function secondsOf(text: string | undefined, where: string): number {
  if (text === undefined) return DEFAULT_TIMEOUT;
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= MAX_TIMEOUT) return seconds;
  const fix = `give whole seconds from 1 to ${MAX_TIMEOUT}`;
  throw new InputError(where, `timeout is "${text}"`, fix);
}

/**
 * Throws `InputError` when two addresses ask one table about the same time: the rows they share
 * would count twice, and unlike records of files they cannot be told apart here.
 */
export function requireApart(addresses: readonly TableAddress[]): void {
  const key = ({ server, database, table }: TableAddress) =>
    JSON.stringify([server, database, table]);
  const start = ({ bounds }: TableAddress) => millisOf(bounds.from ?? "") ?? -Infinity;
  const end = ({ bounds }: TableAddress) => millisOf(bounds.to ?? "") ?? Infinity;
  addresses.forEach((one, i) => {
    const other = addresses
      .slice(0, i)
      .find((two) => key(one) === key(two) && start(one) < end(two) && start(two) < end(one));
    if (other === undefined) return;
    throw new InputError(
      one.name,
      "the same table is asked about the same time twice",
      "name it once, or bound each with ?from= and &to= so that they do not overlap",
    );
  });
}

// Dates are UTC, and so is an instant that says nothing else: the machine's zone has no say.
function millisOf(text: string): number | null {
  const match = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (match === null) return null;
  const millis = Date.parse(match[1] !== undefined && match[4] === undefined ? `${text}Z` : text);
  return Number.isNaN(millis) ? null : millis;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
