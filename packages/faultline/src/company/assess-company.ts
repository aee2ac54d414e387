import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Assessment,
  type Company,
  InputError,
  type Mapping,
  type UsageFile,
  type UsageSource,
  assessProfile,
  assessUsage,
  parseCompany,
  parseMapping,
  readRatesFile,
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
import { readSavedProfile } from "./saved-profile.ts";
import { readPricesFile } from "../options/prices-option.ts";
import { isPostgresUrl, openSpendLogs } from "../postgres/spend-logs.ts";

/** Options that say whose usage is looked at, as the command line gives them. */
export interface RawUsageOptions {
  readonly company?: string;
  readonly map?: string;
  readonly format?: string;
  readonly prices?: string;
  readonly rates?: string;
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
  if (usage.every(isPostgresUrl) && options.map !== undefined) {
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
  const shown = files.map((file) => addresses.get(file)?.name ?? shownName(file));
  const { prices, rates } = options;
  const billing = company.revenue?.csv;
  const told = {
    company,
    companyName,
    ...(rates !== undefined && {
      rates: await readRatesFile(openNamed(resolve(io.cwd, rates), rates)),
    }),
    ...(billing !== undefined && {
      // Named by the company file, so it is sought beside it.
      billing: openNamed(resolve(io.cwd, dirname(companyFile ?? ""), billing), billing),
    }),
  };
  const saved = isSample ? null : readSavedProfile(files, options, io.cwd);
  if (saved !== null) {
    const assessment = await assessProfile(saved, told, shown[0] ?? "");
    const names = saved.files.map(({ name }) => name);
    return { ...assessment, company, companyName, isSample, files: names };
  }
  requireApart(files.flatMap((file) => addresses.get(file) ?? []));
  const tables: OpenTable[] = [];
  const db = await openDuckDb();
  try {
    const format = isSample ? undefined : options.format;
    const how = { ...(mapping && { mapping }), ...(format !== undefined && { format }) };
    const sources: UsageSource[] = [];
    for (const file of files) {
      const address = addresses.get(file);
      if (address !== undefined) {
        const open = await openTable(address, io.env);
        tables.push(open);
        sources.push({ table: open.table, ...how });
      } else if (isPostgresUrl(file)) {
        sources.push({ file: openSpendLogs(file), format: "litellm" });
      } else {
        const paths = usagePaths(resolve(io.cwd, file));
        sources.push(...paths.map((path) => ({ file: openUsageFile(path), ...how })));
      }
    }
    const assessment = await assessUsage(db, {
      ...told,
      sources,
      ...(prices !== undefined && {
        prices: { source: basename(prices), prices: readPricesFile(prices, io.cwd) },
      }),
      allowRejects: options.allowRejects === true,
      keepLabels: options.keepLabels === true,
    });
    return { ...assessment, company, companyName, isSample, files: shown };
  } finally {
    await Promise.all(tables.map((open) => open.close()));
    await db.close();
  }
}

/** Opens a file under the name that messages give it. */
function openNamed(path: string, name: string): UsageFile {
  try {
    return { ...openUsageFile(path), name };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(name, error.problem, error.fix);
  }
}

function shownName(file: string): string {
  return isPostgresUrl(file) ? file : basename(file);
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
