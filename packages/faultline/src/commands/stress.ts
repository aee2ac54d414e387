import { type Run, type Settings, probabilityBy } from "@faultline/engine";
import {
  type CompanyStress,
  type StressRuns,
  InputError,
  breakingPoints,
  companyBooks,
  hedgeSets,
  hedgesFor,
  renewsWithin,
  requireMonthly,
  stressCompany,
  verdictMonths,
  you,
} from "@faultline/exposure";
import {
  type AssessedCompany,
  type RawUsageOptions,
  assessCompany,
} from "../company/assess-company.ts";
import { bestSetOf } from "../company/best-set.ts";
import { unreadCompany } from "../company/unread-company.ts";
import {
  type EnsemblePool,
  type EnsembleSpec,
  type OnProgress,
  withPool,
} from "../ensemble/pool.ts";
import { type Io, writeJson, writeLines } from "../io.ts";
import {
  type EnsembleOptions,
  type RawEnsembleOptions,
  parseEnsembleOptions,
} from "../options/ensemble-options.ts";
import { applySettings } from "../options/settings.ts";
import { commandLine } from "../out/command-line.ts";
import { type RawOut, checkOutDirectory, writeOutDirectory } from "../out/out-directory.ts";
import { stressTables } from "../out/tables.ts";
import { stressPage } from "../report/html/stress-page.ts";
import { modelName } from "../report/words.ts";
import { stressText } from "../report/stress-report.ts";
import { runChecked, runSimulation, specOf } from "../results/run-simulation.ts";
import type { SimulateResult } from "../results/simulate-result.ts";
import { withProgress } from "../terminal/progress.ts";
import { type RawThresholds, checkThresholds, parseThresholds } from "../thresholds/fail-if.ts";
import { exposureResult } from "./exposure.ts";

/** Options of `faultline stress`, as the command line gives them. */
export type RawStressOptions = RawEnsembleOptions & RawUsageOptions & RawThresholds & RawOut;

/** The result of `faultline stress`. */
export interface StressResult {
  readonly accounting: AssessedCompany["profile"]["accounting"];
  readonly exposure: ReturnType<typeof exposureResult>;
  readonly economy: SimulateResult;
  readonly company: CompanyStress;
}

/** `faultline stress`: a company's usage and books through the futures of the AI economy. */
export async function stressCommand(
  usage: readonly string[],
  raw: RawStressOptions,
  io: Io,
): Promise<void> {
  // Checked before the usage is read, so that a misspelt option does not wait for a long import.
  const early = parseEnsembleOptions(raw, io, unreadCompany);
  const parts = ["economy", "company", "exposure", "rejected"] as const;
  const thresholds = parseThresholds(raw.failIf ?? [], parts, early.months);
  if (raw.out !== undefined) checkOutDirectory(raw.out, io.cwd);
  const assessed = await assessCompany(usage, raw, io);
  requireMonthly(assessed.profile.period, assessed.company, assessed.companyName);
  requirePrice(assessed);
  const result = await stress(assessed, early, io);
  if (raw.out !== undefined) {
    const command = commandLine("stress", usage, { seed: String(early.seed), ...raw });
    await writeOutDirectory(raw.out, io.cwd, {
      files: {
        "report.html": stressPage(result, assessed, command),
        "result.json": `${JSON.stringify(result)}\n`,
      },
      tables: stressTables(result, assessed),
    });
  }
  if (early.json) writeJson(io, result);
  else writeLines(io, stressText(result, assessed, io));
  const { economy, company, accounting } = result;
  const { exposure } = assessed;
  checkThresholds(thresholds, { economy, company, exposure, rejected: accounting.rejected });
}

/** Without any known price there is nothing to stress; the volume is told instead of a cost of nothing. */
function requirePrice({ exposure, pricing, files }: AssessedCompany): void {
  const { tokenPricedAi, uncostedTokens } = exposure.total;
  if (tokenPricedAi > 0 || uncostedTokens === 0) return;
  const models = pricing.unpriced.map(
    ({ model, tokens }) => `${modelName(model)} (${tokens} tokens)`,
  );
  const named = models.length > 5 ? [...models.slice(0, 5), `${models.length - 5} more`] : models;
  throw new InputError(
    files.join(", "),
    `no price is known for any of its models: ${named.join(", ")}`,
    "give their prices under prices: in the company file",
  );
}

