import type { Graph } from "@faultline/engine";
import { withPool } from "../ensemble/pool.ts";
import { type Io, writeJson, writeLines } from "../io.ts";
import {
  type EnsembleOptions,
  type RawEnsembleOptions,
  parseEnsembleOptions,
  requireKeptDraws,
} from "../options/ensemble-options.ts";
import type { Outcome } from "../options/outcome-option.ts";
import { type RunDescription, describeRun } from "../results/run-description.ts";
import { headerLines } from "../results/simulate-text.ts";
import { count } from "../terminal/numbers.ts";
import { paint } from "../terminal/paint.ts";
import { withProgress } from "../terminal/progress.ts";
import { wrap } from "../terminal/text.ts";
import { type Study, openStudy } from "./study.ts";

/** What every analysis tells besides its finding. */
export interface AnalysisHead extends RunDescription {
  readonly outcome: Outcome;
  /** What the analysis cost. */
  readonly budget: { readonly futures: number };
}

/** The result of an analysis; a schema of its own describes each as JSON. */
export type AnalysisResult<Finding> = AnalysisHead & Finding;

/** Columns to write within, and whether to colour. */
export type Page = Pick<Io, "columns" | "color">;

/** An analysis, as a command asks for it. */
export interface Analysis<Plan extends { readonly outcome: Outcome }, Finding> {
  readonly name: string;
  /** Checks the command's own options. */
  readonly plan: (options: EnsembleOptions) => Plan;
  /** Futures that it will run, about. */
  readonly cost: (graph: Graph, plan: Plan, options: EnsembleOptions) => number;
  readonly analyse: (study: Study, plan: Plan, options: EnsembleOptions) => Promise<Finding>;
  /** The report below what was run. */
  readonly text: (result: AnalysisResult<Finding>, page: Page) => string[];
}

/** Runs an analysis for a command and prints its result. */
export async function runAnalysis<Plan extends { readonly outcome: Outcome }, Finding>(
  raw: RawEnsembleOptions,
  io: Io,
  { name, plan, cost, analyse, text }: Analysis<Plan, Finding>,
): Promise<void> {
  const options = parseEnsembleOptions(raw, io);
  requireKeptDraws(options, `${name} looks`);
  const planned = plan(options);
  const { outcome } = planned;
  const result = await withProgress(io, "running futures", (update) =>
    withPool(options.workers, async (pool): Promise<AnalysisResult<Finding>> => {
      const study = openStudy(pool, options, outcome, update, (graph) =>
        cost(graph, planned, options),
      );
      const finding = await analyse(study, planned, options);
      const head = describeRun(options, study.worstResidual());
      return { ...head, outcome, ...finding, budget: { futures: study.spent() } };
    }),
  );
  if (options.json) return writeJson(io, result);
  const label = paint(io.color).bold("BUDGET");
  const spent =
    `${count(result.budget.futures, "future")} run, ` +
    `in ensembles of up to ${count(options.draws, "draw")}`;
  writeLines(io, [
    ...headerLines(result, io, `faultline ${name}`),
    "",
    ...text(result, io),
    "",
    ...wrap(spent, { columns: io.columns, first: `${label}  `, rest: " ".repeat(8) }),
  ]);
}
