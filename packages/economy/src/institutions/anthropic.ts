import { type Model, constant, eq, triangular } from "@faultline/engine";
import * as facts from "../evidence/facts.ts";
import { blendOf, fromFact } from "../evidence/from-fact.ts";
import type { ComputeMarket } from "./compute-market.ts";
import type { LabOpening } from "./lab.ts";

const file = "institutions/anthropic.ts";

/**
 * Anthropic as it stood in September 2024, of which little was public: a revenue plan, a planned
 * burn, one report of a gross margin, and the money it had raised. What is missing is assumed
 * widely and said so.
 */
export function anthropicOpening(model: Model, market: ComputeMarket): LabOpening {
  const { a100AtStart } = market;
  const m = model.section(file);
  const runRate = m.parameter("anthropic.runRate", fromFact(facts.P07, 1 / 12), {
    unit: "USD/month",
    doc: "Monthly revenue on the path from autumn 2023 to the plan for the end of 2024",
    facts: [facts.P07, facts.AN02, facts.AN03],
  });
  const apiShare = m.parameter("anthropic.apiShare", constant(0.85), {
    doc: "Share of revenue that is API, direct or through clouds",
    facts: [facts.AN09],
  });
  const servingShare = m.parameter("anthropic.servingShare", fromFact(facts.P08), {
    doc: "Cost of serving over revenue at the start, which gives the hours a token takes",
    facts: [facts.P08, facts.AN07],
  });
  const listPrice = m.parameter("anthropic.listPrice", constant(blendOf(facts.TK12)), {
    unit: "USD/Mtok",
    doc: "Claude 3.5 Sonnet, three input tokens to one output token",
    facts: [facts.TK12],
  });
  const seatPrice = m.parameter("anthropic.seatPrice", constant(20), {
    unit: "USD/person/month",
    doc: "Claude Pro",
    facts: [facts.AN17],
  });
  const weeklyUsers = m.parameter("anthropic.usersAtStart", triangular(3e6, 8e6, 20e6), {
    unit: "person",
    doc: "Weekly users of the chat product",
    assumption: "Not published. Seats worth 15% of revenue, at the share of users who pay ChatGPT.",
  });
  const seats = m.parameter("anthropic.seatsAtStart", triangular(0.2e6, 0.3e6, 0.45e6), {
    unit: "person",
    doc: "Paid chat seats",
    facts: [facts.AN09, facts.AN17],
    assumption: "About 15% of the run-rate at the list price of a seat.",
  });
  return {
    id: "anthropic",
    file,
    cash: m.parameter("anthropic.cashAtStart", triangular(1.5e9, 3e9, 5e9), {
      unit: "USD",
      doc: "Cash at the start",
      facts: [facts.AN10, facts.AN05],
      assumption: "7.3 billion raised in the year to February 2024, less a burn of about a year.",
    }),
    apiTokens: eq`${runRate} * ${apiShare} / ${listPrice}`,
    listPrice,
    weeklyUsers,
    paidSeats: seats,
    seatPrice,
    businessSeats: m.parameter("anthropic.businessSeatsAtStart", triangular(10e3, 30e3, 60e3), {
      unit: "person",
      doc: "Seats on the Team plan",
      assumption: "Not published; the plan was four months old.",
    }),
    businessSeatPrice: m.parameter("anthropic.businessSeatPrice", constant(30), {
      unit: "USD/person/month",
      doc: "Claude Team",
      facts: [facts.AN17],
    }),
    hoursPerMtok: eq`${servingShare} * ${listPrice} / ${a100AtStart}`,
    hoursPerUser: eq`${servingShare} * ${seats} * ${seatPrice} / ${weeklyUsers} / ${a100AtStart}`,
    computePrice: eq`${market.a100}`,
    training: eq`${m.parameter(
      "anthropic.trainingAtStart",
      triangular(1.7e9 / 12, 2.2e9 / 12, 2.6e9 / 12),
      {
        unit: "USD/month",
        doc: "Research and training",
        facts: [facts.AN05, facts.AN14],
        assumption: "What the planned burn of 2.7 billion leaves after serving, staff and revenue.",
      },
    )}`,
    staff: eq`${m.parameter(
      "anthropic.staffAtStart",
      triangular(0.2e9 / 12, 0.35e9 / 12, 0.5e9 / 12),
      {
        unit: "USD/month",
        doc: "Salaries in cash",
        facts: [facts.OA33, facts.OA35],
        assumption: "OpenAI's cost per head for about half as many people.",
      },
    )}`,
    otherCosts: eq`${m.parameter(
      "anthropic.otherAtStart",
      triangular(0.1e9 / 12, 0.2e9 / 12, 0.4e9 / 12),
      {
        unit: "USD/month",
        doc: "Data, marketing, offices and all else",
        assumption: "OpenAI's other costs scaled by staff.",
      },
    )}`,
    stockPay: eq`${m.parameter(
      "anthropic.stockPayAtStart",
      triangular(0.1e9 / 12, 0.3e9 / 12, 0.8e9 / 12),
      {
        unit: "USD/month",
        doc: "Pay in shares",
        facts: [facts.OA34, facts.AN11],
        assumption: "OpenAI's pay in shares scaled by valuation and head count.",
      },
    )}`,
    partnerShare: m.parameter("anthropic.partnerShare", triangular(0.1, 0.2, 0.3), {
      doc: "Share of revenue kept by clouds that resell the models",
      facts: [facts.OA50, facts.AN09],
      assumption:
        "OpenAI's share to its partner, on the part sold through others; no figure known.",
    }),
    apiGrowth: m.parameter("anthropic.apiGrowth", triangular(0.04, 0.09, 0.15), {
      unit: "1/month",
      doc: "Growth of API spending at the start, at unchanged policy",
      facts: [facts.AN02, facts.AN03],
    }),
    userGrowth: m.parameter("anthropic.userGrowth", triangular(0.02, 0.05, 0.09), {
      unit: "1/month",
      doc: "Growth of weekly users at the start",
      facts: [facts.OA18],
      assumption: "No figure known; OpenAI's range, a little wider.",
    }),
    userCeiling: m.parameter("anthropic.userCeiling", triangular(0.1e9, 0.3e9, 1e9), {
      unit: "person",
      doc: "Most people who would use the product in a week",
      assumption: "A quarter to a half of OpenAI's ceiling.",
    }),
    payingGrowth: m.parameter("anthropic.payingGrowth", triangular(-0.03, 0, 0.04), {
      unit: "1/month",
      doc: "Growth of the share of users who pay, at the start; it fades",
      facts: [facts.OA12, facts.OA16],
      assumption: "No figure known; OpenAI's range, a little wider.",
    }),
    trainingGrowth: m.parameter("anthropic.trainingGrowth", triangular(0.02, 0.05, 0.09), {
      unit: "1/month",
      doc: "Growth of the training budget at the start, in money",
      facts: [facts.TR03, facts.AN14],
      assumption: "As OpenAI's: both race for the same next models.",
    }),
    staffGrowth: m.parameter("anthropic.staffGrowth", triangular(0.03, 0.05, 0.08), {
      unit: "1/month",
      doc: "Growth of salaries and other costs at the start",
      facts: [facts.OA33],
      assumption: "As OpenAI's.",
    }),
  };
}
