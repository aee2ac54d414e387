import { mechanisms } from "@faultline/economy";
import { companyDefaults } from "@faultline/exposure";
import type { AssessedCompany } from "../company/assess-company.ts";
import type { StressResult } from "../commands/stress.ts";
import type { SimulateResult } from "../results/simulate-result.ts";
import { type Page, economyLines, startLines } from "../results/simulate-text.ts";
import { decimal, magnitude, ofHundred, percent } from "../terminal/numbers.ts";
import { type Paint, paint } from "../terminal/paint.ts";
import { table } from "../terminal/table.ts";
import { wrap } from "../terminal/text.ts";
import { riskLines } from "./company-risks.ts";
import {
  basisLines,
  ladderLines,
  moneyCells,
  overlapLines,
  unpricedLines,
  vendorLines,
} from "./exposure-sections.ts";
import { hedgeLines } from "./hedge-section.ts";
import { renewalLines } from "./renewal-section.ts";
import { vendorEventLines } from "./vendor-section.ts";
import { breakEvenCell, pointsOf, shortName } from "./words.ts";

/** The report of a stress test: the verdict first, then its parts, then what they rest on. */
export function stressText(
  result: StressResult,
  assessed: AssessedCompany,
  { columns, color }: Page,
): string[] {
  const { exposure, company } = assessed;
  const ink = paint(color);
  return [
    ...heading(result, assessed, columns, ink),
    "",
    ...verdict(result, assessed, columns, ink),
    ...unpricedLines(assessed, columns),
    ...overlapLines(assessed, columns),
    "",
    ...features(result, assessed, columns, ink),
    ...vendorLines(exposure, company, columns),
    "",
    ...ladderLines(exposure, columns, ink),
    ...hedgeLines(result.company, columns, ink),
    ...renewalLines(result.company, columns, ink),
    ...vendorEventLines(result.company, columns, ink),
    ...riskLines(result.company, columns, ink),
    ...economyLines(withoutCompany(result.economy), { columns, color }),
    "",
    ...why(result, columns, ink),
    ...basis(result, assessed, columns, ink),
    ...next(columns, ink),
  ];
}

/** The economy's own results; the company's are told above them. */
function withoutCompany(economy: SimulateResult): SimulateResult {
  const others = <T>(all: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(all).filter(([id]) => !id.startsWith("you.")));
  return {
    ...economy,
    series: others(economy.series),
    events: others(economy.events),
    ...(economy.frozen && {
      frozen: { ...economy.frozen, events: others(economy.frozen.events) },
    }),
  };
}

function heading(
  { economy }: StressResult,
  { company, isSample, files, profile }: AssessedCompany,
  columns: number,
  ink: Paint,
): string[] {
  const note = isSample
    ? " (bundled sample, invented)"
    : company.invented === true
      ? " (invented)"
      : "";
  const { start, end } = profile.period;
  const severity = economy.severity === null ? "" : `, ${economy.severity}`;
  return [
    ink.bold(`faultline stress · ${company.name ?? files.join(", ")}${note}`),
    ...wrap(
      `usage of ${start.slice(0, 10)} to ${end.slice(0, 10)} · economy from ${economy.from}, facts ` +
        `known by ${economy.knowledgeDate}`,
      { columns },
    ),
    ...startLines(economy, columns),
    ...wrap(
      `scenario ${economy.scenario}${severity}${economy.tail ? " (tail: beyond what was known)" : ""} · ` +
        `${economy.months} months · ${decimal(economy.draws)} futures · seed ${economy.seed} · money ` +
        `conserved to ${magnitude(economy.conservation.worstResidual)}`,
      { columns },
    ),
  ];
}

function verdict(
  result: StressResult,
  assessed: AssessedCompany,
  columns: number,
  ink: Paint,
): string[] {
  return verdictSentences(result, assessed).flatMap(({ text, isHeadline }) => {
    const lines = wrap(text, { columns, first: "  ", rest: "  " });
    return isHeadline ? lines.map(ink.bold) : lines;
  });
}

/** A sentence of the verdict. */
export interface VerdictSentence {
  readonly text: string;
  readonly isHeadline: boolean;
}

