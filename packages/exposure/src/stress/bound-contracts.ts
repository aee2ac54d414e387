import type { Company } from "../company/company.ts";
import { type Contract, monthlyCost } from "../company/contracts-schema.ts";
import { sumBy } from "../economics/allocation.ts";
import { contractAmounts } from "../economics/contract-books.ts";
import type { Exposure } from "../economics/exposure.ts";
import { InputError } from "../input-error.ts";
import type { Vendor } from "../prices/vendor.ts";
import type { FeatureBooks } from "./company-books.ts";

/** A contract as it enters the economy. */
export interface ContractBooks {
  /** What reports call it. */
  readonly name: string;
  readonly vendor: Vendor;
  readonly kind: Contract["kind"];
  /** Of seats and capacity: USD a month until it renews; 0 for a locked price. */
  readonly monthly: number;
  /** Month it renews in, from 0 at the start. */
  readonly renewsIn: number;
  /** Calendar month of that. */
  readonly renews: string;
  /** Months for which seats and capacity are signed again. */
  readonly term: number;
  /** By feature: its part of the cost, or the part of the vendor's tokens that is locked. */
  readonly byFeature: readonly number[];
}

/** A year: what seats and capacity are signed for unless told. */
const usualTerm = 12;

const kindNames: Readonly<Record<Contract["kind"], string>> = {
  seats: "seats",
  committed: "reserved capacity",
  priceLock: "locked price",
};

/**
 * A company's contracts over the features that enter the economy. Seats and capacity that renewed
 * before the start did so on their anniversary since; a lock that has ended is none.
 *
 * @param monthsTo months from the start to a calendar month
 */
export function boundContracts(
  company: Company,
  exposure: Exposure,
  features: readonly FeatureBooks[],
  monthsTo: (month: string) => number,
): readonly ContractBooks[] {
  return (company.contracts ?? []).flatMap((contract, index) => {
    const { vendor, kind, term = usualTerm } = contract;
    const told = monthsTo(contract.renews);
    if (kind === "priceLock" && told <= 0) return [];
    const byFeature =
      kind === "priceLock"
        ? lockedShares(contract, index, exposure, features)
        : costShares(contract, exposure, features);
    return {
      name: contract.name ?? kindNames[kind],
      vendor,
      kind,
      monthly: monthlyCost(contract),
      renewsIn: told > 0 ? told : told + term * (Math.floor(-told / term) + 1),
      renews: contract.renews,
      term,
      byFeature,
    };
  });
}

/** Parts of the cost by feature, as the exposure lays it out; what is put together has the rest. */
function costShares(
  contract: Contract,
  exposure: Exposure,
  features: readonly FeatureBooks[],
): readonly number[] {
  const costs = sumBy(
    exposure.features,
    ({ name }) => name,
    ({ tokenPricedAi }) => tokenPricedAi,
  );
  const amounts = contractAmounts(contract, 1, costs);
  const isOwn = (name: FeatureBooks["name"]): boolean => costs.has(name);
  const own = features.map(({ name }) => (isOwn(name) ? (amounts.get(name) ?? 0) : 0));
  const rest = 1 - own.reduce((sum, share) => sum + share, 0);
  return features.map(({ name }, i) => (isOwn(name) ? own[i]! : rest));
}

function lockedShares(
  { vendor, share = 1, features: named }: Contract,
  index: number,
  exposure: Exposure,
  features: readonly FeatureBooks[],
): readonly number[] {
  const isCovered = (name: FeatureBooks["name"]): boolean =>
    named === undefined || (name !== null && named.includes(name));
  const covered = exposure.features.filter((line) => isCovered(line.name));
  if (covered.every((line) => line.vendors[vendor] === 0)) {
    throw new InputError(
      `company file at contracts.${index}`,
      `no usage with ${vendor}${named === undefined ? "" : ` in ${named.join(", ")}`} to lock the price of`,
      "name the vendor and features as the usage has them",
    );
  }
  return features.map(({ name, tokens }) => {
    if (exposure.features.some((line) => line.name === name)) return isCovered(name) ? share : 0;
    const rest = exposure.features.filter(
      (line) => !features.some((feature) => feature.name === line.name) && isCovered(line.name),
    );
    const bill = rest.reduce((sum, line) => sum + line.vendors[vendor], 0);
    return tokens[vendor] === 0 ? 0 : (share * bill) / tokens[vendor];
  });
}
