import {
  type Equation,
  type Lag,
  type Model,
  type Parameter,
  eq,
  quantity,
  triangular,
} from "@faultline/engine";
import { AN05, OA36, OA37, OA39, OA44 } from "../evidence/facts.ts";
import type { FundedLab, Institutions } from "../institutions/institutions.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M2. Labs burn what they raise. A lab seeks a round when its runway is short, sized in months of
 * what it must find; it gets the part that confidence and the capital left allow, or none if that
 * is too little. Between rounds OpenAI draws on its revolving credit. Short of runway a lab trains
 * less and asks more for its tokens; out of cash and credit it defaults.
 */
export const burnAndRunway: Mechanism = {
  id: "M2",
  name: "burn and runway",
  tier: "dynamic",
  paragraphs: ["P17", "P27", "P28", "P29", "P74"],
  essay:
    "OpenAI loses five billion a year on two to four and a half of revenue and Anthropic 2.7; " +
    "training grows, so both must raise sums never raised before, again and again.",
  evidence:
    "For: the loss is reported (OA36), and the plan foresees 44 billion of it by 2028 (OA39). " +
    "Against: half a year's loss burned a third of a billion in cash (OA37), since credits and " +
    "shares paid the rest; Anthropic's 2.7 was planned burn, not a loss (AN05).",
  facts: [OA36, OA37, OA39, AN05],
  makes: [
    "openai.distress",
    "openai.default",
    "anthropic.distress",
    "anthropic.default",
    "crisis",
    "openai.valuation",
    "anthropic.valuation",
  ],
  ablation: "No round is sought, refused or missed, and no lab defaults.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/burn-and-runway.ts", "M2");
    const seekAt = m.parameter("runway.seekAt", triangular(9, 12, 18), {
      unit: "month",
      doc: "Months of costs in cash under which a lab seeks a round",
      facts: [OA44],
      assumption:
        "A round takes half a year and boards want a year in hand; OpenAI sought 6.5 billion with " +
        "a few months of costs in cash, though credits kept its burn low.",
    });
    const size = m.parameter("runway.roundSize", triangular(12, 18, 24), {
      unit: "month",
      doc: "Months of costs not covered by revenue that a round is to pay",
      facts: [OA36],
      assumption: "6.5 billion was sought on a loss of about 0.4 a month: some 16 months.",
    });
    const floor = m.parameter("runway.confidenceFloor", triangular(0.15, 0.25, 0.35), {
      doc: "Confidence at which nothing is granted; at that of the start all is",
      assumption: "A third of the start's confidence, give or take: no measurement.",
    });
    const rule = { seekAt, size, floor };
    const { revolver, openai } = at;
    fundLab(m, at.anthropic, at, rule, eq`0 * ${revolver.limit}`);
    const runway = fundLab(m, openai, at, rule, eq`${revolver.limit} - ${revolver.debt}`);
    // The line was signed in October 2024, so the first month cannot draw on it.
    const drawn = eq`if(time >= 1 * month, clip(3 * ${runway.burnBefore} - ${openai.cash} / month, 0,
      (${revolver.limit} - ${revolver.debt}) / month), 0)`;
    const repaid = eq`clip(${openai.cash} / month - 18 * max(0, ${runway.burnBefore}), 0,
      ${revolver.debt} / month)`;
    m.extend(revolver.draw, "bridge between rounds", eq`(${drawn} - ${repaid}) * ${openai.alive}`);
  },
};

/** A thousand dollars a month: below it a lab counts as burning nothing. */
const noBurn = quantity(1000, "USD/month");

/** The longest runway told. */
const longest = quantity(60, "month");

/** Months that pass between two attempts to raise. */
const pause = quantity(4, "month");

/** Smallest part of the sum sought that still makes a round. */
const smallestPart = 0.25;

/** Largest part of the funds' cash that one lab gets in a month. */
const largestBite = 0.35;

function fundLab(
  m: Model,
  lab: FundedLab,
  at: Institutions,
  rule: { readonly seekAt: Parameter; readonly size: Parameter; readonly floor: Parameter },
  undrawn: Equation,
): { readonly burnBefore: Lag } {
  const { id } = lab.opening;
  const { capital } = at;
  m.extend(lab.canFail, "somebody asks", eq`1`);
  const burnBefore = m.lag(`${id}.burnBefore`, lab.cashBurn, { initial: eq`${lab.cashBurn}` });
  const runway = m.variable(
    `${id}.runway`,
    eq`if(${burnBefore} > ${noBurn},
      clip((${lab.cash} + ${undrawn}) / max(${burnBefore}, ${noBurn}), 0 * month, ${longest}),
      ${longest})`,
    { unit: "month", doc: "Months until cash and credit are gone at last month's burn" },
  );
  const runwayBefore = m.lag(`${id}.runwayBefore`, runway, { initial: eq`12 * month` });
  const needBefore = m.lag(`${id}.needBefore`, lab.fundingNeed, {
    initial: eq`${lab.fundingNeed}`,
  });
  const attemptBefore = m.lag(`${id}.attemptBefore`, () => seeks, { initial: eq`0` });
  const sinceAttempt = m.stock(`${id}.sinceAttempt`, {
    unit: "month",
    initial: eq`12 * month`,
    change: (self) => eq`if(${attemptBefore} > 0, 0 - ${self} / month, 1)`,
    doc: "Months since the lab last sought a round",
  });
  const planned = m.variable(
    `${id}.plannedRunway`,
    eq`if(${needBefore} > ${noBurn},
      clip(${lab.cash} / max(${needBefore}, ${noBurn}), 0 * month, ${longest}), ${longest})`,
    {
      unit: "month",
      doc: "Months its cash alone would pay, were there no credits and no credit line",
    },
  );
  const sought = eq`${rule.size} * max(0, ${needBefore})`;
  const seeks = m.variable(
    `${id}.seeks`,
    eq`${lab.alive} * if(${needBefore} > 0 and ${planned} < ${rule.seekAt}
      and ${sinceAttempt} >= ${pause}, 1, 0)`,
    { doc: "1 in a month in which the lab seeks a round" },
  );
  const part = m.variable(
    `${id}.grantedPart`,
    eq`clip((${capital.confidence} - ${rule.floor})
      / (${capital.confidenceAtStart} - ${rule.floor}), 0, 1)
      * min(1, ${largestBite} * ${capital.fundsCash} / max(${sought}, ${quantity(1, "USD")}))`,
    { doc: "Part of the sum sought that investors would give" },
  );
  m.extend(
    lab.round.raised,
    "round",
    eq`if(${seeks} > 0 and ${part} >= ${smallestPart}, ${sought} * ${part} / month, 0)`,
  );
  m.event(`${id}.distress`, {
    when: eq`${seeks} > 0 and ${part} < ${smallestPart} and ${runway} < 6 * month`,
    doc: "The lab needs a round and does not get it, with less than half a year of runway",
  });
  m.extend(
    lab.pricePressure,
    "short runway",
    eq`0.8 * clip((6 * month - ${runwayBefore}) / (6 * month), 0, 1)`,
  );
  m.extend(
    lab.trainingShare,
    "short runway",
    eq`clip(0.4 + 0.6 * ${runwayBefore} / (6 * month), 0.4, 1)`,
  );
  m.extend(lab.roundRefused, "round", eq`if(${seeks} > 0 and ${part} < ${smallestPart}, 1, 0)`);
  m.series(`${id}.valuation`, lab.round.valuation, {
    unit: "USD",
    doc: "Post-money of the last round, a memo; 0 after default",
  });
  return { burnBefore };
}
