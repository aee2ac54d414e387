import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, type TestContext } from "vitest";

const root = fileURLToPath(new URL("../../../../../", import.meta.url));
const chdb = join(root, ".cache/chdb/node_modules/chdb");
const program = fileURLToPath(new URL("chdb-server.mjs", import.meta.url));

/** The password that the server of the tests wants, with all that an escape could go wrong about. */
export const testPassword = "pa's\\s:w\"ö";

/** ClickHouse's engine on loopback. */
export interface TestServer {
  /** Host and port. */
  readonly host: string;
  /** Runs a statement and returns what it answers; for filling tables, which the program never does. */
  run(sql: string): Promise<string>;
  close(): void;
}

/** Starts ClickHouse's engine; null when it is not installed. */
async function startChdb(): Promise<TestServer | null> {
  if (!existsSync(chdb)) return null;
  const child: ChildProcess = spawn(process.execPath, [program, chdb], {
    env: { ...process.env, FAULTLINE_TEST_PASSWORD: testPassword },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout! });
  const [port] = (await once(lines, "line")) as [string];
  const host = `127.0.0.1:${port}`;
  const authorization = `Basic ${Buffer.from(`tester:${testPassword}`).toString("base64")}`;
  return {
    host,
    run: async (sql) => {
      const response = await fetch(`http://${host}/`, {
        method: "POST",
        body: sql,
        headers: { authorization },
      });
      const text = await response.text();
      if (!response.ok) throw new Error(text);
      return text;
    },
    close: () => void child.kill("SIGTERM"),
  };
}

let isTold = false;

/**
 * ClickHouse's engine for the tests of a file. Each asks for it with its context, and is skipped
 * where it is not installed: in continuous integration that is a failure.
 */
export function useChdb(): (context: TestContext) => TestServer {
  let server: TestServer | null = null;
  beforeAll(async () => {
    server = await startChdb();
  });
  afterAll(() => server?.close());
  return (context) => {
    if (server !== null) return server;
    const message = "chdb is not there, so nothing is asked of ClickHouse; .ci/run fetches it";
    if (process.env["CI"] === "true") throw new Error(message);
    if (!isTold) console.warn(message);
    isTold = true;
    return context.skip(message);
  };
}
