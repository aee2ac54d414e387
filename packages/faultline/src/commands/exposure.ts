import { groupProfile, InputError, suggestName } from "@faultline/exposure";
import {
  type AssessedCompany,
  type RawUsageOptions,
  assessCompany,
} from "../company/assess-company.ts";
import { type Io, writeJson, writeLines } from "../io.ts";
import { commandLine } from "../out/command-line.ts";
import { type RawOut, checkOutDirectory, writeOutDirectory } from "../out/out-directory.ts";
import { exposureTables } from "../out/tables.ts";
import {
  basisLines,
  economicsTable,
  ladderLines,
  losingLines,
  overlapLines,
  shareCell,
  shareLines,
  spendSentence,
  unpricedLines,
  vendorLines,
} from "../report/exposure-sections.ts";
import { exposurePage } from "../report/html/exposure-page.ts";
import { billingLines } from "../report/billing-lines.ts";
import { billLines } from "../report/bill-sections.ts";
import { outcomeLines } from "../report/outcome-lines.ts";
import { nameOf } from "../report/words.ts";
import { decimal } from "../terminal/numbers.ts";
import { type Paint, paint } from "../terminal/paint.ts";
import { table } from "../terminal/table.ts";
import { type RawThresholds, checkThresholds, parseThresholds } from "../thresholds/fail-if.ts";
import { wrap } from "../terminal/text.ts";

/** Options of `faultline exposure`, as the command line gives them. */
export interface RawExposureOptions extends RawUsageOptions, RawThresholds, RawOut {
  readonly by?: string;
  readonly json?: boolean;
}

const groupings = ["feature", "customer", "model", "vendor"] as const;
type Grouping = (typeof groupings)[number];

/** `faultline exposure`: what usage costs, who pays for it, and at which token price it sinks. */
export async function exposureCommand(
  usage: readonly string[],
  options: RawExposureOptions,
  io: Io,
): Promise<void> {
  const by = parseGrouping(options.by);
  const thresholds = parseThresholds(options.failIf ?? [], ["exposure", "rejected"]);
  if (options.out !== undefined) checkOutDirectory(options.out, io.cwd);
  const assessed = await assessCompany(usage, options, io);
  const result = exposureResult(assessed);
  if (options.out !== undefined) {
    const command = commandLine("exposure", usage, { ...options });
    await writeOutDirectory(options.out, io.cwd, {
      files: {
        "report.html": exposurePage(assessed, command),
        "result.json": `${JSON.stringify(result)}\n`,
      },
      tables: exposureTables(assessed),
    });
  }
  if (options.json === true) writeJson(io, result);
  else writeLines(io, exposureText(assessed, by, io.columns, paint(io.color)));
  const { exposure, profile } = assessed;
  checkThresholds(thresholds, { exposure, rejected: profile.accounting.rejected });
}

/** The result of `faultline exposure` as JSON. */
export function exposureResult({
  imported,
  profile,
  pricing,
  reconciliation,
  billing,
  exposure,
  overlaps,
  files,
  isSample,
}: AssessedCompany) {
  const { rows, accounting, rejects, period, prices } = profile;
  return {
    files,
    sample: isSample,
    accounting,
    rejects,
    overlaps,
    conversions: imported.conversions,
    joinedBills: imported.joinedBills,
    reconciliation,
    billing,
    period,
    totals: exposure.total,
    rows,
    prices,
    unpriced: pricing.unpriced,
    exposure,
  };
}

function parseGrouping(text: string | undefined): Grouping {
  if (text === undefined) return "feature";
  const found = groupings.find((grouping) => grouping === text);
  if (found !== undefined) return found;
  throw new InputError("--by", `cannot group by "${text}"`, suggestName(text, groupings));
}

function exposureText(
  assessed: AssessedCompany,
  by: Grouping,
  columns: number,
  ink: Paint,
): string[] {
  const { exposure, company, isSample, profile } = assessed;
  const { period, scaling } = exposure;
  const name = company.name ?? assessed.files.join(", ");
  const basis =
    scaling.basis === "month"
      ? `figures are per month: ${scaling.reason}`
      : `figures are of the period as it is, not of a month: ${scaling.reason}`;
  const lines =
    by === "feature" || by === "customer"
      ? economicsTable(
          by === "feature" ? "FEATURE" : "CUSTOMER",
          by === "feature" ? exposure.features : exposure.customers,
          columns,
          ink,
        )
      : groupTable(assessed, by, columns, ink);
  return [
    ink.bold(`faultline exposure · ${name}${isSample ? " (bundled sample, invented)" : ""}`),
    ...wrap(`usage of ${period.start.slice(0, 10)} to ${period.end.slice(0, 10)} · ${basis}`, {
      columns,
      rest: "  ",
    }),
    "",
    `  ${spendSentence(exposure)}`,
    ...unpricedLines(assessed, columns),
    ...overlapLines(assessed, columns),
    "",
    ...lines,
    ...shareLines([...exposure.features, ...exposure.customers], columns),
    ...losingLines(exposure, columns),
    ...billingLines(assessed, columns),
    "",
    ...vendorLines(exposure, company, columns),
    "",
    ...ladderLines(exposure, columns, ink),
    ...outcomeLines(exposure.outcomes, columns, ink),
    ...billLines(assessed, columns, ink),
    ...basisLines(assessed).flatMap((line, i) =>
      wrap(line, {
        columns,
        first: i === 0 ? `${ink.bold("BASIS")}  ` : "       ",
        rest: "       ",
      }),
    ),
    ...exposure.allocations.flatMap((line) =>
      wrap(`allocated: ${line}`, { columns, first: "       ", rest: "       " }),
    ),
    ...(profile.rows.length === 0 ? ["       no usage was kept"] : []),
  ];
}

function groupTable(
  { profile, exposure }: AssessedCompany,
  by: Grouping,
  columns: number,
  ink: Paint,
): string[] {
  const factor = exposure.scaling.usage;
  const money = (usd: number | null): string => (usd === null ? "unpriced" : decimal(usd * factor));
  return table(
    [
      { title: by.toUpperCase(), shrinks: true },
      { title: "requests", align: "right" },
      { title: "tokens, m", align: "right" },
      { title: "cached", align: "right" },
      { title: "reasoning", align: "right" },
      { title: "cost, $", align: "right" },
    ],
    groupProfile(profile, by).map((group) => [
      nameOf(group.name),
      decimal(group.requests * factor),
      decimal((group.tokens * factor) / 1e6, 1),
      shareCell(group.cacheShare),
      shareCell(group.reasoningShare),
      money(group.costUsd),
    ]),
    { columns, title: ink.bold },
  );
}
