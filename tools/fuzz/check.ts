import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  assessProfile,
  assessUsage,
  type Assessment,
  companyBooks,
  computeExposure,
  draftMapping,
  genaiCatalogue,
  InputError,
  type Mapping,
  parseCompany,
  parseMapping,
  parsePricesFile,
  parseProfileFile,
  type Profile,
  totalUsage,
  type UsageDatabase,
  type UsageFile,
  withOverrides,
} from "@faultline/exposure";
import { type Base, csvOf } from "./bases.ts";
import { countRecords } from "./count.ts";

/** Where inputs are read: one database for all of them, and a folder for the files. */
export interface World {
  readonly db: UsageDatabase;
  readonly open: (path: string) => UsageFile;
  readonly folder: string;
  /** Usage that damaged company files are held against. */
  readonly profile: Profile;
}

/** What an input came to: the kind of its error, or the kinds of its rejects. */
export interface Outcome {
  readonly kind: string;
  /** Rows of the usage table as text, for the import of a usage file that went well. */
  readonly rows: readonly string[] | null;
  /** Records told to be repeats, or sums of others. */
  readonly repeats: number;
}

/** Something an input did that no input may do. */
export class Broken extends Error {
  override readonly name = "Broken";
}

/** Milliseconds that an input may take for each megabyte, of which it counts as one at least. */
const MS_PER_MEGABYTE = 2000;

const decoder = new TextDecoder("utf-8");

/**
 * Reads one input to the end, which is a result or one clear line; throws `Broken` for anything
 * else. What is checked:
 * - no error but an `InputError`, whose message is one line without a control character;
 * - kept + rejected + blank = physical = the records counted apart from the importers;
 * - the table holds as many rows as were kept, each whole and in bounds; rejects add up by reason;
 * - tokens of the profile are those of the table; no figure is NaN;
 * - at most two seconds of the processor a megabyte.
 */
export async function check(world: World, base: Base, bytes: Uint8Array): Promise<Outcome> {
  const before = process.cpuUsage();
  const outcome = await readToTheEnd(world, base, bytes);
  const { user, system } = process.cpuUsage(before);
  // The processor's time and not the clock's, which other programs would share.
  const took = (user + system) / 1000;
  if (took <= MS_PER_MEGABYTE * Math.max(1, bytes.length / 1e6)) return outcome;
  throw new Broken(`took ${Math.round(took)} ms for ${bytes.length} bytes`);
}

async function readToTheEnd(world: World, base: Base, bytes: Uint8Array): Promise<Outcome> {
  try {
    return await read(world, base, bytes);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // oxlint-disable-next-line no-control-regex
    if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(error.message)) {
      throw new Broken(`a message of more than one line: ${JSON.stringify(error.message)}`);
    }
    return { kind: `error: ${skeleton(error.problem)}`, rows: null, repeats: 0 };
  }
}

function read(world: World, base: Base, bytes: Uint8Array): Promise<Outcome> | Outcome {
  switch (base.target) {
    case "usage":
      return readUsage(world, base, bytes);
    case "mapping":
      return readUsage(
        world,
        { ...base, mapping: decoder.decode(bytes), name: `${base.name}.csv` },
        csvOf(base),
      );
    case "draft":
      return readDraft(world, base, bytes);
    case "profile":
      return readProfile(decoder.decode(bytes));
    case "company":
      return readCompany(world, decoder.decode(bytes));
    default:
      return readPrices(decoder.decode(bytes));
  }
}

async function readUsage(world: World, base: Base, bytes: Uint8Array): Promise<Outcome> {
  const mapping: Mapping | undefined =
    base.mapping === undefined ? undefined : parseMapping(base.mapping, "map.yaml");
  const path = join(world.folder, base.name);
  writeFileSync(path, bytes);
  const format = base.format === "" ? {} : { format: base.format };
  const file = { ...world.open(path), name: base.name };
  const assessment = await assessUsage(world.db, {
    sources: [{ file, ...(mapping && { mapping }), ...format }],
    allowRejects: true,
  });
  await requireAccounted(
    world.db,
    assessment,
    countRecords(bytes, assessment.imported.files[0]!.format),
  );
  requireNumbers(assessment.exposure, "exposure");
  requireNumbers(assessment.profile, "profile");
  const { rejectCounts } = assessment.imported;
  const repeats = rejectCounts
    .filter(({ kind }) => kind === "duplicate" || kind === "aggregate")
    .reduce((sum, { count }) => sum + count, 0);
  const reasons = rejectCounts.map(({ kind, reason }) => `${kind} ${skeleton(reason)}`).toSorted();
  return { kind: `read: ${reasons.join("; ")}`, rows: await rowsOf(world.db), repeats };
}

