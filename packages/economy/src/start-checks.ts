import { type Run, pow } from "@faultline/engine";
import * as facts from "./evidence/facts.ts";
import type { Fact } from "./evidence/fact.ts";

/** A figure of the model against the range that facts give it; USD a year unless told. */
export interface StartCheck {
  readonly what: string;
  readonly month: number;
  readonly low: number;
  readonly high: number;
  /** Facts the range is made of, and how, in words. */
  readonly facts: readonly Fact[];
  readonly from: string;
  readonly model: (run: Run, month: number) => Float64Array;
}

const number = (fact: Fact): number => {
  if (typeof fact.value !== "number") throw new Error(`${fact.id} is not one number`);
  return fact.value;
};
const end = (fact: Fact, which: 0 | -1): number => {
  if (!Array.isArray(fact.value)) throw new Error(`${fact.id} is not a range`);
  return (fact.value as readonly number[]).at(which)!;
};
const yearly =
  (...ids: readonly [id: string, sign?: 1 | -1][]) =>
  (run: Run, month: number): Float64Array => {
    const columns = ids.map(([id, sign]) => ({ values: run.column(id, month), sign: sign ?? 1 }));
    return Float64Array.from({ length: run.draws }, (_, draw) =>
      columns.reduce((sum, { values, sign }) => sum + 12 * sign * (values[draw] ?? 0), 0),
    );
  };

// Forecasts of the date, carried to December 2024: the year's own figure read as a rate already
// reached is the low end; the steady path to the next year named is the high end.
const pathTo = (from: number, to: number, years: number): number =>
  from * pow(to / from, 0.5 / years);

/** The last value of a dated series, and of the same period a year before. */
const lastYear = (fact: Fact): { readonly now: number; readonly before: number } => {
  const values = Object.values(fact.value as Readonly<Record<string, number>>);
  return { now: values.at(-1)!, before: values.at(-5)! };
};

/**
 * What a firm builds at the start: from the pace of the quarter to June, to that pace grown for
 * another quarter as it did over the year; in December two quarters on.
 */
const building = (id: string, facts: readonly Fact[], now: number, before: number): StartCheck[] =>
  [0, 3].map((month) => ({
    what: `${id[0]!.toUpperCase()}${id.slice(1)} capital spending${month === 0 ? "" : ", Dec 2024"}`,
    month,
    low: 4 * now,
    high: 4 * now * pow(now / before, month === 0 ? 0.25 : 0.5),
    facts,
    from: `${facts.map((fact) => fact.id).join(", ")}, grown as over the year`,
    model: yearly([`${id}.capex`]),
  }));

/** The figures that are checked, at the start and in December 2024. */
export const startChecks: readonly StartCheck[] = [
  {
    what: "OpenAI revenue",
    month: 0,
    low: end(facts.P01, 0),
    high: end(facts.P01, -1),
    facts: [facts.P01, facts.OA04, facts.OA06],
    from: "P01 (OA04 to OA06)",
    model: yearly(["openai.revenue"]),
  },
  {
    what: "OpenAI compute bill",
    month: 0,
    low: number(facts.OA30),
    high: number(facts.OA28) + number(facts.OA29),
    facts: [facts.OA30, facts.OA28, facts.OA29],
    from: "OA30 to OA28 + OA29",
    model: yearly(["openai.computeBill"]),
  },
  {
    what: "OpenAI loss without stock pay",
    month: 0,
    low: end(facts.OA36, 0),
    high: end(facts.OA36, -1),
    facts: [facts.OA36],
    from: "OA36",
    model: yearly(["openai.operatingLoss"], ["openai.stockPay", -1]),
  },
  {
    what: "OpenAI stock pay",
    month: 0,
    low: 2 * number(facts.OA34),
    high: 2 * number(facts.OA34),
    facts: [facts.OA34],
    from: "twice OA34",
    model: yearly(["openai.stockPay"]),
  },
  {
    what: "OpenAI cash burn",
    month: 0,
    low: 2 * number(facts.OA37),
    high: end(facts.OA36, -1),
    facts: [facts.OA37, facts.OA36],
    from: "twice OA37 to OA36, no credits",
    model: yearly(["openai.cashBurn"]),
  },
  {
    what: "Anthropic revenue",
    month: 0,
    low: end(facts.P07, 0),
    high: end(facts.P07, -1),
    facts: [facts.P07, facts.AN02],
    from: "P07 (AN02, AN03)",
    model: yearly(["anthropic.revenue"]),
  },
  {
    what: "Anthropic cash burn",
    month: 0,
    low: 0.8 * number(facts.AN05),
    high: 1.2 * number(facts.AN05),
    facts: [facts.AN05],
    from: "AN05, a plan, give or take a fifth",
    model: yearly(["anthropic.cashBurn"]),
  },
  {
    what: "OpenAI revenue, Dec 2024",
    month: 3,
    low: end(facts.OA07, 0),
    high: pathTo(end(facts.OA07, -1), number(facts.OA08), 1),
    facts: [facts.OA07, facts.OA08],
    from: "OA07, path to OA08",
    model: yearly(["openai.revenue"]),
  },
  {
    what: "OpenAI loss without stock pay, Dec 2024",
    month: 3,
    low: end(facts.OA36, 0),
    high: pathTo(end(facts.OA36, -1), 14e9, 2),
    facts: [facts.OA36, facts.OA39],
    from: "OA36, path to 14 billion in 2026 (OA39)",
    model: yearly(["openai.operatingLoss"], ["openai.stockPay", -1]),
  },
  {
    what: "Anthropic revenue, Dec 2024",
    month: 3,
    low: (end(facts.AN03, 0) * 2) / 3,
    high: end(facts.AN03, -1),
    facts: [facts.AN03],
    from: "AN03, its low end missed by a third",
    model: yearly(["anthropic.revenue"]),
  },
  {
    what: "Anthropic cash burn, Dec 2024",
    month: 3,
    low: 0.8 * number(facts.AN05),
    high: 1.2 * number(facts.AN05),
    facts: [facts.AN05],
    from: "AN05, a plan, give or take a fifth",
    model: yearly(["anthropic.cashBurn"]),
  },
  ...building("microsoft", [facts.CX04], number(facts.CX04), 10.7e9),
  ...building("google", [facts.CX12], lastYear(facts.CX12).now, lastYear(facts.CX12).before),
  ...building("amazon", [facts.CX14], lastYear(facts.CX14).now, lastYear(facts.CX14).before),
  {
    what: "Meta capital spending",
    month: 0,
    low: 4 * number(facts.CX05),
    high: 2 * (end(facts.CX06, -1) - 6.72e9 - number(facts.CX05)),
    facts: [facts.CX05, facts.CX06],
    from: "CX05, to what CX06 leaves for half a year",
    model: yearly(["meta.capex"]),
  },
  {
    what: "NVIDIA data-centre revenue",
    month: 0,
    low: 4 * number(facts.NV01),
    high: 4 * number(facts.NV01) * (26.3 / 22.6),
    facts: [facts.NV01],
    from: "NV01, to that grown as in the last quarter",
    model: yearly(["nvidia.dataCenterRevenue"]),
  },
];
