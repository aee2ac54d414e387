import { constant, triangular, uniform } from "@faultline/engine";
import {
  GP02,
  IC01,
  OA01,
  OA02,
  OA03,
  OA21,
  OA43,
  OA71,
  OA72,
  OA73,
  OA74,
  OA75,
  OA76,
  OA77,
  OA78,
  OA82,
  TK01,
  TK03,
  TK05,
  TK06,
  TK30,
  UR01,
  UR02,
} from "../../evidence/facts.ts";
import { blendOf, pointOf, valueIn } from "../../evidence/from-fact.ts";
import { type Readings, supposed, told } from "../reading.ts";

const year = 12;

/** What OpenAI sold, cost and owned before September 2024, as far as it was known. */
export const openaiAmounts: Readings = {
  "openai.cashAtStart": [
    told("2023-01", triangular(0.5e9, 2e9, 5e9), [OA73], "A first part of the ten billion."),
    supposed("2023-12", triangular(1e9, 3e9, 6e9), "No figure: more of the ten billion, less use."),
  ],
  "credits.atStart": [
    told("2023-01", triangular(3e9, 6e9, 9e9), [OA73], "Most of the ten billion is compute."),
    supposed("2023-12", triangular(2.5e9, 6e9, 9e9), "A year of use later; no figure."),
  ],
  "openai.apiSpending": [
    told(
      "2023-01",
      triangular(1e6, 4e6, 12e6),
      [OA71],
      "At the start of a year planned at 200 million.",
    ),
    told(
      "2023-05",
      triangular(4e6, 12e6, 40e6),
      [OA01, OA71],
      "From 2.3 million a month in 2022 to the plan.",
    ),
    told("2023-06", triangular(5e6, 20e6, 60e6), [OA71], "Around the plan of 200 million a year."),
    told(
      "2023-12",
      triangular(15e6, 35e6, 60e6),
      [OA02, OA03],
      "A tenth to four tenths of it all.",
    ),
    told("2024-03", triangular(20e6, 42e6, 75e6), [OA03, OA82], "The same share of both reports."),
  ],
  "openai.seatsAtStart": [
    supposed("2023-01", triangular(1e3, 10e3, 100e3), "Sold from February 2023 on."),
    supposed(
      "2023-06",
      triangular(0.5e6, 1.5e6, 4e6),
      "No figure; one to four users in a hundred.",
    ),
    told("2023-12", triangular(3e6, 4.6e6, 6.5e6), [OA03, OA21], "Half to most of revenue, at 20."),
    told("2024-03", triangular(3.5e6, 5.5e6, 8e6), [OA03, OA82, OA21], "The same of both reports."),
  ],
  "openai.businessSeatsAtStart": [
    supposed("2023-01", triangular(100, 1000, 5000), "None was sold yet; nearly nothing."),
    supposed("2023-12", triangular(50e3, 150e3, 400e3), "On sale for four months; no figure."),
    told(
      "2024-03",
      triangular(300e3, 550e3, 800e3),
      [OA77],
      "Between the two figures and past them.",
    ),
  ],
  "openai.usersAtStart": [
    told("2023-01", triangular(20e6, 50e6, 100e6), [OA75], "In a week; the figure is of a month."),
    told("2023-06", triangular(50e6, 90e6, 150e6), [OA75], "In a week; no later figure."),
    told(
      "2023-11",
      triangular(95e6, 105e6, 130e6),
      [OA76],
      "The round figure of November, and more.",
    ),
  ],
  "openai.serving.low": [
    supposed("2023-01", constant(5e6), "A quarter of the estimate of those weeks."),
    supposed("2023-06", constant(12e6), "Half of the estimate of February."),
    supposed("2023-12", constant(30e6), "A quarter of revenue."),
    supposed("2024-03", constant(45e6), "A quarter to a third of revenue."),
  ],
  "openai.serving.high": [
    told("2023-01", constant(pointOf(IC01, 30)), [IC01]),
    told("2023-06", constant(pointOf(IC01, 90)), [IC01], "Three times as much use."),
    supposed("2023-12", constant(170e6), "More than all revenue."),
    supposed("2024-03", constant(200e6), "More than all revenue."),
  ],
  "openai.staff.low": [
    told(
      "2023-01",
      constant(valueOfMiddle() / year),
      [OA74],
      "The year before, a twelfth a month.",
    ),
    told("2023-06", constant((1.3 * valueOfMiddle()) / year), [OA74], "Grown by a third."),
    supposed("2023-12", constant(20e6), "Some 770 people."),
    supposed("2024-03", constant(25e6), "Some 900 people."),
  ],
  "openai.staff.high": [
    told("2023-01", constant((1.6 * valueOfMiddle()) / year), [OA74], "Grown by more than half."),
    told("2023-06", constant((3.3 * valueOfMiddle()) / year), [OA74], "Grown threefold."),
    supposed("2023-12", constant(50e6), "Some 770 people, dearer ones."),
    supposed("2024-03", constant(70e6), "Some 900 people, dearer ones."),
  ],
  "openai.otherAtStart": [
    told("2023-01", triangular(2.6e6, 5e6, 15e6), [OA74], "From what it was in 2022."),
    supposed("2023-12", triangular(5e6, 20e6, 80e6), "No figure; it grows with revenue."),
  ],
  "openai.stockPayAtStart": [
    supposed("2023-01", triangular(3e6, 10e6, 30e6), "No figure; a tenth to a third of salaries."),
    supposed("2023-12", triangular(30e6, 100e6, 200e6), "No figure; the valuation has tripled."),
  ],
  "openai.trainingAtStart": [
    told(
      "2023-01",
      triangular(10e6, 28e6, 50e6),
      [OA74],
      "Compute of 2022 less what serving took.",
    ),
    told(
      "2023-06",
      triangular(15e6, 40e6, 100e6),
      [OA74, OA78],
      "A model such as the last a year.",
    ),
    supposed(
      "2023-12",
      triangular(40e6, 90e6, 180e6),
      "No figure; compute doubles in half a year.",
    ),
    supposed(
      "2024-03",
      triangular(60e6, 120e6, 220e6),
      "No figure; compute doubles in half a year.",
    ),
  ],
  "openai.valuationAtStart": [
    supposed("2023-01", uniform(20e9, 30e9), "Around what was in the papers in January."),
    told("2023-04", uniform(27e9, 29e9), [OA72]),
    supposed("2023-10", uniform(80e9, 90e9), "Talks of a sale of shares at that price."),
    told("2024-02", uniform(80e9, 86e9), [OA43]),
  ],
  "openai.revenueMultiple": [
    told(
      "2023-01",
      triangular(500, 1500, 3000),
      [OA71],
      "The valuation over the plan for the year.",
    ),
    told("2023-12", uniform(450, 800), [OA02, OA03], "The talks over a month's revenue."),
    told("2024-03", uniform(450, 650), [OA03, OA82, OA43], "The sale over a month's revenue."),
  ],
  "jobs.openaiStaff": [
    supposed("2023-01", constant(375), "As its head put it then; not re-read."),
    supposed(
      "2023-12",
      constant(770),
      "The number that signed the letter of November; not re-read.",
    ),
  ],
};

