import { triangular } from "@faultline/engine";
import { CL04, CX14 } from "../evidence/facts.ts";
import { pointOf } from "../evidence/from-fact.ts";
import type { HyperscalerOpening } from "./hyperscaler.ts";

/** Amazon in September 2024; its capital spending includes warehouses. */
export const amazonOpening: HyperscalerOpening = {
  id: "amazon",
  file: "institutions/amazon.ts",
  doc: "Amazon, with its shops and its cloud",
  capex: triangular(17.6e9 / 3, 19e9 / 3, 21.5e9 / 3),
  capexFacts: [CX14],
  operations: triangular(pointOf(CL04, 0.95 / 12), pointOf(CL04, 1 / 12), pointOf(CL04, 1.15 / 12)),
  operationsFacts: [CL04],
};
