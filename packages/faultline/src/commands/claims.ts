import { type Verdict, claims, notJudged, verdicts } from "@faultline/economy";
import { InputError } from "@faultline/exposure";
import { withPool } from "../ensemble/pool.ts";
import { type Io, writeJson, writeLines } from "../io.ts";
import {
  type RawEnsembleOptions,
  parseEnsembleOptions,
  requireKeptDraws,
} from "../options/ensemble-options.ts";
import { runChecked, specOf } from "../results/run-simulation.ts";
import { simulateResult } from "../results/simulate-result.ts";
import { headerLines } from "../results/simulate-text.ts";
import { blocks, field, heading } from "../terminal/listing.ts";
import { paint } from "../terminal/paint.ts";
import { withProgress } from "../terminal/progress.ts";

/** Fewest months that show what claims speak of: to the end of 2025. */
const fewestMonths = 16;

/** `faultline claims`: what the essay claims, and whether it holds. */
export async function claimsCommand(raw: RawEnsembleOptions, io: Io): Promise<void> {
  const options = parseEnsembleOptions(raw, io);
  if (options.months < fewestMonths) {
    throw new InputError(
      "--months",
      `claims reach to the end of 2025, beyond ${options.months} months`,
      `give at least ${fewestMonths}`,
    );
  }
  requireKeptDraws(options, "claims look");
  const ensemble = await withProgress(io, "running futures", (update) =>
    withPool(options.workers, (pool) => runChecked(pool, specOf(options), options, update)),
  );
  const items = claims.map((claim) => {
    const { id, paragraph, basis } = claim;
    const facts = claim.facts.map((fact) => fact.id);
    return { id, paragraph, claim: claim.claim, basis, facts, ...claim.judge(ensemble.run) };
  });
  const result = simulateResult(options, ensemble);
  if (options.json) {
    const { scenario, draws, seed, months, from, modelVersion } = result;
    return writeJson(io, { scenario, from, months, draws, seed, modelVersion, items, notJudged });
  }
  const colours = paint(io.color);
  writeLines(io, [
    ...headerLines(result, io, "faultline claims"),
    "",
    ...verdicts.flatMap((verdict) => {
      const ids = items.filter((item) => item.verdict === verdict).map(({ id }) => id);
      return field(io, `${ids.length} ${shortly[verdict]}`, ids.join(", "));
    }),
    ...field(io, `${notJudged.length} aside`, notJudged.map(({ id }) => id).join(", ")),
    "",
    ...blocks(
      items.map((item) => [
        ...heading(io, item.id, `${item.claim} (${item.paragraph})`),
        `  ${colours.bold(item.verdict)}, judged by ${item.basis === "facts" ? "facts" : "the ensemble"}`,
        ...field(io, "figure", item.figure),
        ...field(io, "would flip", item.flips),
        ...field(io, "facts", item.facts.join(", ")),
      ]),
    ),
    "",
    ...blocks(
      notJudged.map(({ id, paragraph, reason }) => [
        ...heading(io, id, `not judged (${paragraph})`),
        ...field(io, "why", reason),
      ]),
    ),
  ]);
}

/** Verdicts in the column of a field's name. */
const shortly: Readonly<Record<Verdict, string>> = {
  holds: "hold",
  "does not hold": "do not",
  "cannot be told": "untold",
};
