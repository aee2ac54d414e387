import { readFileSync } from "node:fs";
import { InputError } from "@faultline/exposure";

/** What is said of a file that cannot be used. */
export interface TextFileOptions {
  /** Most bytes a file of this kind can have. */
  readonly largest: number;
  /** What the file should be, such as `a CSV file`. */
  readonly wanted: string;
  /** What to do when it cannot be read. */
  readonly missing: string;
}

/**
 * Reads a text file that a user named, `shown` as they wrote it. Throws {@link InputError} when it
 * is not there, too large, or not UTF-8.
 */
export function readTextFile(path: string, shown: string, options: TextFileOptions): string {
  const { largest, wanted, missing } = options;
  try {
    const bytes = readFileSync(path);
    if (bytes.length > largest) {
      const problem = `it is larger than ${largest / 1e6} MB`;
      throw new InputError(shown, problem, `give ${wanted} of less`);
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (error instanceof TypeError) {
      throw new InputError(shown, "it is not UTF-8 text", `give ${wanted}`);
    }
    const { code } = error as NodeJS.ErrnoException;
    const why: Record<string, string> = {
      ENOENT: "there is no such file",
      EISDIR: "it is a directory",
      EACCES: "it may not be read",
    };
    throw new InputError(shown, why[code ?? ""] ?? `it cannot be read (${code})`, missing);
  }
}
