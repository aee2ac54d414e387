/**
 * A failure the user can mend: bad file, bad key, bad value. Its message is one line,
 * `where: problem; fix`, and is all a user sees; every other exception is a bug of ours.
 */
export class InputError extends Error {
  override readonly name = "InputError";
  /** File with line, key or column, such as `usage.csv:12`. */
  readonly where: string;
  /** What is wrong, with the offending value. */
  readonly problem: string;
  /** What to do about it. */
  readonly fix: string;

  constructor(where: string, problem: string, fix: string) {
    const parts = [where, problem, fix].map(oneLine);
    super(`${parts[0]}: ${parts[1]}; ${parts[2]}`);
    [this.where, this.problem, this.fix] = parts as [string, string, string];
  }
}

/** Text from data, made safe for one line of a terminal: no control characters, at most 60 characters. */
export function quoteValue(value: string): string {
  const clean = oneLine(value);
  const text = clean.length > 60 ? `${clean.slice(0, 57)}...` : clean;
  return `"${text}"`;
}

// Control characters would let a value from data break the line or drive the terminal.
function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g, " ").trim();
}
