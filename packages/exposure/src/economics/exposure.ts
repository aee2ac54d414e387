import type { Company } from "../company/company.ts";
import type { Profile, ProfilePeriod } from "../profile/profile.ts";
import { sharesOf, type TokenShares } from "../profile/shares.ts";
import { type Vendor, VENDORS } from "../prices/vendor.ts";
import { groupBy, type Name, sumBy } from "./allocation.ts";
import { type BreakEven, breakEven, grossProfitAt } from "./break-even.ts";
import { usageCells, type UsageCell } from "./cells.ts";
import { type Books, openBooks } from "./books.ts";
import { type Rung, climbLadder, marginOf, LADDER_MULTIPLES, sinkingOrder } from "./ladder.ts";
import { computeOutcomes, type Outcomes } from "./outcomes.ts";
import { type Scaling, scalingOf } from "./scaling.ts";

/** What is known of the hidden reasoning inside token-priced AI, USD a period. */
export interface ReasoningCost {
  /** Reported by the source. */
  readonly reportedUsd: number;
  /** By the company's `reasoningShare`; an assumption. */
  readonly assumedUsd: number;
  /** Cost of output whose reasoning nobody tells; some of it may be reasoning too. */
  readonly untoldUsd: number;
  /** Known reasoning as a share of token-priced AI; null when it is not reported at all. */
  readonly share: number | null;
  /**
   * Known reasoning as a share of the gross profit that would be left without it: above 1 where it
   * turns a profit into a loss; null when reasoning or revenue is not told, or none would be left.
   */
  readonly shareOfMargin: number | null;
}

/** Unit economics of the company, a feature or a customer; USD a period. */
export interface LineItem {
  /** Null for what belongs to no feature or customer. */
  readonly name: Name;
  /** Null when it is not known. */
  readonly revenue: number | null;
  readonly tokenPricedAi: number;
  readonly reasoning: ReasoningCost;
  /** Shares of tokens, as measured. */
  readonly tokens: TokenShares;
  readonly otherCogs: number;
  readonly fixedAi: number;
  /** Null when revenue is not known. */
  readonly grossProfit: number | null;
  /** Gross profit as a fraction of revenue; null when that is not known, or not above zero. */
  readonly grossMargin: number | null;
  readonly breakEven: BreakEven;
  /** Token-priced AI by vendor. */
  readonly vendors: Readonly<Record<Vendor, number>>;
  /** Tokens whose cost is unknown and missing from `tokenPricedAi`: the multiple is then too high. */
  readonly uncostedTokens: number;
}

/** One vendor's part in the company's bill. */
export interface VendorLine {
  readonly vendor: Vendor;
  readonly tokenPricedAi: number;
  /** Fraction of all token-priced AI. */
  readonly share: number;
  /** Multiple of this vendor's prices alone at which the company's gross margin is zero. */
  readonly breakEven: BreakEven;
}

/** A customer that costs more than it brings in, USD a period. */
export interface LosingCustomer {
  readonly name: string;
  readonly revenue: number;
  /** Revenue less all its costs, negative; it is worse where some of its tokens have no price. */
  readonly grossProfit: number;
  readonly uncostedTokens: number;
}

/** A company's exposure to token prices. */
export interface Exposure {
  readonly period: ProfilePeriod;
  readonly scaling: Scaling;
  readonly total: LineItem;
  /** By token-priced AI, dearest first, what belongs to none last; they add up to `total`. */
  readonly features: readonly LineItem[];
  /** The same for customers. */
  readonly customers: readonly LineItem[];
  /** Customers whose gross profit is negative, the greatest loss first; null without revenues. */
  readonly losingCustomers: readonly LosingCustomer[] | null;
  readonly vendors: readonly VendorLine[];
  /** Herfindahl–Hirschman index of vendors' shares, 0 to 1; null without token-priced AI. */
  readonly hhi: number | null;
  readonly ladder: readonly Rung[];
  /** Features in the order in which rising token prices sink them. */
  readonly sinking: readonly { readonly name: Name; readonly multiple: number }[];
  /** What a success costs; null when no call tells its outcome. */
  readonly outcomes: Outcomes | null;
  /** How amounts known on one axis were handed to the other, in words. */
  readonly allocations: readonly string[];
}

/** Computes the exposure of a company from its usage profile. */
export function computeExposure(
  profile: Profile,
  company: Company,
  multiples: readonly number[] = LADDER_MULTIPLES,
): Exposure {
  const scaling = scalingOf(profile.period, company);
  const cells = usageCells(profile, company, scaling.usage);
  const books = openBooks(cells, company, scaling.monthly);
  const total = lineItem(null, cells, {
    revenue: books.revenue,
    fixedAi: books.fixedAi,
    otherCogsRate: books.otherCogsRate,
  });
  const features = lines(cells, books, "feature");
  const customers = lines(cells, books, "customer");
  return {
    period: profile.period,
    scaling,
    total,
    features,
    customers,
    losingCustomers: losing(customers),
    vendors: vendorLines(total),
    hhi: herfindahl(VENDORS.map((vendor) => total.vendors[vendor])),
    ladder: climbLadder(total, features, multiples),
    sinking: sinkingOrder(features),
    outcomes: computeOutcomes(profile),
    allocations: books.allocations,
  };
}

