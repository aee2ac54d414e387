import { type Account, type Model, type Parameter, eq, triangular } from "@faultline/engine";
import { CL09, CX04 } from "../evidence/facts.ts";
import { type BuildOut, type Hyperscaler, hyperscaler } from "./hyperscaler.ts";
import type { Outside } from "./outside.ts";

/** The hyperscaler behind OpenAI. */
export interface Microsoft extends Hyperscaler {
  /** Compute it still owes for credits it granted. */
  readonly deferredCredits: Account;
  /** Its stake in OpenAI from grants since the start, at cost. */
  readonly openaiStake: Account;
}

/**
 * Microsoft: a hyperscaler that also sells compute to OpenAI, for cash and for credits it granted
 * itself, and takes a share of OpenAI's revenue.
 */
export function microsoft(
  model: Model,
  around: BuildOut,
  world: Outside,
  creditsAtStart: Parameter,
): Microsoft {
  const file = "institutions/microsoft.ts";
  const m = model.section(file);
  const firm = hyperscaler(
    model,
    {
      id: "microsoft",
      file,
      doc: "Microsoft",
      capex: triangular(19e9 / 3, 20e9 / 3, 23e9 / 3),
      capexFacts: [CX04],
      operations: triangular(28e9 / 3, 31e9 / 3, 37.2e9 / 3),
      operationsFacts: [CL09],
    },
    around,
    world,
  );
  const { institution } = firm;
  return {
    ...firm,
    deferredCredits: m.account("microsoft.deferredCredits", {
      institution,
      side: "liability",
      instrument: "Azure credits",
      initial: eq`${creditsAtStart}`,
      doc: "Compute owed for credits that are not yet drawn",
    }),
    openaiStake: m.account("microsoft.openaiStake", {
      institution,
      side: "asset",
      instrument: "openai equity",
      initial: eq`0`,
      overdraft: "never",
      doc: "Stake received for credits granted since the start, at cost",
    }),
  };
}
