import { type Account, type Institution, type Model, eq } from "@faultline/engine";

/** Artists, writers and publishers whose works models were trained on. */
export interface RightsHolders {
  readonly institution: Institution;
  readonly cash: Account;
}

/**
 * Those who may win damages from the labs (essay P61 to P63). What they earn by their works is
 * outside the model, so their cash is what the labs have paid them.
 */
export function rightsHolders(model: Model): RightsHolders {
  const m = model.section("institutions/rights-holders.ts");
  const institution = m.institution("rightsHolders", {
    doc: "Artists, writers and publishers whose works models were trained on",
  });
  return {
    institution,
    cash: m.account("rightsHolders.cash", {
      institution,
      side: "asset",
      initial: eq`0`,
      overdraft: "never",
      doc: "Damages and licences received since the start",
    }),
  };
}
