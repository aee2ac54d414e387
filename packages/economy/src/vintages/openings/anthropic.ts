import { constant, triangular, uniform } from "@faultline/engine";
import {
  AN01,
  AN02,
  AN10,
  AN11,
  AN71,
  AN72,
  AN73,
  TK10,
  TK11,
  TK12,
  TK32,
} from "../../evidence/facts.ts";
import { blendOf, pointOf } from "../../evidence/from-fact.ts";
import { type Readings, supposed, told } from "../reading.ts";

/** What Anthropic sold, cost and owned before September 2024; little of it was known. */
export const anthropicAmounts: Readings = {
  "anthropic.cashAtStart": [
    supposed("2023-01", triangular(0.3e9, 0.6e9, 1e9), "Raised until then, little spent."),
    told("2023-06", triangular(0.6e9, 0.9e9, 1.4e9), [AN71], "With 450 million more in May."),
    supposed("2023-12", triangular(1e9, 2.5e9, 4.5e9), "Parts of what two clouds had promised."),
    told("2024-03", triangular(2e9, 4.5e9, 6.5e9), [AN10], "Raised in a year, less what was used."),
  ],
  "anthropic.runRate": [
    supposed("2023-01", triangular(0.1e6, 0.5e6, 2e6), "Nothing on general sale; pilots."),
    supposed("2023-06", triangular(1e6, 3e6, 8e6), "On sale since March; no figure."),
    told("2023-12", triangular(6e6, 10e6, 18e6), [AN01], "8 million in autumn, and rising."),
    told(
      "2024-03",
      triangular(8e6, 18e6, 32e6),
      [AN01, AN02],
      "On the way to eight times as much.",
    ),
  ],
  "anthropic.usersAtStart": [
    supposed("2023-01", triangular(10e3, 50e3, 200e3), "By invitation."),
    supposed("2023-07", triangular(0.5e6, 2e6, 6e6), "Open in two countries; no figure."),
  ],
  "anthropic.seatsAtStart": [
    supposed("2023-01", triangular(100, 1000, 5000), "None was sold yet; nearly nothing."),
    supposed("2023-10", triangular(20e3, 70e3, 200e3), "On sale since September; no figure."),
    supposed("2024-03", triangular(60e3, 150e3, 300e3), "No figure; a sixth of revenue."),
  ],
  "anthropic.businessSeatsAtStart": [
    supposed("2023-01", triangular(10, 100, 1000), "No such plan yet; nearly nothing."),
  ],
  "anthropic.trainingAtStart": [
    supposed("2023-01", triangular(3e6, 10e6, 30e6), "No figure; a model of the time a year."),
    told("2023-06", triangular(10e6, 30e6, 60e6), [AN72], "A billion in eighteen months, or less."),
    supposed("2023-12", triangular(20e6, 60e6, 130e6), "No figure; past the plan, as money came."),
    supposed("2024-03", triangular(30e6, 90e6, 180e6), "No figure; more than a billion a year."),
  ],
  "anthropic.staffAtStart": [
    supposed("2023-01", triangular(2e6, 4e6, 8e6), "Some hundred people."),
    supposed("2023-12", triangular(6e6, 12e6, 20e6), "Some three hundred people."),
  ],
  "anthropic.otherAtStart": [
    supposed("2023-01", triangular(1e6, 2e6, 6e6), "About half of salaries."),
    supposed("2023-12", triangular(3e6, 7e6, 16e6), "About half of salaries."),
  ],
  "anthropic.stockPayAtStart": [
    supposed("2023-01", triangular(0.5e6, 2e6, 6e6), "About half of salaries."),
    supposed("2023-12", triangular(4e6, 12e6, 40e6), "About all of salaries, as the price rose."),
  ],
  "anthropic.valuationAtStart": [
    supposed("2023-01", uniform(3e9, 5e9), "Around what was in the papers."),
    told("2023-05", uniform(4.1e9, 5e9), [AN71]),
    told("2023-12", triangular(15e9, 18e9, pointOf(AN73)), [AN73]),
    told("2024-02", uniform(15e9, 18.4e9), [AN11]),
  ],
  "anthropic.revenueMultiple": [
    supposed(
      "2023-01",
      triangular(400, 1500, 4000),
      "A price for a plan, with hardly any revenue.",
    ),
    told("2023-12", triangular(600, 1500, 2500), [AN01, AN73], "The round over a month's revenue."),
    told("2024-03", triangular(450, 1000, 2000), [AN02, AN11], "The round over a month's revenue."),
  ],
  "jobs.anthropicStaff": [
    supposed("2023-01", triangular(80, 110, 160), "Not re-read."),
    supposed("2023-12", triangular(200, 280, 350), "Not re-read."),
  ],
};

/** Prices of Anthropic that stood until the next. */
export const anthropicLists: Readings = {
  "anthropic.listPrice": [
    supposed("2023-01", triangular(8, 16, 30), "Not on sale; beside OpenAI's."),
    told("2023-05", constant(blendOf(TK32)), [TK32]),
    told("2023-11", constant(blendOf(TK10)), [TK10]),
    told("2024-03", constant(blendOf(TK11)), [TK11]),
    told("2024-06", constant(blendOf(TK12)), [TK12]),
  ],
  "anthropic.seatPrice": [
    supposed("2023-01", constant(20), "OpenAI's price; Claude Pro matched it."),
  ],
  "anthropic.businessSeatPrice": [
    supposed("2023-01", triangular(20, 30, 40), "No such plan yet; beside OpenAI's."),
  ],
};

/** How fast Anthropic grew, by what was then known. */
export const anthropicGrowth: Readings = {
  "anthropic.apiGrowth": [
    supposed("2023-01", triangular(0.02, 0.12, 0.3), "From almost nothing; anything may be."),
    told(
      "2023-12",
      triangular(0.02, 0.12, 0.2),
      [AN01],
      "8 million within a year of the first sale.",
    ),
    told("2024-02", triangular(0.03, 0.11, 0.19), [AN02], "Eight times in a year is 19% a month."),
  ],
  "anthropic.userGrowth": [
    supposed("2023-01", triangular(0, 0.08, 0.25), "OpenAI's range, with a smaller start."),
    supposed("2023-12", triangular(0.005, 0.04, 0.1), "OpenAI's range, a little wider."),
  ],
  "anthropic.payingGrowth": [
    supposed("2023-01", triangular(-0.05, 0.02, 0.1), "A new plan, once there is one."),
    supposed("2023-12", triangular(-0.03, 0, 0.06), "OpenAI's range, a little wider."),
  ],
  "anthropic.trainingGrowth": [
    supposed("2023-01", triangular(0, 0.07, 0.16), "As OpenAI's: both race for the next models."),
  ],
  "anthropic.staffGrowth": [
    supposed("2023-01", triangular(0.02, 0.06, 0.12), "As OpenAI's, from fewer people."),
  ],
};
