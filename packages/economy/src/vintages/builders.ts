import { type DistributionOf, lognormal, triangular } from "@faultline/engine";
import { type KnownObservation, knownBy } from "../backtest/known-history.ts";
import type { Observation } from "../backtest/observation.ts";
import { monthName, parsePeriod } from "../backtest/period.ts";
import type { Fact } from "../evidence/fact.ts";
import { CX21, CX22, CX23, CX24, NV13, NV14, NV15, NV17 } from "../evidence/facts.ts";
import { datedOf, pointOf, valueIn } from "../evidence/from-fact.ts";
import { isKnownBy, knowledgeDateOf, knownPart } from "./known-by.ts";
import { type Reading, type Readings, told, writtenFor } from "./reading.ts";
import { type Trend, growthClass, surprise, trendAt } from "./trend.ts";

const firms = ["microsoft", "google", "amazon", "meta"] as const;

/** How the four firms' spending, and NVIDIA's sales, grew in the years before any run starts. */
const yearsOf = (fact: Fact): readonly number[] => datedOf(fact).map(([, amount]) => amount);
const spendingFacts = [CX21, CX22, CX23, CX24];
const spending = growthClass(spendingFacts.map(yearsOf));
const sales = growthClass([yearsOf(NV15)]);

/** Middle of the share of spending that is for AI, which is what grows. */
const aiShare = 0.5;

/** Half the width of a symmetric triangle over its deviation. */
const halfWidth = Math.sqrt(6);

/**
 * What builders spent and NVIDIA sold when a run starts, and at which pace, by the quarters that were
 * published by then. From {@link writtenFor} on the institutions' own files say it, and the lists are
 * empty.
 */
export function builderReadings(from: string, knowledgeDate: string): Readings {
  if (from >= writtenFor) return Object.fromEntries(Object.keys(openings).map((id) => [id, []]));
  const readings = Object.entries(readingsAt(from, knowledgeDate));
  return Object.fromEntries(readings.map(([id, reading]) => [id, [reading]]));
}

const openings = readingsAt(writtenFor, knowledgeDateOf(writtenFor));

/** One of those readings for {@link writtenFor}: what an institution's file takes a pace from. */
export function openingPace(id: string): Reading {
  const reading = openings[id];
  if (reading === undefined) throw new Error(`"${id}" is none of the builders' paces.`);
  return reading;
}

/** By the quarters known, and by how such growth went on in the years to 2022; nothing else. */
function readingsAt(from: string, knowledgeDate: string): Readonly<Record<string, Reading>> {
  const known = { month: parsePeriod(from)!.first, knowledgeDate };
  const history = knownBy(knowledgeDate).filter(({ period }) => period.last <= known.month);
  const paths = firms.map((firm) => {
    const observations = history.filter(({ series }) => series === `${firm}.capex`);
    const trend = trendAt(observations, known.month, spending);
    return { firm, observations, trend, facts: factsOf(observations, knowledgeDate) };
  });
  const together = trendAt(sumOf(paths.map((path) => path.observations)), known.month, spending);
  const sold = history.filter(({ series }) => series === "nvidia.dataCenterRevenue");
  const guided = guidance(known, sold);
  const chips = trendAt([...sold, ...guided], known.month, sales);
  const chipFacts = [...factsOf(sold, knowledgeDate), ...(guided.length > 0 ? [NV14, NV17] : [])];
  const own = surprise(spending.own, spending) / aiShare;
  const shared = surprise(spending.shared, spending) / aiShare;
  return Object.fromEntries([
    ...paths.flatMap(({ firm, trend, facts }): [string, Reading][] => [
      [`${firm}.capexAtStart`, amount(from, trend, facts)],
      [
        `${firm}.capexLean`,
        told(
          from,
          around((trend.growth - together.growth) / aiShare, own),
          [...facts, ...spendingFacts],
          "Its trend against that of all four, as firms' growth differed in the years to 2022.",
        ),
      ],
    ]),
    [
      "hyperscalers.capexGrowth",
      told(
        from,
        around(together.growth / aiShare, shared),
        [...paths.flatMap(({ facts }) => facts), ...spendingFacts],
        "Growth in the years to 2022 and what lasts of the trend, all of it in the part for AI.",
      ),
    ],
    ["nvidia.revenueAtStart", amount(from, chips, chipFacts)],
    [
      "nvidia.othersGrowth",
      told(
        from,
        around(
          chips.growth,
          surprise(Math.sqrt(sales.shared * sales.shared + sales.own * sales.own), sales),
        ),
        [...chipFacts, NV15],
        "Growth in its years to 2023 and what lasts of the trend, for all buyers alike.",
      ),
    ],
  ]);
}

function factsOf(observations: readonly KnownObservation[], day: string): readonly Fact[] {
  const facts = new Set(observations.flatMap((observation) => observation.facts));
  return [...facts].map((fact) => knownPart(fact, day)!);
}

function amount(asOf: string, { level, levelSd }: Trend, facts: readonly Fact[]): Reading {
  const how = "The last quarter carried on at its trend, as uncertain as quarters lie off it.";
  return told(asOf, lognormal(level, levelSd), facts, how);
}

function around(mean: number, deviation: number): DistributionOf<"triangular"> {
  const reach = halfWidth * deviation;
  return triangular(mean - reach, mean, mean + reach);
}

/** What several firms spent in the quarters that are known of all of them. */
function sumOf(paths: readonly (readonly Observation[])[]): readonly Observation[] {
  const [first = [], ...others] = paths;
  return first.flatMap((one) => {
    const same = others.map((path) => path.find(({ period }) => period.last === one.period.last));
    if (same.some((other) => other === undefined)) return [];
    return [{ ...one, value: same.reduce((sum, other) => sum + other!.value, one.value) }];
  });
}

/** NVIDIA's own forecast of the quarter to July 2023, while it was the last word on it. */
function guidance(
  { month, knowledgeDate }: { readonly month: number; readonly knowledgeDate: string },
  sold: readonly Observation[],
): readonly Observation[] {
  const period = parsePeriod("2023-05/2023-07")!;
  const isSuperseded = sold.some((sale) => sale.period.last >= period.last);
  if (isSuperseded || !isKnownBy(NV14, knowledgeDate) || month < period.first) return [];
  // What it sold to others than data centres is taken to stay as it was in the quarter before.
  const value = pointOf(NV14) - (pointOf(NV17) - valueIn(NV13, "2023-04"));
  return [{ series: `forecast of ${monthName(period.last)}`, period, value }];
}
