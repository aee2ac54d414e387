import { resolve } from "node:path";
import { type PriceOverride, parsePricesFile } from "@faultline/exposure";
import { readTextFile } from "./text-file.ts";

/** Reads the file of `--prices`. Throws `InputError` when it cannot be read or is none. */
export function readPricesFile(path: string, cwd: string): Record<string, PriceOverride> {
  const text = readTextFile(resolve(cwd, path), path, {
    largest: 1_000_000,
    wanted: "a YAML or JSON file",
    missing: "give --prices a file with `prices: { MODEL: { input: 1, output: 2 } }`",
  });
  return parsePricesFile(text, path);
}
