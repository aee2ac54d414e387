import type { Account, Institution } from "@faultline/engine";

/** The company and everybody it deals with, with the cash of both. */
export interface Parties {
  readonly institution: Institution;
  readonly others: Institution;
  readonly cash: Account;
  readonly world: Account;
}
