import { constant, triangular, uniform } from "@faultline/engine";
import { CL11, CL21, CL22, CL23, CL24, GP05, GP07 } from "../../evidence/facts.ts";
import { type Readings, supposed, told } from "../reading.ts";

/** Rents, budgets and what the large firms earned before September 2024. */
export const marketAmounts: Readings = {
  "market.h100AtStart": [
    supposed("2023-01", triangular(2, 4, 8), "Hardly to be had; twice to four times an A100."),
    told("2023-06", triangular(2.5, 4.5, 10), [GP07], "Below the large clouds' list."),
    supposed("2023-12", triangular(2.2, 3.6, 6), "The shortage was easing."),
    told("2024-03", triangular(2.2, 3.3, 4.5), [GP05], "One seller's list and around it."),
  ],
  "market.a100AtStart": [
    supposed("2023-01", triangular(1.1, 1.9, 4), "Between independent clouds and list."),
  ],
  "openHosts.listPrice": [
    supposed(
      "2023-01",
      triangular(1, 3, 10),
      "No comparable open model; smaller ones and guesses.",
    ),
    supposed("2023-09", triangular(0.9, 1.2, 3), "Hosts of the first 70B model of Meta."),
  ],
  "microsoft.operationsAtStart": [
    told("2023-01", triangular(6e9, 7.2e9, 8e9), [CL21], "Two halves, one weak and one usual."),
    told("2023-06", triangular(6.8e9, 7.4e9, 8.5e9), [CL21], "Two halves, and growth."),
    told("2023-12", triangular(7.6e9, 8.5e9, 9.6e9), [CL21], "Two halves, and growth."),
    told("2024-03", triangular(8e9, 9e9, 10.5e9), [CL21], "Two halves, and growth."),
  ],
  "google.operationsAtStart": [
    told("2023-01", triangular(7e9, 7.6e9, 8.4e9), [CL22]),
    told("2023-12", triangular(7.8e9, 8.5e9, 9.4e9), [CL22], "A twelfth of the year, and growth."),
  ],
  "amazon.operationsAtStart": [
    told("2023-01", triangular(3.4e9, 3.9e9, 5e9), [CL23]),
    told("2023-06", triangular(4e9, 5e9, 6.5e9), [CL23], "It was recovering."),
    told("2023-12", triangular(5.5e9, 6.5e9, 8e9), [CL23], "It was recovering."),
    told("2024-03", triangular(6.5e9, 7.5e9, 9e9), [CL23], "It was recovering."),
  ],
  "meta.operationsAtStart": [
    told("2023-01", triangular(3.6e9, 4.2e9, 5e9), [CL24]),
    supposed("2023-06", triangular(4e9, 5e9, 6e9), "Costs were being cut."),
    supposed("2023-12", triangular(4.8e9, 5.8e9, 6.8e9), "Costs had been cut."),
    told("2024-03", triangular(5.4e9, 6e9, 7e9), [CL24], "A twelfth of the year, and growth."),
  ],
  "microsoft.aiAtStart": [
    supposed("2023-01", triangular(2e6, 20e6, 100e6), "Hardly anything yet."),
    told("2023-12", triangular(30e6, 120e6, 350e6), [CL11], "Points of growth less OpenAI's bill."),
  ],
  "google.aiAtStart": [
    supposed("2023-01", triangular(2e6, 20e6, 100e6), "Hardly anything yet."),
    supposed("2023-12", triangular(20e6, 80e6, 250e6), "Put near Microsoft's."),
  ],
  "amazon.aiAtStart": [
    supposed("2023-01", triangular(2e6, 20e6, 100e6), "Hardly anything yet."),
    supposed("2023-12", triangular(20e6, 80e6, 250e6), "Put near Microsoft's."),
  ],
  "capital.inflow": [
    supposed("2023-01", triangular(1e9, 2.5e9, 6e9), "Venture funding of AI in an ordinary year."),
  ],
  "capital.dryPowder": [
    supposed("2023-01", triangular(10e9, 25e9, 60e9), "Some months to years of that funding."),
  ],
  "copilot.shareAtStart": [
    supposed("2023-01", uniform(1e-6, 1e-5), "Not on sale; nearly nothing."),
    supposed("2023-11", uniform(1e-4, 3e-3), "On sale since November, for large customers first."),
    supposed("2024-03", uniform(5e-4, 6e-3), "On sale for five months; no figure."),
  ],
  "jobs.appStaff": [
    supposed("2023-01", triangular(5e3, 20e3, 80e3), "Few such firms yet; no figure."),
    supposed("2023-12", triangular(20e3, 60e3, 200e3), "A year of founding later; no figure."),
  ],
};

/** How fast the clouds' AI business grew, by what was then known. */
export const marketGrowth: Readings = {
  "clouds.aiGrowth": [
    supposed("2023-01", triangular(0.02, 0.08, 0.2), "From almost nothing."),
    told("2023-12", triangular(0.02, 0.07, 0.15), [CL11], "From 3 to 6 points in a quarter."),
  ],
  "copilot.growth": [
    supposed("2023-01", triangular(0.03, 0.1, 0.25), "Not on sale; as new office software."),
  ],
};

/** Prices that stood until the next. */
export const marketLists: Readings = {
  "copilot.price": [
    supposed("2023-01", triangular(20, 30, 40), "Not announced; half an office seat."),
  ],
  "revolver.limit": [supposed("2023-01", constant(1e6), "No bank credit known; nearly none.")],
};
