import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Assessment,
  type Company,
  InputError,
  type Mapping,
  type UsageSource,
  assessUsage,
  parseCompany,
  parseMapping,
} from "@faultline/exposure";
import {
  type OpenTable,
  isTableAddress,
  openTable,
  parseTableAddress,
  requireApart,
} from "../clickhouse/index.ts";
import { openDuckDb, openUsageFile, usagePaths } from "../duckdb/index.ts";
import type { Io } from "../io.ts";

/** Options that say whose usage is looked at, as the command line gives them. */
export interface RawUsageOptions {
  readonly company?: string;
  readonly map?: string;
  readonly format?: string;
  readonly keepLabels?: boolean;
  readonly allowRejects?: boolean;
}

/** A company with its usage imported, priced and valued. */
export interface AssessedCompany extends Assessment {
  readonly company: Company;
  /** The company file as it was named, for messages. */
  readonly companyName: string;
  /** Whether it is the bundled, invented one. */
  readonly isSample: boolean;
  readonly files: readonly string[];
}

const sampleFolder = fileURLToPath(new URL("../../sample/", import.meta.url));

/**
 * Reads a company file and usage files and values them; without usage files it takes the bundled
 * sample. Throws {@link InputError} for what the user can mend.
 */
export async function assessCompany(
  usage: readonly string[],
  options: RawUsageOptions,
  io: Pick<Io, "cwd" | "env">,
): Promise<AssessedCompany> {
  const isSample = usage.length === 0;
  if (isSample && options.map !== undefined) {
    throw new InputError("--map", "there is no usage file it could map", "name the usage file");
  }
  const files = isSample ? [`${sampleFolder}usage.otlp.jsonl`] : usage;
  const companyFile = options.company ?? (isSample ? `${sampleFolder}company.yaml` : undefined);
  const companyName = companyFile === undefined ? "--company" : basename(companyFile);
  const company: Company =
    companyFile === undefined
      ? {}
      : parseCompany(readText(companyFile, io.cwd, "a company file"), companyName);
  const mapping: Mapping | undefined =
    options.map === undefined
      ? undefined
      : parseMapping(readText(options.map, io.cwd, "a mapping file"), basename(options.map));
  const addresses = new Map(
    files.filter(isTableAddress).map((file) => [file, parseTableAddress(file)]),
  );
  requireApart(files.flatMap((file) => addresses.get(file) ?? []));
  const tables: OpenTable[] = [];
  const db = await openDuckDb();
  try {
    const format = isSample ? undefined : options.format;
    const how = { ...(mapping && { mapping }), ...(format !== undefined && { format }) };
    const sources: UsageSource[] = [];
    for (const file of files) {
      const address = addresses.get(file);
      if (address === undefined) {
        const paths = usagePaths(resolve(io.cwd, file));
        sources.push(...paths.map((path) => ({ file: openUsageFile(path), ...how })));
      } else {
        const open = await openTable(address, io.env);
        tables.push(open);
        sources.push({ table: open.table, ...how });
      }
    }
    const assessment = await assessUsage(db, {
      sources,
      company,
      allowRejects: options.allowRejects === true,
      keepLabels: options.keepLabels === true,
    });
    const names = files.map((file) => addresses.get(file)?.name ?? basename(file));
    return { ...assessment, company, companyName, isSample, files: names };
  } finally {
    await Promise.all(tables.map((open) => open.close()));
    await db.close();
  }
}

function readText(path: string, cwd: string, what: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(resolve(cwd, path)));
  } catch (error) {
    if (error instanceof TypeError) {
      throw new InputError(path, "it is not UTF-8 text", `give ${what} in YAML`);
    }
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such file" : `it cannot be read (${code})`;
    throw new InputError(path, why, `give the path of ${what}`);
  }
}
