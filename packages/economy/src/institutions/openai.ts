import {
  type Equation,
  type Model,
  type Parameter,
  constant,
  eq,
  triangular,
  uniform,
} from "@faultline/engine";
import * as facts from "../evidence/facts.ts";
import { blendOf, fromFact, pointOf } from "../evidence/from-fact.ts";
import type { LabOpening } from "./lab.ts";

const file = "institutions/openai.ts";
const monthly = 1 / 12;

/**
 * OpenAI as it stood in September 2024. Two accounts of its costs conflict, that of July (OA28, OA32)
 * and that of October (OA30, OA33); `openai.account` says how far a draw leans to July's, so that
 * the lines that belong together move together.
 */
export function openaiOpening(
  model: Model,
  contractPrice: Parameter,
  contractRent: Equation,
): LabOpening {
  const m = model.section(file);
  const account = m.parameter("openai.account", triangular(0, 0.5, 1), {
    doc: "Where its costs lie between two accounts: 0 the lower, of October 2024; 1 the higher, of July",
    facts: [facts.OA27, facts.OA28, facts.OA30, facts.OA32, facts.OA33, facts.P03, facts.P05],
  });
  const apiSpending = m.parameter(
    "openai.apiSpending",
    triangular(0.51e9 / 12, 0.75e9 / 12, 1e9 / 12),
    {
      unit: "USD/month",
      doc: "Two estimates of API sales, of which tokens follow at list price",
      facts: [facts.OA11, facts.OA15, facts.OA24, facts.P02],
    },
  );
  const listPrice = m.parameter("openai.listPrice", constant(blendOf(facts.TK06)), {
    unit: "USD/Mtok",
    doc: "GPT-4o of August 2024, three input tokens to one output token",
    facts: [facts.TK06, facts.TK23],
  });
  const weeklyUsers = m.parameter("openai.usersAtStart", uniform(200e6, 225e6), {
    unit: "person",
    doc: "Weekly users of ChatGPT; 200 million at the end of August and growing",
    facts: [facts.OA18],
  });
  const apiMargin = m.parameter("openai.apiMargin", triangular(0.35, 0.55, 0.75), {
    doc: "Gross margin of the API before research, which gives the hours a token takes",
    facts: [facts.OA26, facts.OA25],
  });
  const serving = eq`${usd(m, "openai.serving.low", pointOf(facts.OA30) - pointOf(facts.OA29), [facts.OA30, facts.OA29])}
    * (1 - ${account})
    + ${usd(m, "openai.serving.high", pointOf(facts.OA28), [facts.OA28])} * ${account}`;
  const apiHours = eq`(1 - ${apiMargin}) * ${listPrice} / ${contractPrice}`;
  const apiTokens = eq`${apiSpending} / ${listPrice}`;
  const hoursPerUser = eq`max(0, ${serving} / ${contractPrice} - ${apiTokens} * ${apiHours})
    / ${weeklyUsers}`;
  return {
    id: "openai",
    file,
    cash: m.parameter("openai.cashAtStart", fromFact(facts.P06), {
      unit: "USD",
      doc: "Cash at the start; of 2024, before the round of October",
      facts: [facts.OA38, facts.P06],
    }),
    apiTokens,
    listPrice,
    weeklyUsers,
    paidSeats: m.parameter("openai.seatsAtStart", triangular(10e6, 10.2e6, 11.5e6), {
      unit: "person",
      doc: "Subscribers to ChatGPT Plus, told as more than ten million",
      facts: [facts.OA16],
    }),
    seatPrice: m.parameter("openai.seatPrice", fromFact(facts.OA21), {
      unit: "USD/person/month",
      doc: "ChatGPT Plus",
      facts: [facts.OA21],
    }),
    businessSeats: m.parameter("openai.businessSeatsAtStart", fromFact(facts.OA17), {
      unit: "person",
      doc: "Seats on Team, Enterprise and Edu plans",
      facts: [facts.OA17],
    }),
    businessSeatPrice: m.parameter("openai.businessSeatPrice", triangular(25, 35, 60), {
      unit: "USD/person/month",
      doc: "Average price of a business seat",
      assumption: "Team lists at 25 to 30; the enterprise price is not public, about 60 was told.",
    }),
    hoursPerMtok: apiHours,
    hoursPerUser,
    computePrice: contractRent,
    training: eq`${m.parameter(
      "openai.trainingAtStart",
      triangular(2.8e9 * monthly, 3e9 * monthly, 3.2e9 * monthly),
      {
        unit: "USD/month",
        doc: "Compute and data for research and training; both accounts agree on about 3 billion",
        facts: [facts.OA29, facts.P04],
      },
    )}`,
    staff: eq`${usd(m, "openai.staff.low", 0.7e9, [facts.OA33])} * (1 - ${account})
      + ${usd(m, "openai.staff.high", pointOf(facts.OA32), [facts.OA32])} * ${account}`,
    otherCosts: eq`${m.parameter(
      "openai.otherAtStart",
      triangular(0.8e9 * monthly, 1.2e9 * monthly, 1.6e9 * monthly),
      {
        unit: "USD/month",
        doc: "Data, marketing, offices and all else, in so far as October's account leaves it open",
        assumption:
          "Costs of 8.7 billion follow from the year's revenue and loss; October's lines add up to " +
          "1 to 2 billion less, July's to about all of it.",
      },
    )} * (1 - ${account})`,
    stockPay: eq`${m.parameter("openai.stockPayAtStart", constant(pointOf(facts.OA34) / 6), {
      unit: "USD/month",
      doc: "Pay in shares, at the rate of the first half of 2024",
      facts: [facts.OA34],
    })}`,
    partnerShare: m.parameter("openai.partnerShare", fromFact(facts.OA50), {
      doc: "Share of revenue that goes to Microsoft",
      facts: [facts.OA50],
    }),
    apiGrowth: m.parameter("openai.apiGrowth", triangular(0.03, 0.07, 0.12), {
      unit: "1/month",
      doc: "Growth of API spending at the start, at unchanged policy",
      facts: [facts.OA04, facts.OA05, facts.OA06, facts.OA08],
    }),
    userGrowth: m.parameter("openai.userGrowth", triangular(0.02, 0.055, 0.1), {
      unit: "1/month",
      doc: "Growth of weekly users at the start; they had doubled in nine months",
      facts: [facts.OA18],
    }),
    userCeiling: m.parameter("openai.userCeiling", triangular(0.6e9, 1.2e9, 2e9), {
      unit: "person",
      doc: "Most people who would use the product in a week",
      facts: [facts.SU07],
      assumption:
        "Two in five American adults had tried such a product; the same share of the roughly five " +
        "billion people online is the high end.",
    }),
    payingGrowth: m.parameter("openai.payingGrowth", triangular(-0.02, 0, 0.03), {
      unit: "1/month",
      doc: "Growth of the share of users who pay, at the start; it fades",
      facts: [facts.OA12, facts.OA16, facts.OA18],
      assumption:
        "Seats grew by about a third in the three months that users grew by a quarter; new users of " +
        "a free product are less ready to pay, so it may fall as well.",
    }),
    trainingGrowth: m.parameter("openai.trainingGrowth", triangular(0.02, 0.05, 0.09), {
      unit: "1/month",
      doc: "Growth of the training budget at the start, in money",
      facts: [facts.TR03, facts.OA39],
      assumption:
        "Training compute grew four to five times a year, rents fell, and the plan to lose 44 " +
        "billion by 2028 bounds what is meant; the split is a judgement.",
    }),
    staffGrowth: m.parameter("openai.staffGrowth", triangular(0.03, 0.05, 0.08), {
      unit: "1/month",
      doc: "Growth of salaries and other costs at the start",
      facts: [facts.OA33, facts.OA35],
    }),
  };
}

/** One yearly amount from a fact, as a constant per month. */
function usd(
  m: Model,
  id: string,
  yearly: number,
  sources: readonly { id: string; published: string }[],
): Parameter {
  return m.parameter(id, constant(yearly / 12), {
    unit: "USD/month",
    doc: "Reported for 2024, a twelfth a month",
    facts: sources,
  });
}
