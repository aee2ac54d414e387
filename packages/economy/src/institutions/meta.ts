import { triangular } from "@faultline/engine";
import { CL14, CX05, CX06 } from "../evidence/facts.ts";
import { pointOf } from "../evidence/from-fact.ts";
import type { HyperscalerOpening } from "./hyperscaler.ts";

/** What operations bring in: free cash flow with capital spending added back. */
const operations = (pointOf(CL14) + pointOf(CX05)) / 3;

/** Meta in September 2024: it builds as the clouds do and sells no cloud. */
export const metaOpening: HyperscalerOpening = {
  id: "meta",
  file: "institutions/meta.ts",
  doc: "Meta, which builds for its own use",
  capex: triangular(8.5e9 / 3, 10.9e9 / 3, 12.4e9 / 3),
  capexFacts: [CX05, CX06],
  operations: triangular(0.95 * operations, operations, 1.2 * operations),
  operationsFacts: [CL14, CX05],
};
