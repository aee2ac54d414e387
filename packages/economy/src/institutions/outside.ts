import { type Account, type Institution, type Model, eq } from "@faultline/engine";

/** What stands beyond the model: earnings, app companies' customers, suppliers and savers. */
export interface Outside {
  readonly institution: Institution;
  readonly cash: Account;
  /** Savers' units in the venture funds, at cost. */
  readonly fundUnits: Account;
}

/**
 * The rest of the world in one named account. Money enters the model here (what customers set
 * aside, what savers give the funds) and leaves it here (rent, data, chips' making); its balance is minus what
 * the modelled firms have gained from outside, so it may be negative without meaning.
 */
export function outside(model: Model): Outside {
  const m = model.section("institutions/outside.ts");
  const institution = m.institution("outside", { doc: "Everybody who is not modelled" });
  return {
    institution,
    cash: m.account("outside.cash", {
      institution,
      side: "asset",
      initial: eq`0`,
      overdraft: "owed",
      doc: "Net money the modelled firms took from the rest of the world, with its sign turned",
    }),
    fundUnits: m.account("outside.fundUnits", {
      institution,
      side: "asset",
      instrument: "fund units",
      initial: eq`0`,
      doc: "Savers' units in venture funds since the start, at cost",
    }),
  };
}
