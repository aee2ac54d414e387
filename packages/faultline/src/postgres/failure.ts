import { InputError } from "@faultline/exposure";

const SERVER = "check the host and the port, and that the server runs";
const PASSWORD = "check the user, and set PGPASSWORD to its password";

/** What Postgres' codes and the network's mean to a user: what is wrong, and what to do. */
const FAILURES: Readonly<Record<string, readonly [problem: string, fix: string]>> = {
  ECONNREFUSED: ["no database answers there", SERVER],
  ENOENT: ["no database answers there", SERVER],
  ENOTFOUND: ["there is no such host", SERVER],
  EAI_AGAIN: ["there is no such host", SERVER],
  ETIMEDOUT: ["the database does not answer", SERVER],
  "28P01": ["the password is wrong", PASSWORD],
  "28000": ["the server refuses the user", PASSWORD],
  "3D000": ["there is no such database", "name LiteLLM's database"],
  "42501": [
    "the user may not read the columns that are needed",
    'GRANT SELECT ON "LiteLLM_SpendLogs" to it',
  ],
};

/** An error of the driver as one line for the user; an `InputError` as it is. */
export function failureOf(address: string, error: unknown): unknown {
  if (error instanceof InputError) return error;
  if (!(error instanceof Error)) return error;
  const { code = "" } = error as NodeJS.ErrnoException;
  const [problem, fix] = FAILURES[code] ?? [];
  if (problem !== undefined && fix !== undefined) return new InputError(address, problem, fix);
  if (/password must be a string|SASL/.test(error.message)) {
    return new InputError(address, "the server wants a password", PASSWORD);
  }
  if (/timeout/i.test(error.message)) {
    return new InputError(address, "the database does not answer", SERVER);
  }
  // What the server says is told as it is; an error without a code of its own is a bug of ours.
  const isOutside = /^([0-9A-Z]{5}|E[A-Z]+)$/.test(code);
  if (!isOutside && !error.message.startsWith("Connection terminated")) return error;
  return new InputError(address, `the database says: ${error.message}`, "check the address");
}