/** Prices of OpenAI that stood until the next. */
export const openaiLists: Readings = {
  "openai.listPrice": [
    told("2022-09", constant(valueIn(TK30, "2022-09")), [TK30]),
    told("2023-03", constant(blendOf(TK01)), [TK01]),
    told("2023-11", constant(blendOf(TK03)), [TK03]),
    told("2024-05", constant(blendOf(TK05)), [TK05]),
    told("2024-08", constant(blendOf(TK06)), [TK06]),
  ],
  "openai.seatPrice": [told("2023-01", constant(20), [OA21])],
  "openai.businessSeatPrice": [
    supposed("2023-01", triangular(25, 40, 60), "Not on sale; set beside other office software."),
  ],
  "openai.contractPrice": [
    supposed("2023-01", triangular(1, 1.4, 2.1), "Below what three years' reservation then cost."),
    told("2024-01", triangular(1, 1.4, 2.1), [GP02], "Below three years' reservation."),
  ],
};

/** How fast OpenAI grew, by what was then known. */
export const openaiGrowth: Readings = {
  "openai.apiGrowth": [
    told(
      "2023-01",
      triangular(0.02, 0.1, 0.25),
      [OA71],
      "The plan's fivefold of a year, and around.",
    ),
    told("2023-06", triangular(0.02, 0.09, 0.18), [OA71], "The plan, half a year on."),
    told(
      "2023-12",
      triangular(0.02, 0.07, 0.14),
      [OA02, OA03, UR02],
      "11% a month that autumn; firms of that size had kept to half of it over a year.",
    ),
    told(
      "2024-03",
      triangular(0.02, 0.07, 0.13),
      [OA03, OA82, UR02],
      "As before, with a later start.",
    ),
  ],
  "openai.userGrowth": [
    told(
      "2023-01",
      triangular(0, 0.1, 0.3),
      [OA75],
      "From none to a hundred million in two months.",
    ),
    told(
      "2023-06",
      triangular(0, 0.05, 0.11),
      [UR01],
      "Visits had stopped rising; earlier networks of that size had grown on.",
    ),
    told(
      "2023-11",
      triangular(0.005, 0.055, 0.11),
      [OA76, UR01],
      "As earlier networks, and around.",
    ),
  ],
  "openai.payingGrowth": [
    supposed("2023-01", triangular(-0.05, 0.02, 0.1), "A new plan; anything may be."),
    told(
      "2023-06",
      triangular(-0.03, 0.03, 0.09),
      [UR01, UR02],
      "Revenue of young networks outran their users by some points a month.",
    ),
    told(
      "2023-12",
      triangular(-0.03, 0, 0.05),
      [UR01, UR02],
      "At a billion of revenue it no longer did, on average.",
    ),
  ],
  "openai.trainingGrowth": [
    supposed("2023-01", triangular(0, 0.06, 0.15), "Compute of large runs doubles in half a year."),
  ],
  "openai.staffGrowth": [
    supposed("2023-01", triangular(0.02, 0.05, 0.1), "As young firms with much money hire."),
  ],
};

/** Staff cost of 2022, the middle one of the three lines. */
function valueOfMiddle(): number {
  return (OA74.value as readonly number[])[1]!;
}