/** The verdict, sentence by sentence: insolvency, runway, what goes first, what helps most. */
export function verdictSentences(
  { company, economy }: StressResult,
  { exposure }: AssessedCompany,
): readonly VerdictSentence[] {
  const { insolvency, baseline, firstToSink, bestHedge } = company.verdict;
  const sentences: VerdictSentence[] = [];
  const say = (text: string, isHeadline = false): void => {
    sentences.push({ text, isHeadline });
  };
  if (insolvency === null) {
    say("Cash is not told, so runway and insolvency are not computed (company.yaml: cash).");
  } else {
    const { probability, samplingError, assumptionSpan, withinMonths } = insolvency;
    const moved =
      assumptionSpan === null
        ? "too few futures to tell how far the assumptions move it"
        : `the assumptions move it between ${ofHundred(assumptionSpan[0])} and ` +
          ofHundred(assumptionSpan[1]);
    const before = baseline === null ? "" : `; in the baseline ${ofHundred(baseline)}`;
    say(
      `You run out of cash within ${withinMonths} months in ${ofHundred(probability)} of 100 futures`,
      true,
    );
    say(`(±${pointsOf(samplingError)} from sampling; ${moved}${before}).`);
    say(runwaySentence(company.runway, economy.months));
  }
  if (firstToSink !== null) {
    const line = exposure.features.find((feature) => feature.name === firstToSink.name);
    const at =
      line === undefined
        ? ""
        : `, under water from a token price of ${breakEvenCell(line.breakEven)}`;
    say(
      `First to go: "${shortName(firstToSink.name)}"${line?.breakEven.kind === "underwater" ? ", under water already" : at}` +
        ` (first in ${ofHundred(firstToSink.probability)} of 100).`,
    );
  } else if (company.features.some((feature) => feature.sunkBy !== null)) {
    say("No feature goes under water in any future.");
  }
  if (insolvency !== null && bestHedge !== null) {
    say(
      `Best help of those tried: ${bestHedge.action}: ${ofHundred(insolvency.probability)} → ` +
        `${ofHundred(bestHedge.insolvency)} of 100; ${bestHedge.price}.`,
    );
  }
  return sentences;
}

function runwaySentence(runway: StressResult["company"]["runway"], months: number): string {
  if (runway === null) return "";
  const { p05, p50, p95 } = runway;
  if (p05 === null) return `Cash lasts beyond ${months} months in at least 95 of 100.`;
  const at = (month: number | null): string =>
    month === null ? `beyond month ${months}` : `month ${month + 1}`;
  const middle = p50 === null ? `Cash lasts beyond ${months} months` : `Cash ends in ${at(p50)}`;
  return `${middle} at the median, between ${at(p05)} and ${at(p95)} in nine of ten.`;
}

function features(
  { company }: StressResult,
  { exposure }: AssessedCompany,
  columns: number,
  ink: Paint,
): string[] {
  const rows = exposure.features.map((line, i) => {
    const sunk = company.features[i]?.sunkBy ?? null;
    const by = (month: "12" | "24" | "60"): string => {
      const share = sunk?.[month];
      return share === undefined || share === null ? "–" : percent(share);
    };
    return [...moneyCells(line), by("12"), by("24"), by("60")];
  });
  return table(
    [
      { title: "FEATURE", shrinks: true },
      { title: "revenue", align: "right" },
      { title: "tokens", align: "right", spare: 1 },
      { title: "reasoning", align: "right", spare: 2 },
      { title: "margin", align: "right" },
      { title: "sinks at", align: "right" },
      { title: "×1…×100", spare: 3 },
      { title: "sunk by 12", align: "right" },
      { title: "24", align: "right" },
      { title: "60", align: "right" },
    ],
    rows,
    { columns, title: ink.bold },
  );
}

/** Parameters with the largest shares that are named. */
const namedCauses = 4;

function why({ company }: StressResult, columns: number, ink: Paint): string[] {
  const { insolvency } = company.verdict;
  if (insolvency === null) return [];
  const causes = insolvency.causes.parameters
    .filter(({ share }) => share >= 0.01)
    .slice(0, namedCauses);
  if (causes.length === 0) return [];
  return [
    ink.bold("WHY FUTURES DIFFER (share of the variance of running out of cash)"),
    ...causes.flatMap(({ id, share, assumed, doc }) =>
      wrap(`${id}, ${assumed ? "an assumption" : "on facts"}: ${doc}`, {
        columns,
        first: `${percent(share).padStart(5)}  `,
      }),
    ),
    "",
  ];
}

function basis(
  { company, economy }: StressResult,
  assessed: AssessedCompany,
  columns: number,
  ink: Paint,
): string[] {
  const { total, facts, judged, assumed } = economy.parameters;
  const causes = company.verdict.insolvency?.causes;
  const carried =
    causes === undefined || causes.parameters.length === 0
      ? ""
      : `; numbers that are assumed or judged carry ${percent(causes.assumptions)} of the variance`;
  const defaults = companyDefaults(assessed.company);
  const left = mechanisms.filter(({ id }) => economy.without.includes(id)).map(({ id }) => id);
  const lines = [
    ...basisLines(assessed),
    `${total} parameters: ${facts} on facts, ${judged} on facts and a judgement, ${assumed} assumed${carried}`,
    `a month of usage: ${assessed.exposure.scaling.reason}; it is taken as the economy's first`,
    ...(left.length === 0 ? [] : [`left out: ${left.join(", ")}`]),
    ...(defaults.length === 0
      ? []
      : [`not told, so: ${defaults.map((d) => `${d.key} ${d.default}`).join("; ")}`]),
  ];
  return lines.flatMap((line, i) =>
    wrap(line, { columns, first: i === 0 ? `${ink.bold("BASIS")}  ` : "       ", rest: "       " }),
  );
}

function next(columns: number, ink: Paint): string[] {
  return wrap(
    "faultline exposure · faultline claims · faultline facts · faultline mechanisms · " +
      "faultline stress USAGE --company FILE --map FILE",
    { columns, first: `${ink.bold("NEXT")}   `, rest: "       " },
  );
}
