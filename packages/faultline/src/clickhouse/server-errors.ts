import { ClickHouseError } from "@clickhouse/client";
import { InputError } from "@faultline/exposure";
import { PASSWORD_VARIABLE, type TableAddress } from "./address.ts";

/*
 * What a user reads when a server cannot be asked. The server's own words are never repeated: they
 * quote the query, and may quote the data.
 */

type Told = readonly [problem: string, fix: string];

/** By ClickHouse's error codes (src/Common/ErrorCodes.cpp of its repository). */
const BY_CODE: Readonly<Record<string, (address: TableAddress) => Told>> = {
  "47": () => ["it lacks a column that is read", "check the table, or its mapping"],
  "60": ({ database, table }) => [
    `no table "${table}" in the database "${database}"`,
    "check both names",
  ],
  "81": ({ database }) => [`no database "${database}"`, "check its name"],
  "159": ({ timeoutSeconds }) => [
    `a question took longer than ${timeoutSeconds} s`,
    "ask about less time with ?from= and &to=, or allow more with ?timeout=SECONDS",
  ],
  "192": wrongUser,
  "193": wrongUser,
  "194": wrongUser,
  "516": wrongUser,
  "241": () => [
    "the server has not enough memory for a question",
    "ask about less time with ?from= and &to=",
  ],
  "306": () => [
    "spans are nested too deeply, or in a circle, to tell calls from their sums",
    "ask about less time with ?from= and &to=, or export the spans as OTLP JSON",
  ],
  "497": ({ user, table }) => [
    `the user "${user}" may not read "${table}"`,
    "grant SELECT on it, or name another user",
  ],
};

function wrongUser({ user }: TableAddress): Told {
  return [
    `the server does not let the user "${user}" in`,
    `check the user in the address and ${PASSWORD_VARIABLE} in the environment`,
  ];
}

const BY_ERRNO: Readonly<Record<string, Told>> = {
  ENOTFOUND: ["there is no such host", "check the address"],
  EAI_AGAIN: ["the host's address cannot be looked up", "check the address and the network"],
  ECONNREFUSED: [
    "nothing answers at that port",
    "give the port of ClickHouse's HTTP interface, 8123 unless it was changed",
  ],
  EHOSTUNREACH: ["the host cannot be reached", "check the address and the network"],
  ENETUNREACH: ["the host cannot be reached", "check the address and the network"],
  ECONNRESET: ["the connection was cut before the answer was whole", "try again"],
  EPIPE: ["the connection was cut before the answer was whole", "try again"],
  ETIMEDOUT: ["the host does not answer", "check the address and the network"],
};

const TLS: Told = [
  "no trusted TLS connection can be made",
  "check the server's certificate, give the port of HTTPS, or use clickhouse:// for HTTP",
];

const STRANGE: Told = [
  "the answer is not as ClickHouse gives it",
  "check that the port is that of its HTTP interface, and try again",
];

/** The `InputError` for what went wrong at the server or on the way to it. */
export function serverError(error: unknown, address: TableAddress): InputError {
  if (error instanceof InputError) return error;
  const [problem, fix] = told(error, address);
  return new InputError(address.name, problem, fix);
}

function told(error: unknown, address: TableAddress): Told {
  if (error instanceof ClickHouseError) {
    const known = BY_CODE[error.code]?.(address);
    const type = /^[A-Z_]+$/.test(error.type ?? "") ? ` (${error.type})` : "";
    return (
      known ?? [
        `the server refuses a question with error ${error.code}${type}`,
        "look it up in the server's log; ClickHouse 24.8 or later is needed",
      ]
    );
  }
  if (!(error instanceof Error)) return STRANGE;
  const { code = "" } = error as NodeJS.ErrnoException;
  const known = BY_ERRNO[code];
  if (known !== undefined) return known;
  if (/CERT|SSL|TLS|EPROTO|SELF_SIGNED/.test(code)) return TLS;
  if (/timeout/i.test(error.message)) return BY_CODE["159"]!(address);
  if (/socket hang up|aborted|premature|terminated/i.test(error.message)) {
    return BY_ERRNO["ECONNRESET"]!;
  }
  return STRANGE;
}
