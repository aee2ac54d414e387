import { triangular } from "@faultline/engine";
import { CL07, CX12 } from "../evidence/facts.ts";
import { pointOf } from "../evidence/from-fact.ts";
import type { HyperscalerOpening } from "./hyperscaler.ts";

/** Alphabet in September 2024. */
export const googleOpening: HyperscalerOpening = {
  id: "google",
  file: "institutions/google.ts",
  doc: "Alphabet, which owns Google and its cloud",
  capex: triangular(12e9 / 3, 13.2e9 / 3, 14.5e9 / 3),
  capexFacts: [CX12],
  operations: triangular(25e9 / 3, pointOf(CL07, 1 / 3), 31e9 / 3),
  operationsFacts: [CL07],
};
