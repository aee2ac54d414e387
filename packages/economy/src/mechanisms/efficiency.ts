import { type Model, constant, eq, triangular } from "@faultline/engine";
import {
  DP01,
  GP08,
  GP09,
  GP10,
  NV12,
  P12,
  P13,
  TK01,
  TK03,
  TK05,
  TK07,
  TK12,
  TK17,
  TK23,
} from "../evidence/facts.ts";
import { fromFact } from "../evidence/from-fact.ts";
import { priceList } from "../contracts/price-list.ts";
import type { Institutions } from "../institutions/institutions.ts";
import { halfYear } from "./constants.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M20. A token costs less year on year: rents fall toward what a machine costs to own, and better
 * software and smaller models take fewer hours. A list stands until a new model comes out, in a month
 * of chance, and is then cut. Customers meet a lower list with as many more tokens, so their spending
 * stays on its path.
 */
export const efficiency: Mechanism = {
  id: "M20",
  name: "efficiency",
  tier: "dynamic",
  paragraphs: [],
  essay:
    "The essay leaves it out, but for a remark that nobody has yet made the models efficient (P71).",
  evidence:
    "The list price of equal quality fell by half to nine tenths a year (P13, TK23), a hosted open " +
    "model cost a seventh of the leading one (TK17), and rents fell by 15 to 60% (P12). Against: " +
    "one leading model replaced another at an unchanged list (TK12), and rents have a floor (GP09).",
  facts: [DP01, GP08, GP10, NV12, TK01, TK03, TK05, TK07, TK12, TK17, TK23],
  makes: ["token.sameCapability"],
  ablation: "Rents, hours per token and list prices stay where they started.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/efficiency.ts", "M20");
    const { market, openai, anthropic } = at;
    const yearly = (id: string, distribution: ReturnType<typeof triangular>, options: object) =>
      m.parameter(id, distribution, options);
    const rentDrift = yearly("efficiency.rentDrift", triangular(-0.6, -0.4, -0.15), {
      doc: "Change of rents per year, as a fraction, at the start",
      facts: [P12],
    });
    const rentFloor = m.parameter("efficiency.rentFloor", triangular(1.1, 1.65, 1.9), {
      unit: "USD/GPUhour",
      doc: "Rent of an H100 under which renting it out loses money",
      facts: [GP09, GP10],
    });
    const hoursDrift = yearly("efficiency.hoursDrift", triangular(-0.6, -0.4, -0.15), {
      doc: "Change per year of the hours a token takes, as a fraction, at the start",
      facts: [P13],
      assumption:
        "What is left of the fall of equal-quality prices after rents, less what larger models take.",
    });
    const listCut = m.parameter("efficiency.listCut", triangular(0, 0.4, 0.6), {
      doc: "Part by which the list of a new leading model lies below that of the last, at the start",
      facts: [TK12, TK23],
      assumption: "One lab cut by 42 to 60% three times; the other's better model kept its list.",
    });
    const standing = m.parameter("efficiency.listMonths", triangular(3, 6, 12), {
      unit: "month",
      doc: "Months that a list stands, on average, until that of a new model",
      facts: [TK12, TK23],
      assumption: "One lab's stood for 8, 6 and 3 months; the other's had not moved in six.",
    });
    const fade = m.parameter("efficiency.fade", triangular(0.01, 0.02, 0.04), {
      unit: "1/month",
      doc: "Rate at which these gains fade",
      assumption: "Gains of the first years of a technology do not last; none has been seen to.",
    });
    const sameDrift = yearly(
      "efficiency.sameDrift",
      fromFact(P13) as ReturnType<typeof triangular>,
      {
        doc: "Change per year of the price of the start's frontier quality, as a fraction",
        facts: [P13],
      },
    );
    const boost = m.lever("efficiency.boost", constant(0), {
      unit: "1/month",
      doc: "Rate at which hours per token fall besides, from the seventh month on for three years",
      assumption: "None unless a scenario sets it.",
    });
    const path = (drift: typeof rentDrift) =>
      eq`exp(log(1 + ${drift}) / 12 / (${fade} * month) * (1 - exp(0 - ${fade} * time)))`;
    const h100 = market.h100AtStart;
    m.extend(
      market.h100,
      "rents fall to the cost of owning",
      eq`if(${h100} > ${rentFloor},
        (${rentFloor} + (${h100} - ${rentFloor}) * ${path(rentDrift)}) / ${h100}, 1)`,
    );
    const boosted = eq`exp(0 - ${boost} * clip(time - ${halfYear}, 0 * month, 6 * ${halfYear}))`;
    const hours = m.variable("efficiency.hours", eq`${path(hoursDrift)} * ${boosted}`, {
      doc: "Hours a token takes, over the start",
    });
    const step = m.variable(
      "efficiency.listStep",
      eq`exp(log(1 - ${listCut}) * exp(0 - ${fade} * time))`,
      { doc: "List of a new leading model over that of the last" },
    );
    for (const lab of [openai, anthropic]) {
      const list = priceList(m, lab.opening.id, { standing, step });
      m.extend(lab.hoursPerMtok, "fewer hours a token", eq`${hours}`);
      m.extend(lab.hoursPerUser, "fewer hours a token", eq`${hours}`);
      m.extend(lab.trendPrice, "list follows", eq`${list}`);
      m.extend(lab.apiTokens, "more tokens at a lower list", eq`1 / ${list}`);
    }
    m.series("token.sameCapability", eq`${openai.opening.listPrice} * ${path(sameDrift)}`, {
      unit: "USD/Mtok",
      doc: "Price of the frontier quality of the start, 3:1 blend",
    });
  },
};