async function stress(
  assessed: AssessedCompany,
  early: EnsembleOptions,
  io: Io,
): Promise<StressResult> {
  const books = companyBooks(assessed, assessed.company, early.from);
  const options = {
    ...early,
    ...applySettings(early.scenario, early.set, { ...specOf(early), company: books }),
  };
  const hedges = books.cash === null ? [] : hedgesFor(books);
  const isBaseline = Object.keys(options.scenario.settings).length === 0;
  const isRenewing = renewsWithin(books, options.months);
  const runs = 2 + (isBaseline ? 0 : 1) + (isRenewing ? 1 : 0) + hedges.length;
  return await withProgress(io, "running futures", (update) =>
    withPool(options.workers, async (pool) => {
      const done = Array.from({ length: runs }, () => 0);
      const part =
        (index: number, weight: number): OnProgress =>
        (share) => {
          done[index] = share * weight;
          update(done.reduce((sum, each) => sum + each, 0) / runs);
        };
      const spec = { ...specOf(options, books), keep: readForHedges };
      const one = async (
        index: number,
        settings: Settings,
        keep: readonly string[] = readForHedges,
      ): Promise<Run> =>
        (await runChecked(pool, { ...spec, settings, keep }, options, part(index, 1))).run;
      const insolvency = (moved: Settings): Promise<number> =>
        insolvencyOf(pool, spec, options, moved);
      const best = async (): Promise<StressRuns["bestSet"]> => {
        const found = await bestSetOf(hedgeSets(books, hedges), insolvency);
        if (found === undefined) return undefined;
        const settings = { ...spec.settings, ...found.set.settings };
        return { ...found, run: (await runChecked(pool, { ...spec, settings }, options)).run };
      };
      const held = { ...spec.settings, [you.contractsHeld]: 1 };
      const contractCosts = books.contracts.map((_contract, i) => you.contractCost(i));
      const [simulation, baseline, heldContracts, breaking, bestSet, ...hedged] = await Promise.all(
        [
          runSimulation(pool, options, part(0, 2), books),
          isBaseline ? undefined : one(1, ownSettings(options)),
          isRenewing ? one(2, held, [...readForHedges, ...contractCosts]) : undefined,
          breakingPoints(books, breakProbability, insolvency),
          best(),
          ...hedges.map(async (hedge, i) => ({
            hedge,
            run: await one(i + 3, { ...spec.settings, ...hedge.settings }),
          })),
        ],
      );
      const { graph, run } = simulation.ensemble;
      return {
        accounting: assessed.profile.accounting,
        exposure: exposureResult(assessed),
        economy: simulation.result,
        company: stressCompany(assessed.exposure, books, {
          graph,
          run,
          baseline,
          hedged,
          bestSet,
          heldContracts,
          breaking,
        }),
      };
    }),
  );
}

/** How likely insolvency must be for the company to count as broken. */
const breakProbability = 0.5;

/** Futures that the search for what breaks it looks at: a twentieth either way is near enough. */
const searchDraws = 500;

/** Probability of insolvency within the verdict's months with levers of the company moved. */
async function insolvencyOf(
  pool: EnsemblePool,
  spec: EnsembleSpec,
  options: EnsembleOptions,
  moved: Settings,
): Promise<number> {
  const months = Math.min(verdictMonths, options.months);
  const draws = Math.min(searchDraws, options.draws);
  const request = { ...spec, keep: [], months, draws, settings: { ...spec.settings, ...moved } };
  const { run } = await runChecked(pool, request, options);
  const insolvent = run.eventMonths[you.insolvent];
  return insolvent === undefined ? 0 : probabilityBy(insolvent, months - 1);
}

/** Series that a hedge's result is read from, besides the events. */
const readForHedges = [you.grossProfit];

/** What was set by hand: it holds in the baseline too. */
function ownSettings({ set, settings }: EnsembleOptions): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => key in set));
}
