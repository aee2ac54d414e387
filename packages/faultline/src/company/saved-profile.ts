import { closeSync, openSync, readSync } from "node:fs";
import { basename, resolve } from "node:path";
import {
  InputError,
  parseProfileFile,
  PROFILE_FILE_START,
  type SavedProfile,
} from "@faultline/exposure";
import { readTextFile } from "../options/text-file.ts";
import type { RawUsageOptions } from "./assess-company.ts";

const LARGEST = 400_000_000;
const IMPORT_OPTIONS = ["map", "format", "prices", "keepLabels"] as const;

/**
 * The profile that `faultline profile` wrote, if that is what is named as usage; else null. Throws
 * {@link InputError} for a profile among other files, with options of an import, or a damaged one.
 */
export function readSavedProfile(
  files: readonly string[],
  options: RawUsageOptions,
  cwd: string,
): SavedProfile | null {
  const profile = files.find((file) => startsAsProfile(resolve(cwd, file)));
  if (profile === undefined) return null;
  const name = basename(profile);
  if (files.length > 1) {
    throw new InputError(name, "a profile is whole by itself", "name it alone, or all usage files");
  }
  const given = IMPORT_OPTIONS.find((option) => options[option] !== undefined);
  if (given !== undefined) {
    const option = `--${given.replace("keepLabels", "keep-labels")}`;
    throw new InputError(option, "a profile was read and priced already", "leave the option out");
  }
  const text = readTextFile(resolve(cwd, profile), name, {
    largest: LARGEST,
    wanted: "a profile",
    missing: "make one with `faultline profile`",
  });
  return parseProfileFile(text, name);
}

// A folder or a file that is not there is for the importer to tell.
function startsAsProfile(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return false;
  }
  try {
    const start = Buffer.alloc(PROFILE_FILE_START.length);
    readSync(file, start);
    return start.toString("utf8") === PROFILE_FILE_START;
  } catch {
    return false;
  } finally {
    closeSync(file);
  }
}
