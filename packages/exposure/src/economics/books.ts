import type { Company } from "../company/company.ts";
import { allocate, type Amounts, type CostCell, type Name, shareOut, sumBy } from "./allocation.ts";
import { type TwoAxes, contractBooks, plus } from "./contract-books.ts";

/** Revenue and fixed AI on one axis. */
export interface AxisBooks {
  /** USD a period by name, the unattributed rest under null; null when no revenue is known at all. */
  readonly revenue: Amounts | null;
  readonly fixedAi: Amounts;
}

/** The company's own money, laid out by feature and by customer so that both add up to the same. */
export interface Books {
  readonly revenue: number | null;
  readonly fixedAi: number;
  readonly otherCogsRate: number;
  readonly feature: AxisBooks;
  readonly customer: AxisBooks;
  readonly allocations: readonly string[];
}

/** Lays out a company's monthly money, cut to the period by `factor`. */
export function openBooks(cells: readonly CostCell[], company: Company, factor: number): Books {
  const allocations: string[] = [];
  const revenue = revenueBooks(cells, company, factor, allocations);
  const bound = contractBooks(cells, company.contracts ?? [], factor);
  if (bound.feature.size > 0) allocations.push("contracts, to what they serve by token cost");
  const fixed = withContracts(fixedBooks(cells, company, factor, allocations), bound);
  return {
    revenue: revenue === null ? null : total(revenue.feature),
    fixedAi: total(fixed.feature),
    otherCogsRate: company.otherCogs ?? 0,
    feature: { revenue: revenue?.feature ?? null, fixedAi: fixed.feature },
    customer: { revenue: revenue?.customer ?? null, fixedAi: fixed.customer },
    allocations,
  };
}

// Until it renews a contract costs what fixed AI does: no token price moves it.
function withContracts(fixed: TwoAxes, bound: TwoAxes): TwoAxes {
  return {
    feature: plus(fixed.feature, bound.feature),
    customer: plus(fixed.customer, bound.customer),
  };
}

function revenueBooks(
  cells: readonly CostCell[],
  company: Company,
  factor: number,
  allocations: string[],
): TwoAxes | null {
  const features = scaled(company.revenue?.features, factor);
  const customers = scaled(company.revenue?.customers, factor);
  if (features === null && customers === null) return null;
  const sums = [features, customers].flatMap((list) => (list === null ? [] : [total(list)]));
  const told = company.revenue?.total;
  const all = told === undefined ? Math.max(...sums) : told * factor;
  const fill = (amounts: Amounts, shorter: string): Amounts => {
    const whole = topped(amounts, all);
    if (whole !== amounts) {
      allocations.push(`revenue that ${shorter} do not explain, to the unattributed line`);
    }
    return whole;
  };
  if (features !== null && customers !== null) {
    return { feature: fill(features, "features"), customer: fill(customers, "customers") };
  }
  if (features !== null) {
    allocations.push("revenue of each feature, to customers by share of its token cost");
    const customer = allocate(features, cells, "feature");
    return { feature: fill(features, "features"), customer: topped(customer, all) };
  }
  const known = customers ?? new Map<Name, number>();
  allocations.push("revenue of each customer, to features by share of its token cost");
  const feature = allocate(known, cells, "customer");
  return { feature: topped(feature, all), customer: fill(known, "customers") };
}

/** Puts what is missing from a total on the unattributed line; the same amounts when nothing is. */
function topped(amounts: Amounts, whole: number): Amounts {
  const gap = whole - total(amounts);
  if (Math.abs(gap) <= 1e-9 * Math.abs(whole)) return amounts;
  return new Map([...amounts, [null, gap + (amounts.get(null) ?? 0)]]);
}

function fixedBooks(
  cells: readonly CostCell[],
  company: Company,
  factor: number,
  allocations: string[],
): TwoAxes {
  const { fixedAi } = company;
  if (fixedAi === undefined || fixedAi === 0) return { feature: new Map(), customer: new Map() };
  if (typeof fixedAi === "number") {
    allocations.push("fixed AI, to features and customers by share of token cost");
    const costs = (axis: "feature" | "customer") =>
      sumBy(
        cells,
        (cell) => cell[axis],
        (cell) => cell.cost,
      );
    return {
      feature: shareOut(fixedAi * factor, costs("feature")),
      customer: shareOut(fixedAi * factor, costs("customer")),
    };
  }
  allocations.push("fixed AI of each feature, to customers by share of its token cost");
  const feature = scaled(fixedAi.features, factor) ?? new Map<Name, number>();
  return { feature, customer: allocate(feature, cells, "feature") };
}

function scaled(
  amounts: Readonly<Record<string, number>> | undefined,
  factor: number,
): Map<Name, number> | null {
  if (amounts === undefined) return null;
  return new Map(Object.entries(amounts).map(([name, amount]) => [name, amount * factor]));
}

function total(amounts: Amounts): number {
  return [...amounts.values()].reduce((sum, amount) => sum + amount, 0);
}
