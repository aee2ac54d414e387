import type { Account, Institution, Leg } from "./parts.ts";

/** Raises a balance. */
export function up(account: Account): Leg {
  return { kind: "balance", account, sign: 1 };
}

/** Lowers a balance. */
export function down(account: Account): Leg {
  return { kind: "balance", account, sign: -1 };
}

/** Books income of an institution. */
export function earn(institution: Institution): Leg {
  return { kind: "income", institution, sign: 1 };
}

/** Books an expense of an institution. */
export function spend(institution: Institution): Leg {
  return { kind: "income", institution, sign: -1 };
}
