import { type Account, type Institution, type Model, type Parameter, eq } from "@faultline/engine";

/** The hyperscaler behind OpenAI. */
export interface Microsoft {
  readonly institution: Institution;
  readonly cash: Account;
  /** Compute it still owes for credits it granted. */
  readonly deferredCredits: Account;
  /** Its stake in OpenAI from grants since the start, at cost. */
  readonly openaiStake: Account;
}

/**
 * Microsoft as it faces OpenAI: it sells compute for cash and for credits it granted itself, and
 * takes a share of OpenAI's revenue. Its other business is outside this model.
 */
export function microsoft(model: Model, creditsAtStart: Parameter): Microsoft {
  const m = model.section("institutions/microsoft.ts");
  const institution = m.institution("microsoft", { doc: "Microsoft's dealings with OpenAI" });
  return {
    institution,
    cash: m.account("microsoft.cash", {
      institution,
      side: "asset",
      initial: eq`0`,
      overdraft: "owed",
      doc: "Cash taken from OpenAI since the start",
    }),
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