const BUCKETS = ["in_uncached", "cache_read", "cache_write_5m", "cache_write_1h", "out_visible"];

async function requireAccounted(
  db: UsageDatabase,
  { imported, profile }: Assessment,
  counted: number | null,
): Promise<void> {
  const { physical, kept, rejected, blank } = imported.accounting;
  const told = JSON.stringify(imported.accounting);
  if (kept + rejected + blank !== physical) throw new Broken(`not accounted for: ${told}`);
  // Spans under a key that damage made unknown are told as one corrupt record.
  const isOtlp = imported.files[0]?.format === "otlp";
  const isTold = isOtlp && imported.rejectCounts.some(({ kind }) => kind === "corrupt");
  if (counted !== null && counted !== physical && !isTold) {
    throw new Broken(`${counted} records are there, but ${told}`);
  }
  const reasons = imported.rejectCounts.reduce((sum, { count }) => sum + count, 0);
  if (reasons !== rejected) throw new Broken(`${reasons} rejects have a reason, but ${told}`);
  const whole = [...BUCKETS, "requests", "ts", "provider", "model_raw", "tier"]
    .map((column) => `${column} IS NOT NULL`)
    .join(" AND ");
  const [row] = await db.all(`SELECT count(*) AS n, count(*) FILTER (WHERE ${whole}
      AND ts BETWEEN '2000-01-01' AND '2100-01-01' AND coalesce(billed_cost, 0) >= 0) AS whole,
    CAST(sum(${BUCKETS.join(" + ")} + coalesce(out_reasoning, 0)) AS VARCHAR) AS tokens FROM usage`);
  if (Number(row?.["n"]) !== kept) throw new Broken(`${String(row?.["n"])} rows, but ${told}`);
  if (row?.["n"] !== row?.["whole"]) throw new Broken("a row with a hole or out of bounds");
  const tokens = Number(row?.["tokens"]);
  if (totalUsage(profile).tokens !== tokens) {
    throw new Broken(`${tokens} tokens, but ${totalUsage(profile).tokens} in the profile`);
  }
}

async function rowsOf(db: UsageDatabase): Promise<readonly string[]> {
  const rows = await db.all("SELECT CAST(usage AS VARCHAR) AS row FROM usage LIMIT 5000");
  return rows.map(({ row }) => String(row)).toSorted();
}

async function readDraft(world: World, base: Base, bytes: Uint8Array): Promise<Outcome> {
  const path = join(world.folder, base.name);
  writeFileSync(path, bytes);
  const file = { ...world.open(path), name: base.name };
  const { text, fields, questions } = await draftMapping(world.db, file);
  const kind = [...fields, ...questions].map(({ field }) => field);
  try {
    parseMapping(text, "draft.yaml");
  } catch (error) {
    throw new Broken(`a draft that is no mapping: ${String(error)}`);
  }
  return { kind: `read: ${[...new Set(kind)].join("; ")}`, rows: null, repeats: 0 };
}

function readCompany({ profile }: World, text: string): Outcome {
  const company = parseCompany(text, "company.yaml");
  const exposure = computeExposure(profile, company);
  requireNumbers(exposure, "exposure");
  requireNumbers(companyBooks({ exposure, profile }, company, "2024-09"), "books");
  return { kind: "read: ", rows: null, repeats: 0 };
}

async function readProfile(text: string): Promise<Outcome> {
  const { exposure } = await assessProfile(parseProfileFile(text, "p.json"), {}, "p.json");
  requireNumbers(exposure, "exposure");
  return { kind: "read: ", rows: null, repeats: 0 };
}

function readPrices(text: string): Outcome {
  const prices = withOverrides(genaiCatalogue(), parsePricesFile(text, "prices.yaml"), "file");
  for (const model of ["gpt-4o", "my-model", "__proto__", "constructor"]) {
    const at = Date.UTC(2026, 0, 1);
    const quote = prices.quote({ provider: "", model, tier: "", at, wholeDay: false });
    requireNumbers(quote?.bands, `price of ${model}`);
  }
  return { kind: "read: ", rows: null, repeats: 0 };
}

function requireNumbers(value: unknown, path: string): void {
  if (typeof value === "number" && Number.isNaN(value)) throw new Broken(`${path} is NaN`);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) requireNumbers(inner, `${path}.${key}`);
}

/** The words of a message without what they quote: the same for the same fault. */
function skeleton(text: string): string {
  return text
    .replaceAll(/"[^"]*"?/g, '""')
    .replaceAll(/\d+/g, "0")
    .slice(0, 120);
}