/** Sum of squared shares: 1 for a single part, near 0 for many equal ones; null when all are zero. */
export function herfindahl(parts: readonly number[]): number | null {
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (total <= 0) return null;
  return parts.reduce((sum, part) => sum + (part / total) * (part / total), 0);
}

interface OwnMoney {
  readonly revenue: number | null;
  readonly fixedAi: number;
  readonly otherCogsRate: number;
}

function lines(
  cells: readonly UsageCell[],
  books: Books,
  axis: "feature" | "customer",
): LineItem[] {
  const { revenue, fixedAi } = books[axis];
  const names = new Set<Name>([
    ...cells.map((cell) => cell[axis]),
    ...fixedAi.keys(),
    ...(revenue?.keys() ?? []),
  ]);
  const byName = groupBy(cells, (cell) => cell[axis]);
  const items = [...names].map((name) =>
    lineItem(name, byName.get(name) ?? [], {
      revenue: revenue === null ? null : (revenue.get(name) ?? (name === null ? 0 : null)),
      fixedAi: fixedAi.get(name) ?? 0,
      otherCogsRate: books.otherCogsRate,
    }),
  );
  const rank = (item: LineItem) => (item.name === null ? 1 : 0);
  return items.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      b.tokenPricedAi - a.tokenPricedAi ||
      ((a.name ?? "") < (b.name ?? "") ? -1 : 1),
  );
}

function lineItem(name: Name, cells: readonly UsageCell[], own: OwnMoney): LineItem {
  const sum = (pick: (cell: UsageCell) => number) =>
    cells.reduce((total, cell) => total + pick(cell), 0);
  const byVendor = sumBy(
    cells,
    (cell) => cell.vendor,
    (cell) => cell.cost,
  );
  const vendors = {
    openai: byVendor.get("openai") ?? 0,
    anthropic: byVendor.get("anthropic") ?? 0,
    other: byVendor.get("other") ?? 0,
  };
  const tokenPricedAi = vendors.openai + vendors.anthropic + vendors.other;
  const uncostedTokens = sum((cell) => cell.uncostedTokens);
  const parts = {
    revenue: own.revenue,
    otherCogs: (own.revenue ?? 0) * own.otherCogsRate,
    fixedAi: own.fixedAi,
    tokenPricedAi,
    hasUncostedTokens: uncostedTokens > 0,
  };
  const grossProfit = grossProfitAt(parts, 1);
  return {
    name,
    revenue: own.revenue,
    tokenPricedAi,
    reasoning: reasoningOf(cells, tokenPricedAi, grossProfit),
    tokens: sharesOf(cells.map((cell) => cell.counts)),
    otherCogs: parts.otherCogs,
    fixedAi: parts.fixedAi,
    grossProfit,
    grossMargin: grossProfit === null ? null : marginOf(grossProfit, own.revenue),
    breakEven: breakEven(parts),
    vendors,
    uncostedTokens,
  };
}

function reasoningOf(
  cells: readonly UsageCell[],
  tokenPricedAi: number,
  grossProfit: number | null,
): ReasoningCost {
  const sum = (pick: (cell: UsageCell) => number) =>
    cells.reduce((total, cell) => total + pick(cell), 0);
  const reportedUsd = sum((cell) => cell.reasoningReported);
  const assumedUsd = sum((cell) => cell.reasoningAssumed);
  const untoldUsd = sum((cell) => cell.reasoningUntold);
  const isTold = reportedUsd > 0 || assumedUsd > 0 || untoldUsd === 0;
  const share = isTold && tokenPricedAi > 0 ? (reportedUsd + assumedUsd) / tokenPricedAi : null;
  const known = reportedUsd + assumedUsd;
  const without = grossProfit === null || share === null ? 0 : grossProfit + known;
  const shareOfMargin = without > 0 ? known / without : null;
  return { reportedUsd, assumedUsd, untoldUsd, share, shareOfMargin };
}

function losing(customers: readonly LineItem[]): LosingCustomer[] | null {
  if (customers.every(({ revenue }) => revenue === null)) return null;
  return customers
    .flatMap(({ name, revenue, grossProfit, uncostedTokens }) =>
      name === null || revenue === null || grossProfit === null || grossProfit >= 0
        ? []
        : [{ name, revenue, grossProfit, uncostedTokens }],
    )
    .toSorted((a, b) => a.grossProfit - b.grossProfit);
}

function vendorLines(total: LineItem): VendorLine[] {
  return VENDORS.filter((vendor) => total.vendors[vendor] > 0).map((vendor) => {
    const own = total.vendors[vendor];
    return {
      vendor,
      tokenPricedAi: own,
      share: own / total.tokenPricedAi,
      breakEven: breakEven({
        revenue: total.revenue,
        otherCogs: total.otherCogs,
        // The other vendors' prices stay, so their bill is a fixed cost here.
        fixedAi: total.fixedAi + total.tokenPricedAi - own,
        tokenPricedAi: own,
        hasUncostedTokens: total.uncostedTokens > 0,
      }),
    };
  });
}
