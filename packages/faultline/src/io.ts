import { wantsColor } from "./terminal/paint.ts";

/** What a command knows of the world outside, so that tests can stand in for it. */
export interface Io {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** Whether stdout is a terminal. */
  readonly isTty: boolean;
  /** Whether stderr is one, where progress is shown. */
  readonly showsProgress: boolean;
  /** Columns to write within, 60 to 100. */
  readonly columns: number;
  readonly color: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** The widest that text is set: longer lines read badly, and reports are compared line by line. */
const widest = 100;

/** Narrower terminals break the lines themselves: tables do not get smaller than this. */
const narrowest = 60;

/** The terminal, pipe or file that this process writes to. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  const isTty = isTerminal(stdout);
  return {
    stdout,
    stderr,
    isTty,
    showsProgress: isTerminal(stderr) && env["TERM"] !== "dumb",
    columns: Math.max(narrowest, Math.min(widest, (isTty && stdout.columns) || widest)),
    color: wantsColor(env, isTty),
    env,
    cwd: process.cwd(),
  };
}

/** Whether a stream is a terminal: the property is not there, whatever its type says, on a pipe. */
function isTerminal(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true;
}

/** Writes lines. */
export function writeLines(io: Io, lines: readonly string[]): void {
  io.stdout.write(`${lines.join("\n")}\n`);
}

/** Writes a result as one line of JSON. */
export function writeJson(io: Io, value: unknown): void {
  io.stdout.write(`${JSON.stringify(value)}\n`);
}
